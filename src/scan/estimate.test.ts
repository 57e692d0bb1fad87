import { expect, it } from 'vitest';
import type { Collector } from '../model/provider.ts';
import { estimate } from './plan.ts';

const base = {
  provider: 'azure',
  service: 's',
  kind: 'ml.workspace',
  nativeType: 'x',
  at: 'account',
  reads: [],
  facts: {},
  links: {},
  uid: () => 'u',
  name: () => 'n',
} as const;
const list = { service: 's', operation: 'L', permission: 'p', items: 'value' };
const top: Collector = { ...base, id: 'top', list };
const below: Collector = { ...base, id: 'below', list: { ...list, of: { collector: 'top', input: () => ({}) } } };
const shared: Collector = { ...base, id: 'shared', list: { ...list, of: { collector: 'top', read: 'R' } } };
const scope = { provider: 'azure', account: 'a', accountName: 'a', region: 'global' } as const;
const targets = [{ scope, collectors: [top, below, shared], natives: [] }];

it('counts the lists that are asked in any case', () => {
  expect(estimate(targets, undefined)).toMatchObject({ lists: 1, calls: 1, basis: 'lists only' });
});

it('takes what the last scan needed where there is one', () => {
  expect(estimate(targets, { calls: 40, minutes: 2 })).toMatchObject({ lists: 1, calls: 40, basis: 'last scan' });
});
