import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Resource } from '../model/resource.ts';
import { ScanStore } from './scan-store.ts';

let folder: string;
let store: ScanStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-store-'));
  store = await ScanStore.open(join(folder, 'store.db'), 's');
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function resource(uid: string, place: Partial<Resource> = {}): Resource {
  return {
    uid,
    kind: 'k',
    nativeType: 'T',
    provider: 'aws',
    account: '1',
    region: 'r',
    name: uid,
    parts: [],
    facts: {},
    links: {},
    ...place,
  };
}

const uids = (kind?: string) => [...store.resources(kind)].map((one) => one.uid);

describe('resources', () => {
  it.each([0, 1, 199, 200, 201, 400, 1003])('of %i, each comes once and in order', (count) => {
    const names = Array.from({ length: count }, (_, index) => `n${String(index).padStart(5, '0')}`);
    for (const name of names.toReversed()) store.addResource(resource(name));
    expect(uids()).toEqual(names);
  });

  it('come by kind, account, region and uid', () => {
    const places: [string, Partial<Resource>][] = [
      ['a', { kind: 'l' }],
      ['b', { account: '2' }],
      ['c', { region: 's' }],
      ['e', {}],
      ['d', {}],
    ];
    for (const [uid, place] of places) store.addResource(resource(uid, place));
    expect(uids()).toEqual(['d', 'e', 'c', 'b', 'a']);
  });

  it('of one kind are only those of that kind and scan', () => {
    store.addResource(resource('a'));
    store.addResource(resource('b', { kind: 'l' }));
    store.other('t').addResource(resource('c', { kind: 'l' }));
    expect(uids('l')).toEqual(['b']);
  });

  it('may be read while others are written, and the log of writes stays short', () => {
    for (let index = 0; index < 1000; index += 1) store.addResource(resource(`n${index}`));
    let most = 0;
    for (const one of store.resources()) {
      for (let index = 0; index < 20; index += 1)
        store.addUnresolved(
          'k',
          `${one.uid}-${index}`,
          { reason: 'network', detail: 'x'.repeat(6000) },
          { provider: 'aws', account: '1', region: 'r' },
        );
      most = Math.max(most, statSync(join(folder, 'store.db-wal')).size);
    }
    expect(most).toBeLessThan(80 * 1024 * 1024);
    expect(store.unresolved('k', 'n999-19')).toMatchObject({ reason: 'network' });
  });
});
