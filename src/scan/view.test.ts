import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMissingValue, type Missing } from '../model/facts.ts';
import type { Resource } from '../model/resource.ts';
import { ScanStore } from '../store/scan-store.ts';
import { Views } from './view.ts';

const denied: Missing = { reason: 'access-denied', operation: 's:Describe' };

function resource(kind: string, uid: string, links: Resource['links'] = {}, facts: Resource['facts'] = {}): Resource {
  return { uid, kind, nativeType: 'T', provider: 'aws', account: '1', region: 'r', name: uid, parts: [], facts, links };
}

const endpoint = resource('ml.endpoint', 'e');
const monitor = (uid: string, links: Resource['links']) => resource('ml.monitor', uid, links);

let store: ScanStore;
beforeEach(async () => {
  store = await ScanStore.open(':memory:', 's');
  store.addResource(endpoint);
});
afterEach(() => store.close());

function monitorsOf(lacking?: Missing) {
  return new Views(store, { lacking: () => lacking, wide: () => false }).of(endpoint).link('monitors').items ?? [];
}

describe('a reverse link', () => {
  it('holds those that lead here', () => {
    store.addResource(monitor('m1', { endpoints: { value: ['e'], from: [] } }));
    store.addResource(monitor('m2', { endpoints: { value: ['other'], from: [] } }));
    expect(monitorsOf().map((one) => (isMissingValue(one) ? one : one.uid))).toEqual(['m1']);
  });

  it('is empty, and known to be, when the population was read to its end', () => {
    expect(monitorsOf()).toEqual([]);
  });

  it('has something missing when the population was not', () => {
    expect(monitorsOf(denied)).toEqual([{ $missing: denied }]);
  });

  it('has something missing when one of them could not say where it leads', () => {
    store.addResource(monitor('m1', { endpoints: { missing: [denied], from: [] } }));
    expect(monitorsOf()).toEqual([{ $missing: denied }]);
  });

  it('has something missing when one of the places it leads to could not be told', () => {
    store.addResource(monitor('m1', { endpoints: { value: ['other', { $missing: denied }], from: [] } }));
    expect(monitorsOf()).toEqual([{ $missing: denied }]);
  });
});

describe('a forward link', () => {
  const notebook = (links: Resource['links']) => resource('ml.notebook', 'n', links);
  const principals = (links: Resource['links']) =>
    new Views(store, { lacking: () => undefined, wide: () => false }).of(notebook(links)).link('principals');

  it('leads to what was read', () => {
    store.addResource(resource('identity.principal', 'role', {}, { admin: { value: true, from: [] } }));
    const [role] = principals({ principals: { value: ['role'], from: [] } }).items ?? [];
    expect(role && !isMissingValue(role) && role.fact('admin').value).toBe(true);
  });

  it('that the platform does not have is known to be empty', () => {
    expect(principals({})).toEqual({ items: [], from: [] });
  });

  it('that is not known is missing', () => {
    expect(principals({ principals: { missing: [denied], from: [] } }).missing).toEqual([denied]);
  });

  it('to something that was not read says why', () => {
    store.addUnresolved(
      'identity.principal',
      'role',
      { reason: 'out-of-scope', detail: 'account 2' },
      { provider: 'aws', account: '1', region: 'r' },
    );
    const items = principals({ principals: { value: ['role', 'lost'], from: [] } }).items ?? [];
    expect(items).toMatchObject([
      { $missing: { reason: 'out-of-scope', detail: 'account 2' } },
      { $missing: { reason: 'out-of-scope' } },
    ]);
  });
});
