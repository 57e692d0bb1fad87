import { describe, expect, it } from 'vitest';
import { decide, type EntryState } from './decide.ts';
import { type Entry, fingerprintOf } from './entry.ts';

const base: Entry = { name: 'nightly', cron: '0 2 * * *', timeZone: 'UTC', jitterMs: 0, blackouts: [] };
const kept = (entry: Entry, settled: string, again = false): EntryState => ({
  fingerprint: fingerprintOf(entry),
  settled: new Date(settled),
  again,
});

/** What is decided, with times as text. */
function ask(entry: Entry, settled: string | undefined, now: string, again = false) {
  const state = settled === undefined ? undefined : kept(entry, settled, again);
  const { due, missed, next, anew } = decide(entry, state, new Date(now), 'salt');
  return { due: due?.toISOString(), missed, next: next?.toISOString(), anew };
}

/** Every run of a loop that asks each minute, from one moment to another: when, and for which due time. */
function runs(entry: Entry, from: string, to: string): string[] {
  const out: string[] = [];
  let state: EntryState | undefined;
  for (let at = Date.parse(from); at <= Date.parse(to); at += 60_000) {
    const decision = decide(entry, state, new Date(at), 'salt');
    state = decision.state;
    if (!decision.due) continue;
    out.push(new Date(at).toISOString());
    state = { ...state, settled: decision.due };
  }
  return out;
}

describe('when it runs', () => {
  it.each<[string, string | undefined, string, string | undefined, number, string | undefined]>([
    ['at first: not at once', undefined, '2026-11-20T10:00:00Z', undefined, 0, '2026-11-21T02:00:00.000Z'],
    ['before', '2026-11-20T02:00:00Z', '2026-11-21T01:59:59Z', undefined, 0, '2026-11-21T02:00:00.000Z'],
    [
      'on time',
      '2026-11-20T02:00:00Z',
      '2026-11-21T02:00:00Z',
      '2026-11-21T02:00:00.000Z',
      0,
      '2026-11-21T02:00:00.000Z',
    ],
    ['once only', '2026-11-21T02:00:00Z', '2026-11-21T02:00:30Z', undefined, 0, '2026-11-22T02:00:00.000Z'],
    ['late', '2026-11-20T02:00:00Z', '2026-11-21T09:00:00Z', '2026-11-21T02:00:00.000Z', 0, '2026-11-21T09:00:00.000Z'],
    [
      'after it slept over three',
      '2026-11-20T02:00:00Z',
      '2026-11-23T09:00:00Z',
      '2026-11-23T02:00:00.000Z',
      2,
      '2026-11-23T09:00:00.000Z',
    ],
  ])('%s', (_name, settled, now, due, missed, next) => {
    expect(ask(base, settled, now)).toMatchObject({ due, missed, next });
  });

  it('never, where the line has no day', () => {
    expect(ask({ ...base, cron: '0 0 30 2 *' }, undefined, '2026-11-20T10:00:00Z')).toMatchObject({ next: undefined });
  });

  it('on 29 February, in the years that have one, in time zones on both sides of it', () => {
    for (const [timeZone, hour] of [
      ['UTC', '03'],
      ['Pacific/Kiritimati', '13'],
      ['America/Los_Angeles', '11'],
    ] as const) {
      const leap = { ...base, cron: '0 3 29 2 *', timeZone };
      const day = timeZone === 'Pacific/Kiritimati' ? '28' : '29';
      expect(ask(leap, undefined, '2026-11-20T10:00:00Z')).toMatchObject({ next: `2028-02-${day}T${hour}:00:00.000Z` });
      const { due, missed, next } = ask(leap, '2024-03-01T00:00:00Z', '2036-02-01T00:00:00Z');
      // 2028 and 2032 were missed, and are made up for by one.
      expect({ due, missed, next }).toEqual({
        due: `2032-02-${day}T${hour}:00:00.000Z`,
        missed: 1,
        next: '2036-02-01T00:00:00.000Z',
      });
    }
  });

  it('on the last day of each month', () => {
    const last = { ...base, cron: '0 3 L * *' };
    for (const [settled, due] of [
      ['2028-01-30T00:00:00Z', '2028-01-31T03:00:00.000Z'],
      ['2028-01-31T03:00:00Z', '2028-02-29T03:00:00.000Z'],
      ['2027-01-31T03:00:00Z', '2027-02-28T03:00:00.000Z'],
      ['2028-02-29T03:00:00Z', '2028-03-31T03:00:00.000Z'],
    ] as const)
      expect(ask(last, settled, settled)).toMatchObject({ due: undefined, next: due });
  });

  it('each hour, all day', () => {
    const hourly = runs({ ...base, cron: '0 * * * *' }, '2026-11-20T10:30:00Z', '2026-11-21T10:30:00Z');
    expect(hourly).toHaveLength(24);
  });
});

