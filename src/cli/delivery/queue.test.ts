import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unframe } from '../../delivery/spool.ts';
import {
  type FixtureFinding,
  type FixtureScan,
  fixtureFinding,
  fixtureList,
  fixtureScope,
  openFixtureStore,
  storeFixture,
} from '../../drift/fixture.ts';
import type { Gap } from '../../model/evidence.ts';
import { lines } from '../../model/sink.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import { sinksOf } from './config.ts';
import { DeliveryFolders } from './folders.ts';
import { ScanQueue } from './queue.ts';

let folder: string;
let store: ScanStore;
let number: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-queue-'));
  store = await openFixtureStore();
  number = 0;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const entry = (more: object = {}) => ({ siem: { type: 'file', folder: 'x', ...more } });

interface Asked {
  sinks?: Record<string, object>;
  again?: 'changes' | 'all';
  /** Of an earlier scan. */
  scan?: string;
}

/** Queues what a stored scan tells, and takes it for delivered. @returns for each sink what it was told of findings. */
async function told({
  sinks = entry(),
  again,
  scan = `scan-${number}`,
}: Asked = {}): Promise<Record<string, string[]>> {
  const folders = new DeliveryFolders(join(folder, 'store.db'));
  const mine = store.other(scan);
  const summary = mine.summary();
  if (!summary) throw new Error('the scan did not finish');
  const { enqueue } = await new ScanQueue(sinksOf({ export: sinks }), mine, folders).scan(summary, again);
  store.also(enqueue);
  const out: Record<string, string[]> = {};
  for (const name of Object.keys(sinks)) {
    const events: string[] = [];
    for (let batch = store.outbox.first(name); batch; batch = store.outbox.first(name)) {
      const bytes = folders.spool(name).read(batch.sha256, batch.gzip) ?? Buffer.of();
      events.push(...unframe(bytes, batch.gzip, lines));
      store.outbox.settle(batch, { delivered: batch.items, dead: 0, at: '2026-11-28T10:00:00.000Z', rest: [] });
    }
    out[name] = events
      .map((text) => JSON.parse(text))
      .filter((one) => one.type === 'finding')
      .map((one) => `${one.finding.resource.uid} ${one.change} ${one.finding.verdict}`)
      .sort();
  }
  return out;
}

/** Stores a scan. Of each resource by name: its verdict, or what else is to be said of its finding. */
function scan(
  found: Record<string, FixtureFinding['verdict'] | FixtureFinding>,
  more: Partial<FixtureScan> = {},
): void {
  number += 1;
  const id = `scan-${number}`;
  const endedAt = `2026-11-${String(number).padStart(2, '0')}T00:00:00.000Z`;
  const findings = Object.entries(found).map(([uid, what]) =>
    fixtureFinding(id, { uid, ...(typeof what === 'string' ? { verdict: what } : what) }),
  );
  const controls = [{ id: 'NET-001', applies_to: ['ml.notebook'], fix: {}, sources: [], themes: [] }];
  storeFixture(store, { scan: id, endedAt, findings, controls, ...more });
}

test('the first hears of everything, the next of what changed, and the next after it of nothing', async () => {
  scan({ a: 'fail', b: 'pass' });
  expect(await told()).toEqual({ siem: ['a new fail', 'b new pass'] });
  scan({ a: 'pass', b: 'pass' });
  expect(await told()).toEqual({ siem: ['a resolved pass'] });
  scan({ a: 'pass', b: 'pass' });
  expect(await told()).toEqual({ siem: [] });
});

describe('what a sink has not heard of, it hears with the next scan', () => {
  beforeEach(async () => {
    scan({ a: 'fail', b: 'fail' });
    await told();
  });

  test('though it was not in the config for two scans', async () => {
    const other = { other: { type: 'file', folder: 'y' } };
    scan({ a: 'pass', b: 'fail' });
    await told({ sinks: other });
    scan({ a: 'pass', b: 'fail' });
    await told({ sinks: other });
    scan({ a: 'pass', b: 'fail' });
    expect(await told({ sinks: { ...entry(), ...other } })).toEqual({ siem: ['a resolved pass'], other: [] });
  });

  test('though it is back where it was by then: nothing to tell', async () => {
    scan({ a: 'pass', b: 'fail' });
    scan({ a: 'fail', b: 'fail' });
    expect(await told()).toEqual({ siem: [] });
  });

  test('though a scan between was stopped, and one failed', async () => {
    for (const state of ['aborted', 'failed'] as const) {
      number += 1;
      const stopped = store.other(`scan-${number}`);
      stopped.begin('Org', '2026-11-02T00:00:00.000Z');
      stopped.addFinding(fixtureFinding(`scan-${number}`, { uid: 'a', verdict: 'pass' }));
      stopped.end(state, '2026-11-02T00:00:00.000Z', null);
    }
    scan({ a: 'pass', b: 'fail' });
    expect(await told()).toEqual({ siem: ['a resolved pass'] });
  });

  test('though what was queued for it is lost: everything', async () => {
    store.outbox.told.forget('siem');
    scan({ a: 'fail', b: 'fail' });
    expect(await told()).toEqual({ siem: ['a still fail', 'b still fail'] });
  });
});

