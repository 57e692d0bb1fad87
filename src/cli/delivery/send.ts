import { type Claim, claimSink } from '../../delivery/claim.ts';
import { adopted, isFor } from '../../delivery/shape.ts';
import { type Delivered, deliver } from '../../delivery/worker.ts';
import type { Outbox } from '../../store/outbox.ts';
import { type Configured, takes } from './config.ts';
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

/** What became of one sink: `taken` names the process that sends to it already; `aside`, events that it takes no more. */
export type Sent = { sink: string } & ((Delivered & { aside?: number }) | { taken: string });

/** Sends what waits for each sink, all at the same time: a receiver that is down keeps no other waiting. */
export function sendWaiting(options: SendOptions): Promise<Sent[]> {
  return Promise.all(options.sinks.map((one) => sendTo(one, options)));
}

/** Sinks that this process sends to: to the store, all its workers are one owner. */
const busy = new Set<string>();

async function sendTo(configured: Configured, options: SendOptions): Promise<Sent> {
  const { sink } = configured;
  const { outbox, folders, signal, until, patienceMs } = options;
  if (busy.has(sink.name)) {
    await sink.close();
    return { sink: sink.name, taken: 'this process' };
  }
  busy.add(sink.name);
  let claim: Claim | undefined;
  try {
    const got = await claimSink(outbox, sink.name, { signal });
    if ('taken' in got) return { sink: sink.name, taken: got.taken };
    claim = got;
    const now = takes(configured);
    outbox.sortByShape(sink.name, (shape) => adopted(shape, now));
    const spool = folders.spool(sink.name);
    spool.sweep((sha256) => outbox.isWanted(sink.name, sha256), Date.now());
    const done = await deliver({
      sink,
      outbox,
      spool,
      dead: folders.dead,
      isMine: (shape) => isFor(shape, now),
      signal: AbortSignal.any([signal, claim.lost]),
      until,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    const aside = outbox.aside(sink.name);
    return { sink: sink.name, ...done, ...(aside > 0 ? { aside } : {}) };
  } catch (error) {
    // A full disk, a store that is held: it waits as it did, and keeps no other sink from going on.
    return { sink: sink.name, delivered: 0, dead: 0, waiting: error instanceof Error ? error.message : String(error) };
  } finally {
    busy.delete(sink.name);
    release(claim);
    await sink.close();
  }
}

/** A store that is held keeps the sink as ours: we get it again, and another process does once this one has ended. */
function release(claim: Claim | undefined): void {
  try {
    claim?.release();
  } catch {
    // As above.
  }
}
