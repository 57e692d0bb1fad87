import { describe, expect, it, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { cannedAsk, refused } from '../../native/canned-ask.ts';
import { policyReader } from './policy.ts';

const scope = { provider: 'azure' as const, account: 's-1', accountName: 'ml', region: 'global' };
const rule = '71ef260a-8f18-47b7-abcb-62d0673d94dc';
const list = 'PolicyStates_ListQueryResultsForSubscription';
const account = '/subscriptions/s-1/resourceGroups/G/providers/Microsoft.CognitiveServices/accounts/A';

const state = (change: JsonObject = {}): JsonObject => ({
  resourceId: account,
  policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${rule}`,
  complianceState: 'Compliant',
  ...change,
});
const read = (states: JsonObject[]) => policyReader.read(cannedAsk({ [list]: states }).ask, scope, new Set([rule]));

describe('what a state says', () => {
  it.each([
    ['Compliant', 'pass'],
    ['NonCompliant', 'fail'],
    ['Exempt', 'not-applicable'],
    ['Conflict', 'unknown'],
    ['Error', 'unknown'],
    ['Protected', 'unknown'],
    ['Unknown', 'unknown'],
    ['Splendid', 'unknown'],
    [undefined, 'unknown'],
  ])('%s', async (complianceState, status) => {
    const given = state();
    if (complianceState === undefined) delete given.complianceState;
    else given.complianceState = complianceState;
    expect(await read([given])).toEqual({
      state: 'read',
      detail: '',
      rules: 1,
      rows: [{ rule, subject: account.toLowerCase(), status, evidence: 100 }],
    });
  });

  it('two assignments of one definition: the worse one stands', async () => {
    const { rows } = await read([state(), state({ complianceState: 'NonCompliant' })]);
    expect(rows.map((row) => row.status)).toEqual(['fail']);
  });
});

describe('whose states count', () => {
  it.each<[what: string, change: JsonObject]>([
    [
      'of a definition of the customer with that name',
      { policyDefinitionId: `/subscriptions/s-1/providers/Microsoft.Authorization/policyDefinitions/${rule}` },
    ],
    [
      'of one of a management group',
      {
        policyDefinitionId: `/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.Authorization/policyDefinitions/${rule}`,
      },
    ],
    ['of another definition', { policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/x' }],
    ['without a resource', { resourceId: '' }],
    ['without a definition', { policyDefinitionId: '' }],
  ])('none %s', async (_what, change) => {
    expect(await read([state(change)])).toMatchObject({
      rows: [],
      rules: 0,
      detail: 'no definition that the controls name is assigned here',
    });
  });

  test('the request names the definitions, twenty at once', async () => {
    const names = Array.from({ length: 41 }, (_, n) => `d${String(n).padStart(2, '0')}`);
    const { ask, asked } = cannedAsk({ [list]: [] });
    await policyReader.read(ask, scope, new Set(names));
    expect(asked).toHaveLength(3);
    expect(asked.at(-1)?.input.$filter).toBe("PolicyDefinitionName eq 'd40'");
    expect(String(asked[0]?.input.$filter).split(' or ')).toHaveLength(20);
  });
});

test('refused', async () => {
  const missing = refused(`policyinsights:${list}`, 'Microsoft.PolicyInsights/policyStates/queryResults/action');
  const { ask } = cannedAsk({ [list]: missing });
  const reading = await policyReader.read(ask, scope, new Set([rule]));
  expect(reading).toMatchObject({ state: 'not-readable', missing: [missing], rows: [] });
  expect(reading.detail).toContain('queryResults/action is needed');
});

test('the service that keeps states was never registered', async () => {
  const { ask } = cannedAsk({ [list]: { reason: 'api-disabled', errorCode: 'MissingSubscriptionRegistration' } });
  expect(await policyReader.read(ask, scope, new Set([rule]))).toEqual({
    state: 'not-enabled',
    detail: 'Microsoft.PolicyInsights is not registered here',
    rules: 0,
    rows: [],
  });
});