test('a sink that is new beside scans hears everything, as it has been since the scan before', async () => {
  scan({ a: 'fail', b: 'fail' });
  scan({ a: 'fail', b: 'pass' });
  expect(await told()).toEqual({ siem: ['a still fail', 'b resolved pass'] });
});

test('so does one whose first scan was stopped, after it was told that it began', async () => {
  scan({ a: 'fail' });
  store.also(() =>
    store.outbox.add('siem', [{ scan: 'x', sha256: 'x', gzip: false, lane: '', shape: '', scanTime: '', items: 1 }]),
  );
  const first = store.outbox.first('siem');
  if (first) store.outbox.settle(first, { delivered: 1, dead: 0, at: '', rest: [] });
  scan({ a: 'fail' });
  expect(await told()).toEqual({ siem: ['a still fail'] });
});

describe('a config that changed between two scans', () => {
  const found = {
    high: { verdict: 'fail', severity: 'high' },
    low: { verdict: 'fail', severity: 'low' },
    good: { verdict: 'pass', severity: 'high' },
  } as const;
  const all = ['good still pass', 'high still fail', 'low still fail'];
  test.each<[string, object, object, string[]]>([
    [
      'another severity: what it lets through now',
      { severities: ['high'] },
      { severities: ['high', 'low'] },
      [all[2] ?? ''],
    ],
    ['fewer severities: nothing', { severities: ['high', 'low'] }, { severities: ['low'] }, []],
    ['another verdict', { verdicts: ['fail'] }, { verdicts: ['fail', 'pass'] }, ['good still pass']],
    ['another account', { accounts: ['9'] }, { accounts: ['1'] }, all],
    ['no filter any more', { accounts: ['9'] }, {}, all],
    ['another format of the same events: everything, in that format', { format: 'ocsf' }, {}, all],
    ['another folder: everything, to there', { folder: 'elsewhere' }, {}, all],
    ['the same in other words: nothing', { severities: ['high', 'low'] }, { severities: ['low', 'high'] }, []],
    ['all in place of changes', {}, { send: 'all' }, all],
  ])('%s', async (_what, before, after, expected) => {
    scan(found);
    await told({ sinks: entry(before) });
    scan(found);
    expect(await told({ sinks: entry(after) })).toEqual({ siem: expected });
    scan(found);
    expect(await told({ sinks: entry(after) })).toEqual({ siem: 'send' in after ? expected : [] });
  });
});

