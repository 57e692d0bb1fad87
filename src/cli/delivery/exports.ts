import type { Catalog } from '../../catalog/index.ts';
import type { Config } from '../../config/schema.ts';
import type { ScanOptions } from '../../scan/run.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import { storePath } from '../places.ts';
import { type Configured, sinksOf } from './config.ts';
import { assertFilters } from './filters.ts';
import { DeliveryFolders } from './folders.ts';
import { contextOfStart, type Queued, ScanQueue } from './queue.ts';
import { type Sent, sendWaiting } from './send.ts';

/** The longest that the end of a scan waits for receivers that are busy, ms. */
const patienceMs = 60_000;

/** What a scan has to do with the sinks of its config. */
export class Exports {
  private readonly sinks: readonly Configured[];
  private readonly folders: DeliveryFolders;
  queued: readonly Queued[] = [];

  /**
   * @param catalog what its filters may name.
   * @throws PlumblineError CONFIG_INVALID, before anything is asked of a cloud.
   */
  constructor(config: Config, catalog?: Catalog) {
    if (catalog)
      assertFilters(
        config,
        catalog.frameworks.map(({ id }) => id),
      );
    this.sinks = sinksOf(config);
    this.folders = new DeliveryFolders(storePath(config.store));
  }

  heralds(
    store: ScanStore,
    scan: { organisation: string; version: string; simulated: boolean },
  ): NonNullable<ScanOptions['heralds']> {
    const queue = new ScanQueue(this.sinks, store, this.folders);
    let startedAt = '';
    const context = (ended?: Parameters<typeof contextOfStart>[1]) =>
      contextOfStart({ id: store.scan, ...scan, startedAt }, ended);
    return {
      begun: (at) => {
        startedAt = at;
        return queue.notice({ type: 'scan', state: 'started', at, reason: '' }, context());
      },
      ended: async (summary) => {
        const { queued, enqueue } = await queue.scan(summary);
        this.queued = queued;
        return enqueue;
      },
      failed: (at, state, reason) =>
        queue.notice({ type: 'scan', state: 'failed', at, reason }, context({ at, state, reason })),
    };
  }

  /** @param patience the longest wait for receivers that are busy; the rest waits for the next run, ms. */
  send(store: ScanStore, signal: AbortSignal = new AbortController().signal, patience = patienceMs): Promise<Sent[]> {
    const { sinks, folders } = this;
    return sendWaiting({ sinks, outbox: store.outbox, folders, signal, until: 'empty', patienceMs: patience });
  }
}
