import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlumblineError } from '../model/errors.ts';
import { isAlive, type Owner } from './owner.ts';
import type { RunsFile } from './runs-file.ts';

/** Time between two signs of life. */
const beatMs = 10_000;
/** A holder on another machine that gave no sign of life for so long is taken for dead; measured by our own patience, not by clocks. */
const deadAfterMs = 60_000;

/** Somebody who holds what we want. */
export interface Holder {
  id: string;
  /** What for, e.g. `scan 20261122T...` or `watch`. */
  what: string;
  pid: number;
  /** RFC 3339 */
  since: string;
  /** Of what we want, what it holds. */
  shared: string[];
}

export interface LockOptions {
  what: string;
  /** What nobody else may hold at the same time. */
  units: readonly string[];
  /** Waits until the others are done; else refuses. */
  wait?: boolean;
  signal?: AbortSignal;
  /** Called once for each holder that is waited for. */
  onWait?: (holder: Holder) => void;
  /** Called when the lock was taken from us: we were taken for dead. */
  onLost?: () => void;
  /** For tests. */
  me?: Owner;
  monotonic?: () => number;
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface Lock {
  id: string;
  /** Whether other scans run beside us. */
  hasCompany(): boolean;
  release(): void;
}

/** What we have seen of a holder on another machine. */
interface Watched {
  beat: number;
  /** When we first saw that beat, by our own stopwatch. */
  at: number;
  /** It moved before our eyes. */
  lives: boolean;
}

/**
 * Takes a lock that ends with its process, however that ends: a holder on this machine is looked up by its process number
 * and start; one on another machine by its signs of life, for which we wait.
 *
 * @throws PlumblineError BUSY where another one holds it and we do not wait; ABORTED.
 */
export async function takeLock(file: RunsFile, options: LockOptions): Promise<Lock> {
  const { wait = false, signal, me = file.me(), monotonic = () => performance.now() } = options;
  const pause = options.pause ?? ((ms, stop) => sleep(ms, undefined, stop ? { signal: stop } : {}));
  const id = randomUUID();
  const watched = new Map<string, Watched>();
  const told = new Set<string>();
  for (;;) {
    const holders = file.alone(() => tryTake(file, { ...options, id, me, watched, now: monotonic() }));
    const [first] = holders;
    if (first === undefined) return hold(file, id, options);
    // One on another machine may be dead: that takes patience, whether we wait for the living or not.
    const living = holders.find((one) => watched.get(one.id)?.lives !== false);
    if (!wait && living) throw busy(living);
    for (const one of holders) if (!told.has(one.id)) options.onWait?.(one);
    for (const one of holders) told.add(one.id);
    await pause(1000, signal).catch(() => undefined);
    if (signal?.aborted) throw new PlumblineError('ABORTED', 'The scan was stopped.', { cause: signal.reason });
  }
}

interface Attempt extends LockOptions {
  id: string;
  me: Owner;
  watched: Map<string, Watched>;
  now: number;
}

/** Takes it where nobody who lives has it. @returns those who have it. */
function tryTake(file: RunsFile, { id, me, watched, now, units, what }: Attempt): Holder[] {
  const wanted = new Set(units);
  const holders: Holder[] = [];
  for (const row of file.all('SELECT * FROM locks')) {
    const holder = holderOf(row, wanted);
    if (holder.shared.length === 0) continue;
    if (isDead(row, me, watched, now)) file.run('DELETE FROM locks WHERE id = ?', holder.id);
    else holders.push(holder);
  }
  if (holders.length === 0) {
    const sql = 'INSERT INTO locks (id, what, host, pid, token, since, beat, units) VALUES (?, ?, ?, ?, ?, ?, 0, ?)';
    file.run(sql, id, what, me.host, me.pid, me.token, new Date().toISOString(), JSON.stringify(units));
  }
  return holders;
}

function isDead(row: Record<string, unknown>, me: Owner, watched: Map<string, Watched>, now: number): boolean {
  const alive = isAlive(ownerOf(row), me);
  if (alive !== undefined) return !alive;
  const [id, beat] = [String(row.id), Number(row.beat)];
  const seen = watched.get(id);
  if (seen === undefined || seen.beat !== beat) {
    watched.set(id, { beat, at: now, lives: seen !== undefined });
    return false;
  }
  return now - seen.at > deadAfterMs;
}

function hold(file: RunsFile, id: string, { onLost }: LockOptions): Lock {
  const beat = () => file.run('UPDATE locks SET beat = beat + 1 WHERE id = ?', id) > 0;
  const timer = setInterval(() => {
    // A disk that is full now may have room at the next beat.
    if (quietly(beat, true)) return;
    clearInterval(timer);
    onLost?.();
  }, beatMs);
  timer.unref();
  return {
    id,
    hasCompany: () => quietly(() => holdersOf(file).some((one) => one.id !== id && one.what.includes('scan ')), true),
    release: () => {
      clearInterval(timer);
      // Where it cannot be given back, it ends with the process.
      quietly(() => file.run('DELETE FROM locks WHERE id = ?', id), 0);
    },
  };
}

function quietly<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** Locks of those who live, as far as it can be told from here. */
export function holdersOf(file: RunsFile, me: Owner = file.me()): Holder[] {
  return file
    .all('SELECT * FROM locks ORDER BY since')
    .filter((row) => isAlive(ownerOf(row), me) !== false)
    .map((row) => holderOf(row));
}

function ownerOf(row: Record<string, unknown>): Owner {
  return { host: String(row.host), pid: Number(row.pid), token: String(row.token) };
}

function holderOf(row: Record<string, unknown>, wanted?: ReadonlySet<string>): Holder {
  const units = JSON.parse(String(row.units)) as string[]; // written above
  return {
    id: String(row.id),
    what: String(row.what),
    pid: Number(row.pid),
    since: String(row.since),
    shared: wanted ? units.filter((one) => wanted.has(one)) : units,
  };
}

function busy({ what, pid, since, shared }: Holder): PlumblineError {
  const [first = ''] = shared;
  const more = shared.length > 1 ? ` and ${shared.length - 1} more` : '';
  return new PlumblineError(
    'BUSY',
    `${first}${more}: taken by ${what}, process ${pid}, since ${since.slice(0, 16).replace('T', ' ')} UTC.`,
    { hint: 'Try again when it is done, or wait for it with --wait.' },
  );
}
