import type { ArmObject } from '../../../azure/estate.ts';
import { harms } from '../make.ts';
import { clinicalMaker, identities, names } from './names.ts';

const { account, search } = names;

/** What answers patients, with its content filters, and the guidelines that it looks things up in. */
export function clinicalAssistant(now: Date): ArmObject[] {
  const { make, owned, endpointTo } = clinicalMaker(now);
  return [
    make(
      account,
      {
        dateCreated: '2025-09-02T08:11:00Z',
        publicNetworkAccess: 'Disabled',
        disableLocalAuth: true,
        restrictOutboundNetworkAccess: true,
        allowedFqdnList: ['records.harbourvale.example'],
        networkAcls: { defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] },
        encryption: {
          keySource: 'Microsoft.KeyVault',
          keyVaultProperties: { keyName: 'assistant', keyVaultUri: 'https://hv-clinical-keys.vault.azure.net' },
        },
        ...endpointTo('assistant-pe'),
      },
      {
        kind: 'AIServices',
        sku: { name: 'S0' },
        identity: { type: 'SystemAssigned', principalId: identities.assistant },
        ...owned('patient-services'),
      },
    ),
    make(
      `${account}/deployments/answers`,
      {
        model: { format: 'OpenAI', name: 'gpt-4.1', version: '2025-04-14' },
        raiPolicyName: 'hv-strict',
        versionUpgradeOption: 'NoAutoUpgrade',
        rateLimits: [{ key: 'request', renewalPeriod: 60, count: 300 }],
      },
      { sku: { name: 'Standard', capacity: 50 }, ...owned('patient-services') },
    ),
    make(
      `${account}/deployments/triage-pilot`,
      {
        model: { format: 'OpenAI', name: 'gpt-4.1-mini', version: '2025-04-14' },
        raiPolicyName: 'pilot-open',
        versionUpgradeOption: 'OnceNewDefaultVersionAvailable',
      },
      { sku: { name: 'GlobalStandard', capacity: 10 }, age: 45 },
    ),
    make(`${account}/raiPolicies/hv-strict`, {
      mode: 'Blocking',
      type: 'UserManaged',
      basePolicyName: 'Microsoft.DefaultV2',
      contentFilters: [
        ...harms('Low', true),
        { name: 'Jailbreak', source: 'Prompt', blocking: true, enabled: true },
        { name: 'Indirect Attack', source: 'Prompt', blocking: true, enabled: true },
        { name: 'Protected Material Text', source: 'Completion', blocking: true, enabled: true },
      ],
      customBlocklists: [{ blocklistName: 'drug-doses', blocking: true, source: 'Completion' }],
    }),
    make(
      `${account}/raiPolicies/pilot-open`,
      {
        mode: 'Blocking',
        type: 'UserManaged',
        basePolicyName: 'Microsoft.DefaultV2',
        contentFilters: [
          ...harms('High', false, false),
          { name: 'Jailbreak', source: 'Prompt', blocking: false, enabled: true },
        ],
      },
      { age: 44 },
    ),
    make(`${account}/raiPolicies/Microsoft.DefaultV2`, {
      mode: 'Blocking',
      type: 'SystemManaged',
      contentFilters: [
        ...harms('Medium', true),
        { name: 'Jailbreak', source: 'Prompt', blocking: true, enabled: true },
        { name: 'Protected Material Text', source: 'Completion', blocking: true, enabled: true },
      ],
    }),
    make(`${account}/defenderForAISettings/Default`, { state: 'Enabled' }),
    make(
      search,
      {
        status: 'running',
        replicaCount: 3,
        partitionCount: 1,
        publicNetworkAccess: 'Disabled',
        networkRuleSet: { ipRules: [], bypass: 'None' },
        disableLocalAuth: true,
        encryptionWithCmk: { enforcement: 'Enabled', encryptionComplianceStatus: 'Compliant' },
        ...endpointTo('guidelines-pe'),
      },
      {
        sku: { name: 'standard' },
        identity: { type: 'SystemAssigned', principalId: identities.search },
        ...owned('patient-services'),
      },
    ),
  ];
}
