import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Freezer } from '../../delivery/freeze.ts';
import { unframe } from '../../delivery/spool.ts';
import { openFixtureStore } from '../../drift/fixture.ts';
import { lines, type Receipt } from '../../model/sink.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import { type Configured, sinksOf } from './config.ts';
import { queueDead } from './dead.ts';
import { DeliveryFolders } from './folders.ts';
import { sendWaiting } from './send.ts';

let folder: string;
let store: ScanStore;
let folders: DeliveryFolders;
/** Events that the receiver takes never. */
let poison: Set<string>;
let sent: string[][];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-dead-'));
  store = await openFixtureStore();
  folders = new DeliveryFolders(join(folder, 'store.db'));
  poison = new Set(['b', 'd']);
  sent = [];
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function sink(more: object = {}): Configured {
  const [one] = sinksOf({ export: { siem: { type: 'file', folder: join(folder, 'siem'), format: 'ocsf', ...more } } });
  if (!one) throw new Error('no sink');
  const send = async ({ body, gzip }: { body: Uint8Array; gzip: boolean }): Promise<Receipt> => {
    const items = unframe(body, gzip, lines);
    sent.push(items);
    const refused = items.flatMap((item, index) =>
      poison.has(item) ? [{ index, reason: 'not to its taste', retry: false }] : [],
    );
    return { answer: '', refused };
  };
  return { ...one, sink: { ...one.sink, send } };
}

async function add(scan: string, items: readonly string[]): Promise<void> {
  const shape = 'file ocsf@1.8.0 there';
  const scanTime = '2026-11-28T10:00:00.000Z';
  const to = { sink: sink().sink, spool: folders.spool('siem'), dead: folders.dead };
  const freezer = new Freezer({ ...to, scan, scanTime, shape });
  for (const item of items) await freezer.add(item);
  const batches = await freezer.end();
  store.also(() => store.outbox.add('siem', batches));
}

const send = (to = sink()) =>
  sendWaiting({ sinks: [to], outbox: store.outbox, folders, signal: AbortSignal.timeout(10_000), until: 'empty' });
const again = (to = sink()) => queueDead(to, store, folders);
const counts = () => {
  const [{ delivered, waiting, dead, newDead } = {}] = store.outbox.counts();
  return { delivered, waiting, dead, newDead };
};

test('what was given up is sent again, once, as part of its scan', async () => {
  await add('scan-1', ['a', 'b', 'c', 'd']);
  await add('scan-2', ['e']);
  await send();
  expect(counts()).toEqual({ delivered: 3, waiting: 0, dead: 2, newDead: 2 });
  poison.clear();
  sent = [];
  expect(await again()).toEqual({ sink: 'siem', queued: 2, unfit: 0, empty: 0 });
  expect(store.outbox.first('siem')).toMatchObject({ scan: 'scan-1', scanTime: '2026-11-28T10:00:00.000Z' });
  expect(await again()).toMatchObject({ queued: 0 });
  await send();
  expect(sent).toEqual([['b', 'd']]);
  expect(counts()).toEqual({ delivered: 5, waiting: 0, dead: 0, newDead: 0 });
  expect(await again()).toMatchObject({ queued: 0 });
});

test('what is not taken again is a new letter, which may be sent again, too', async () => {
  await add('scan-1', ['a', 'b', 'd']);
  await send();
  poison = new Set(['b']);
  await again();
  await send();
  expect(counts()).toEqual({ delivered: 2, waiting: 0, dead: 1, newDead: 1 });
  poison.clear();
  expect(await again()).toMatchObject({ queued: 1 });
  await send();
  expect(counts()).toEqual({ delivered: 3, waiting: 0, dead: 0, newDead: 0 });
});

test('what is acknowledged is new no more; what is given up later is', async () => {
  await add('scan-1', ['b']);
  await send();
  expect(store.outbox.dead.acknowledge('siem')).toBe(1);
  expect(counts()).toMatchObject({ dead: 1, newDead: 0 });
  expect(store.outbox.dead.acknowledge('siem')).toBe(0);
  await add('scan-2', ['d']);
  await send();
  expect(counts()).toMatchObject({ dead: 2, newDead: 1 });
  await again();
  await send();
  expect(counts()).toMatchObject({ dead: 2, newDead: 2 });
});

test('what was made as something else, and what is lost, stays', async () => {
  await add('scan-1', ['b']);
  await send();
  const letter = { scan: 'x', scanTime: '', shape: 'splunk splunk@1', reason: '', answer: '', item: 'z' };
  folders.dead.add('siem', letter);
  folders.dead.add('siem', { ...letter, shape: 'file ocsf@1.8.0', item: '' });
  appendFileSync(folders.dead.path('siem'), '{"cut off');
  expect(await again(sink({ format: 'ecs' }))).toEqual({ sink: 'siem', queued: 0, unfit: 2, empty: 1 });
  expect(await again()).toEqual({ sink: 'siem', queued: 1, unfit: 1, empty: 1 });
});

test('an event that a process told of twice, killed between, is sent once', async () => {
  await add('scan-1', ['b']);
  await send();
  const [line = ''] = readFileSync(folders.dead.path('siem'), 'utf8').split('\n');
  appendFileSync(folders.dead.path('siem'), `${line.replace(/"at":"[^"]+"/, '"at":"2026-11-28T10:00:00.000Z"')}\n`);
  expect(await again()).toMatchObject({ queued: 1 });
  expect(counts()).toMatchObject({ waiting: 1, dead: 0 });
});

test('a file that somebody has put away hides no later letter', async () => {
  await add('scan-1', ['b']);
  await send();
  await again();
  rmSync(folders.dead.path('siem'));
  expect(await again()).toMatchObject({ queued: 0 });
  await send();
  expect(await again()).toMatchObject({ queued: 1 });
});

test('of two that send the same letters again, one is refused', async () => {
  await add('scan-1', ['b']);
  await send();
  const both = await Promise.allSettled([again(), again()]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(counts()).toMatchObject({ waiting: 1, dead: 0 });
});

test('an event that no request could hold stays given up, and is not found again while its file is read', async () => {
  await add('scan-1', ['b']);
  await send();
  const small = sink();
  const limits = { ...small.sink.limits, itemBytes: 1 };
  await again({ ...small, sink: { ...small.sink, limits } });
  expect(counts()).toMatchObject({ waiting: 0, dead: 1, newDead: 1 });
});
