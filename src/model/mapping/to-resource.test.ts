import { expect, it } from 'vitest';
import type { Missing } from '../facts.ts';
import type { Resource } from '../resource.ts';
import { missingOfResource } from './to-resource.ts';

const denied = (operation: string): Missing => ({ reason: 'access-denied', operation, evidence: operation.length });

it('what an item of a list could not say is a gap as what a whole fact could not', () => {
  const resource = {
    facts: {
      whole: { missing: [denied('a')], from: [] },
      known: { value: [{ name: 'x', key: 'customer' }, 'text', null, 7], from: [] },
      inField: { value: [{ name: 'x', key: { $missing: denied('bb') } }], from: [] },
      again: { value: [{ name: 'y', key: { $missing: denied('bb') } }], from: [] },
    },
    links: {
      inPlace: { value: ['id', { $missing: denied('ccc') }], from: [] },
      lost: { missing: [denied('dddd')], from: [] },
    },
  } as unknown as Resource; // what is looked at of one
  expect(missingOfResource(resource).map((one) => one.operation)).toEqual(['a', 'bb', 'ccc', 'dddd']);
});
