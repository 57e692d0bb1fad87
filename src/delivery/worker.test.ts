import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Batch, lines, type Receipt, type Sink, SinkError } from '../model/sink.ts';
import { ScanStore } from '../store/scan-store.ts';
import { DeadLetters } from './dead-letters.ts';
import { Freezer } from './freeze.ts';
import { Spool, unframe } from './spool.ts';
import { deliver } from './worker.ts';

let folder: string;
let store: ScanStore;
let spool: Spool;
let dead: DeadLetters;
let clock: number;
let waits: number[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-delivery-'));
  store = await ScanStore.open(join(folder, 'store.db'), 'scan-1');
  spool = new Spool(join(folder, 'spool'));
  dead = new DeadLetters(join(folder, 'dead'));
  clock = Date.parse('2026-11-28T10:00:00Z');
  waits = [];
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

type Answer = (items: string[], batch: Batch) => Receipt | SinkError;

function sinkOf(
  answer: Answer,
  limits: Partial<Sink['limits']> = {},
  gzip = true,
): Sink & { sent: string[][]; bodies: string[] } {
  const sent: string[][] = [];
  const bodies: string[] = [];
  return {
    sent,
    bodies,
    name: 'siem',
    type: 'test',
    target: 'test',
    limits: { bytes: 10_000, items: 4, itemBytes: 1000, ...limits },
    framing: lines,
    gzip,
    deduplicates: '',
    send: async (batch) => {
      const items = unframe(batch.body, batch.gzip, lines);
      sent.push(items);
      bodies.push(Buffer.from(batch.body).toString('base64'));
      const said = answer(items, batch);
      if (said instanceof SinkError) throw said;
      return said;
    },
    close: async () => undefined,
  };
}

const taken: Receipt = { answer: 'ok', refused: [] };

async function queue(sink: Sink, items: readonly string[], lane: (item: string) => string = () => ''): Promise<void> {
  const freezer = new Freezer({ sink, spool, dead, scan: 'scan-1', scanTime: '2026-11-28T09:00:00.000Z', shape: '' });
  for (const item of items) await freezer.add(item, lane(item));
  const batches = await freezer.end();
  store.begin('Org', '2026-11-28T09:00:00.000Z');
  store.end('complete', '2026-11-28T09:10:00.000Z', null, () => store.outbox.add(sink.name, batches));
}

function run(sink: Sink, patienceMs?: number): ReturnType<typeof deliver> {
  return deliver({
    sink,
    outbox: store.outbox,
    spool,
    dead,
    signal: AbortSignal.timeout(20_000),
    until: 'empty',
    now: () => clock,
    random: () => 0.5,
    wait: async (ms) => {
      waits.push(ms);
      clock += ms;
    },
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
}

const letters = () =>
  readFileSync(dead.path('siem'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { item: string; reason: string; answer: string; scan: string });

const counts = () => store.outbox.counts()[0];
const events = (count: number) => Array.from({ length: count }, (_, index) => `event-${index}`);

describe('a receiver that takes everything', () => {
  test.each([true, false])('has every event once, in order, in batches within its limits (gzip %s)', async (gzip) => {
    const sink = sinkOf(() => taken, {}, gzip);
    await queue(sink, events(10));
    expect(await run(sink)).toEqual({ delivered: 10, dead: 0, waiting: undefined });
    expect(sink.sent.flat()).toEqual(events(10));
    expect(sink.sent.map((one) => one.length)).toEqual([4, 4, 2]);
    expect(counts()).toMatchObject({ delivered: 10, waiting: 0, dead: 0, batches: 0, note: '' });
    expect(readdirSync(spool.folder)).toEqual([]);
  });

  test('is asked for no more bytes than it takes', async () => {
    const sink = sinkOf(() => taken, { bytes: 60, items: 100 });
    await queue(sink, events(20));
    await run(sink);
    expect(sink.sent.length).toBeGreaterThan(2);
    for (const items of sink.sent) expect(Buffer.byteLength(`${items.join('\n')}\n`)).toBeLessThanOrEqual(60);
  });

  test('gets batches of one lane each', async () => {
    const sink = sinkOf(() => taken);
    await queue(sink, ['a1', 'b1', 'a2', 'b2', 'a3'], (item) => item[0] ?? '');
    await run(sink);
    expect(sink.sent).toEqual([
      ['a1', 'a2', 'a3'],
      ['b1', 'b2'],
    ]);
  });

  test('never gets an event that it could not hold: that one is a dead letter', async () => {
    const sink = sinkOf(() => taken);
    const large = 'x'.repeat(2000);
    await queue(sink, ['a', large, 'b']);
    expect(await run(sink)).toMatchObject({ delivered: 2 });
    expect(sink.sent).toEqual([['a', 'b']]);
    expect(letters()).toMatchObject([
      { item: large, scan: 'scan-1', reason: expect.stringContaining('more than the receiver takes') },
    ]);
  });

  test('an event is one even where its text holds a line end', async () => {
    const sink = sinkOf(() => taken);
    await queue(sink, ['a\nb']);
    await run(sink);
    expect(sink.sent).toEqual([['a b']]);
  });
});

describe('a receiver that is busy', () => {
  test('gets the same bytes again and again, ever later, until it takes them', async () => {
    let left = 5;
    const sink = sinkOf(() => (left-- > 0 ? new SinkError('later', 'HTTP 503') : taken));
    await queue(sink, events(3));
    expect(await run(sink)).toMatchObject({ delivered: 3, waiting: undefined });
    expect(new Set(sink.bodies).size).toBe(1);
    expect(sink.sent).toHaveLength(6);
    expect(waits).toEqual([550, 1050, 2050, 4050, 8050]);
  });

  test('is left alone as long as it asks', async () => {
    let left = 1;
    const sink = sinkOf(() => (left-- > 0 ? new SinkError('later', 'HTTP 429', { afterMs: 40_000 }) : taken));
    await queue(sink, events(1));
    await run(sink);
    expect(waits).toEqual([40_000]);
  });

  test('nothing overtakes what waits', async () => {
    let left = 2;
    const sink = sinkOf((items) =>
      items.includes('event-0') && left-- > 0 ? new SinkError('later', 'HTTP 500') : taken,
    );
    await queue(sink, events(8));
    await run(sink);
    expect(sink.sent.map((one) => one[0])).toEqual(['event-0', 'event-0', 'event-0', 'event-4']);
  });

  test('what takes longer than patience is left for the next run, which goes on', async () => {
    let down = true;
    const sink = sinkOf(() => (down ? new SinkError('later', 'HTTP 503') : taken));
    await queue(sink, events(2));
    expect(await run(sink, 3000)).toEqual({ delivered: 0, dead: 0, waiting: 'HTTP 503' });
    expect(counts()).toMatchObject({ waiting: 2, note: 'HTTP 503' });
    down = false;
    expect(store.outbox.retry('siem')).toBe(1);
    expect(await run(sink, 3000)).toMatchObject({ delivered: 2, waiting: undefined });
  });

  test('a clock that jumps back by a year keeps nothing for a year', async () => {
    let left = 1;
    const sink = sinkOf(() => (left-- > 0 ? new SinkError('later', 'HTTP 503') : taken));
    await queue(sink, events(1));
    store.outbox.postpone(store.outbox.first('siem') as never, clock + 365 * 86_400e3, 'HTTP 503');
    expect(await run(sink)).toMatchObject({ delivered: 1 });
    expect(waits).toEqual([1050]);
  });
});

describe('a batch that is not taken as it is', () => {
  test('is halved until the one event is found that is not taken', async () => {
    const sink = sinkOf(
      (items) => (items.includes('event-5') ? new SinkError('split', 'HTTP 400: bad', { answer: 'bad' }) : taken),
      { items: 10 },
    );
    await queue(sink, events(10));
    expect(await run(sink)).toEqual({ delivered: 9, dead: 1, waiting: undefined });
    expect(letters()).toMatchObject([{ item: 'event-5', reason: 'HTTP 400: bad', answer: 'bad' }]);
    const received = sink.sent.filter((one) => !one.includes('event-5')).flat();
    expect(received.toSorted()).toEqual(events(10).filter((one) => one !== 'event-5'));
    expect(counts()).toMatchObject({ delivered: 9, dead: 1, waiting: 0 });
    expect(readdirSync(spool.folder)).toEqual([]);
  });

  test('a receiver that takes nothing at all is set up wrongly: the events are kept', async () => {
    const sink = sinkOf(() => new SinkError('split', 'HTTP 400: unknown stream'), { items: 10 });
    await queue(sink, events(40));
    expect(await run(sink)).toEqual({
      delivered: 0,
      dead: 3,
      waiting: 'it takes nothing at all: HTTP 400: unknown stream',
    });
    expect(counts()).toMatchObject({ delivered: 0, dead: 3, waiting: 37 });
  });

  test('one account whose receiver is shut keeps no other waiting, and within one nothing overtakes', async () => {
    const sink = sinkOf((items) => (items[0]?.startsWith('a') ? new SinkError('stop', 'HTTP 403') : taken), {
      items: 2,
    });
    await queue(sink, ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'], (item) => item[0] ?? '');
    expect(await run(sink)).toEqual({ delivered: 3, dead: 0, waiting: 'HTTP 403' });
    expect(sink.sent).toEqual([['a1', 'a2'], ['b1', 'b2'], ['b3']]);
    expect(counts()).toMatchObject({ delivered: 3, waiting: 3, note: 'HTTP 403' });
  });

  test('what a receiver refused of it is sent again by itself, or given up', async () => {
    let first = true;
    const sink = sinkOf((items) => {
      if (!first) return taken;
      first = false;
      expect(items).toHaveLength(4);
      return {
        answer: 'partly',
        refused: [
          { index: 1, reason: 'queue full', retry: true },
          { index: 2, reason: 'mapping', retry: false },
        ],
      };
    });
    await queue(sink, events(4));
    expect(await run(sink)).toEqual({ delivered: 3, dead: 1, waiting: undefined });
    expect(sink.sent).toEqual([events(4), ['event-1']]);
    expect(letters()).toMatchObject([{ item: 'event-2', reason: 'mapping', answer: 'partly' }]);
    expect(waits).toEqual([550]);
  });

  test('a receiver that refuses one for ever is asked ever less often', async () => {
    let left = 6;
    const sink = sinkOf((items) =>
      left-- > 0
        ? { answer: '', refused: items.map((_, index) => ({ index, reason: 'HTTP 429', retry: true })) }
        : taken,
    );
    await queue(sink, events(2));
    expect(await run(sink)).toMatchObject({ delivered: 2 });
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(10_000);
  });

  test('credentials that are not accepted end the run, and lose nothing', async () => {
    const sink = sinkOf(() => new SinkError('stop', 'HTTP 401'));
    await queue(sink, events(6));
    expect(await run(sink)).toEqual({ delivered: 0, dead: 0, waiting: 'HTTP 401' });
    expect(sink.sent).toHaveLength(1);
    expect(counts()).toMatchObject({ waiting: 6, dead: 0, note: 'HTTP 401' });
  });

  test.each<[string, (path: string, bytes: Buffer) => void]>([
    ['is gone', (path) => rmSync(path)],
    ['was cut off', (path, bytes) => writeFileSync(path, bytes.subarray(0, bytes.length - 40))],
    ['was emptied', (path) => writeFileSync(path, '')],
    ['was altered', (path, bytes) => writeFileSync(path, bytes.fill(120, 20, 21))],
    ['was lengthened', (path, bytes) => writeFileSync(path, Buffer.concat([bytes, Buffer.from('event-9\n')]))],
  ])(
    'one whose file %s is not sent, keeps no other waiting, and the next scan tells everything',
    async (_how, damage) => {
      for (const gzip of [true, false]) {
        const sink = sinkOf(() => taken, {}, gzip);
        const name = gzip ? 'Zipped' : 'Plain';
        store.also(() =>
          store.outbox.told.note({
            ...{ sink: 'siem', organisation: name, selection: '', scan: `scan-${gzip}`, place: '', choice: '' },
          }),
        );
        const mine = store.other(`scan-${gzip}`);
        mine.begin(name, '2026-11-28T09:00:00.000Z');
        const freezer = new Freezer({
          sink,
          spool,
          dead,
          scan: 'scan-1',
          scanTime: '2026-11-28T09:00:00.000Z',
          shape: '',
        });
        for (const item of events(6)) await freezer.add(item);
        const batches = await freezer.end();
        mine.end('complete', '2026-11-28T09:00:00.000Z', null, () => store.outbox.add('siem', batches));
        expect(store.outbox.told.of('siem', name)).toHaveLength(1);
        const path = join(spool.folder, `${batches[0]?.sha256}${gzip ? '.gz' : ''}`);
        damage(path, readFileSync(path));
        expect(await run(sink)).toEqual({ delivered: 2, dead: 4, waiting: undefined });
        expect(sink.sent).toEqual([['event-4', 'event-5']]);
        expect(letters().at(-1)?.reason).toContain('is gone or was altered');
        expect(store.outbox.told.of('siem', name)).toEqual([]);
      }
    },
  );

  test('what this machine cannot do is no answer of the receiver: it waits, and says why', async () => {
    writeFileSync(join(folder, 'dead'), 'a file where the folder of dead letters belongs');
    const sink = sinkOf(() => ({ answer: '', refused: [{ index: 0, reason: 'HTTP 400', retry: false }] }));
    await queue(sink, events(2));
    expect(await run(sink)).toMatchObject({ delivered: 0, dead: 0, waiting: expect.stringContaining('EEXIST') });
    expect(counts()).toMatchObject({ waiting: 2, dead: 0, note: expect.stringContaining('EEXIST') });
    rmSync(join(folder, 'dead'));
    clock += 16 * 60_000;
    expect(await run(sink)).toMatchObject({ delivered: 1, dead: 1 });
  });
});

describe('the outbox', () => {
  test('has nothing of a scan that did not end', async () => {
    const sink = sinkOf(() => taken);
    const freezer = new Freezer({ sink, spool, dead, scan: 'scan-1', scanTime: '', shape: '' });
    await freezer.add('event');
    const batches = await freezer.end();
    store.begin('Org', '2026-11-28T09:00:00.000Z');
    expect(() =>
      store.end('complete', '2026-11-28T09:10:00.000Z', null, () => {
        store.outbox.add('siem', batches);
        throw new Error('disk full');
      }),
    ).toThrow('disk full');
    expect(store.outbox.first('siem')).toBeUndefined();
    expect(store.outbox.counts()).toEqual([]);
  });

  test('asks again for what was put off, though the clock was put back by days since', async () => {
    const sink = sinkOf(() => new SinkError('stop', 'HTTP 401'));
    await queue(sink, events(1));
    await run(sink);
    expect([0, 16, -60, -3 * 24 * 60].map((minutes) => store.outbox.hasDue(clock + minutes * 60_000))).toEqual([
      ...[false, true, true, true],
    ]);
  });

  test('gives a sink to one worker at a time', () => {
    const { outbox } = store;
    const [lives, died] = [() => false, () => true];
    expect(outbox.holders.claim('siem', 'a', lives)).toBeUndefined();
    expect(outbox.holders.claim('siem', 'a', lives)).toBeUndefined();
    expect(outbox.holders.beat('siem', 'a')).toBe(true);
    expect(outbox.holders.claim('siem', 'b', lives)).toEqual({ owner: 'a', beat: 1 });
    expect(outbox.holders.claim('siem', 'b', died)).toBeUndefined();
    expect(outbox.holders.beat('siem', 'a')).toBe(false);
    outbox.holders.release('siem', 'a');
    expect(outbox.holders.claim('siem', 'a', lives)).toEqual({ owner: 'b', beat: 0 });
    outbox.holders.release('siem', 'b');
    expect(outbox.holders.claim('siem', 'a', lives)).toBeUndefined();
  });

  test('files of runs that died are swept when they are old, and what waits stays', async () => {
    const sink = sinkOf(() => taken);
    await queue(sink, ['waits']);
    await spool.write(Buffer.from('orphan'), true);
    const later = Date.now() + 7 * 3600e3;
    spool.sweep((sha256) => store.outbox.isWanted('siem', sha256), Date.now());
    expect(readdirSync(spool.folder)).toHaveLength(2);
    spool.sweep((sha256) => store.outbox.isWanted('siem', sha256), later);
    expect(readdirSync(spool.folder)).toHaveLength(1);
    expect(await run(sink)).toMatchObject({ delivered: 1 });
  });
});
