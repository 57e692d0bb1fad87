import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from './load.ts';
import { scheduledScans } from './schedule.ts';

function load(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'c.yaml'), `schedule:\n  nightly:\n${text.replaceAll(/^/gm, '    ')}\n`);
  return scheduledScans(loadConfig(join(folder, 'c.yaml')).schedule);
}

describe('schedule:', () => {
  it('takes an entry with everything', () => {
    const [one] = load(`cron: '0 2 * * mon-fri'
time_zone: Europe/Berlin
jitter_minutes: 15
blackout:
  - { days: [mon, tue], from: '08:00', to: '18:30' }
  - { from: '22:00', to: '06:00' }
  - { from: 2026-12-20T00:00:00Z, to: 2027-01-02T00:00:00+01:00 }
scope: { providers: [aws], accounts: [ml-prod], services: [bedrock] }
out: evidence/nightly
format: [html]`);
    expect(one).toMatchObject({
      name: 'nightly',
      timeZone: 'Europe/Berlin',
      jitterMs: 900_000,
      blackouts: [
        { days: ['mon', 'tue'], fromMinute: 480, toMinute: 1110 },
        { fromMinute: 1320, toMinute: 360 },
        { from: new Date('2026-12-20T00:00:00Z'), to: new Date('2027-01-01T23:00:00Z') },
      ],
      ...{ providers: ['aws'], accounts: ['ml-prod'], regions: [], services: ['bedrock'] },
      ...{ out: 'evidence/nightly', formats: ['html'] },
    });
    expect(one?.blackouts[1]).toMatchObject({ days: expect.arrayContaining(['sun', 'sat']) });
  });

  it('is in UTC, at once, all of it, where nothing is said', () => {
    expect(load("cron: '0 2 * * *'")[0]).toMatchObject({ timeZone: 'UTC', jitterMs: 0, blackouts: [], providers: [] });
  });

  it.each([
    ['a cron line', "cron: '61 * * * *'", /c\.yaml:3:\d+: schedule\.nightly\.cron: .*minute/],
    ['six fields', "cron: '0 0 2 * * *'", /c\.yaml:3:\d+: schedule\.nightly\.cron: /],
    ['a time zone', "cron: '0 2 * * *'\ntime_zone: Mars/Base", /c\.yaml:4:\d+: .*"Mars\/Base" is no time zone/],
    ['a time', "cron: '0 2 * * *'\nblackout: [{ from: '8', to: '9' }]", /a blackout is/],
    [
      'a stretch',
      "cron: '0 2 * * *'\nblackout: [{ from: 2026-12-20T00:00:00Z, to: 2026-12-19T00:00:00Z }]",
      /blackout/,
    ],
    ['a key', "cron: '0 2 * * *'\njiter: 3", /unknown key 'jiter'/],
    ['a provider', "cron: '0 2 * * *'\nscope: { providers: [awz] }", /schedule\.nightly\.scope\.providers/],
  ])('refuses %s that is wrong, and says where', (_name, text, message) => {
    expect(() => load(text)).toThrow(message);
  });
});
