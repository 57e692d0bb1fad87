import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import type { Table } from '../../aws/testing/map.ts';
import { filtersOf } from '../analysis/content-filters.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { accounts } from './account.ts';
import { modelDeployments } from './deployment.ts';
import { guardrails } from './guardrail.ts';
import { searchServices } from './search-service.ts';

const account =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers/Microsoft.CognitiveServices/accounts/A';
const arm = (path: string, properties: object, more: object = {}) =>
  ({
    id: account + path,
    name: 'n',
    type: 'x',
    location: 'swedencentral',
    properties: { provisioningState: 'Succeeded', ...properties },
    ...more,
  }) as unknown as Record<string, Json>; // JSON by its members
const reads: Table = {
  DiagnosticSettings_List: { value: [] },
  DefenderForAISettings_List: { value: [] },
  Pricings_List: { value: [{ name: 'AI', properties: { pricingTier: 'Free' } }] },
};

describe('an account as it is made', () => {
  const given = azureGiven(arm('', {}, { kind: 'OpenAI' }), reads);
  it('takes keys, answers everybody and keeps with Microsoft', () => {
    expect(factsOf(accounts, given)).toMatchObject({
      publicAccess: 'open',
      allowedRanges: [],
      authMethods: ['identity', 'key'],
      keyAtRest: 'provider',
      egress: 'internet',
      runsAs: 'none',
      threatDetection: 'off',
      accessLogged: false,
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/publicNetworkAccess', 'Disabled', { publicAccess: 'private' }],
    ['/properties/publicNetworkAccess', 'SecuredByPerimeter', { publicAccess: 'filtered' }],
    ['/properties/networkAcls', { defaultAction: 'Deny' }, { publicAccess: 'filtered' }],
    [
      '/properties/networkAcls',
      { defaultAction: 'Allow', ipRules: [{ value: '1.2.3.4' }] },
      { allowedRanges: ['1.2.3.4'] },
    ],
    [
      '/properties/networkAcls',
      { defaultAction: 'Deny', ipRules: [{ value: '0.0.0.0/0' }] },
      { allowedRanges: ['0.0.0.0/0'] },
    ],
    [
      '/properties/networkAcls',
      { defaultAction: 'Deny', ipRules: [{ value: '0.0.0.0/1' }, { value: '128.0.0.0/1' }] },
      { allowedRanges: ['0.0.0.0/1', '128.0.0.0/1'] },
    ],
    [
      '/properties/networkAcls',
      { defaultAction: 'Deny', ipRules: [{ value: '1.0.0.0-200.0.0.0' }] },
      { allowedRanges: ['1.0.0.0-200.0.0.0'] },
    ],
    [
      '/properties/networkAcls',
      { defaultAction: 'Deny', ipRules: [{ value: '20.0.0.0-20.0.0.9' }] },
      { publicAccess: 'filtered', allowedRanges: ['20.0.0.0-20.0.0.9'] },
    ],
    ['/properties/networkAcls', null, {}],
    ['/properties/disableLocalAuth', true, { authMethods: ['identity'] }],
    ['/properties/disableLocalAuth', false, {}],
    ['/properties/restrictOutboundNetworkAccess', true, { egress: 'none' }],
    ['/properties/restrictOutboundNetworkAccess', false, {}],
    ['/properties/allowedFqdnList', ['a.example'], {}],
    [
      '/properties/encryption',
      { keySource: 'Microsoft.KeyVault', keyVaultProperties: { keyName: 'k' } },
      { keyAtRest: 'customer', stores: [{ name: 'data', key: 'customer' }], '->keys': ['missing: out-of-scope'] },
    ],
    ['/properties/encryption', { keySource: 'Microsoft.CognitiveServices' }, {}],
    ['/properties/networkInjections', [{ subnetArmId: '/SUB' }], { network: 'customer', '->subnets': ['/sub'] }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(accounts, given, pointer, value)).toEqual(expected);
  });
});

describe('a model deployment', () => {
  const given = azureGiven(
    arm(
      '/deployments/D',
      {
        model: { name: 'gpt-4o', version: '2024-11-20' },
        raiPolicyName: 'Strict',
        versionUpgradeOption: 'NoAutoUpgrade',
      },
      { sku: { name: 'Standard' } },
    ),
  );
  it('answers behind the filter that it names', () => {
    expect(factsOf(modelDeployments, given)).toMatchObject({
      model: 'gpt-4o 2024-11-20',
      versionPinned: true,
      processing: 'region',
      '->guardrails': [`${account.toLowerCase()}/raipolicies/strict`],
      '->accounts': [account.toLowerCase()],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    [
      '/properties/raiPolicyName',
      undefined,
      { '->guardrails': [`${account.toLowerCase()}/raipolicies/microsoft.defaultv2`] },
    ],
    ['/properties/versionUpgradeOption', undefined, { versionPinned: false }],
    ['/properties/versionUpgradeOption', 'OnceCurrentVersionExpired', { versionPinned: false }],
    ['/properties/rateLimits', [{ key: 'request' }], { rateLimited: true }],
    ['/sku/name', 'GlobalStandard', { processing: 'global' }],
    ['/sku/name', 'DataZoneProvisionedManaged', { processing: 'geography' }],
    ['/sku/name', 'New', { processing: 'missing: not-returned' }],
    ['/properties/model', undefined, { model: 'missing: not-returned' }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(modelDeployments, given, pointer, value)).toEqual(expected);
  });
});

describe('content filters', () => {
  const usual = { name: 'Hate', source: 'Prompt', enabled: true, blocking: true, severityThreshold: 'Medium' };
  it.each([
    [{}, { hazard: 'hate', direction: 'input', action: 'block', strictness: 2 }],
    [{ severityThreshold: 'High' }, { strictness: 1 }],
    [{ severityThreshold: 'Low' }, { strictness: 3 }],
    [{ severityThreshold: undefined }, { strictness: 3 }],
    [{ enabled: false }, { action: 'none', strictness: 0 }],
    [{ enabled: undefined }, { action: 'none', strictness: 0 }],
    [{ blocking: false }, { action: 'detect', strictness: 2 }],
    [{ blocking: undefined }, { action: 'detect' }],
    [{ source: 'Completion' }, { direction: 'output' }],
    [{ source: 'PreToolCall' }, { direction: 'tool-input' }],
    [{ name: 'Jailbreak' }, { hazard: 'prompt-attack' }],
    [{ name: 'Indirect Attack' }, { hazard: 'indirect-attack' }],
    [{ name: 'indirect_attack' }, { hazard: 'indirect-attack' }],
    [{ name: 'Selfharm' }, { hazard: 'self-harm' }],
    [{ name: 'Protected Material Code' }, { hazard: 'protected-material' }],
  ])('%j', (more, expected) => {
    expect(filtersOf([{ ...usual, ...more }] as never, undefined, undefined)[0]).toMatchObject(expected); // undefined members count
  });
  it('that are not known are missing, and not guessed', () => {
    const [one] = filtersOf(
      [{ ...usual, name: 'Telepathy', source: 'Aura', severityThreshold: 'Huge' }],
      undefined,
      undefined,
    );
    expect([one?.hazard, one?.direction, one?.strictness].map((value) => typeof value)).toEqual([
      'object',
      'object',
      'object',
    ]);
  });
  it('of lists and topics act on whatever is on them', () => {
    expect(
      filtersOf(
        undefined,
        [{ blocklistName: 'W', blocking: true, source: 'Prompt' }],
        [{ blocking: false, source: 'Completion' }],
        ['w'],
      ),
    ).toEqual([
      { hazard: 'blocklist', direction: 'input', action: 'block', strictness: 3 },
      { hazard: 'denied-topic', direction: 'output', action: 'detect', strictness: 3 },
    ]);
  });
  it.each([
    ['Asynchronous_filter', 'asynchronous'],
    ['Blocking', 'inline'],
    ['Deferred', 'inline'],
    ['Splendid', 'missing: not-returned'],
    [undefined, 'inline'],
  ])('of mode %s are %s', (mode, expected) => {
    const item = arm('/raiPolicies/P', mode === undefined ? {} : { mode });
    expect(factsOf(guardrails, azureGiven(item)).mode).toBe(expected);
  });
});

describe('a search service as it is made', () => {
  const given = azureGiven(arm('', { status: 'running', replicaCount: 1 }), { DiagnosticSettings_List: { value: [] } });
  const customer = {
    keyAtRest: 'customer',
    stores: [{ name: 'data', key: 'customer' }],
  };
  it('takes keys and answers everybody', () => {
    expect(factsOf(searchServices, given)).toMatchObject({
      publicAccess: 'open',
      allowedRanges: [],
      authMethods: ['key'],
      keyAtRest: 'missing: not-exposed',
      runsAs: 'none',
      accessLogged: false,
      state: 'active',
      replicas: 1,
      '->keys': ['missing: not-exposed'],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/status', 'disabled', { state: 'stopped' }],
    ['/properties/status', 'degraded', {}],
    ['/properties/status', 'error', { state: 'failed' }],
    ['/properties/status', 'odd', { state: 'missing: not-returned' }],
    ['/properties/status', undefined, { state: 'missing: not-returned' }],
    ['/properties/replicaCount', 3, { replicas: 3 }],
    ['/properties/replicaCount', undefined, {}],
    ['/properties/publicNetworkAccess', 'enabled', {}],
    ['/properties/publicNetworkAccess', 'disabled', { publicAccess: 'private' }],
    ['/properties/publicNetworkAccess', 'securedByPerimeter', { publicAccess: 'filtered' }],
    ['/properties/publicNetworkAccess', 'odd', { publicAccess: 'missing: not-returned' }],
    ['/properties/networkRuleSet', { ipRules: [] }, {}],
    ['/properties/networkRuleSet', null, {}],
    [
      '/properties/networkRuleSet',
      { ipRules: [{ value: '192.0.2.0/24' }] },
      { publicAccess: 'filtered', allowedRanges: ['192.0.2.0/24'] },
    ],
    ['/properties/networkRuleSet', { ipRules: [{ value: '0.0.0.0/0' }] }, { allowedRanges: ['0.0.0.0/0'] }],
    ['/properties/disableLocalAuth', true, { authMethods: ['identity'] }],
    ['/properties/disableLocalAuth', false, {}],
    ['/properties/authOptions', { apiKeyOnly: {} }, {}],
    ['/properties/authOptions', { aadOrApiKey: {} }, { authMethods: ['identity', 'key'] }],
    ['/properties/encryptionWithCmk', { enforcement: 'Enabled', encryptionComplianceStatus: 'Compliant' }, customer],
    [
      '/properties/encryptionWithCmk',
      { enforcement: 'Enabled', encryptionComplianceStatus: 'NonCompliant' },
      { keyAtRest: 'provider', stores: [{ name: 'data', key: 'provider' }] },
    ],
    // Without enforcement nothing is checked, and the answer says Compliant all the same.
    ['/properties/encryptionWithCmk', { enforcement: 'Disabled', encryptionComplianceStatus: 'Compliant' }, {}],
    ['/properties/encryptionWithCmk', { enforcement: 'Unspecified', encryptionComplianceStatus: 'Compliant' }, {}],
    ['/properties/encryptionWithCmk', null, {}],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(searchServices, given, pointer, value)).toEqual(expected);
  });
  it.each([{ enforcement: 'Enabled' }, { enforcement: 'Odd', encryptionComplianceStatus: 'Compliant' }])(
    'says nothing of keys with %j',
    (encryptionWithCmk) => {
      const item = arm('', { encryptionWithCmk });
      expect(factsOf(searchServices, { ...given, item }).keyAtRest).toBe('missing: not-returned');
    },
  );
});
