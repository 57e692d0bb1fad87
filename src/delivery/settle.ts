import type { Receipt, Sink, SinkError } from '../model/sink.ts';
import type { Outbox, Queued, Waiting } from '../store/outbox.ts';
import type { DeadLetters } from './dead-letters.ts';
import { freezeItems } from './freeze.ts';
import { type Spool, unframe } from './spool.ts';

export interface WorkerOptions {
  sink: Sink;
  outbox: Outbox;
  spool: Spool;
  dead: DeadLetters;
  /** Whether a batch is for this receiver by its shape; default: all are. */
  isMine?: (shape: string) => boolean;
  signal: AbortSignal;
  /** `empty`: ends when nothing waits, or nothing can be done; `stopped`: waits for more until the signal. */
  until: 'empty' | 'stopped';
  /** With `empty`: the longest wait for a receiver, ms; what takes longer is left for the next run. */
  patienceMs?: number;
  now?: () => number;
  random?: () => number;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** First wait after a failure, and the longest, ms. */
const [firstMs, longestMs] = [1000, 5 * 60_000];
export interface Outcome {
  delivered: number;
  dead: number;
  /** Why it was not taken; '' when it was. */
  note: string;
  stop: boolean;
}

/** A batch whose turn it is, and when its file was read: this machine's clock, epoch ms. */
export type Read = Waiting & { readAt: number };

/** Full jitter: workers that failed together do not come back together. */
export function backoff(attempts: number, random: () => number): number {
  return random() * Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 20)) + 50;
}

export async function settle(
  options: WorkerOptions,
  waiting: Read,
  body: Uint8Array,
  { refused, answer }: Receipt,
): Promise<Outcome> {
  const { sink } = options;
  if (refused.length === 0) return end(options, waiting, { delivered: waiting.items, dead: 0, rest: [] });
  const items = unframe(body, waiting.gzip, sink.framing);
  const again = refused.filter((one) => one.retry);
  const never = refused.filter((one) => !one.retry);
  for (const { index, reason } of never)
    options.dead.add(sink.name, { ...of(waiting), reason, answer, item: items[index] ?? '' });
  const rest =
    again.length === 0
      ? []
      : [
          await part(
            options,
            waiting,
            again.map(({ index }) => items[index] ?? ''),
          ),
        ];
  const outcome = end(options, waiting, { delivered: waiting.items - refused.length, dead: never.length, rest });
  if (again.length === 0) return outcome;
  // They wait as a batch that was tried: their receiver is busy.
  const first = options.outbox.first(sink.name);
  const { now = Date.now, random = Math.random } = options;
  const note = again[0]?.reason ?? '';
  if (first) options.outbox.postpone(first, Math.round(now() + backoff(waiting.attempts, random)), note);
  return { ...outcome, note };
}

/** Too large, or one of it is poison: halves go on, and a single one is given up. */
export async function split(
  options: WorkerOptions,
  waiting: Read,
  body: Uint8Array,
  error: SinkError,
): Promise<Outcome> {
  const { sink } = options;
  const items = unframe(body, waiting.gzip, sink.framing);
  if (items.length < 2) {
    const { message: reason, answer } = error;
    options.dead.add(sink.name, { ...of(waiting), reason, answer, item: items[0] ?? '' });
    return end(options, waiting, { delivered: 0, dead: 1, rest: [] });
  }
  const half = items.length >> 1;
  const rest = [await part(options, waiting, items.slice(0, half)), await part(options, waiting, items.slice(half))];
  return end(options, waiting, { delivered: 0, dead: 0, rest });
}

/** What a letter says of the batch that its event was in. */
function of({ scan, scanTime, shape }: Read): Pick<Read, 'scan' | 'scanTime' | 'shape'> {
  return { scan, scanTime, shape };
}

function part({ sink, spool }: WorkerOptions, { scan, scanTime, lane, shape }: Read, items: string[]): Promise<Queued> {
  return freezeItems({ sink, spool, scan, scanTime, shape }, items, lane);
}

function end(
  { sink, outbox, spool, now = Date.now }: WorkerOptions,
  waiting: Read,
  what: { delivered: number; dead: number; rest: readonly Queued[] },
): Outcome {
  outbox.settle(waiting, { ...what, at: new Date(now()).toISOString() });
  if (!outbox.isWanted(sink.name, waiting.sha256)) spool.remove(waiting.sha256, waiting.gzip, waiting.readAt);
  return { delivered: what.delivered, dead: what.dead, note: '', stop: false };
}

/** Its file was removed or altered: what was in it cannot be sent any more, and the next scan tells everything. */
export function lost(options: WorkerOptions, waiting: Read): Outcome {
  const reason = `the file of batch ${waiting.sha256} is gone or was altered: the next scan tells everything; or now: plumbline export send ${waiting.sink} --full`;
  options.outbox.told.forget(waiting.sink);
  options.dead.add(waiting.sink, { ...of(waiting), reason, answer: '', item: '' });
  return end(options, waiting, { delivered: 0, dead: waiting.items, rest: [] });
}
