import { randomUUID } from 'node:crypto';
import { Gate, type RateOf } from '../limits/gate.ts';
import type { RetryPolicy } from '../limits/retry.ts';
import type { Control, Framework } from '../model/control.ts';
import { PlumblineError } from '../model/errors.ts';
import type { Scope } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import type { Settings } from '../model/mapping/outcome.ts';
import type { Collector, Session } from '../model/provider.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { ScanStore } from '../store/scan-store.ts';
import { Collection, type Progress, type Target } from './collect.ts';
import { FindingCounts } from './counts.ts';
import { tellDrift } from './drift.ts';
import { evaluate, type Judges } from './evaluate.ts';
import { callsOf } from './plan.ts';
import { Reader } from './reader.ts';
import { Recorder } from './recorder.ts';
import { SwitchedOff } from './switched-off.ts';

/** What is scanned of one cloud. */
export interface ScanPart {
  targets: readonly Target[];
  /** Collectors of what others refer to. */
  support: readonly Collector[];
  /** By account. */
  sessions: ReadonlyMap<string, Session>;
  /** Accounts of which nothing is asked, and why. */
  unread?: readonly { scope: Scope; missing: Missing }[];
  /** What is to be said of an account's scopes, by account. */
  notes?: ReadonlyMap<string, string>;
  /** Region in which calls for things without a region are made. */
  homeRegion: string;
  rateOf: RateOf;
  /** Calls under way at the same time. */
  concurrency?: number;
}

export interface ScanOptions {
  store: ScanStore;
  version: string;
  organisation: string;
  /** What was asked for, in canonical form: scans of one selection are compared with each other. */
  selection?: string;
  simulated: boolean;
  catalog: Judges & { version: string; digest: string; controls: readonly Control[]; frameworks: readonly Framework[] };
  /** One a cloud: each has a gate of its own, so that a slow cloud keeps no other waiting. */
  parts: readonly ScanPart[];
  settings: Settings;
  retry?: Partial<RetryPolicy>;
  signal?: AbortSignal;
  progress?: (event: Progress) => void;
  /** Called for each call that is over. */
  onCall?: (provider: Session['provider']) => void;
  /** Called when a step is over. */
  onStep?: (step: 'collect' | 'evaluate') => void;
  /** Items of each list at the most; see Collection. */
  atMost?: number;
  /** The moment controls compare times with; default: the start of the scan. */
  scanTime?: Date;
  /** Hears of the scan's beginning and end before they are in the store. What they give back is part of that transaction. */
  heralds?: {
    begun(startedAt: string): Promise<() => void>;
    ended(summary: ScanSummary): Promise<() => void>;
    failed(at: string, state: 'failed' | 'aborted', reason: string): Promise<() => void>;
  };
}

/** Collects, evaluates and sums up one scan into the store. @throws what cannot be a gap; the evidence read so far is kept. */
export async function runScan(options: ScanOptions): Promise<ScanSummary> {
  const { store, catalog, parts } = options;
  const started = new Date();
  const { heralds, organisation, selection } = options;
  const startedAt = started.toISOString();
  store.begin(organisation, startedAt, selection, await heralds?.begun(startedAt));
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([stop.signal, options.signal]) : stop.signal;
  const recorder = new Recorder(store);
  try {
    const accountNames = namesOf(parts.flatMap(({ targets }) => targets.map(({ scope }) => scope)));
    const collections = parts.map((part) =>
      collectionOf(options, part, { recorder, accountNames, signal, abort: (reason) => stop.abort(reason) }),
    );
    for (const { scope, missing } of parts.flatMap(({ unread = [] }) => unread)) recorder.gap(scope, missing);
    await allOf(collections.map((one) => one.run()));
    options.onStep?.('collect');
    const counts = new FindingCounts();
    const scanTime = options.scanTime ?? started;
    await evaluate({
      store,
      catalog,
      scanTime,
      referredKinds: new Set(parts.flatMap(({ support }) => support.map((one) => `${one.provider}|${one.kind}`))),
      accountNames,
      onFinding: (finding, change, previous) => counts.add(finding, change, previous),
      signal,
    });
    options.onStep?.('evaluate');
    const summary = summarise(options, {
      started,
      scanTime,
      recorder,
      counts,
      native: collections.flatMap((one) => one.nativeSources),
    });
    await tellDrift(store, summary, signal);
    store.end('complete', summary.endedAt, summary, await heralds?.ended(summary));
    return summary;
  } catch (error) {
    // The first thing that could not go on is why the others were stopped.
    const cause = stop.signal.aborted && stop.signal.reason instanceof PlumblineError ? stop.signal.reason : error;
    const aborted = options.signal?.aborted === true;
    try {
      const [state, at] = [aborted ? 'aborted' : 'failed', new Date().toISOString()] as const;
      const reason = cause instanceof PlumblineError ? cause.message : 'an error that nobody expected';
      store.end(state, at, null, await heralds?.failed(at, state, aborted ? 'the scan was stopped' : reason));
    } catch {
      // The store itself may be what failed: the error that counts is the one below.
    }
    throw aborted ? new PlumblineError('ABORTED', 'The scan was stopped.', { cause: error }) : cause;
  }
}

