import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { denied, refused, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf } from '../testing/vary.ts';
import { accountSettings } from './account-settings.ts';

const account = '00000000-0000-0000-0000-000000000001';
const scope = { provider: 'azure' as const, account, accountName: 'ml', region: 'global' };
const item = { id: `/subscriptions/${account}`, name: 'ml' };
const benchmark = '/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8';
const noPublic = '/providers/Microsoft.Authorization/policyDefinitions/4fa4b6c0-31ca-4c0d-b10d-24b96f62a751';
const deny = { effect: { value: 'Deny' } };

const plan = (name: string, properties: object) => ({ name, properties });
const assigned = (policyDefinitionId: string, more: object = {}) => ({
  properties: { policyDefinitionId, scope: item.id, ...more },
});
const table: Table = {
  Pricings_List: {
    value: [plan('AI', { pricingTier: 'Standard' }), plan('CloudPosture', { pricingTier: 'Standard' })],
  },
  Settings_List: { value: [{ name: 'MCAS', properties: { enabled: true } }] },
  PolicyAssignments_List: { value: [] },
  DiagnosticSettings_List: { value: [] },
} as Table; // JSON by its members
const facts = (change: Record<string, unknown>) =>
  factsOf(accountSettings, { ...azureGiven(item, { ...table, ...change } as Table), scope }); // JSON by its members
const fact = (name: string, read: string, answer: unknown): Json | undefined => facts({ [read]: answer })[name];

describe('the plan for AI', () => {
  it.each<[what: string, plans: object[], expected: Json]>([
    ['Standard', [plan('AI', { pricingTier: 'Standard' })], 'on'],
    ['Standard, all covered', [plan('AI', { pricingTier: 'Standard', resourcesCoverageStatus: 'FullyCovered' })], 'on'],
    ['Free', [plan('AI', { pricingTier: 'Free' })], 'off'],
    ['another word', [plan('AI', { pricingTier: 'Gold' })], 'missing: not-returned'],
    ['no tier', [plan('AI', {})], 'missing: not-returned'],
    [
      'in part',
      [plan('AI', { pricingTier: 'Standard', resourcesCoverageStatus: 'PartiallyCovered' })],
      'missing: not-returned',
    ],
    ['replaced', [plan('AI', { pricingTier: 'Standard', deprecated: true })], 'missing: not-returned'],
    ['not offered', [plan('KeyVaults', { pricingTier: 'Standard' })], 'missing: not-returned'],
    ['no plan at all', [], 'missing: not-returned'],
  ])('%s', (_what, value, expected) => {
    expect(fact('threatDetection', 'Pricings_List', { value })).toBe(expected);
  });
});

describe("the cloud's own checks", () => {
  const off = { value: [plan('CloudPosture', { pricingTier: 'Free' })] };
  it.each<[what: string, plans: unknown, assignments: unknown, expected: Json]>([
    ['the plan', table.Pricings_List, { value: [] }, ['defender-cspm']],
    ['the benchmark', off, { value: [assigned(benchmark)] }, ['azure-policy-benchmark']],
    ['both', table.Pricings_List, { value: [assigned(benchmark)] }, ['defender-cspm', 'azure-policy-benchmark']],
    ['neither', off, { value: [] }, []],
    [
      'the benchmark of a management group',
      off,
      { value: [assigned(benchmark, { scope: '/providers/Microsoft.Management/managementGroups/hv' })] },
      ['azure-policy-benchmark'],
    ],
    ['the benchmark of one group', off, { value: [assigned(benchmark, { scope: `${item.id}/resourceGroups/g` })] }, []],
    ['something else', off, { value: [assigned('/providers/x/policySetDefinitions/y')] }, 'missing: not-exposed'],
    ['the plan denied', denied, { value: [] }, 'missing: access-denied Microsoft.Security/pricings/read'],
    ['assignments denied', off, denied, 'missing: access-denied Microsoft.Authorization/policyAssignments/read'],
    ['assignments denied, the plan known', table.Pricings_List, denied, ['defender-cspm']],
    ['the plan denied, the benchmark known', denied, { value: [assigned(benchmark)] }, ['azure-policy-benchmark']],
  ])('%s', (_what, plans, assignments, expected) => {
    expect(facts({ Pricings_List: plans, PolicyAssignments_List: assignments }).nativePosture).toEqual(expected);
  });
});

