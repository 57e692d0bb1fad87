import { describe, expect, it, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { cannedAsk, refused } from '../../native/canned-ask.ts';
import { defenderReader } from './defender.ts';

const scope = { provider: 'azure' as const, account: 's-1', accountName: 'ml', region: 'global' };
const rule = '13b10b36-aa99-4db6-b00c-dcf87c4761e6';
const account = '/subscriptions/s-1/resourceGroups/G/providers/Microsoft.CognitiveServices/accounts/A';
const permission = 'Microsoft.Security/assessments/read';

const assessment = (properties: JsonObject = {}, change: JsonObject = {}): JsonObject => ({
  id: `${account}/providers/Microsoft.Security/assessments/${rule}`,
  name: rule,
  properties: { resourceDetails: { source: 'Azure', id: account }, status: { code: 'Healthy' }, ...properties },
  ...change,
});
const read = (assessments: JsonObject[]) =>
  defenderReader.read(cannedAsk({ Assessments_List: assessments }).ask, scope, new Set([rule]));

describe('what an assessment says', () => {
  it.each<[what: string, status: JsonObject, expected: string]>([
    ['healthy', { code: 'Healthy' }, 'pass'],
    ['unhealthy', { code: 'Unhealthy' }, 'fail'],
    ['unhealthy though exempt is not what the API knows', { code: 'Unhealthy', cause: 'Exempt' }, 'fail'],
    ['not applicable', { code: 'NotApplicable' }, 'not-applicable'],
    ['exempt', { code: 'NotApplicable', cause: 'Exempt' }, 'not-applicable'],
    ['switched off', { code: 'NotApplicable', cause: 'OffByPolicy' }, 'unknown'],
    ['a new word', { code: 'Splendid' }, 'unknown'],
    ['no word', {}, 'unknown'],
  ])('%s', async (_what, status, expected) => {
    expect(await read([assessment({ status })])).toEqual({
      state: 'read',
      detail: '',
      rules: 1,
      rows: [{ rule, subject: account.toLowerCase(), status: expected, evidence: 100 }],
    });
  });

  it.each([
    ['Azure', 1],
    ['OnPremise', 0],
  ])('counts on a resource of %s, in capitals as recorded, %i times', async (Source, times) => {
    const { rows } = await read([assessment({ resourceDetails: { Source, Id: account } })]);
    expect(rows).toHaveLength(times);
  });

  it('is on the resource that its own id names, where the details name none', async () => {
    const { rows } = await read([assessment({ resourceDetails: { source: 'Azure' } })]);
    expect(rows.map((row) => row.subject)).toEqual([account.toLowerCase()]);
  });
});

describe('whose assessments count', () => {
  it.each<[what: string, properties: JsonObject, change: JsonObject]>([
    ['of another recommendation', {}, { name: 'other' }],
    ['of a machine on premises', { resourceDetails: { source: 'OnPremise', id: account } }, {}],
    ['of another cloud', { resourceDetails: { source: 'Aws', id: account } }, {}],
    ['without a resource', { resourceDetails: {} }, { id: '' }],
  ])('none %s', async (_what, properties, change) => {
    expect((await read([assessment(properties, change)])).rows).toEqual([]);
  });
});

describe('when there is nothing to read', () => {
  test('never turned on', async () => {
    const missing = { reason: 'api-disabled' as const, errorCode: 'MissingSubscriptionRegistration' };
    const { ask } = cannedAsk({ Assessments_List: missing });
    expect(await defenderReader.read(ask, scope, new Set([rule]))).toEqual({
      state: 'not-enabled',
      detail: 'Defender for Cloud is not turned on here',
      rules: 0,
      rows: [],
    });
  });
  test('refused', async () => {
    const missing = refused('security:Assessments_List', permission);
    const reading = await defenderReader.read(cannedAsk({ Assessments_List: missing }).ask, scope, new Set([rule]));
    expect(reading).toMatchObject({ state: 'not-readable', missing: [missing], rows: [] });
    expect(reading.detail).toContain(`${permission} is needed`);
  });
});