describe('days on which clocks are changed, in Berlin', () => {
  const berlin = { ...base, timeZone: 'Europe/Berlin', cron: '30 2 * * *' };
  it.each<[string, string, string, string, string[]]>([
    [
      'a time that is left out',
      '30 2 * * *',
      '2026-03-28T12:00:00Z',
      '2026-03-30T12:00:00Z',
      ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
    ],
    [
      'a time that comes twice',
      '30 2 * * *',
      '2026-10-24T12:00:00Z',
      '2026-10-26T12:00:00Z',
      ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    ],
    [
      'each hour in spring',
      '0 * * * *',
      '2026-03-28T23:30:00Z',
      '2026-03-29T02:30:00Z',
      ['2026-03-29T00:00:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-29T02:00:00.000Z'],
    ],
    [
      'each hour in autumn',
      '0 * * * *',
      '2026-10-24T23:30:00Z',
      '2026-10-25T02:30:00Z',
      ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z'],
    ],
  ])('%s', (_name, cron, from, to, expected) => {
    expect(runs({ ...berlin, cron }, from, to)).toEqual(expected);
  });
});

describe('a clock that jumps', () => {
  it.each<[string, string, string, string | undefined, string | undefined, string | undefined]>([
    [
      'forward over a run: runs once',
      '2026-11-20T02:00:00Z',
      '2027-11-20T09:00:00Z',
      '2027-11-20T02:00:00.000Z',
      '2027-11-20T09:00:00.000Z',
      undefined,
    ],
    [
      'back by half an hour: repeats nothing',
      '2026-11-21T02:00:00Z',
      '2026-11-21T01:31:00Z',
      undefined,
      '2026-11-22T02:00:00.000Z',
      undefined,
    ],
    [
      'back by a day: begins anew',
      '2026-11-21T02:00:00Z',
      '2026-11-20T01:00:00Z',
      undefined,
      '2026-11-20T02:00:00.000Z',
      'clock-back',
    ],
    [
      'back from a wrong year: is not stuck',
      '2099-01-01T02:00:00Z',
      '2026-11-20T01:00:00Z',
      undefined,
      '2026-11-20T02:00:00.000Z',
      'clock-back',
    ],
  ])('%s', (_name, settled, now, due, next, anew) => {
    expect(ask(base, settled, now)).toMatchObject({ due, next, anew });
  });
});

describe('a config that was changed', () => {
  it('has a schedule of its own: what the old one missed is not caught up', () => {
    const state = kept(base, '2026-11-01T02:00:00Z');
    const changed = { ...base, cron: '0 3 * * *' };
    const decision = decide(changed, state, new Date('2026-11-20T10:00:00Z'), 'salt');
    expect(decision).toMatchObject({ due: undefined, anew: 'changed', next: new Date('2026-11-21T03:00:00Z') });
    expect(decision.state.fingerprint).toBe(fingerprintOf(changed));
  });

  it('with another blackout or jitter is the same schedule', () => {
    const changed = { ...base, jitterMs: 1 };
    expect(
      decide(changed, kept(base, '2026-11-19T02:00:00Z'), new Date('2026-11-20T10:00:00Z'), 's').due,
    ).toBeDefined();
  });
});

