import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { answersOf, type Canned } from '../../aws/testing/map.ts';
import { contract } from '../testing/contract.ts';
import { denied, full } from '../testing/map.ts';
import { type Change, changesTable } from '../testing/table.ts';
import { geminiAccounts } from './account.ts';

const gemini = 'generativelanguage.googleapis.com';
const key = (...services: string[]) => ({
  name: 'projects/111/locations/global/keys/1',
  restrictions: { apiTargets: services.map((service) => ({ service })) },
});
const given = {
  item: { name: 'projects/imaging-train' },
  reads: {
    'services.get': { name: `projects/111/services/${gemini}`, state: 'ENABLED' },
    'keys.list': { keys: [key('maps-backend.googleapis.com')] },
  },
};
const open = { authMethods: ['identity', 'key'] };

contract(geminiAccounts, given);
changesTable(geminiAccounts, given, [
  ['keys.list#/keys', [], { authMethods: 'missing: not-exposed' }],
  ['keys.list#/keys', undefined, { authMethods: 'missing: not-exposed' }],
  ...(
    [
      [[key('maps-backend.googleapis.com', gemini)], open],
      [[key('maps-backend.googleapis.com'), key(gemini)], open],
      [[key()], open],
      [[{ name: 'k' }], open],
      // Who may use it from where is narrowed: it opens the API all the same.
      [[{ name: 'k', restrictions: { serverKeyRestrictions: { allowedIps: ['192.0.2.1'] } } }], open],
      [[key('aiplatform.googleapis.com')], {}],
    ] as [Json, Record<string, Json>][]
  ).map(([keys, expected]): Change => ['keys.list#/keys', keys, expected]),
]);

describe('the Gemini API of a project', () => {
  const keep = (canned: Canned) => {
    const reads = { ...given.reads, 'services.get': canned };
    return geminiAccounts.keep?.(answersOf(geminiAccounts, full({ ...given, reads })));
  };
  const answer = (state?: string) => ({ name: 'x', ...(state ? { state } : {}) });
  const lost = (reason: string) => ({ $missing: expect.objectContaining({ reason }) });
  it.each<[what: string, canned: Canned, kept: unknown]>([
    ['that is on', answer('ENABLED'), true],
    ['that is off', answer('DISABLED'), false],
    ['of which nothing is said', answer(), lost('not-returned')],
    ['in a state that is not known', answer('STATE_UNSPECIFIED'), lost('not-returned')],
    ['that is denied', denied, lost('access-denied')],
  ])('%s', (_what, canned, kept) => expect(keep(canned)).toEqual(kept));
});
