import { setTimeout as sleep } from 'node:timers/promises';
import { type Batch, type Receipt, type Sink, SinkError } from '../model/sink.ts';
import type { Outbox, Queued, Waiting } from '../store/outbox.ts';
import type { DeadLetters } from './dead-letters.ts';
import { freezeItems } from './freeze.ts';
import { type Spool, unframe } from './spool.ts';

export interface WorkerOptions {
  sink: Sink;
  outbox: Outbox;
  spool: Spool;
  dead: DeadLetters;
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
/** Between looks at an empty outbox, ms. */
const idleMs = 2000;
/** As long as a person may need to mend it, ms. */
const stoppedMs = 15 * 60_000;

/** Receivers may ask for an hour; more than this nobody waits, ms. */
const latestMs = 61 * 60_000;

/** What a worker did, in events. */
export interface Delivered {
  delivered: number;
  dead: number;
  /** Still waiting, and why; undefined when nothing is. */
  waiting: string | undefined;
}

/**
 * Sends what waits for one sink, in order, until the receiver has it: each batch again and again the same bytes. What a
 * receiver did not take of a batch is sent anew by itself; what it will never take goes to the dead letters.
 */
export async function deliver(options: WorkerOptions): Promise<Delivered> {
  try {
    return await sendAll(options);
  } finally {
    await options.spool.settled();
  }
}

async function sendAll(options: WorkerOptions): Promise<Delivered> {
  const { sink, outbox, signal, until, patienceMs = Number.POSITIVE_INFINITY } = options;
  const { now = Date.now, wait = pause } = options;
  const done: Delivered = { delivered: 0, dead: 0, waiting: undefined };
  const run: Run = { accepted: false, givenUp: 0 };
  /** Lanes of which a person has to mend something first. */
  const shut = new Set<string>();
  let waited = 0;
  let note = '';
  while (!signal.aborted) {
    const heads = outbox.heads(sink.name).filter(({ lane }) => !shut.has(lane));
    if (heads.length === 0) {
      if (until === 'empty') return shut.size > 0 ? { ...done, waiting: note } : done;
      await wait(idleMs, signal);
      continue;
    }
    const batch = heads.find(({ due }) => !isLater(due, now()));
    if (!batch) {
      const ms = Math.min(...heads.map(({ due }) => due)) - now();
      if (until === 'empty' && waited + ms > patienceMs) return { ...done, waiting: note || 'not due yet' };
      waited += ms;
      await wait(ms, signal);
      continue;
    }
    const outcome = await attempt(options, batch, run);
    done.delivered += outcome.delivered;
    done.dead += outcome.dead;
    if (outcome.delivered > 0) run.accepted = true;
    if (outcome.note === '') waited = 0;
    else note = outcome.note;
    if (outcome.stop && until === 'empty') shut.add(batch.lane);
  }
  return { ...done, waiting: note || 'stopped' };
}

/** Nothing is put off for longer than an hour: a clock that jumped back must not keep a batch for years. */
function isLater(due: number, now: number): boolean {
  return due > now && due - now <= latestMs;
}

/** What one run of a worker has seen of its receiver. */
interface Run {
  accepted: boolean;
  /** Events that it would not take, one by one. */
  givenUp: number;
}

/** A receiver that has taken nothing and refuses so many events is set up wrongly: it is not the events. */
const mostGivenUp = 3;

interface Outcome {
  delivered: number;
  dead: number;
  /** Why it was not taken; '' when it was. */
  note: string;
  stop: boolean;
}

/** A batch whose turn it is, and when its file was read: this machine's clock, epoch ms. */
type Read = Waiting & { readAt: number };

async function attempt(options: WorkerOptions, first: Waiting, run: Run): Promise<Outcome> {
  const { sink, outbox, spool, signal, now = Date.now, random = Math.random } = options;
  const waiting: Read = { ...first, readAt: Date.now() };
  const postpone = (ms: number, note: string, stop: boolean): Outcome => {
    outbox.postpone(waiting, Math.round(now() + ms), note);
    return { delivered: 0, dead: 0, note, stop };
  };
  let body: Uint8Array;
  try {
    body = spool.read(waiting.sha256, waiting.gzip);
  } catch {
    return lost(options, waiting);
  }
  const { sha256, gzip, items, lane, scanTime } = waiting;
  const batch: Batch = { sha256, body, gzip, items, lane, scanTime };
  try {
    const receipt = await sink.send(batch, signal);
    return await settle(options, waiting, body, receipt);
  } catch (error) {
    if (signal.aborted) return { delivered: 0, dead: 0, note: 'stopped', stop: true };
    const known = error instanceof SinkError ? error : new SinkError('later', messageOf(error), { cause: error });
    if (known.remedy === 'stop') return postpone(Math.max(stoppedMs, known.afterMs), known.message, true);
    if (known.remedy === 'split') {
      if (waiting.items === 1 && !run.accepted && run.givenUp >= mostGivenUp)
        return postpone(stoppedMs, `it takes nothing at all: ${known.message}`, true);
      if (waiting.items === 1) run.givenUp += 1;
      return split(options, waiting, body, known);
    }
    return postpone(Math.max(known.afterMs, backoff(waiting.attempts, random)), known.message, false);
  }
}

/** Full jitter: workers that failed together do not come back together. */
function backoff(attempts: number, random: () => number): number {
  return random() * Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 20)) + 50;
}

async function settle(
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
    options.dead.add(sink.name, { scan: waiting.scan, reason, answer, item: items[index] ?? '' });
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
async function split(options: WorkerOptions, waiting: Read, body: Uint8Array, error: SinkError): Promise<Outcome> {
  const { sink } = options;
  const items = unframe(body, waiting.gzip, sink.framing);
  if (items.length < 2) {
    const { message: reason, answer } = error;
    options.dead.add(sink.name, { scan: waiting.scan, reason, answer, item: items[0] ?? '' });
    return end(options, waiting, { delivered: 0, dead: 1, rest: [] });
  }
  const half = items.length >> 1;
  const rest = [await part(options, waiting, items.slice(0, half)), await part(options, waiting, items.slice(half))];
  return end(options, waiting, { delivered: 0, dead: 0, rest });
}

function part({ sink, spool }: WorkerOptions, { scan, scanTime, lane }: Read, items: string[]): Promise<Queued> {
  return freezeItems({ sink, spool, scan, scanTime }, items, lane);
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

/** Somebody removed its file: what was in it cannot be sent any more, and the next scan tells everything. */
function lost(options: WorkerOptions, waiting: Read): Outcome {
  const reason = `the file of batch ${waiting.sha256} is gone: the next scan tells everything; or now: plumbline export send ${waiting.sink} --full`;
  options.outbox.told.forget(waiting.sink);
  options.dead.add(waiting.sink, { scan: waiting.scan, reason, answer: '', item: '' });
  return end(options, waiting, { delivered: 0, dead: waiting.items, rest: [] });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
