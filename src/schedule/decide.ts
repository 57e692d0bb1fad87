import { sha256 } from '../model/identity.ts';
import { clearFrom, isBlackedOut } from './blackout.ts';
import { CronLine } from './cron.ts';
import { type Entry, fingerprintOf } from './entry.ts';

/** What is kept of an entry between runs, and over restarts. */
export interface EntryState {
  fingerprint: string;
  /** Due times up to this moment are run, or given up: they never come again. */
  settled: Date;
  /** The run of `settled` was killed or stopped, and is made up for once. */
  again: boolean;
}

export interface Decision {
  state: EntryState;
  /** The due time to run for, now; undefined: nothing is to be done. */
  due: Date | undefined;
  /** Due times before it that passed without a run: they are made up for by this one. */
  missed: number;
  /** When it runs next, jitter and blackouts counted; the moment itself where it is due. null: never. */
  next: Date | null;
  /** Why the schedule was begun anew at this moment. */
  anew: 'first' | 'changed' | 'clock-back' | undefined;
}

/** A clock that is put back by no more repeats nothing; by more, the schedule begins anew. */
const clockBackMs = 3_600_000;
/** Missed due times that are counted. */
const mostMissed = 1000;

/** What an entry asks for at a moment. Pure: the clock, and what was kept, are given. */
export function decide(entry: Entry, kept: EntryState | undefined, now: Date, salt: string): Decision {
  const cron = new CronLine(entry.cron, entry.timeZone);
  const anew = whyAnew(entry, kept, now);
  const state =
    kept === undefined || anew !== undefined ? { fingerprint: fingerprintOf(entry), settled: now, again: false } : kept;
  const base = { state, missed: 0, due: undefined, anew };
  const first = state.again ? state.settled : cron.after(state.settled);
  if (first === null) return { ...base, next: null };
  const start = new Date(first.getTime() + (state.again ? 0 : jitterOf(entry, first, salt)));
  if (start > now) return { ...base, next: clearFrom(entry.blackouts, start, entry.timeZone) };
  if (isBlackedOut(entry.blackouts, now, entry.timeZone))
    return { ...base, next: clearFrom(entry.blackouts, now, entry.timeZone) };
  let [due, missed] = [first, 0];
  for (let next = cron.after(due); next !== null && next <= now; next = cron.after(due)) {
    missed += 1;
    due = missed < mostMissed ? next : now;
  }
  return { ...base, due, missed: Math.min(missed, mostMissed), next: now };
}

function whyAnew(entry: Entry, kept: EntryState | undefined, now: Date): Decision['anew'] {
  if (kept === undefined) return 'first';
  if (kept.fingerprint !== fingerprintOf(entry)) return 'changed';
  return kept.settled.getTime() - now.getTime() > clockBackMs ? 'clock-back' : undefined;
}

/** The same for one due time whenever it is asked, and over restarts; another for each store. */
function jitterOf({ name, jitterMs }: Entry, due: Date, salt: string): number {
  const share = Number.parseInt(sha256(`${salt}\n${name}\n${due.toISOString()}`).slice(0, 8), 16) / 0xffffffff;
  return Math.floor(share * jitterMs);
}
