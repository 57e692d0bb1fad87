import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Owner, thisProcess } from '../store/owner.ts';
import { ScanStore } from '../store/scan-store.ts';
import { claimSink } from './claim.ts';

const here = thisProcess();
const signal = new AbortController().signal;
let store: ScanStore;
beforeEach(async () => {
  store = await ScanStore.open(':memory:', 'scan-1');
});
afterEach(() => store.close());

/** Has `other` take the sink, then asks for it here; each look takes 2 s of our stopwatch. */
async function claimAfter(other: Owner, meanwhile: (look: number) => void = () => {}) {
  store.outbox.holders.claim('siem', JSON.stringify(other), () => true);
  let looks = 0;
  const claim = await claimSink(store.outbox, 'siem', {
    signal,
    monotonic: () => looks * 2000,
    pause: async () => {
      looks += 1;
      meanwhile(looks);
    },
  });
  if (!('taken' in claim)) claim.release();
  return { seconds: looks * 2, taken: 'taken' in claim ? claim.taken : undefined };
}

test('a copy of a store, whose own worker lives, is free a minute later', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-copied-'));
  const open = (name: string) => ScanStore.open(join(folder, name), 'scan-1');
  const one = await open('one.db');
  // Another process that lives.
  const parent = JSON.stringify({ ...one.outbox.holders.me(), pid: process.ppid, token: '' });
  one.outbox.holders.claim('siem', parent, () => true);
  expect(await claimSink(one.outbox, 'siem', { signal })).toMatchObject({ taken: expect.stringContaining('process') });
  one.close();
  copyFileSync(join(folder, 'one.db'), join(folder, 'two.db'));
  const two = await open('two.db');
  let looks = 0;
  const pause = async () => {
    looks += 1;
  };
  const claim = await claimSink(two.outbox, 'siem', { signal, pause, monotonic: () => looks * 2000 });
  expect(claim).toHaveProperty('release');
  expect(looks).toBe(31);
  if ('release' in claim) claim.release();
  two.close();
  rmSync(folder, { recursive: true });
});

const elsewhere: Owner = { host: 'pod-7 boot space', pid: 1, token: '5' };

describe('a sink', () => {
  test('of a worker of this machine that is gone is taken at once', async () => {
    expect(await claimAfter({ ...here, pid: here.pid, token: '1' })).toEqual({ seconds: 0, taken: undefined });
  });
  test('of one that lives is left to it at once', async () => {
    const parent = { ...here, pid: process.ppid, token: '' };
    expect(await claimAfter(parent)).toMatchObject({
      seconds: 0,
      taken: `process ${process.ppid} on ${here.host.split(' ')[0]}`,
    });
  });
  test('of one elsewhere that gives signs of life is left to it', async () => {
    const beats = (look: number) => void (look === 4 && store.outbox.holders.beat('siem', JSON.stringify(elsewhere)));
    expect(await claimAfter(elsewhere, beats)).toEqual({ seconds: 8, taken: 'process 1 on pod-7' });
  });
  test('of one elsewhere that gives none for a minute is taken', async () => {
    expect(await claimAfter(elsewhere)).toEqual({ seconds: 62, taken: undefined });
  });
});
