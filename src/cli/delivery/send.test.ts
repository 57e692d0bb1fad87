import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureFinding, openFixtureStore, storeFixture } from '../../drift/fixture.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import { type Configured, sinksOf } from './config.ts';
import { DeliveryFolders } from './folders.ts';
import { ScanQueue } from './queue.ts';
import { sendWaiting } from './send.ts';

let folder: string;
let store: ScanStore;
let closed: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-send-'));
  store = await openFixtureStore();
  closed = 0;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function sinks(more: object = {}): Configured[] {
  return sinksOf({ export: { siem: { type: 'file', folder: join(folder, 'siem'), ...more } } }).map((one) => ({
    ...one,
    sink: {
      ...one.sink,
      close: async () => {
        closed += 1;
      },
    },
  }));
}

/** The outbox of the store, one of whose methods runs into a store that another process holds. */
function held(method: 'claim' | 'release' | 'heads'): Outbox {
  const fail = () => {
    throw new Error('database is locked');
  };
  const { outbox } = store;
  const holders =
    method === 'heads' ? outbox.holders : Object.assign(Object.create(outbox.holders), { [method]: fail });
  return Object.create(outbox, {
    holders: { value: holders },
    heads: { value: method === 'heads' ? fail : outbox.heads.bind(outbox) },
  }) as Outbox;
}

const folders = () => new DeliveryFolders(join(folder, 'store.db'));

const send = (outbox: Outbox, to = sinks()) =>
  sendWaiting({ sinks: to, outbox, folders: folders(), until: 'empty', signal: AbortSignal.timeout(10_000) });

test.each(['claim', 'heads'] as const)(
  'a store that is held (%s) leaves the sink as it was: closed, and free',
  async (method) => {
    const waits = [{ sink: 'siem', delivered: 0, dead: 0, waiting: 'database is locked' }];
    expect(await send(held(method))).toEqual(waits);
    expect(closed).toBe(1);
    expect(await send(store.outbox)).toEqual([{ sink: 'siem', delivered: 0, dead: 0, waiting: undefined }]);
    expect(closed).toBe(2);
  },
);

test('a store that is held when the sink is given back costs nothing that was sent', async () => {
  expect(await send(held('release'))).toEqual([{ sink: 'siem', delivered: 0, dead: 0, waiting: undefined }]);
  expect(closed).toBe(1);
  expect(await send(store.outbox)).toEqual([{ sink: 'siem', delivered: 0, dead: 0, waiting: undefined }]);
});

describe('a config that changed while something waited', () => {
  const events = () =>
    !existsSync(join(folder, 'siem'))
      ? []
      : readdirSync(join(folder, 'siem')).flatMap((name) =>
          readFileSync(join(folder, 'siem', name), 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<string, unknown>),
        );

  async function wait(more: object): Promise<void> {
    const findings = [fixtureFinding('scan-1', { uid: 'a' })];
    const controls = [{ id: 'NET-001', applies_to: ['ml.notebook'], fix: {}, sources: [], themes: [] }];
    if (!store.other('scan-1').summary())
      storeFixture(store, { scan: 'scan-1', endedAt: '2026-11-01T00:00:00.000Z', findings, controls });
    const scan = store.other('scan-1');
    const summary = scan.summary();
    if (!summary) throw new Error('the scan did not finish');
    store.also((await new ScanQueue(sinks(more), scan, folders()).scan(summary)).enqueue);
  }

  test.each<[string, object, object]>([
    ['the format', {}, { format: 'ocsf' }],
    ['the version', { format: 'ocsf@1.5.0' }, { format: 'ocsf@1.8.0' }],
    ['the version, in the other direction', { format: 'ocsf' }, { format: 'ocsf@1.6.0' }],
  ])(
    'another %s: nothing made for the old one is sent, until the config is as it was',
    async (_what, before, after) => {
      await wait(before);
      expect(await send(store.outbox, sinks(after))).toEqual([
        { sink: 'siem', delivered: 0, dead: 0, waiting: undefined, aside: 2 },
      ]);
      expect(events()).toEqual([]);
      expect(store.outbox.counts()).toMatchObject([{ delivered: 0, waiting: 0, aside: 2 }]);
      expect(await send(store.outbox, sinks(before))).toMatchObject([{ delivered: 2, waiting: undefined }]);
      expect(events()).toHaveLength(2);
    },
  );

  test('another type: the same', async () => {
    await wait({ format: 'ocsf' });
    const lake = { bucket: 'lake', region: 'eu-west-1', endpoint: 'http://127.0.0.1:9' };
    const other = sinksOf({ export: { siem: { type: 's3', format: 'ocsf', ...lake } } });
    expect(await send(store.outbox, other)).toMatchObject([{ delivered: 0, waiting: undefined, aside: 2 }]);
  });

  test.each<[string, object, object]>([
    ['another address', {}, { gzip: false }],
    ['the default version by its name', { format: 'ocsf' }, { format: 'ocsf@1.8.0' }],
    ['no version in place of one', { format: 'ocsf@1.5.0' }, { format: 'ocsf' }],
    ['another filter', {}, { severities: ['low'] }],
  ])('%s: what waits is sent', async (_what, before, after) => {
    await wait(before);
    expect(await send(store.outbox, sinks(after))).toEqual([
      { sink: 'siem', delivered: 2, dead: 0, waiting: undefined },
    ]);
    expect(events()).toHaveLength(2);
  });

  test('what is made for a new address while the old one is sent to waits for it', async () => {
    await wait({});
    const [old] = sinks();
    if (!old) throw new Error('no sink');
    const moved = { folder: join(folder, 'moved') };
    const slow: Configured = {
      ...old,
      sink: {
        ...old.sink,
        send: async (batch, signal) => {
          await wait(moved);
          return old.sink.send(batch, signal);
        },
      },
    };
    const before = store.outbox.counts()[0]?.waiting ?? 0;
    expect(await send(store.outbox, [slow])).toMatchObject([{ delivered: before, waiting: undefined }]);
    expect(events()).toHaveLength(before);
    expect(store.outbox.counts()).toMatchObject([{ waiting: 2 }]);
    expect(await send(store.outbox, sinks(moved))).toMatchObject([{ delivered: 2 }]);
    expect(readdirSync(join(folder, 'moved'))).toHaveLength(1);
    expect(events()).toHaveLength(before);
  });

  test('what is made for the new one is sent, though the old waits before it', async () => {
    await wait({});
    const more = { format: 'ecs' };
    const scan = store.other('scan-1');
    const summary = scan.summary();
    if (summary) store.also((await new ScanQueue(sinks(more), scan, folders()).scan(summary, 'all')).enqueue);
    expect(await send(store.outbox, sinks(more))).toMatchObject([{ delivered: 2, aside: 2 }]);
    expect(events().every((one) => 'ecs' in one)).toBe(true);
  });
});
