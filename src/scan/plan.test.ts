import { expect, it } from 'vitest';
import type { Collector } from '../model/provider.ts';
import { plan } from './plan.ts';

const at = (id: string, more: Partial<Collector> = {}): Collector =>
  ({ provider: 'gcp', id, service: id, at: 'region', list: {}, ...more }) as Collector; // only what is looked at
const planned = (collectors: readonly Collector[], services: readonly string[] = []) =>
  plan({
    provider: 'gcp',
    accounts: [{ account: 'p', name: 'p', regions: ['here', 'us'] }],
    collectors,
    natives: [],
    services,
  }).map(({ scope, collectors: all }) => [scope.region, ...all.map(({ id }) => id)]);

it('runs where a service is offered', () => {
  const some = at('some', { offered: (region) => region === 'us' });
  const support = at('support');
  delete support.list;
  expect(planned([at('all'), some, at('once', { at: 'account' }), support])).toEqual([
    ['global', 'once'],
    ['here', 'all'],
    ['us', 'all', 'some'],
  ]);
  expect(planned([at('all'), some], ['some'])).toEqual([['here'], ['us', 'some']]);
});
