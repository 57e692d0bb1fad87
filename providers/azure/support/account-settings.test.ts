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
const above = '/providers/Microsoft.Management/managementGroups/hv';
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
  PolicyExemptions_List: { value: [] },
  SubscriptionDiagnosticSettings_List: { value: [] },
  Alerts_List: { value: [] },
  SubAssessments_ListAll: { value: [] },
  RegulatoryComplianceStandards_List: { value: [] },
  SecureScores_List: { value: [] },
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
      { value: [assigned(benchmark, { scope: above })] },
      ['azure-policy-benchmark'],
    ],
    ['the benchmark of one group', off, { value: [assigned(benchmark, { scope: `${item.id}/resourceGroups/g` })] }, []],
    [
      'the benchmark of a management group that leaves the subscription out',
      off,
      { value: [assigned(benchmark, { scope: above, notScopes: [item.id.toUpperCase()] })] },
      [],
    ],
    [
      'the benchmark of a management group that leaves another one out',
      off,
      { value: [assigned(benchmark, { scope: above, notScopes: [`${above}-2`] })] },
      'missing: not-exposed',
    ],
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
    [
      'denied, with nulls for what is not set',
      [
        assigned(noPublic, {
          parameters: deny,
          enforcementMode: null,
          notScopes: null,
          overrides: null,
          resourceSelectors: null,
        }),
      ],
      true,
    ],
    ['denied, by the default mode', [assigned(noPublic, { parameters: deny, enforcementMode: 'Default' })], true],
    ['denied, not enforced', [assigned(noPublic, { parameters: deny, enforcementMode: 'DoNotEnforce' })], false],
    [
      'denied, but not everywhere',
      [assigned(noPublic, { parameters: deny, notScopes: [`${item.id}/resourceGroups/g`] })],
      false,
    ],
    [
      'denied, but for some places',
      [assigned(noPublic, { parameters: deny, resourceSelectors: [{ name: 's' }] })],
      false,
    ],
    [
      'denied, with an override to audit',
      [assigned(noPublic, { parameters: deny, overrides: [{ kind: 'policyEffect', value: 'audit' }] })],
      false,
    ],
    [
      'audited, with an override to deny',
      [assigned(noPublic, { overrides: [{ kind: 'policyEffect', value: 'Deny' }] })],
      'missing: not-exposed',
    ],
    [
      'the benchmark told to deny something',
      [assigned(benchmark, { parameters: { storageEffect: { value: 'Deny' } } })],
      'missing: not-exposed',
    ],
    [
      'another policy of the platform',
      [assigned('/providers/Microsoft.Authorization/policyDefinitions/b2982f36-99f2-4db5-8eff-283140c09693')],
      'missing: not-exposed',
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

describe('an exemption from the benchmark', () => {
  const id = `${item.id}/providers/Microsoft.Authorization/policyAssignments/SecurityCenterBuiltIn`;
  const at = (scope: string, more: object = {}) => ({
    id: `${scope}/providers/Microsoft.Authorization/policyExemptions/e`,
    properties: { policyAssignmentId: id, ...more },
  });
  it.each<[what: string, exemption: object, expected: Json]>([
    ['of the whole subscription', at(item.id), 'missing: not-exposed'],
    ['of what lies above it', at(above), 'missing: not-exposed'],
    ['of a group of resources', at(`${item.id}/resourceGroups/g`), ['azure-policy-benchmark']],
    ['of one definition', at(item.id, { policyDefinitionReferenceIds: ['x'] }), ['azure-policy-benchmark']],
  ])('%s', (_what, exemption, expected) => {
    const got = facts({
      Pricings_List: { value: [plan('CloudPosture', { pricingTier: 'Free' })] },
      PolicyAssignments_List: { value: [{ id, ...assigned(benchmark) }] },
      PolicyExemptions_List: { value: [exemption] },
    });
    expect(got.nativePosture).toEqual(expected);
  });
});

describe('an exemption', () => {
  const id = `${item.id}/providers/Microsoft.Authorization/policyAssignments/no-public`;
  const blocked = (of: string) =>
    facts({
      PolicyAssignments_List: { value: [{ id, ...assigned(noPublic, { parameters: deny }) }] },
      PolicyExemptions_List: { value: [{ properties: { policyAssignmentId: of } }] },
    }).publicStorageBlocked;
  it('from the assignment that denies leaves it open', () => {
    expect(blocked(id.toUpperCase())).toBe('missing: not-exposed');
  });
  it('from another one does not matter', () => {
    expect(blocked(`${id}-2`)).toBe(true);
  });
});

describe('the activity log', () => {
  const to = { workspaceId: '/subscriptions/x/resourceGroups/y/providers/z/w/v' };
  const administrative = { category: 'Administrative', enabled: true };
  it.each<[what: string, properties: object, expected: Json]>([
    ['sent on', { ...to, logs: [administrative] }, 'on'],
    ['to storage', { storageAccountId: '/s', logs: [administrative] }, 'on'],
    ['to a product of another vendor', { marketplacePartnerId: '/m', logs: [administrative] }, 'on'],
    ['to a hub', { eventHubAuthorizationRuleId: '/h', logs: [administrative] }, 'on'],
    ['all of it', { ...to, logs: [{ categoryGroup: 'allLogs', enabled: true }] }, 'on'],
    ['switched off', { ...to, logs: [{ ...administrative, enabled: false }] }, 'off'],
    ['other events', { ...to, logs: [{ category: 'Alert', enabled: true }] }, 'off'],
    ['to nowhere', { logs: [administrative] }, 'off'],
    ['no logs', { ...to }, 'off'],
  ])('%s', (_what, properties, expected) => {
    expect(fact('auditTrail', 'SubscriptionDiagnosticSettings_List', { value: [{ name: 'a', properties }] })).toBe(
      expected,
    );
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
  ['PolicyExemptions_List', ['publicStorageBlocked']],
  ['SubscriptionDiagnosticSettings_List', ['auditTrail']],
])('%s denied leaves its facts missing', (read, names) => {
  const got = facts({ [read]: denied });
  for (const name of names) expect(got[name]).toMatch(/^missing: access-denied Microsoft/);
});
