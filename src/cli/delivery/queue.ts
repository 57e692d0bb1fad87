import { Freezer } from '../../delivery/freeze.ts';
import { shapeOf } from '../../delivery/shape.ts';
import { changesBetween } from '../../drift/changes.ts';
import { sideOf } from '../../drift/side.ts';
import { contextOf, type FormatContext, type FormatWriter, formatOf } from '../../formats/index.ts';
import type { Change, Notice } from '../../model/event.ts';
import type { ScanSummary } from '../../model/scan-summary.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import { type Choice, type Configured, takes } from './config.ts';
import type { DeliveryFolders } from './folders.ts';
import { type Known, knownAgain, knownTo, sinceTold, toldRow } from './known.ts';
import { isChosen, isWanted, type TagsOf } from './wanted.ts';

/** Adds what was frozen to the outbox; part of the transaction of its caller. */
export type Enqueue = () => void;

/** Events of one scan for one sink. */
export interface Queued {
  sink: string;
  events: number;
  batches: number;
  /** No request of the receiver could hold them. */
  tooLarge: number;
  /** The format has no place for them. */
  leftOut: number;
  /** Findings of the scan, where its filter lets none of them through. */
  filtered: number;
}

interface Telling extends Lane {
  known: Known;
}

interface Lane {
  configured: Configured;
  writer: FormatWriter;
  freezer: Freezer;
  counts: { events: number; leftOut: number; passed: boolean; filtered: number };
}

/** Turns one scan into frozen batches for each sink: every change is read once for all sinks that know the same. */
export class ScanQueue {
  private readonly sinks: readonly Configured[];
  private readonly store: ScanStore;
  private readonly folders: DeliveryFolders;

  constructor(sinks: readonly Configured[], store: ScanStore, folders: DeliveryFolders) {
    this.sinks = sinks;
    this.store = store;
    this.folders = folders;
  }

  /** That a scan began, was stopped or failed: there are no findings to tell of. */
  async notice(notice: Notice, context: FormatContext): Promise<Enqueue> {
    const lanes = this.lanes(context);
    for (const lane of lanes) await this.tell(lane, notice);
    return (await this.end(lanes)).enqueue;
  }

  /**
   * What a scan found.
   *
   * @param again tells it once more: `changes` since the scan before, whatever was told meanwhile, or `all`, for receivers
   * that have lost what they had. Default: what the sink was not told yet, as the scan ends.
   */
  async scan(summary: ScanSummary, again?: 'changes' | 'all'): Promise<{ queued: Queued[]; enqueue: Enqueue }> {
    const { store } = this;
    const lanes = this.lanes(contextOf(summary)).map((lane): Telling => {
      const { configured } = lane;
      const known = again ? knownAgain(configured, store, summary, again) : knownTo(configured, store, summary);
      return { ...lane, known };
    });
    // Sinks that know the same are told in one pass.
    for (const group of Map.groupBy(lanes, ({ known }) => known.side?.summary.scan).values())
      await this.tellChanges(group, summary);
    for (const lane of lanes)
      for (const notice of noticesOf(summary, lane.configured.choice)) await this.tell(lane, notice);
    const { queued, enqueue } = await this.end(lanes);
    // What was told once more besides leaves open what was not told yet.
    const noted = lanes.filter(({ known }) => again !== 'changes' || known.choice === null);
    const rows = noted.map(({ configured }) => toldRow(configured, store, summary.organisation));
    return {
      queued,
      enqueue: () => {
        enqueue();
        for (const row of rows) store.outbox.told.note(row);
      },
    };
  }

  private async tellChanges(lanes: readonly Telling[], summary: ScanSummary): Promise<void> {
    const side = lanes[0]?.known.side ?? null;
    const times = { scanTime: summary.scanTime, previous: side?.summary.scanTime ?? null };
    const tagsOf = this.tagsOf();
    for (const one of changesBetween(side, sideOf(this.store, summary))) {
      if (wasNotLookedFor(one)) continue;
      for (const lane of lanes) {
        const { known, configured, counts } = lane;
        counts.passed ||= isChosen(one, configured.choice, tagsOf);
        const change = sinceTold(one, known);
        const since = { ...times, choice: known.choice };
        if (isWanted(change, configured.choice, since, tagsOf)) await this.add(lane, change);
      }
    }
    for (const { counts } of lanes) counts.filtered = counts.passed ? 0 : summary.counts.findings;
  }

