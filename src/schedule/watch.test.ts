import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlumblineError } from '../model/errors.ts';
import { RunsFile } from '../store/runs-file.ts';
import { Book } from './book.ts';
import { type Entry, fingerprintOf } from './entry.ts';
import { type WatchEvent, watch } from './watch.ts';

let folder: string;
let file: RunsFile;
let book: Book;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-watch-'));
  file = await RunsFile.open(join(folder, 's.db'));
  book = new Book(file);
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

const nightly: Entry = { name: 'nightly', cron: '0 2 * * *', timeZone: 'UTC', jitterMs: 0, blackouts: [] };
const hourly: Entry = { ...nightly, name: 'hourly', cron: '30 * * * *' };

interface Play {
  from: string;
  to: string;
  entries?: (now: Date) => readonly Entry[];
  /** Called before each sleep: may move the clock. */
  onSleep?: (world: World) => void;
  /** How long a scan takes, and how it ends. */
  scan?: (world: World, entry: Entry) => Promise<void> | void;
  /** Before a scan has its scope. */
  take?: (world: World, entry: Entry) => void;
}

interface World {
  now: number;
  stop: AbortController;
}

/** Runs the loop over a stretch of made-up time. @returns `start of the run, entry, due, missed`, and what was said. */
async function play({ from, to, entries = () => [nightly], onSleep, scan, take }: Play) {
  const world: World = { now: Date.parse(from), stop: new AbortController() };
  const ran: string[] = [];
  const events: WatchEvent[] = [];
  let [running, most] = [0, 0];
  const { stopped } = await watch({
    entries: () => entries(new Date(world.now)),
    book,
    salt: 'salt',
    clock: {
      now: () => new Date(world.now),
      sleep: async (ms) => {
        world.now += Math.max(ms, 1);
        onSleep?.(world);
        if (world.now >= Date.parse(to)) world.stop.abort();
      },
    },
    signal: world.stop.signal,
    scan: async (entry, begun) => {
      take?.(world, entry);
      running += 1;
      most = Math.max(most, running);
      begun(`scan-${ran.length}`);
      try {
        await scan?.(world, entry);
      } finally {
        running -= 1;
        if (world.now >= Date.parse(to)) world.stop.abort();
      }
      return 'fine';
    },
    on: (event) => {
      events.push(event);
      if (event.event === 'due')
        ran.push([time(world.now), event.entry, time(event.due.getTime()), event.missed].join(' '));
    },
  });
  expect(most).toBeLessThanOrEqual(1);
  return { ran, events, stopped, world };
}

const time = (ms: number) => new Date(ms).toISOString().slice(5, 16);
const day = { from: '2026-11-20T00:00:00Z', to: '2026-11-22T12:00:00Z' };

