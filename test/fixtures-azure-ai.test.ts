import { describe, expect, it } from 'vitest';
import type { Table } from '../providers/aws/testing/map.ts';
import { accounts } from '../providers/azure/ai/account.ts';
import { modelDeployments } from '../providers/azure/ai/deployment.ts';
import { guardrails } from '../providers/azure/ai/guardrail.ts';
import { searchServices } from '../providers/azure/ai/search-service.ts';
import { azureError } from '../providers/azure/errors.ts';
import { defenderReader } from '../providers/azure/native/defender.ts';
import { policyReader } from '../providers/azure/native/policy.ts';
import { accountSettings } from '../providers/azure/support/account-settings.ts';
import { buckets } from '../providers/azure/support/bucket.ts';
import { principals } from '../providers/azure/support/principal.ts';
import { repositories } from '../providers/azure/support/repository.ts';
import { secretStores } from '../providers/azure/support/secret-store.ts';
import { trails } from '../providers/azure/support/trail.ts';
import { azureGiven, factsOf } from '../providers/azure/testing/vary.ts';
import { cannedAsk } from '../providers/native/canned-ask.ts';
import type { JsonObject } from '../src/model/json.ts';
import type { Collector } from '../src/model/provider.ts';
import { azureFixtures } from './support/azure-fixtures.ts';

const cognitive = azureFixtures('Microsoft.CognitiveServices');
const search = azureFixtures('Microsoft.Search');
const insights = azureFixtures('Microsoft.Insights');
const storage = azureFixtures('Microsoft.Storage');
const security = azureFixtures('Microsoft.Security');
const lost = 'missing: not-returned';
const noLogs: Table = { DiagnosticSettings_List: { value: [] } };
const map = (collector: Collector, one: JsonObject, reads: Table = {}) => factsOf(collector, azureGiven(one, reads));

describe.skipIf(!cognitive.there)('answers of AI Services', () => {
  const { body, items, item } = cognitive;
  const quiet = {
    ...noLogs,
    DefenderForAISettings_List: { value: items('DefenderForAISettings_List') },
    Pricings_List: { value: [{ name: 'AI', properties: { pricingTier: 'Standard' } }] },
  };

  it('accounts as they are made, recorded', () => {
    const all = items('Recorded_Accounts_List');
    expect(all.map((one) => accounts.keep?.({ item: one } as never))).toEqual([true, true]); // looks at nothing else
    expect(map(accounts, all[0] ?? {}, quiet)).toMatchObject({
      name: 'cctestaifoundry093541471074',
      region: 'eastus',
      state: 'active',
      createdAt: '2026-03-19T21:35:01.7780743Z',
      publicAccess: 'open',
      authMethods: ['identity', 'key'],
      keyAtRest: 'provider',
      egress: 'internet',
      network: 'provider',
      threatDetection: 'on',
      '->privateEndpoints': [],
    });
  });

  it('accounts that serve no generative model are none of ours', () => {
    const kept = items('Accounts_ListBySubscription').filter((one) => accounts.keep?.({ item: one } as never)); // looks at nothing else
    expect(kept).toEqual([]);
  });

  it('an account with a key of its own', () => {
    expect(map(accounts, body('Accounts_CreateOrUpdate'), quiet)).toMatchObject({
      region: 'westus',
      keyAtRest: 'customer',
      runsAs: 'system',
      createdAt: lost,
      '->keys': ['missing: out-of-scope'],
      '->principals': ['/principals/b5cf119e-a5c2-42c7-802f-592e0efb169f'],
    });
  });

  it('model deployments, published and recorded', () => {
    expect(map(modelDeployments, item('Deployments_List'))).toMatchObject({
      model: 'ada 1',
      processing: 'region',
      versionPinned: false,
      rateLimited: false,
      createdAt: lost,
    });
    expect(map(modelDeployments, item('Recorded_Deployments_List'))).toMatchObject({
      model: 'gpt-4o-mini 2024-07-18',
      versionPinned: false,
      rateLimited: true,
      '->guardrails': [
        '/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47/resourcegroups/test_ai-foundry-application/providers/microsoft.cognitiveservices/accounts/cctestaifoundry093541471074/raipolicies/microsoft.defaultv2',
      ],
    });
  });

  it('a content filter', () => {
    for (const one of [item('RaiPolicies_List'), body('RaiPolicies_CreateOrUpdate')]) {
      const facts = map(guardrails, one);
      expect(facts).toMatchObject({ mode: 'asynchronous', builtIn: lost });
      expect((facts.filters as object[]).slice(0, 3)).toEqual([
        { hazard: 'hate', direction: 'input', action: 'none', strictness: 0 },
        { hazard: 'hate', direction: 'output', action: 'block', strictness: 2 },
        { hazard: 'sexual', direction: 'input', action: 'block', strictness: 1 },
      ]);
      expect((facts.filters as { hazard: string }[]).slice(8).map(({ hazard }) => hazard)).toEqual([
        'prompt-attack',
        'protected-material',
        'protected-material',
        'profanity',
      ]);
    }
  });
});