describe('storage that can be made public', () => {
  it.each<[what: string, assignments: object[], expected: Json]>([
    ['denied', [assigned(noPublic, { parameters: deny })], true],
    ['denied, by the default mode', [assigned(noPublic, { parameters: deny, enforcementMode: 'Default' })], true],
    ['denied, not enforced', [assigned(noPublic, { parameters: deny, enforcementMode: 'DoNotEnforce' })], false],
    [
      'denied, but not everywhere',
      [assigned(noPublic, { parameters: deny, notScopes: [`${item.id}/resourceGroups/g`] })],
      false,
    ],
    ['denied in one group', [assigned(noPublic, { parameters: deny, scope: `${item.id}/resourceGroups/g` })], false],
    ['audited', [assigned(noPublic, { parameters: { effect: { value: 'Audit' } } })], false],
    ['audited by default', [assigned(noPublic)], false],
    ['the benchmark audits', [assigned(benchmark)], false],
    [
      'an initiative that may',
      [assigned('/providers/Microsoft.Authorization/policySetDefinitions/x')],
      'missing: not-exposed',
    ],
    [
      'a policy of their own that may',
      [assigned(`${item.id}/providers/Microsoft.Authorization/policyDefinitions/x`)],
      'missing: not-exposed',
    ],
    ['nothing', [], false],
  ])('%s', (_what, value, expected) => {
    expect(fact('publicStorageBlocked', 'PolicyAssignments_List', { value })).toBe(expected);
  });
});

describe('the activity log', () => {
  const to = { workspaceId: '/subscriptions/x/resourceGroups/y/providers/z/w/v' };
  const administrative = { category: 'Administrative', enabled: true };
  it.each<[what: string, properties: object, expected: Json]>([
    ['sent on', { ...to, logs: [administrative] }, 'on'],
    ['to storage', { storageAccountId: '/s', logs: [administrative] }, 'on'],
    ['to a hub', { eventHubAuthorizationRuleId: '/h', logs: [administrative] }, 'on'],
    ['all of it', { ...to, logs: [{ categoryGroup: 'allLogs', enabled: true }] }, 'on'],
    ['switched off', { ...to, logs: [{ ...administrative, enabled: false }] }, 'off'],
    ['other events', { ...to, logs: [{ category: 'Alert', enabled: true }] }, 'off'],
    ['to nowhere', { logs: [administrative] }, 'off'],
    ['no logs', { ...to }, 'off'],
  ])('%s', (_what, properties, expected) => {
    expect(fact('auditTrail', 'DiagnosticSettings_List', { value: [{ name: 'a', properties }] })).toBe(expected);
  });
  it('without a setting', () => {
    expect(facts({}).auditTrail).toBe('off');
  });
});

describe('connected products', () => {
  it.each<[what: string, value: object[], expected: Json]>([
    ['on', [{ name: 'Sentinel', properties: { enabled: true } }], ['Sentinel']],
    ['off', [{ name: 'WDATP', properties: { enabled: false } }], []],
    ['without a word', [{ name: 'WDATP' }], []],
    ['none', [], []],
  ])('%s', (_what, value, expected) => {
    expect(fact('integrations', 'Settings_List', { value })).toEqual(expected);
  });
});

it('a subscription that never used Defender for Cloud has none of it', () => {
  const absent = refused('MissingSubscriptionRegistration');
  const { threatDetection, integrations, nativePosture } = facts({ Pricings_List: absent, Settings_List: absent });
  expect({ threatDetection, integrations, nativePosture }).toEqual({
    threatDetection: 'off',
    integrations: [],
    nativePosture: [],
  });
});

it.each([
  ['Pricings_List', ['threatDetection', 'nativePosture']],
  ['Settings_List', ['integrations']],
  ['PolicyAssignments_List', ['publicStorageBlocked']],
  ['DiagnosticSettings_List', ['auditTrail']],
])('%s denied leaves its facts missing', (read, names) => {
  const got = facts({ [read]: denied });
  for (const name of names) expect(got[name]).toMatch(/^missing: access-denied Microsoft/);
});
