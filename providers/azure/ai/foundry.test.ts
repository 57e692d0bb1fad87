import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import type { Collector } from '../../../src/model/provider.ts';
import { denied, refused, type Table } from '../../aws/testing/map.ts';
import { redactAzure } from '../redact.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { accounts } from './account.ts';
import { accountConnections, projectConnections } from './connection.ts';
import { guardrails } from './guardrail.ts';
import { projects } from './project.ts';

const account =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers/Microsoft.CognitiveServices/accounts/A';
const vault =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers/Microsoft.KeyVault/vaults/V';
const arm = (path: string, properties: object, more: object = {}) =>
  ({
    id: account + path,
    name: 'n',
    type: 'x',
    location: 'swedencentral',
    properties: { provisioningState: 'Succeeded', ...properties },
    ...more,
  }) as unknown as Record<string, Json>; // JSON by its members
const unknown = 'missing: not-returned';
const none = { value: [] };
const ownVault = (more: object = {}) =>
  ({
    value: [arm('/connections/v', { category: 'AzureKeyVault', authType: 'AAD', target: vault, ...more })],
  }) as JsonObject; // as above

describe.each<[string, Collector, string, string]>([
  ['an account', accountConnections, '/connections/c', 'AccountConnections_List'],
  ['a project', projectConnections, '/projects/p/connections/c', 'AccountConnections_List'],
])('a connection of %s', (_what, collector, path) => {
  const given = (properties: object, answer: Table[string]) => azureGiven(arm(path, properties), { vault: answer });
  it.each<[authType: string | undefined, expected: Json]>([
    ['AAD', 'identity'],
    ['ManagedIdentity', 'identity'],
    ['AccountManagedIdentity', 'identity'],
    ['ProjectManagedIdentity', 'identity'],
    ['AgenticIdentity', 'identity'],
    ['None', 'identity'],
    ['OAuth2', 'delegated-user'],
    ['UserEntraToken', 'delegated-user'],
    ['ApiKey', 'stored-key'],
    ['AccountKey', 'stored-key'],
    ['AccessKey', 'stored-key'],
    ['CustomKeys', 'stored-key'],
    ['PAT', 'stored-key'],
    ['SAS', 'stored-key'],
    ['ServicePrincipal', 'stored-key'],
    ['UsernamePassword', 'stored-key'],
    ['Telepathy', unknown],
    [undefined, unknown],
  ])('that signs in by %s', (authType, expected) => {
    expect(factsOf(collector, given({ authType }, none)).secretKind).toEqual(expected);
  });

  it.each<[what: string, answer: Table[string], kind: Json, secrets: Json]>([
    ['a vault of the customer', ownVault(), 'secret-reference', [vault.toLowerCase()]],
    [
      'a vault that is named by its address',
      ownVault({ target: 'https://v.vault.azure.net' }),
      'secret-reference',
      ['missing: out-of-scope'],
    ],
    ['no vault', { value: [arm('/connections/x', { category: 'CognitiveSearch' })] }, 'stored-key', []],
    ['no other connection', none, 'stored-key', []],
    [
      'a vault that nobody may look for',
      denied,
      'missing: access-denied Microsoft.CognitiveServices/accounts/connections/read',
      'missing: access-denied Microsoft.CognitiveServices/accounts/connections/read',
    ],
  ])('with a key, in an account with %s', (_name, answer, secretKind, secrets) => {
    expect(factsOf(collector, given({ authType: 'ApiKey' }, answer))).toMatchObject({
      secretKind,
      '->secrets': secrets,
    });
  });

  it('asks of no vault where there is no secret', () => {
    expect(factsOf(collector, given({ authType: 'AAD' }, denied))).toMatchObject({
      secretKind: 'identity',
      '->secrets': [],
    });
  });

  it.each<[pointer: string, value: Json | undefined, expected: Record<string, Json>]>([
    ['/properties/isSharedToAll', true, { sharedToAll: true }],
    ['/properties/expiryTime', '2027-01-01T00:00:00Z', { expiresAt: '2027-01-01T00:00:00Z' }],
    ['/properties/target', 'https://t.example', { target: 'https://t.example' }],
    ['/properties/category', 'Git', {}],
  ])('%s alone', (pointer, value, expected) => {
    expect(varied(collector, given({ authType: 'AAD' }, none), pointer, value)).toEqual(expected);
  });
});

it('what people note beside a connection, and what it signs in with, is no evidence', () => {
  const body = arm('/connections/c', {
    authType: 'ApiKey',
    target: 'https://t.example',
    credentials: { key: 'S' },
    metadata: { Note: 'N' },
  });
  const clean = redactAzure(body, () => 'x', 'cognitiveservices', 'AccountConnections_List');
  expect(at(clean, '/properties')).toMatchObject({
    target: 'https://t.example',
    credentials: { key: 'redacted:string:x' },
    metadata: { Note: 'redacted:string:x' },
  });
});