describe.skipIf(!search.there)('answers of AI Search', () => {
  it.each<[string, object]>([
    [
      'Services_Get',
      { state: 'active', publicAccess: 'open', authMethods: ['key'], keyAtRest: 'missing: not-exposed' },
    ],
    ['Services_CreateOrUpdate_AuthOptions', { state: 'pending', authMethods: ['identity', 'key'] }],
    ['Services_CreateOrUpdate_CmkEnforcement', { keyAtRest: 'customer', authMethods: ['key'] }],
    [
      'Services_CreateOrUpdate_PublicCustomIPs',
      { publicAccess: 'filtered', allowedRanges: ['123.4.5.6', '123.4.6.0/18'] },
    ],
  ])('%s', (name, expected) => {
    expect(map(searchServices, search.body(name), noLogs)).toMatchObject(expected);
  });
  it('a list, in small letters and without what newer versions have', () => {
    for (const one of search.items('Services_ListBySubscription'))
      expect(map(searchServices, one, noLogs)).toMatchObject({
        state: 'active',
        publicAccess: 'open',
        authMethods: ['key'],
        keyAtRest: 'missing: not-exposed',
        createdAt: lost,
      });
  });
});

describe.skipIf(!insights.there)('answers about logs', () => {
  const service = () => search.item('Services_ListBySubscription');
  it('a setting that names one place by an empty text, and sends to others', () => {
    const DiagnosticSettings_List = insights.body('DiagnosticSettings_List');
    expect(map(searchServices, service(), { DiagnosticSettings_List })).toMatchObject({
      accessLogged: true,
      logFeeds: [
        {
          category: 'allLogs',
          destination:
            '/subscriptions/df602c9c-7aa0-407d-a6fb-eb20c8bd1192/resourcegroups/apptest/providers/microsoft.storage/storageaccounts/appteststorage1',
          retentionDays: 'missing: not-exposed',
        },
      ],
      '->logGroups': [],
    });
  });
  it('a setting with nulls, recorded: what is off is no feed', () => {
    const DiagnosticSettings_List = insights.body('Recorded_DiagnosticSettings_List');
    expect(map(searchServices, service(), { DiagnosticSettings_List })).toMatchObject({
      accessLogged: false,
      logFeeds: [{ category: 'LoadBalancerProbeHealthStatus' }],
    });
  });
  it('a trail, whose id begins with no slash and whose type is null', () => {
    const one = insights.item('SubscriptionDiagnosticSettings_List');
    expect(trails.keep?.({ item: one } as never)).toBe(true); // looks at nothing else
    expect(map(trails, one)).toMatchObject({
      active: true,
      management: 'write-only',
      '->buckets': [
        '/subscriptions/fb9f25f9-5785-4510-a38f-a62f188eb9f8/resourcegroups/apptest/providers/microsoft.storage/storageaccounts/appteststorage1',
      ],
    });
  });
});

