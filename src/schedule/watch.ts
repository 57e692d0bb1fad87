import { PlumblineError } from '../model/errors.ts';
import type { Book } from './book.ts';
import { type Decision, decide } from './decide.ts';
import type { Entry } from './entry.ts';

/** The time as the schedule sees it. */
export interface Clock {
  now(): Date;
  /** Waits, at the most until the signal. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Begun {
  entry: string;
  due: Date;
  missed: number;
  /** The run before was killed or stopped. */
  again: boolean;
}

export interface WatchOptions<E extends Entry> {
  /** The entries as the config has them now; what it cannot read, it says, and gives the last good ones. */
  entries: () => readonly E[];
  book: Book;
  salt: string;
  clock: Clock;
  signal: AbortSignal;
  /**
   * Scans. Calls `begun` when it has its scope to itself; throws BUSY where somebody else has it.
   *
   * @returns how the run ended, in words.
   */
  scan: (entry: E, begun: (scan: string) => void, signal: AbortSignal) => Promise<string>;
  on?: (event: WatchEvent) => void;
}

export type WatchEvent =
  | ({ event: 'due' } & Begun)
  | { event: 'done'; entry: string; state: 'complete' | 'failed' | 'aborted'; detail: string }
  | { event: 'busy'; entry: string; detail: string }
  | { event: 'anew'; entry: string; why: NonNullable<Decision['anew']>; next: Date | null };

/** The clock is looked at that often, whatever is next: it may be put forward or back, and the machine may sleep. */
const longestSleepMs = 30_000;
/** Time after which somebody who had the scope is asked again. */
const busyMs = 60_000;

/** Runs what is due, one after the other, until the signal. @returns whether a scan was stopped by it. */
export async function watch<E extends Entry>(options: WatchOptions<E>): Promise<{ stopped: boolean }> {
  const { book, clock, signal, on } = options;
  /** When a scope that was taken is asked for again, by entry. */
  const later = new Map<string, Date>();
  while (!signal.aborted) {
    const now = clock.now();
    const open: { entry: E; decision: Decision }[] = [];
    const nexts: number[] = [];
    for (const entry of options.entries()) {
      const decision = decide(entry, book.stateOf(entry.name), now, options.salt);
      if (decision.anew !== undefined) {
        book.keep(entry.name, decision.state);
        on?.({ event: 'anew', entry: entry.name, why: decision.anew, next: decision.next });
      }
      const wait = later.get(entry.name);
      // A clock that was put back must not make it wait for longer.
      const waits = wait !== undefined && now < wait && wait.getTime() - now.getTime() <= busyMs;
      if (decision.due && !waits) open.push({ entry, decision });
      else if (decision.due && wait) nexts.push(wait.getTime());
      else if (decision.next) nexts.push(decision.next.getTime());
    }
    const [first] = open.toSorted((a, b) => dueOf(a) - dueOf(b));
    if (first === undefined) {
      const next = Math.min(...nexts, now.getTime() + longestSleepMs);
      await clock.sleep(Math.max(0, next - now.getTime()), signal);
      continue;
    }
    const outcome = await runOne(options, first.entry, first.decision);
    if (outcome === 'busy') later.set(first.entry.name, new Date(clock.now().getTime() + busyMs));
    else later.delete(first.entry.name);
    if (outcome === 'aborted') return { stopped: true };
  }
  return { stopped: false };
}

const dueOf = ({ decision }: { decision: Decision }) => decision.due?.getTime() ?? 0;

async function runOne<E extends Entry>(
  { book, clock, signal, scan, on }: WatchOptions<E>,
  entry: E,
  { state, due = clock.now(), missed }: Decision,
): Promise<'complete' | 'failed' | 'aborted' | 'busy'> {
  let run: string | undefined;
  const begin = (id: string | null) => {
    run ??= book.begin({ entry: entry.name, due, missed }, state, clock.now(), id);
    return run;
  };
  const done = (how: 'complete' | 'failed' | 'aborted', detail: string) => {
    book.end(begin(null), how, clock.now(), detail);
    on?.({ event: 'done', entry: entry.name, state: how, detail });
    return how;
  };
  try {
    const detail = await scan(
      entry,
      (id) => {
        begin(id);
        on?.({ event: 'due', entry: entry.name, due, missed, again: state.again });
      },
      signal,
    );
    return done('complete', detail);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof PlumblineError && error.code === 'BUSY' && run === undefined) {
      on?.({ event: 'busy', entry: entry.name, detail: text });
      return 'busy';
    }
    // Stopped before it began: it is due as before.
    if (signal.aborted && run === undefined) return 'aborted';
    return done(signal.aborted ? 'aborted' : 'failed', text);
  }
}
