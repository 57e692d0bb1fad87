import { type Blackout, type DailyBlackout, weekdays } from './entry.ts';

const minuteMs = 60_000;
/** A blackout that has no end within this time has none. */
const longestDays = 400;

/** Whether no scan may begin at a moment. */
export function isBlackedOut(blackouts: readonly Blackout[], at: Date, timeZone: string): boolean {
  if (blackouts.length === 0) return false;
  const { day, minute } = localTime(at, timeZone);
  return blackouts.some((one) => ('days' in one ? covers(one, day, minute) : one.from <= at && at < one.to));
}

/** The first moment, from one on, at which a scan may begin; null where there is none within a year. */
export function clearFrom(blackouts: readonly Blackout[], from: Date, timeZone: string): Date | null {
  if (!isBlackedOut(blackouts, from, timeZone)) return from;
  const start = Math.floor(from.getTime() / minuteMs) * minuteMs;
  // By quarters of an hour, then by minutes: time zones and blackouts change at minutes.
  for (let at = start; at < start + longestDays * 86_400_000; at += 15 * minuteMs) {
    if (isBlackedOut(blackouts, new Date(at), timeZone)) continue;
    let first = at;
    while (first - minuteMs > from.getTime() && !isBlackedOut(blackouts, new Date(first - minuteMs), timeZone))
      first -= minuteMs;
    return new Date(first);
  }
  return null;
}

function covers({ days, fromMinute, toMinute }: DailyBlackout, day: number, minute: number): boolean {
  const on = (index: number) => days.some((name) => weekdays.indexOf(name) === (index + 7) % 7);
  if (fromMinute < toMinute) return on(day) && fromMinute <= minute && minute < toMinute;
  // Past midnight: it began today, or yesterday.
  return (on(day) && minute >= fromMinute) || (on(day - 1) && minute < toMinute);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(at: Date, timeZone: string): { day: number; minute: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = (weekdays as readonly string[]).indexOf(parts.get('weekday')?.toLowerCase() ?? '');
  return { day, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}