/** Waits for all, then throws what the first one threw: a cloud that cannot go on stops the others, and they must have stopped. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  for (const one of await Promise.allSettled(work)) if (one.status === 'rejected') throw one.reason;
}

interface Shared {
  recorder: Recorder;
  accountNames: ReadonlyMap<string, string>;
  signal: AbortSignal;
  abort: (reason: unknown) => void;
}

function collectionOf(
  options: ScanOptions,
  part: ScanPart,
  { recorder, accountNames, signal, abort }: Shared,
): Collection {
  const { targets, support, sessions, homeRegion, rateOf, concurrency } = part;
  const { store, settings, retry, progress, atMost } = options;
  const collectors = [...targets.flatMap((one) => one.collectors), ...support];
  const calls = callsOf(
    collectors,
    targets.flatMap((one) => one.natives),
  );
  const gate = new Gate({
    allowed: new Set(calls.map(({ service, operation }) => `${service}:${operation}`)),
    rateOf,
    record: (settled) => {
      options.onCall?.(settled.session.provider);
      return recorder.record(settled);
    },
    signal,
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(retry === undefined ? {} : { retry }),
  });
  return new Collection({
    targets,
    support,
    reader: new Reader({ gate, sessions, accountNames, settings, homeRegion }),
    recorder,
    store,
    nativeRules: nativeRules(options.catalog.controls),
    abort,
    ...(progress ? { progress } : {}),
    ...(atMost === undefined ? {} : { atMost }),
  });
}

/** Sessions whose answers said that they are simulated, whoever started the scan: the report says so on every page. */
function isSimulated(session: Session): boolean {
  return session.simulated === true;
}

/** A scan id that sorts by time. */
export function newScanId(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${randomUUID().slice(0, 8)}`;
}

function nativeRules(controls: readonly Control[]): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const control of controls) {
    for (const [source, rules] of Object.entries(control.native)) {
      const set = out.get(source) ?? new Set();
      for (const rule of rules) set.add(rule);
      out.set(source, set);
    }
  }
  return out;
}

function namesOf(scopes: readonly Scope[]): Map<string, string> {
  return new Map(scopes.map(({ account, accountName }) => [account, accountName]));
}

interface Parts {
  started: Date;
  scanTime: Date;
  recorder: Recorder;
  counts: FindingCounts;
  native: ScanSummary['native'];
}

function summarise(options: ScanOptions, { started, scanTime, recorder, counts, native }: Parts): ScanSummary {
  const { store, catalog, parts } = options;
  const targets = parts.flatMap((one) => one.targets);
  const sessions = new Map(parts.flatMap((one) => [...one.sessions]));
  const previous = store.previous(options.organisation, options.selection);
  const identity = (account: string) => sessions.get(account)?.identity ?? '';
  const populations = store.populations();
  const gaps = counts.settle(new SwitchedOff(populations).gaps(recorder.allGaps()));
  return {
    format: 'plumbline-scan/1',
    scan: store.scan,
    organisation: options.organisation,
    simulated: options.simulated || [...sessions.values()].some(isSimulated),
    version: options.version,
    startedAt: started.toISOString(),
    endedAt: new Date().toISOString(),
    scanTime: scanTime.toISOString(),
    scopes: scopesOf(parts, identity),
    services: [...new Set(targets.flatMap((one) => one.collectors.map((each) => each.id)))].sort(),
    identities: [...sessions.values()].map((one) => ({
      provider: one.provider,
      account: one.account,
      identity: one.identity,
    })),
    catalog: {
      version: catalog.version,
      digest: catalog.digest,
      controls: [...catalog.controls],
      frameworks: [...catalog.frameworks],
    },
    counts: { ...counts.summary, resources: store.countResources() },
    calls: recorder.counts,
    populations,
    gaps,
    native: native.sort(
      (a, b) =>
        a.source.localeCompare(b.source) || a.account.localeCompare(b.account) || a.region.localeCompare(b.region),
    ),
    clockOffsetMs: recorder.clockOffsetMs,
    evidence: { answers: 0, bytes: 0 },
    previous: previous
      ? {
          scan: previous.scan,
          endedAt: previous.endedAt,
          verdicts: previous.summary.counts.verdicts,
          newFailures: counts.newFailures,
          fixed: counts.fixed,
        }
      : null,
    outcome: { state: 'complete', reason: '' },
  };
}

function scopesOf(parts: readonly ScanPart[], identity: (account: string) => string): ScanSummary['scopes'] {
  return parts.flatMap(({ targets, unread = [], notes }) => [
    ...targets.map(({ scope, collectors }) => {
      const note = notes?.get(scope.account);
      return {
        ...scope,
        identity: identity(scope.account),
        services: [...new Set(collectors.map((one) => one.service))],
        ...(note === undefined ? {} : { note }),
      };
    }),
    ...unread.map(({ scope, missing }) => ({
      ...scope,
      identity: identity(scope.account),
      services: [],
      note: missing.detail ?? missing.reason,
    })),
  ]);
}
