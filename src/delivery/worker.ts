import { setTimeout as sleep } from 'node:timers/promises';
import { type Batch, SinkError } from '../model/sink.ts';
import { latestMs, type Waiting } from '../store/outbox.ts';
import { backoff, lost, type Outcome, type Read, settle, split, type WorkerOptions } from './settle.ts';

/** Between looks at an empty outbox, ms. */
const idleMs = 2000;
/** As long as a person may need to mend it, ms. */
const stoppedMs = 15 * 60_000;

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
  const { now = Date.now, wait = pause, isMine = () => true } = options;
  const done: Delivered = { delivered: 0, dead: 0, waiting: undefined };
  const run: Run = { accepted: false, givenUp: 0 };
  /** Lanes of which a person has to mend something first. */
  const shut = new Set<string>();
  let waited = 0;
  let note = '';
  while (!signal.aborted) {
    const heads = outbox.heads(sink.name).filter(({ lane, shape }) => !shut.has(lane) && isMine(shape));
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

async function attempt(options: WorkerOptions, first: Waiting, run: Run): Promise<Outcome> {
  const { sink, spool, signal } = options;
  const waiting: Read = { ...first, readAt: Date.now() };
  const { sha256, gzip, items, lane, scanTime } = waiting;
  try {
    const body = spool.read(sha256, gzip);
    if (body === undefined) return lost(options, waiting);
    const batch: Batch = { sha256, body, gzip, items, lane, scanTime };
    const answer = await sink.send(batch, signal).catch(sinkErrorOf);
    if (!(answer instanceof SinkError)) return await settle(options, waiting, body, answer);
    if (signal.aborted) return { delivered: 0, dead: 0, note: 'stopped', stop: true };
    return await refused(options, waiting, { body, error: answer, run });
  } catch (error) {
    // Of this machine, such as a disk that is full: the receiver may have taken it, and is sent the same again.
    return postpone(options, waiting, { ms: stoppedMs, note: messageOf(error), stop: true });
  }
}

function sinkErrorOf(error: unknown): SinkError {
  return error instanceof SinkError ? error : new SinkError('later', messageOf(error), { cause: error });
}

/** What is to be done about a batch as a whole. */
function refused(
  options: WorkerOptions,
  waiting: Read,
  { body, error, run }: { body: Uint8Array; error: SinkError; run: Run },
): Outcome | Promise<Outcome> {
  const { random = Math.random } = options;
  const { remedy, message, afterMs } = error;
  const put = (ms: number, note: string, stop: boolean) => postpone(options, waiting, { ms, note, stop });
  if (remedy === 'stop') return put(Math.max(stoppedMs, afterMs), message, true);
  if (remedy === 'later') return put(Math.max(afterMs, backoff(waiting.attempts, random)), message, false);
  if (waiting.items === 1 && !run.accepted && run.givenUp >= mostGivenUp)
    return put(stoppedMs, `it takes nothing at all: ${message}`, true);
  if (waiting.items === 1) run.givenUp += 1;
  return split(options, waiting, body, error);
}

function postpone(
  { outbox, now = Date.now }: WorkerOptions,
  waiting: Read,
  { ms, note, stop }: { ms: number; note: string; stop: boolean },
): Outcome {
  outbox.postpone(waiting, Math.round(now() + ms), note);
  return { delivered: 0, dead: 0, note, stop };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
