import { z } from 'zod';
import { providers } from '../model/verdict.ts';
import { assertTimeZone, CronLine } from '../schedule/cron.ts';
import { type Blackout, type Entry, weekdays } from '../schedule/entry.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day is written 08:00');
const moment = z.iso.datetime({ offset: true, error: 'a moment is written 2026-12-20T00:00:00Z' });
const words = z.array(z.string().min(1)).min(1).optional();

const daily = z.strictObject({ days: z.array(z.enum(weekdays)).min(1).optional(), from: clockTime, to: clockTime });
const once = z
  .strictObject({ from: moment, to: moment })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'it ends before it begins');

const entrySchema = z
  .strictObject({
    /** Five fields: minute, hour, day of the month, month, day of the week. */
    cron: z.string(),
    time_zone: z.string().optional(),
    jitter_minutes: z.number().min(0).max(1440).optional(),
    blackout: z
      .array(z.union([daily, once], 'a blackout is { days, from: "08:00", to: "18:00" } or { from, to } as moments'))
      .optional(),
    scope: z
      .strictObject({
        providers: z.array(z.enum(providers)).min(1).optional(),
        accounts: words,
        regions: words,
        services: words,
      })
      .optional(),
    /** Folder in which each run gets one of its own. */
    out: z.string().min(1).optional(),
    format: z.array(z.enum(['html', 'pdf'])).optional(),
  })
  .superRefine(({ cron, time_zone = 'UTC' }, context) => {
    const check = (path: string, work: () => void) => {
      try {
        work();
        return true;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        context.addIssue({ code: 'custom', path: [path], message });
        return false;
      }
    };
    if (check('time_zone', () => assertTimeZone(time_zone))) check('cron', () => new CronLine(cron, time_zone));
  });

/** `schedule:` of plumbline.yaml: entries by name. */
export const scheduleSchema = z.record(
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'a name is letters, digits, - and _, at most 64'),
  entrySchema,
);

/** An entry of the schedule, and what it scans. */
export interface ScheduledScan extends Entry {
  providers: readonly string[];
  accounts: readonly string[];
  regions: readonly string[];
  services: readonly string[];
  out: string | undefined;
  formats: readonly ('html' | 'pdf')[];
}

/** The entries of a config, as the schedule takes them. */
export function scheduledScans(schedule: z.infer<typeof scheduleSchema> | undefined): ScheduledScan[] {
  return Object.entries(schedule ?? {}).map(([name, one]) => ({
    name,
    cron: one.cron,
    timeZone: one.time_zone ?? 'UTC',
    jitterMs: (one.jitter_minutes ?? 0) * 60_000,
    blackouts: (one.blackout ?? []).map(blackoutOf),
    providers: one.scope?.providers ?? [],
    accounts: one.scope?.accounts ?? [],
    regions: one.scope?.regions ?? [],
    services: one.scope?.services ?? [],
    out: one.out,
    formats: one.format ?? ['html', 'pdf'],
  }));
}

function blackoutOf(one: z.infer<typeof daily> | z.infer<typeof once>): Blackout {
  if (!/^\d\d:\d\d$/.test(one.from)) return { from: new Date(one.from), to: new Date(one.to) };
  const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const days = 'days' in one && one.days ? one.days : weekdays;
  return { days, fromMinute: minuteOf(one.from), toMinute: minuteOf(one.to) };
}
