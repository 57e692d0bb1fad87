import { type Claim, claimSink } from '../../delivery/claim.ts';
import { type Delivered, deliver } from '../../delivery/worker.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { Configured } from './config.ts';
import type { DeliveryFolders } from './folders.ts';

export interface SendOptions {
  sinks: readonly Configured[];
  outbox: Outbox;
  folders: DeliveryFolders;
  signal: AbortSignal;
  until: 'empty' | 'stopped';
  /** The longest wait for a receiver that is busy, ms. */
  patienceMs?: number;
}

/** What became of one sink: `taken` names the process that sends to it already. */
export type Sent = { sink: string } & (Delivered | { taken: string });

/** Sends what waits for each sink, all at the same time: a receiver that is down keeps no other waiting. */
export function sendWaiting(options: SendOptions): Promise<Sent[]> {
  return Promise.all(options.sinks.map((one) => sendTo(one, options)));
}

/** Sinks that this process sends to: to the store, all its workers are one owner. */
const busy = new Set<string>();

async function sendTo({ sink }: Configured, options: SendOptions): Promise<Sent> {
  const { outbox, folders, signal, until, patienceMs } = options;
  if (busy.has(sink.name)) {
    await sink.close();
    return { sink: sink.name, taken: 'this process' };
  }
  busy.add(sink.name);
  let claim: Claim | undefined;
  try {
    const claimed = await claimSink(outbox, sink.name, { signal });
    if ('taken' in claimed) return { sink: sink.name, taken: claimed.taken };
    claim = claimed;
    const spool = folders.spool(sink.name);
    spool.sweep((sha256) => outbox.isWanted(sink.name, sha256), Date.now());
    const done = await deliver({
      sink,
      outbox,
      spool,
      dead: folders.dead,
      signal: AbortSignal.any([signal, claim.lost]),
      until,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    return { sink: sink.name, ...done };
  } catch (error) {
    // A full disk, a store that is held: it waits as it did, and keeps no other sink from going on.
    return { sink: sink.name, delivered: 0, dead: 0, waiting: error instanceof Error ? error.message : String(error) };
  } finally {
    busy.delete(sink.name);
    claim?.release();
    await sink.close();
  }
}