describe('two schedules that read the same', () => {
  const narrow = { selection: 'narrow' };
  const wide = {
    populations: [fixtureList(), fixtureList({ account: '2' })],
    scopes: [fixtureScope(), fixtureScope('2')],
  };
  const b = (verdict: 'fail' | 'pass') => ({ verdict, account: '2' });

  test('tell a change once, whichever sees it first', async () => {
    scan({ a: 'pass', b: b('pass') }, wide);
    await told();
    scan({ a: 'pass' }, narrow);
    expect(await told()).toEqual({ siem: [] });
    scan({ a: 'fail' }, narrow);
    expect(await told()).toEqual({ siem: ['a changed fail'] });
    scan({ a: 'fail', b: b('fail') }, wide);
    expect(await told()).toEqual({ siem: ['b changed fail'] });
  });

  test('what one told, and is again as the other had it, is told by the other', async () => {
    scan({ a: 'pass', b: b('pass') }, wide);
    await told();
    scan({ a: 'pass' }, narrow);
    await told();
    scan({ a: 'fail' }, narrow);
    await told();
    scan({ a: 'pass', b: b('pass') }, wide);
    expect(await told()).toEqual({ siem: ['a resolved pass'] });
    scan({ a: 'pass' }, narrow);
    expect(await told()).toEqual({ siem: [] });
  });

  test('what the narrow one does not ask for is not gone', async () => {
    const wide = {
      populations: [fixtureList(), fixtureList({ account: '2' })],
      scopes: [fixtureScope(), fixtureScope('2')],
    };
    scan({ a: 'fail' }, narrow);
    await told();
    scan({ a: 'fail', b: { verdict: 'fail', account: '2' } }, wide);
    expect(await told()).toEqual({ siem: ['b new fail'] });
    scan({ a: 'fail' }, narrow);
    expect(await told()).toEqual({ siem: [] });
    scan({}, narrow);
    expect(await told()).toEqual({ siem: ['a gone fail'] });
  });

  test('another organisation of the same store is another matter', async () => {
    scan({ a: 'fail' });
    await told();
    scan({ a: 'fail' }, { organisation: 'Other' });
    expect(await told()).toEqual({ siem: ['a new fail'] });
    scan({ a: 'fail' });
    expect(await told()).toEqual({ siem: [] });
  });
});

describe('a scan that is told once more', () => {
  beforeEach(async () => {
    scan({ a: 'fail', b: 'pass' });
    await told();
    scan({ a: 'pass', b: 'pass' });
    await told();
  });

  test('tells what it changed, and everything where that is asked for', async () => {
    expect(await told({ again: 'changes' })).toEqual({ siem: ['a resolved pass'] });
    expect(await told({ again: 'all' })).toEqual({ siem: ['a resolved pass', 'b still pass'].sort() });
  });

  test('does not stand for the scans that were not told', async () => {
    const other = { other: { type: 'file', folder: 'y' } };
    scan({ a: 'pass', b: 'fail' });
    await told({ sinks: other });
    scan({ a: 'fail', b: 'fail' });
    expect(await told({ again: 'changes' })).toEqual({ siem: ['a changed fail'] });
    scan({ a: 'fail', b: 'fail' });
    expect((await told()).siem).toContain('b changed fail');
  });

  test('an old one in full is what the receiver has then: the next puts it right', async () => {
    await told({ again: 'all', scan: 'scan-1' });
    scan({ a: 'pass', b: 'pass' });
    expect(await told()).toEqual({ siem: ['a resolved pass'] });
  });
});

test('of accounts that a sink did not choose, it hears no gaps either', async () => {
  const gap = (account: string) => ({ account, region: 'r', operation: 's3:Get', provider: 'aws' }) as Gap;
  scan({}, { scopes: [fixtureScope('1'), fixtureScope('2')] });
  const mine = store.other('scan-1');
  const summary = { ...mine.summary(), gaps: [gap('1'), gap('2')] } as NonNullable<ReturnType<typeof mine.summary>>;
  const sinks = { all: { type: 'file', folder: 'x' }, one: { type: 'file', folder: 'x', accounts: ['2'] } };
  const folders = new DeliveryFolders(join(folder, 'store.db'));
  const { queued } = await new ScanQueue(sinksOf({ export: sinks }), mine, folders).scan(summary);
  expect(queued.map(({ sink, events }) => [sink, events])).toEqual([
    ['all', 3],
    ['one', 2],
  ]);
});

test('what no request of the receiver could hold is counted among the dead', async () => {
  scan({ a: 'fail', ['b'.repeat(70_000)]: 'fail' });
  const folders = new DeliveryFolders(join(folder, 'store.db'));
  const mine = store.other('scan-1');
  const summary = mine.summary() as NonNullable<ReturnType<typeof mine.summary>>;
  const sinks = sinksOf({ export: { syslog: { type: 'webhook', url: 'https://example.com' } } });
  sinks[0] = {
    ...sinks[0],
    sink: { ...sinks[0]?.sink, limits: { bytes: 1e6, items: 100, itemBytes: 60_000 } },
  } as never; // smaller, for the test
  const { queued, enqueue } = await new ScanQueue(sinks, mine, folders).scan(summary);
  store.also(enqueue);
  expect(queued).toMatchObject([{ sink: 'syslog', events: 2, tooLarge: 1 }]);
  expect(store.outbox.counts()).toMatchObject([{ sink: 'syslog', waiting: 2, dead: 1, delivered: 0 }]);
});