  private lanes(context: FormatContext): Lane[] {
    return this.sinks.map((configured) => {
      const { format, version } = formatOf(configured.format, configured.version);
      return {
        configured,
        writer: format.writer({ ...context, settings: configured.settings }, version),
        freezer: new Freezer({
          sink: configured.sink,
          spool: this.folders.spool(configured.sink.name),
          dead: this.folders.dead,
          scan: context.scan,
          scanTime: context.scanTime,
          shape: shapeOf(takes(configured), version),
        }),
        counts: { events: 0, leftOut: 0, passed: false, filtered: 0 },
      };
    });
  }

  private async add({ configured, writer, freezer, counts }: Lane, change: Change): Promise<void> {
    const text = writer.event(change);
    if (text === undefined) counts.leftOut += 1;
    else {
      counts.events += 1;
      await freezer.add(text, configured.definition.lane?.(text) ?? '');
    }
  }

  /** Formats of findings alone have no place for it. */
  private async tell({ configured, writer, freezer, counts }: Lane, notice: Notice): Promise<void> {
    const text = writer.notice(notice);
    if (text === undefined || text === '') return;
    counts.events += 1;
    await freezer.add(text, configured.definition.lane?.(text) ?? '');
  }

  private async end(lanes: readonly Lane[]): Promise<{ queued: Queued[]; enqueue: Enqueue }> {
    const queued: Queued[] = [];
    const adds: Enqueue[] = [];
    for (const { configured, freezer, counts } of lanes) {
      const batches = await freezer.end();
      const { name: sink } = configured.sink;
      const { events, leftOut, filtered } = counts;
      const { tooLarge } = freezer;
      queued.push({ sink, events: events - tooLarge, batches: batches.length, tooLarge, leftOut, filtered });
      adds.push(() => {
        this.store.outbox.add(sink, batches);
        if (tooLarge > 0)
          this.store.outbox.giveUp(sink, this.store.scan, { events: tooLarge, at: new Date().toISOString() });
      });
    }
    return { queued, enqueue: () => adds.forEach((add) => void add()) };
  }

  /** Of the last resource that was asked about: changes of one resource often follow each other. */
  private tagsOf(): TagsOf {
    return ({ resource: { uid, kind } }) => {
      const value = this.store.resource(uid, kind)?.facts.tags?.value;
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
    };
  }
}

/** The scan did not ask for it, or stopped before it in a long list: that says nothing of what it is now. */
function wasNotLookedFor({ status, absence }: Change): boolean {
  return status === 'blind' && (absence === 'not-asked' || absence === 'cut-off');
}

/** Gaps hide behind no filter but that of accounts: what could not be seen of one is nothing to who hears of another. */
function noticesOf({ gaps, endedAt, outcome, scopes }: ScanSummary, { accounts }: Choice): Notice[] {
  const state = outcome.state !== 'complete' ? 'failed' : gaps.length > 0 ? 'incomplete' : 'finished';
  const names = new Map(scopes.map((one) => [one.account, one.accountName]));
  const isMine = (id: string) => !accounts || accounts.includes(id) || accounts.includes(names.get(id) ?? '');
  return [
    ...gaps.filter(({ account }) => isMine(account)).map((gap): Notice => ({ type: 'gap', gap, at: endedAt })),
    { type: 'scan', state, at: endedAt, reason: outcome.reason },
  ];
}

/** A context before there is a summary. */
export function contextOfStart(
  scan: { id: string; organisation: string; version: string; simulated: boolean; startedAt: string },
  ended?: { at: string; state: 'failed' | 'aborted'; reason: string },
): FormatContext {
  return {
    organisation: scan.organisation,
    scan: scan.id,
    version: scan.version,
    simulated: scan.simulated,
    scanTime: scan.startedAt,
    startedAt: scan.startedAt,
    endedAt: ended?.at ?? scan.startedAt,
    outcome: { state: ended?.state ?? 'complete', reason: ended?.reason ?? '' },
    resources: 0,
    findings: 0,
    gaps: 0,
    catalogVersion: '',
    controls: new Map(),
    frameworks: new Map(),
    settings: {},
  };
}
