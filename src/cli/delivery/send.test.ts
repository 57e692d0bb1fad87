import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFixtureStore } from '../../drift/fixture.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import { type Configured, sinksOf } from './config.ts';
import { DeliveryFolders } from './folders.ts';
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

function sinks(): Configured[] {
  return sinksOf({ export: { siem: { type: 'file', folder: join(folder, 'siem') } } }).map((one) => ({
    ...one,
    sink: { ...one.sink, close: async () => void (closed += 1) },
  }));
}

/** The outbox of the store, one of whose methods runs into a store that another process holds. */
function held(method: 'claim' | 'release' | 'heads'): Outbox {
  return Object.assign(Object.create(store.outbox) as Outbox, {
    [method]: () => {
      throw new Error('database is locked');
    },
  });
}

const send = (outbox: Outbox) =>
  sendWaiting({
    ...{ sinks: sinks(), outbox, until: 'empty', signal: AbortSignal.timeout(10_000) },
    folders: new DeliveryFolders(join(folder, 'store.db')),
  });

test.each(['claim', 'heads'] as const)('a store that is held (%s) leaves the sink as it was: closed, and free', async (method) => {
  const waits = [{ sink: 'siem', delivered: 0, dead: 0, waiting: 'database is locked' }];
  expect(await send(held(method))).toEqual(waits);
  expect(closed).toBe(1);
  expect(await send(store.outbox)).toEqual([{ sink: 'siem', delivered: 0, dead: 0, waiting: undefined }]);
  expect(closed).toBe(2);
});

test('a store that is held when the sink is given back costs nothing that was sent', async () => {
  expect(await send(held('release'))).toEqual([{ sink: 'siem', delivered: 0, dead: 0, waiting: undefined }]);
  expect(closed).toBe(1);
  expect(await send(store.outbox)).toEqual([{ sink: 'siem', delivered: 0, dead: 0, waiting: undefined }]);
});
