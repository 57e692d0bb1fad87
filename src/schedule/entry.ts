import { sha256 } from '../model/identity.ts';

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** Hours of the day, in the time zone of the entry: minutes since midnight. `to` at or before `from` is the next day. */
export interface DailyBlackout {
  days: readonly Weekday[];
  fromMinute: number;
  toMinute: number;
}

/** A stretch of time in which no scan is begun. */
export type Blackout = DailyBlackout | { from: Date; to: Date };

/** One named entry of `schedule:`: what is scanned, and how often. */
export interface Entry {
  name: string;
  cron: string;
  timeZone: string;
  /** A run begins up to so much later than it is due: not everybody asks on the hour. */
  jitterMs: number;
  blackouts: readonly Blackout[];
}

/** What makes an entry another schedule: after such a change, times of the old one are not caught up. */
export function fingerprintOf({ cron, timeZone }: Entry): string {
  return sha256(`${cron}\n${timeZone}`);
}