describe('a run that was killed', () => {
  it('is made up for once, at once', () => {
    expect(ask(base, '2026-11-20T02:00:00Z', '2026-11-20T02:10:00Z', true)).toMatchObject({
      due: '2026-11-20T02:00:00.000Z',
      missed: 0,
    });
    expect(ask(base, '2026-11-20T02:00:00Z', '2026-11-20T02:10:00Z').due).toBeUndefined();
  });
});

describe('jitter', () => {
  const jittery = { ...base, cron: '0 * * * *', jitterMs: 30 * 60_000 };
  it('moves each start by its own share, never before it is due, and the same whenever it is asked', () => {
    const starts = runs(jittery, '2026-11-20T00:01:00Z', '2026-11-21T00:59:00Z');
    expect(starts).toHaveLength(24);
    const late = starts.map((one) => Number(one.slice(14, 16)));
    expect(Math.max(...late)).toBeLessThanOrEqual(30);
    expect(new Set(late).size).toBeGreaterThan(8);
    expect(runs(jittery, '2026-11-20T00:01:00Z', '2026-11-21T00:59:00Z')).toEqual(starts);
  });
});

describe('blackouts', () => {
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
  const hours = { days: weekdays, fromMinute: 8 * 60, toMinute: 18 * 60 };
  const night = { days: ['fri'], fromMinute: 22 * 60, toMinute: 6 * 60 } as const;
  const freeze = { from: new Date('2026-12-20T00:00:00Z'), to: new Date('2027-01-02T00:00:00Z') };

  it.each<[string, Entry, string, string, string[]]>([
    // 2026-11-20 is a Friday.
    [
      'hours: it begins where they end',
      { ...base, cron: '0 9 * * *', blackouts: [hours] },
      '2026-11-19T19:00:00Z',
      '2026-11-21T10:00:00Z',
      ['2026-11-20T18:00:00.000Z', '2026-11-21T09:00:00.000Z'],
    ],
    [
      'what was held back runs once',
      { ...base, cron: '0 * * * *', blackouts: [hours] },
      '2026-11-20T07:30:00Z',
      '2026-11-20T19:30:00Z',
      ['2026-11-20T18:00:00.000Z', '2026-11-20T19:00:00.000Z'],
    ],
    [
      'past midnight',
      { ...base, cron: '0 5 * * *', blackouts: [night] },
      '2026-11-20T06:00:00Z',
      '2026-11-22T06:00:00Z',
      ['2026-11-21T06:00:00.000Z', '2026-11-22T05:00:00.000Z'],
    ],
    [
      'in the time zone of the entry',
      { ...base, timeZone: 'America/New_York', cron: '0 9 * * *', blackouts: [hours] },
      '2026-11-20T01:00:00Z',
      '2026-11-21T01:00:00Z',
      ['2026-11-20T23:00:00.000Z'],
    ],
  ])('%s', (_name, entry, from, to, expected) => {
    expect(runs(entry, from, to)).toEqual(expected);
  });

  it('a stretch of days, told beforehand', () => {
    const entry = { ...base, blackouts: [freeze] };
    expect(ask(entry, '2026-12-19T02:00:00Z', '2026-12-19T12:00:00Z').next).toBe('2027-01-02T00:00:00.000Z');
    expect(ask(entry, '2026-12-19T02:00:00Z', '2026-12-25T12:00:00Z')).toMatchObject({
      due: undefined,
      next: '2027-01-02T00:00:00.000Z',
    });
  });

  it('without an end: never', () => {
    const always = { days: [...weekdays, 'sat', 'sun'] as const, fromMinute: 0, toMinute: 0 };
    expect(ask({ ...base, blackouts: [always] }, '2026-11-20T02:00:00Z', '2026-11-21T03:00:00Z').next).toBeUndefined();
  });
});
