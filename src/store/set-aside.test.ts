import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ScanStore } from './scan-store.ts';

let folder: string;
let store: ScanStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-aside-'));
  store = await ScanStore.open(join(folder, 's.db'), '');
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const batch = (sha256: string, shape: string, items = 1) => ({
  ...{ scan: 'x', sha256, gzip: false, lane: '', shape, scanTime: '2026-11-28T10:00:00.000Z', items },
});
const add = (sink: string, ...batches: ReturnType<typeof batch>[]) => store.also(() => store.outbox.add(sink, batches));
const counts = (sink: string) => store.outbox.counts().find((one) => one.sink === sink);
const only = (one: string) => (shape: string) => (shape === one ? shape : undefined);
const first = () => store.outbox.first('siem')?.sha256;

test('what no longer fits is set aside, keeps its file, and waits in its old place once it fits again', () => {
  add('siem', batch('1', 'old', 3), batch('2', 'new', 2));
  add('other', batch('3', 'old'));
  store.outbox.sortByShape('siem', only('new'));
  expect(first()).toBe('2');
  expect(counts('siem')).toMatchObject({ waiting: 2, aside: 3, asideShape: 'old', batches: 1 });
  expect(store.outbox.isWanted('siem', '1')).toBe(true);
  expect(counts('other')).toMatchObject({ waiting: 1, aside: 0, asideShape: '' });
  store.outbox.sortByShape('siem', only('old'));
  expect(first()).toBe('1');
  expect(counts('siem')).toMatchObject({ waiting: 3, aside: 2 });
});

test('what was postponed before is due at once when it fits again', () => {
  add('siem', batch('1', 'old'));
  const row = store.outbox.first('siem');
  if (row) store.outbox.postpone(row, Date.now() + 60_000, 'busy');
  store.outbox.sortByShape('siem', only('none'));
  expect(store.outbox.hasDue(Date.now())).toBe(false);
  store.outbox.sortByShape('siem', (shape) => shape);
  expect(store.outbox.hasDue(Date.now())).toBe(true);
});

test('what fits takes the shape of its receiver, and is due at once there; what has it stays as it is', () => {
  add('siem', batch('1', 'old'), batch('2', 'new'));
  const row = store.outbox.first('siem');
  if (row) store.outbox.postpone(row, 5e12, 'busy');
  store.outbox.sortByShape('siem', () => 'new');
  expect(store.outbox.first('siem')).toMatchObject({ sha256: '1', shape: 'new', due: 0, attempts: 0 });
  const again = store.outbox.first('siem');
  if (again) store.outbox.postpone(again, 5e12, 'busy');
  store.outbox.sortByShape('siem', () => 'new');
  expect(store.outbox.first('siem')).toMatchObject({ sha256: '1', due: 5e12, attempts: 1 });
});

test('nothing is sent of what is given up, and it is not delivered', () => {
  add('siem', batch('1', 'old', 3), batch('2', 'older', 4), batch('3', 'new'));
  add('other', batch('1', 'old'));
  store.outbox.sortByShape('siem', only('new'));
  expect(store.outbox.discardAside('siem', '2026-11-28T11:00:00.000Z')).toEqual([
    { shape: 'old', events: 3 },
    { shape: 'older', events: 4 },
  ]);
  expect(counts('siem')).toMatchObject({ waiting: 1, aside: 0, dead: 0, delivered: 0, lastDelivered: '' });
  expect(store.outbox.isWanted('siem', '1')).toBe(false);
  expect(store.outbox.discardAside('siem', '')).toEqual([]);
  expect(counts('other')).toMatchObject({ waiting: 1 });
});

test('a store of before, without shapes, is opened by two at once, and what waits in it fits', async () => {
  const path = join(folder, 'before.db');
  const db = new DatabaseSync(path);
  db.exec(`CREATE TABLE outbox (
    sink TEXT NOT NULL, place TEXT NOT NULL, scan TEXT NOT NULL, sha256 TEXT NOT NULL, gzip INTEGER NOT NULL, lane TEXT NOT NULL,
    scan_time TEXT NOT NULL, items INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL,
    delivered INTEGER NOT NULL, dead INTEGER NOT NULL, ended_at TEXT NOT NULL, note TEXT NOT NULL);
    INSERT INTO outbox VALUES ('siem', '1', 's', 'h', 0, '', '', 5, 'waiting', 0, 0, 0, 0, '', ''); PRAGMA user_version = 1`);
  db.close();
  const both = await Promise.all([ScanStore.open(path, ''), ScanStore.open(path, '')]);
  expect(both.map((one) => one.outbox.first('siem'))).toMatchObject([
    { items: 5, shape: '' },
    { items: 5, shape: '' },
  ]);
  for (const one of both) one.close();
});
