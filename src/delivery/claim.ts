import { setTimeout as sleep } from 'node:timers/promises';
import type { Outbox } from '../store/outbox.ts';
import { isAlive, type Owner } from '../store/owner.ts';
import type { SinkHolder } from '../store/sink-holders.ts';

/** Between two signs of life of a worker, and between two looks at those of another one, ms. */
const [beatMs, lookMs] = [10_000, 2000];
/** A worker on another machine that gave no sign of life for so long is taken for dead; by our own stopwatch, not by clocks. */
const deadAfterMs = 60_000;

export interface ClaimOptions {
  signal: AbortSignal;
  /** For tests. */
  me?: Owner;
  monotonic?: () => number;
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** A sink that is ours. */
export interface Claim {
  /** Aborts when it was taken from us: we were taken for dead, after a long sleep perhaps. */
  readonly lost: AbortSignal;
  release(): void;
}

/**
 * Takes a sink for one worker. A worker on this machine is looked up by its process number and start. One on another
 * machine, in a container that is gone, or of the store that this one is a copy of, is told by its signs of life, for which
 * we wait.
 *
 * @returns `taken`: who has it, where that one lives or we were stopped meanwhile.
 */
export async function claimSink(
  outbox: Outbox,
  sink: string,
  options: ClaimOptions,
): Promise<Claim | { taken: string }> {
  const { signal, me = outbox.holders.me(), monotonic = () => performance.now() } = options;
  const pause = options.pause ?? ((ms, stop) => sleep(ms, undefined, { signal: stop }));
  const owner = JSON.stringify(me);
  let watched: { beat: number; since: number } | undefined;
  const isDead = ({ owner: other, beat }: SinkHolder): boolean => {
    const alive = isAlive(JSON.parse(other) as Owner, me); // written by a claim
    if (alive !== undefined) return !alive;
    watched ??= { beat, since: monotonic() };
    return beat === watched.beat && monotonic() - watched.since > deadAfterMs;
  };
  for (;;) {
    const holder = outbox.holders.claim(sink, owner, isDead);
    if (holder === undefined) return hold(outbox, sink, owner);
    const lives = watched === undefined || holder.beat !== watched.beat;
    if (lives || signal.aborted) return { taken: wordsOf(holder.owner) };
    await pause(lookMs, signal).catch(() => undefined);
  }
}

function hold(outbox: Outbox, sink: string, owner: string): Claim {
  const lost = new AbortController();
  const timer = setInterval(() => {
    if (beats(outbox, sink, owner)) return;
    clearInterval(timer);
    lost.abort(new Error('another process has taken over'));
  }, beatMs);
  timer.unref();
  return {
    lost: lost.signal,
    release: () => {
      clearInterval(timer);
      outbox.holders.release(sink, owner);
    },
  };
}

/** A store that is held, or a disk that is full, may be free at the next beat. */
function beats(outbox: Outbox, sink: string, owner: string): boolean {
  try {
    return outbox.holders.beat(sink, owner);
  } catch {
    return true;
  }
}

function wordsOf(owner: string): string {
  const { pid, host } = JSON.parse(owner) as Owner; // written by a claim
  return `process ${pid} on ${host.split(' ')[0] ?? ''}`;
}
