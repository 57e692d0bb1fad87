import { Freezer } from '../../delivery/freeze.ts';
import { changesBetween } from '../../drift/changes.ts';
import { sideOf } from '../../drift/side.ts';
import { contextOf, type FormatContext, type FormatWriter, formatOf } from '../../formats/index.ts';
import type { Change, Notice } from '../../model/event.ts';
import type { ScanSummary } from '../../model/scan-summary.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import type { Choice, Configured } from './config.ts';
import type { DeliveryFolders } from './folders.ts';
import { isWanted, type TagsOf } from './wanted.ts';

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
}

interface Lane {
  configured: Configured;
  writer: FormatWriter;
  freezer: Freezer;
  counts: { events: number; leftOut: number };
}

/** Turns one scan into frozen batches for each sink: every change is read once, however many sinks there are. */
export class ScanQueue {
  private readonly sinks: readonly Configured[];
  private readonly store: ScanStore;
  private readonly folders: DeliveryFolders;
  /** Sinks that were told nothing yet: they hear everything first, since changes of what nobody knows say nothing. */
  private readonly fresh: ReadonlySet<string>;

  constructor(sinks: readonly Configured[], store: ScanStore, folders: DeliveryFolders) {
    this.sinks = sinks;
    this.store = store;
    this.folders = folders;
    this.fresh = new Set(sinks.map(({ sink }) => sink.name).filter((name) => !store.outbox.knows(name)));
  }

  /** That a scan began, was stopped or failed: there are no findings to tell of. */
  async notice(notice: Notice, context: FormatContext): Promise<Enqueue> {
    const lanes = this.lanes(context);
    for (const lane of lanes) await this.tell(lane, notice);
    return (await this.end(lanes)).enqueue;
  }

  /**
   * What a scan found, as it ends.
   *
   * @param all everything, whatever the config says: for receivers that have lost what they had.
   */
  async scan(summary: ScanSummary, all = false): Promise<{ queued: Queued[]; enqueue: Enqueue }> {
    const { store } = this;
    const lanes = this.lanes(contextOf(summary));
    const before = store.previous(summary.organisation);
    const previous = before ? sideOf(store.other(before.scan), before.summary) : null;
    const times = { scanTime: summary.scanTime, previous: before?.summary.scanTime ?? null };
    const tagsOf = this.tagsOf();
    for (const change of changesBetween(previous, sideOf(store, summary))) {
      if (wasNotLookedFor(change)) continue;
      for (const lane of lanes) {
        const { choice, sink } = lane.configured;
        const chosen: Choice = all || this.fresh.has(sink.name) ? { ...choice, send: 'all' } : choice;
        if (isWanted(change, chosen, times, tagsOf)) await this.add(lane, change);
      }
    }
    for (const lane of lanes) for (const notice of noticesOf(summary)) await this.tell(lane, notice);
    return this.end(lanes);
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
        }),
        counts: { events: 0, leftOut: 0 },
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
      const { events, leftOut } = counts;
      const { tooLarge } = freezer;
      queued.push({ sink, events: events - tooLarge, batches: batches.length, tooLarge, leftOut });
      adds.push(() => this.store.outbox.add(sink, batches));
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

function noticesOf({ gaps, endedAt, outcome }: ScanSummary): Notice[] {
  const state = outcome.state !== 'complete' ? 'failed' : gaps.length > 0 ? 'incomplete' : 'finished';
  return [
    ...gaps.map((gap): Notice => ({ type: 'gap', gap, at: endedAt })),
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