describe.skipIf(!storage.there)('answers about what supports it', () => {
  it('storage accounts that leave out what is newer than they are', () => {
    const BlobServices_GetServiceProperties = storage.body('BlobServices_GetServiceProperties');
    const all = storage.items('StorageAccounts_List').map((account) =>
      map(
        buckets,
        { id: '/b' },
        {
          ...noLogs,
          BlobServices_GetServiceProperties,
          StorageAccounts_GetProperties: account,
        },
      ),
    );
    expect(all).toHaveLength(6);
    for (const facts of all)
      expect(facts).toMatchObject({
        state: 'active',
        clientTls: 'optional',
        publicAccess: 'open',
        authMethods: ['identity', 'key'],
        versioned: true,
        recoverableDays: 300,
        locked: false,
      });
    expect(all.map(({ keyAtRest }) => keyAtRest)).toEqual([
      'provider',
      'provider',
      'customer',
      'provider',
      'provider',
      'provider',
    ]);
  });

  it('a vault, a registry, and a role', () => {
    const Vaults_Get = azureFixtures('Microsoft.KeyVault').body('Vaults_Get');
    expect(map(secretStores, { id: '/v' }, { ...noLogs, Vaults_Get })).toMatchObject({
      publicAccess: 'open',
      accessModel: 'vault-policy',
      recoverableDays: null,
    });
    const Registries_Get = azureFixtures('Microsoft.ContainerRegistry').body('Registries_Create');
    expect(map(repositories, { id: '/r' }, { Registries_Get, Tokens_List: { value: [] } })).toMatchObject({
      publicAccess: 'open',
      keyAtRest: 'provider',
      authMethods: ['identity', 'password'],
      quarantine: false,
      createdAt: '2021-06-15T21:38:26.1537861Z',
      '->keys': [],
    });
    const authorization = azureFixtures('Microsoft.Authorization');
    const reads: Table = {
      RoleAssignments_ListForSubscription: authorization.body('RoleAssignments_ListForSubscription'),
      RoleDefinitions_GetById: authorization.item('RoleDefinitions_List'),
    };
    expect(map(principals, { principalId: 'ce2ce14e-85d7-4629-bdbc-454d0519d987' }, reads)).toMatchObject({
      admin: false,
      escalates: false,
    });
  });
});

describe.skipIf(!security.there)('answers of Defender and Policy', () => {
  it.each(['Pricings_List', 'Pricings_List_2022', 'Recorded_Pricings_List'])('%s: no plan of that name', (name) => {
    const reads: Table = {
      Pricings_List: security.body(name),
      Alerts_List: { value: [] },
      SubAssessments_ListAll: { value: [] },
      RegulatoryComplianceStandards_List: { value: [] },
      SecureScores_List: { value: [] },
      Settings_List: security.body('Settings_List'),
      PolicyAssignments_List: { value: [] },
      PolicyExemptions_List: { value: [] },
      SubscriptionDiagnosticSettings_List: insights.body('SubscriptionDiagnosticSettings_List'),
    };
    expect(map(accountSettings, { id: '/subscriptions/s', name: 's' }, reads)).toMatchObject({
      threatDetection: lost,
      integrations: [],
      auditTrail: 'on',
    });
  });

  const scope = { provider: 'azure' as const, account: 's-1', accountName: 'ml', region: 'global' };
  const of = async (reader: typeof policyReader, list: string, answers: JsonObject[], rule: string) =>
    (await reader.read(cannedAsk({ [list]: answers }).ask, scope, new Set([rule]))).rows.map(
      ({ subject, status }) => `${subject.split('/').at(-1)} ${status}`,
    );

  it('assessments, also with their members in capitals, as recorded', async () => {
    const read = (name: string, rule: string) => of(defenderReader, 'Assessments_List', security.items(name), rule);
    expect(await read('Assessments_List', '21300918-b2e3-0346-785f-c77ff57d243b')).toEqual([
      'vmss1 pass',
      'vmss2 unknown',
    ]);
    expect(await read('Recorded_Assessments_List', '2a548cf9-6de3-491e-b24a-cf277fe36d4d')).toEqual([
      'vmm-140asbvmnetrecomm pass',
    ]);
  });

  it('states of a policy: the worst of two assignments counts', async () => {
    const list = 'PolicyStates_ListQueryResultsForSubscription';
    const states = azureFixtures('Microsoft.PolicyInsights').items(list);
    expect(await of(policyReader, list, states, '9daedab3-fb2d-461e-b861-71790eead4f6')).toEqual(['mypubip1 fail']);
  });

  it('an error, recorded', () => {
    const web = azureFixtures('Microsoft.Web');
    expect(azureError(404, web.body('Recorded_Error_404_ResourceNotFound'))).toMatchObject({
      code: 'NOT_FOUND',
      errorCode: 'ResourceNotFound',
    });
  });
});