describe('the loop', () => {
  it('runs what is due, and keeps what it ran', async () => {
    const { ran, stopped } = await play(day);
    expect(ran).toEqual([
      '11-20T02:00 nightly 11-20T02:00 0',
      '11-21T02:00 nightly 11-21T02:00 0',
      '11-22T02:00 nightly 11-22T02:00 0',
    ]);
    expect(stopped).toBe(false);
    expect(book.last('nightly')).toMatchObject({ state: 'complete', scan: 'scan-2', attempt: 1, detail: 'fine' });
  });

  it('runs two entries one after the other, the longest due first', async () => {
    const slow = (world: World) => {
      world.now += 100 * 60_000;
    };
    const { ran } = await play({ ...day, to: '2026-11-20T05:00:00Z', entries: () => [nightly, hourly], scan: slow });
    // The scan of 00:30 takes until 02:10: by then both are due, and 01:30 came first.
    expect(ran.slice(0, 3)).toEqual([
      '11-20T00:30 hourly 11-20T00:30 0',
      '11-20T02:10 hourly 11-20T01:30 0',
      '11-20T03:50 nightly 11-20T02:00 0',
    ]);
  });

  it('that slept over three runs runs once', async () => {
    let asleep = false;
    const onSleep = (world: World) => {
      if (asleep || world.now < Date.parse('2026-11-20T12:00:00Z')) return;
      asleep = true;
      world.now = Date.parse('2026-11-23T09:00:00Z');
    };
    const { ran } = await play({ ...day, to: '2026-11-24T12:00:00Z', onSleep });
    expect(ran).toEqual([
      '11-20T02:00 nightly 11-20T02:00 0',
      '11-23T09:00 nightly 11-23T02:00 2',
      '11-24T02:00 nightly 11-24T02:00 0',
    ]);
  });

  it('that was not there for three runs runs once', async () => {
    await play({ ...day, to: '2026-11-20T12:00:00Z' });
    const { ran } = await play({ from: '2026-11-23T09:00:00Z', to: '2026-11-24T01:00:00Z' });
    expect(ran).toEqual(['11-23T09:00 nightly 11-23T02:00 2']);
  });

  it('whose clock is put back by 40 minutes repeats nothing', async () => {
    let back = false;
    const onSleep = (world: World) => {
      if (back || world.now < Date.parse('2026-11-20T02:30:00Z')) return;
      back = true;
      world.now -= 40 * 60_000;
    };
    const { ran, events } = await play({ ...day, to: '2026-11-20T12:00:00Z', onSleep });
    expect(ran).toEqual(['11-20T02:00 nightly 11-20T02:00 0']);
    expect(events.filter(({ event }) => event === 'anew')).toHaveLength(1);
  });

  it('whose clock was years ahead is not stuck', async () => {
    await play({ from: '2099-01-01T00:00:00Z', to: '2099-01-02T00:00:00Z' });
    const { ran, events } = await play(day);
    expect(ran).toHaveLength(3);
    expect(events[0]).toMatchObject({ event: 'anew', why: 'clock-back' });
  });

  it('whose config is changed follows it, and forgets what the old one missed', async () => {
    const changed = { ...nightly, cron: '0 5 * * *' };
    const { ran, events } = await play({
      ...day,
      entries: (now) => (now < new Date('2026-11-20T12:00:00Z') ? [nightly] : [changed]),
    });
    expect(ran.map((one) => one.slice(0, 11))).toEqual(['11-20T02:00', '11-21T05:00', '11-22T05:00']);
    expect(events.find((one) => one.event === 'anew' && one.why === 'changed')).toBeDefined();
  });

  it('whose entry was taken out does not run it', async () => {
    const { ran } = await play({ ...day, entries: (now) => (now < new Date('2026-11-20T12:00:00Z') ? [nightly] : []) });
    expect(ran).toHaveLength(1);
  });
});

describe('a scan', () => {
  it('that fails is told, and the next one runs', async () => {
    const { ran } = await play({
      ...day,
      scan: () => {
        throw new Error('no credentials');
      },
    });
    expect(ran).toHaveLength(3);
    expect(book.last('nightly')).toMatchObject({ state: 'failed', detail: 'no credentials' });
  });

  it('whose scope is taken is asked for again each minute, and not settled', async () => {
    let asked = 0;
    const take = (world: World) => {
      asked += 1;
      if (world.now < Date.parse('2026-11-20T02:10:00Z')) throw new PlumblineError('BUSY', 'taken by scan x');
    };
    const { ran, events } = await play({ ...day, to: '2026-11-20T12:00:00Z', take });
    expect(ran).toEqual(['11-20T02:10 nightly 11-20T02:00 0']);
    expect(asked).toBe(11);
    expect(events.filter(({ event }) => event === 'busy')).toHaveLength(10);
  });

  it('that is stopped ends as aborted, and is made up for once', async () => {
    const stopping = async (world: World) => {
      world.now += 60_000;
      world.stop.abort();
      throw new PlumblineError('ABORTED', 'The scan was stopped.');
    };
    const first = await play({ ...day, scan: stopping });
    expect(first.stopped).toBe(true);
    expect(book.last('nightly')).toMatchObject({ state: 'aborted', attempt: 1 });
    const again = await play({ ...day, from: '2026-11-20T02:10:00Z', scan: stopping });
    expect(again.ran).toEqual(['11-20T02:10 nightly 11-20T02:00 0']);
    expect(book.last('nightly')).toMatchObject({ state: 'aborted', attempt: 2 });
    expect((await play({ from: '2026-11-20T03:00:00Z', to: '2026-11-20T12:00:00Z' })).ran).toEqual([]);
  });

  it('that was killed is made up for once, at the next start', async () => {
    const at = new Date('2026-11-20T02:00:00Z');
    const state = { fingerprint: fingerprintOf(nightly), settled: at, again: false };
    book.begin({ entry: 'nightly', due: at, missed: 0 }, state, at, 'scan-x');
    expect(book.settleKilled(at).map(({ scan }) => scan)).toEqual(['scan-x']);
    expect(book.last('nightly')).toMatchObject({ state: 'killed' });
    const { ran } = await play({ from: '2026-11-20T02:20:00Z', to: '2026-11-20T12:00:00Z' });
    expect(ran).toEqual(['11-20T02:20 nightly 11-20T02:00 0']);
    expect(book.last('nightly')).toMatchObject({ state: 'complete', attempt: 2 });
  });
});