it('connections of the account that a project lists are judged once', () => {
  const keeps = (type: string) =>
    projectConnections.keep?.({ item: arm('/connections/c', {}, { type }) } as unknown as Parameters<
      NonNullable<Collector['keep']>
    >[0]); // the item is all that is looked at
  expect(keeps('Microsoft.CognitiveServices/accounts/connections')).toBe(false);
  expect(keeps('Microsoft.CognitiveServices/accounts/projects/connections')).toBe(true);
});

describe('a project', () => {
  const item = arm('/projects/p', {}, { name: 'A/p', identity: { type: 'SystemAssigned', principalId: 'O' } });
  it('has the identity of its own, and the doors of its account', () => {
    expect(projects.name(item)).toBe('p');
    expect(factsOf(projects, azureGiven(item))).toMatchObject({
      region: 'swedencentral',
      state: 'active',
      runsAs: 'system',
      publicAccess: 'missing: not-supported',
      keyAtRest: 'missing: not-supported',
      userIsolation: 'missing: not-exposed',
      '->principals': ['/principals/o'],
    });
    expect(varied(projects, azureGiven(item), '/identity', undefined)).toEqual({ runsAs: 'none', '->principals': [] });
    expect(varied(projects, azureGiven(item), '/properties/provisioningState', 'Failed')).toEqual({ state: 'failed' });
  });

  it.each<[what: string, kind: string, properties: object, asked: boolean]>([
    ['of AI Services', 'AIServices', {}, true],
    ['that allows projects', 'AIServices', { allowProjectManagement: true }, true],
    ['that allows none', 'AIServices', { allowProjectManagement: false }, false],
    ['of OpenAI alone', 'OpenAI', {}, false],
  ])('is looked for in an account %s: %s', (_what, kind, properties, asked) => {
    const parent = arm('', properties, { kind });
    const ask = (collector: Collector) => collector.list?.of?.input?.(parent) ?? null;
    expect(ask(projects)).toEqual(asked ? { parent: account } : null);
    expect(ask(accountConnections) !== null).toBe(kind === 'AIServices');
  });
});

describe('a block list that a policy names', () => {
  const policy = arm('/raiPolicies/R', {
    contentFilters: [],
    customBlocklists: [{ blocklistName: 'Words', blocking: true, source: 'Prompt' }],
  });
  const filters = (answer: Table[string]) =>
    factsOf(guardrails, azureGiven(policy, { RaiBlocklists_List: answer })).filters;
  const filter = (action: Json) => [{ hazard: 'blocklist', direction: 'input', action, strictness: 3 }];
  it.each<[what: string, answer: Table[string], action: Json]>([
    ['is there', { value: [{ name: 'words' }] }, 'block'],
    ['is gone', { value: [{ name: 'other' }] }, 'none'],
    ['was never made', none, 'none'],
    ['may not be looked for', denied, 'missing: access-denied Microsoft.CognitiveServices/accounts/raiBlocklists/read'],
  ])('%s', (_what, answer, action) => {
    expect(filters(answer)).toEqual(filter(action));
  });

  it('is not looked for where none is named', () => {
    expect(factsOf(guardrails, azureGiven(arm('/raiPolicies/R', {}), {})).filters).toEqual([]);
  });
});

describe('whether Defender watches an account', () => {
  const plan = (pricingTier: string) => ({ value: [{ name: 'AI', properties: { pricingTier } }] });
  const states = (...all: unknown[]) => ({ value: all.map((state) => ({ properties: { state } })) });
  const watched = (settings: object, plans: object) =>
    factsOf(
      accounts,
      azureGiven(arm('', {}, { kind: 'AIServices' }), {
        DiagnosticSettings_List: none,
        DefenderForAISettings_List: settings as JsonObject, // JSON by its members
        Pricings_List: plans as JsonObject,
      }),
    ).threatDetection;
  it.each<[what: string, settings: object, plans: object, expected: Json]>([
    ['both on', states('Enabled'), plan('Standard'), 'on'],
    ['both off', states('Disabled'), plan('Free'), 'off'],
    ['its own setting on, the plan off', states('Enabled'), plan('Free'), unknown],
    ['its own setting off, the plan on', states('Disabled'), plan('Standard'), unknown],
    ['a new word', states('Dozing'), plan('Standard'), unknown],
    ['no word', states(undefined), plan('Standard'), unknown],
    ['no setting, the plan on', none, plan('Standard'), 'on'],
    ['no setting, the plan off', none, plan('Free'), 'off'],
    ['no setting, no such plan', none, none, unknown],
    ['no setting, Defender never turned on', none, refused('MissingSubscriptionRegistration'), 'off'],
    ['no setting, the plan denied', none, denied, 'missing: access-denied Microsoft.Security/pricings/read'],
    [
      'the setting denied',
      denied,
      plan('Standard'),
      'missing: access-denied Microsoft.CognitiveServices/accounts/defenderForAISettings/read',
    ],
  ])('%s', (_what, settings, plans, expected) => {
    expect(watched(settings, plans)).toBe(expected);
  });
});
