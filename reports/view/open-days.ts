/** Scans of a schedule begin a few minutes earlier or later each day: that is no day less. */
const jitterMs = 3_600_000;

/**
 * Whole days that a failure has been open: from when it was first known to fail to when it was last read. What could not
 * be read for a while has been open all the time.
 *
 * @returns null where either is no time.
 */
export function openDays(firstSeen: string, lastSeen: string): number | null {
  const days = (Date.parse(lastSeen) - Date.parse(firstSeen) + jitterMs) / 86_400_000;
  return Number.isNaN(days) ? null : Math.max(0, Math.floor(days));
}

/** `12 days`, `less than a day`. */
export function daysWords(days: number): string {
  return days === 0 ? 'less than a day' : `${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'}`;
}
