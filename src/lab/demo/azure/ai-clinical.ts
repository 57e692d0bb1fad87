import type { AzureSubscription } from '../../azure/estate.ts';
import { clinicalLakehouse } from './databricks.ts';
import { imageWeaknesses, jailbreak } from './findings.ts';
import { assistantProject } from './foundry.ts';
import { clinicalJobs, clinicalPipelines } from './jobs.ts';
import { accountAdvice, benchmarkFor, harms, ids, logsTo, maker, policyStates, roles } from './make.ts';
import { clinicalNetwork } from './network.ts';

const identities = {
  assistant: '5d0a1c00-0000-4000-8000-0000000000a1',
  sepsis: '5d0a1c00-0000-4000-8000-0000000000a2',
  workspace: '5d0a1c00-0000-4000-8000-0000000000a3',
  search: '5d0a1c00-0000-4000-8000-0000000000a4',
  letters: '5d0a1c00-0000-4000-8000-0000000000a5',
  lakehouse: '5d0a1c00-0000-4000-8000-0000000000a6',
};

/** Where patients are served: mostly as it should be. One pilot deployment answers behind a filter that filters nothing. */
export function aiClinical(now: Date): AzureSubscription {
  const made = maker(ids.clinical, 'clinical-ai', 'westeurope', now);
  const { make, base, ago } = made;
  const owned = (owner: string) => ({ tags: { owner, 'data-class': 'phi' } });
  const account = 'Microsoft.CognitiveServices/accounts/hv-patient-assistant';
  const workspace = 'Microsoft.MachineLearningServices/workspaces/clinical-models';
  const endpoint = `${workspace}/onlineEndpoints/sepsis-risk`;
  const search = 'Microsoft.Search/searchServices/hv-guidelines';
  const vault = 'Microsoft.KeyVault/vaults/hv-clinical-keys';
  const storage = 'Microsoft.Storage/storageAccounts/hvclinicalmodels';
  const logSpace = `${base}/Microsoft.OperationalInsights/workspaces/hv-security-logs`;
  const endpointTo = (name: string) => ({
    privateEndpointConnections: [
      {
        properties: {
          privateEndpoint: { id: `${base}/Microsoft.Network/privateEndpoints/${name}` },
          privateLinkServiceConnectionState: { status: 'Approved' },
        },
      },
    ],
  });
  /** A private endpoint that the service has accepted. */
  const door = (name: string, group: string) =>
    make(`Microsoft.Network/privateEndpoints/${name}`, {
      privateLinkServiceConnections: [
        { properties: { groupIds: [group], privateLinkServiceConnectionState: { status: 'Approved' } } },
      ],
    });
  return {
    id: ids.clinical,
    name: 'ai-clinical',
    resources: [
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
        workspace,
        {
          publicNetworkAccess: 'Disabled',
          managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' },
          encryption: {
            status: 'Enabled',
            keyVaultProperties: {
              keyVaultArmId: `${base}/${vault}`,
              keyIdentifier: 'https://hv-clinical-keys.vault.azure.net/keys/workspace/8f1e',
            },
          },
          enableDataIsolation: true,
          hbiWorkspace: true,
          systemDatastoresAuthMode: 'Identity',
          storageAccount: `${base}/${storage}`,
          keyVault: `${base}/${vault}`,
          containerRegistry: `${base}/Microsoft.ContainerRegistry/registries/hvclinical`,
          ...endpointTo('clinical-models-pe'),
        },
        {
          kind: 'Default',
          identity: { type: 'SystemAssigned', principalId: identities.workspace },
          ...owned('clinical-ml'),
        },
      ),
      make(
        `${workspace}/computes/training`,
        {
          computeType: 'AmlCompute',
          disableLocalAuth: true,
          createdOn: '2025-10-01T09:00:00Z',
          modifiedOn: '2026-02-01T09:00:00Z',
          properties: {
            subnet: { id: `${base}/Microsoft.Network/virtualNetworks/clinical/subnets/training` },
            enableNodePublicIp: false,
            remoteLoginPortPublicAccess: 'Disabled',
            scaleSettings: { minNodeCount: 0, maxNodeCount: 8, nodeIdleTimeBeforeScaleDown: 'PT20M' },
            vmPriority: 'Dedicated',
          },
        },
        {
          identity: {
            type: 'UserAssigned',
            userAssignedIdentities: {
              [`${base}/Microsoft.ManagedIdentity/userAssignedIdentities/training`]: {
                principalId: identities.sepsis,
                clientId: identities.sepsis,
              },
            },
          },
          ...owned('clinical-ml'),
        },
      ),
      make(
        endpoint,
        {
          authMode: 'AADToken',
          publicNetworkAccess: 'Disabled',
          traffic: { v7: 100 },
          mirrorTraffic: { v8: 10 },
        },
        { identity: { type: 'SystemAssigned', principalId: identities.sepsis }, ...owned('clinical-ml') },
      ),
      make(
        `${endpoint}/deployments/v7`,
        {
          model: `${base}/${workspace}/models/sepsis-risk/versions/7`,
          environmentId: `${base}/${workspace}/environments/scoring/versions/12`,
          environmentVariables: { LOG_LEVEL: 'info' },
          egressPublicNetworkAccess: 'Disabled',
          appInsightsEnabled: true,
          scaleSettings: { scaleType: 'TargetUtilization', minInstances: 2, maxInstances: 6 },
          livenessProbe: { period: 'PT10S' },
          readinessProbe: { period: 'PT10S' },
          dataCollector: { collections: { model_inputs: { dataCollectionMode: 'Enabled', samplingRate: 1 } } },
        },
        { sku: { name: 'Default', capacity: 2 }, ...owned('clinical-ml') },
      ),
      make(
        `${endpoint}/deployments/v8`,
        {
          model: `${base}/${workspace}/models/sepsis-risk/versions/8`,
          environmentId: `${base}/${workspace}/environments/scoring/versions/12`,
          environmentVariables: { LOG_LEVEL: 'debug' },
          egressPublicNetworkAccess: 'Disabled',
          appInsightsEnabled: true,
          scaleSettings: { scaleType: 'Default' },
          dataCollector: { collections: { model_inputs: { dataCollectionMode: 'Enabled', samplingRate: 1 } } },
        },
        { sku: { name: 'Default', capacity: 1 }, age: 6, ...owned('clinical-ml') },
      ),
      make('Microsoft.MachineLearningServices/registries/hv-shared-models', {
        publicNetworkAccess: 'Disabled',
        regionDetails: [
          {
            location: 'westeurope',
            storageAccountDetails: [
              { userCreatedStorageAccount: { armResourceId: { resourceId: `${base}/${storage}` } } },
            ],
            acrDetails: [
              {
                userCreatedAcrAccount: {
                  armResourceId: { resourceId: `${base}/Microsoft.ContainerRegistry/registries/hvclinical` },
                },
              },
            ],
          },
        ],
      }),
      make(`${workspace}/outboundRules/records`, {
        type: 'FQDN',
        category: 'UserDefined',
        destination: 'records.harbourvale.example',
      }),
      make(`${workspace}/outboundRules/registry`, {
        type: 'ServiceTag',
        category: 'Required',
        destination: { serviceTag: 'AzureContainerRegistry', protocol: 'TCP', portRanges: '443' },
      }),
      ...assistantProject(made, account, identities.letters),
      ...clinicalLakehouse(made, identities.lakehouse),
      ...clinicalNetwork(made),
      ...clinicalJobs(now),
      ...clinicalPipelines(now),
      make(`${workspace}/models/sepsis-risk`, {
        description: 'Risk of sepsis in the next six hours, from vital signs',
      }),
      make(`${workspace}/models/sepsis-risk/versions/7`, {
        description: 'For adult wards; not for intensive care. Scorecard in the register.',
        tags: { approval: 'approved', owner: 'clinical-ml' },
        jobName: 'sepsis-train-7',
        modelType: 'mlflow_model',
        modelUri:
          'azureml://subscriptions/x/resourcegroups/y/workspaces/clinical-models/datastores/models/paths/sepsis/7',
        stage: 'Production',
      }),
      make(
        `${workspace}/models/sepsis-risk/versions/8`,
        {
          tags: { approval: 'pending' },
          jobName: 'sepsis-train-8',
          modelType: 'mlflow_model',
          modelUri:
            'azureml://subscriptions/x/resourcegroups/y/workspaces/clinical-models/datastores/models/paths/sepsis/8',
          stage: 'Staging',
        },
        { age: 7 },
      ),
      make(`${workspace}/datastores/workspaceblobstore`, {
        isDefault: true,
        datastoreType: 'AzureBlob',
        credentials: { credentialsType: 'None' },
        accountName: 'hvclinicalmodels',
        containerName: 'azureml-blobstore',
        endpoint: 'core.windows.net',
        protocol: 'https',
      }),
      make(`${workspace}/data/ward-vitals`, {}),
      ...[7, 8].map((version) =>
        make(
          `${workspace}/data/ward-vitals/versions/${version}`,
          {
            dataType: 'mltable',
            dataUri: `azureml://datastores/workspaceblobstore/paths/vitals/${version}/`,
            description: 'Vital signs of adult wards, one row an hour',
            tags: { 'data-class': 'phi', sha256: `${version}`.repeat(64) },
          },
          { age: 48 - version },
        ),
      ),
      make(`${workspace}/connections/tracking`, {
        category: 'Custom',
        authType: 'ManagedIdentity',
        target: 'https://mlflow.harbour-vale.example',
        isSharedToAll: false,
      }),
      make(`${workspace}/schedules/sepsis-watch`, {
        isEnabled: true,
        action: {
          actionType: 'CreateMonitor',
          monitorDefinition: {
            monitoringTarget: { deploymentId: 'azureml:sepsis-risk:v7' },
            signals: {
              drift: { signalType: 'DataDrift', referenceData: { inputDataType: 'Fixed' } },
              prediction: { signalType: 'PredictionDrift', referenceData: { inputDataType: 'Fixed' } },
            },
            alertNotificationSettings: { emailNotificationSettings: { emails: ['clinical-ml@harbourvale.example'] } },
          },
        },
      }),
      make(`${workspace}/environments/scoring/versions/12`, {
        image: 'hvclinical.azurecr.io/scoring@sha256:6a1b1c3d2f4e5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
      }),
      door('assistant-pe', 'account'),
      door('clinical-models-pe', 'amlworkspace'),
      door('guidelines-pe', 'searchService'),
      door('clinical-keys-pe', 'vault'),
      make(
        'Microsoft.OperationalInsights/workspaces/hv-security-logs',
        {
          createdDate: '2025-03-03T09:00:00Z',
          modifiedDate: '2026-01-12T09:00:00Z',
          retentionInDays: 365,
          publicNetworkAccessForIngestion: 'Disabled',
          publicNetworkAccessForQuery: 'Disabled',
          features: { disableLocalAuth: true },
          privateLinkScopedResources: [
            { resourceId: `${base}/Microsoft.Insights/privateLinkScopes/hv-logs`, scopeId: 'hv-logs' },
          ],
        },
        owned('security'),
      ),
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
      make(
        vault,
        {
          enablePurgeProtection: true,
          enableSoftDelete: true,
          softDeleteRetentionInDays: 90,
          enableRbacAuthorization: true,
          publicNetworkAccess: 'Disabled',
          networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] },
          ...endpointTo('clinical-keys-pe'),
        },
        owned('clinical-ml'),
      ),
      make(`${vault}/keys/workspace`, {
        kty: 'RSA-HSM',
        attributes: { enabled: true, created: 1_750_000_000, updated: 1_760_000_000 },
        rotationPolicy: {
          attributes: { expiryTime: 'P2Y' },
          lifetimeActions: [{ action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P365D' } }],
        },
      }),
      make(
        storage,
        {
          creationTime: '2025-08-14T10:00:00Z',
          publicNetworkAccess: 'Disabled',
          supportsHttpsTrafficOnly: true,
          minimumTlsVersion: 'TLS1_2',
          allowBlobPublicAccess: false,
          allowSharedKeyAccess: false,
          networkAcls: { defaultAction: 'Deny', ipRules: [] },
          encryption: { keySource: 'Microsoft.Keyvault', keyvaultproperties: { keyname: 'storage' } },
        },
        owned('clinical-ml'),
      ),
      make(`${storage}/blobServices/default`, {
        isVersioningEnabled: true,
        deleteRetentionPolicy: { enabled: true, days: 30 },
      }),
      make(
        'Microsoft.ContainerRegistry/registries/hvclinical',
        {
          creationDate: '2025-08-14T10:05:00Z',
          adminUserEnabled: false,
          anonymousPullEnabled: false,
          publicNetworkAccess: 'Disabled',
          encryption: { status: 'disabled' },
        },
        owned('clinical-ml'),
      ),
    ],
    roleAssignments: [
      {
        principalId: identities.assistant,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
      {
        principalId: identities.sepsis,
        roleDefinitionId: role(ids.clinical, roles.dataScientist),
        scope: `${base}/${workspace}`,
      },
      {
        principalId: identities.lakehouse,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
      {
        principalId: identities.letters,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
      {
        principalId: identities.workspace,
        roleDefinitionId: role(ids.clinical, roles.blobReader),
        scope: `${base}/${storage}`,
      },
    ],
    defender: {
      plans: { CloudPosture: 'Standard', AI: 'Standard', StorageAccounts: 'Standard', KeyVaults: 'Free' },
      settings: { MCAS: true, WDATP: true, Sentinel: true },
      assessments: accountAdvice(`${base}/${account}`, 'Healthy', 'Healthy'),
      weaknesses: imageWeaknesses(`${base}/Microsoft.ContainerRegistry/registries/hvclinical`),
      // One was looked into and closed; nobody has answered the other.
      alerts: [jailbreak(`${base}/${account}`, 'Resolved', ago(31)), jailbreak(`${base}/${account}`, 'Active', ago(3))],
      score: 0.86,
      standards: {
        'Microsoft-cloud-security-benchmark': { state: 'Failed', failed: 4 },
        'ISO-27001': { state: 'Passed', failed: 0 },
      },
    },
    policyAssignments: [
      benchmarkFor(ids.clinical),
      {
        id: `/subscriptions/${ids.clinical}/providers/Microsoft.Authorization/policyAssignments/no-public-storage`,
        name: 'no-public-storage',
        type: 'Microsoft.Authorization/policyAssignments',
        properties: {
          displayName: 'No public storage',
          policyDefinitionId:
            '/providers/Microsoft.Authorization/policyDefinitions/4fa4b6c0-31ca-4c0d-b10d-24b96f62a751',
          scope: `/subscriptions/${ids.clinical}`,
          notScopes: [],
          enforcementMode: 'Default',
          parameters: { effect: { value: 'Deny' } },
        },
      },
    ],
    policyStates: policyStates([
      [`${base}/${workspace}`, 'workspaceClosed', 'Compliant'],
      [`${base}/${workspace}`, 'workspaceKey', 'Compliant'],
      [`${base}/${workspace}`, 'workspaceOutbound', 'Compliant'],
      [`${base}/${workspace}/computes/training`, 'computeNoKeys', 'Compliant'],
      [`${base}/${account}`, 'accountNoKeys', 'Compliant'],
      [`${base}/${account}`, 'accountLogged', 'Compliant'],
      [`${base}/${search}`, 'searchClosed', 'Compliant'],
      [`${base}/${search}`, 'searchNoKeys', 'Compliant'],
      [`${base}/${search}`, 'searchKey', 'Compliant'],
      [`${base}/Microsoft.Databricks/workspaces/clinical-lakehouse`, 'lakehouseClosed', 'Compliant'],
    ]),
    activityLog: [
      {
        id: `/subscriptions/${ids.clinical}/providers/Microsoft.Insights/diagnosticSettings/activity-to-security`,
        name: 'activity-to-security',
        type: 'Microsoft.Insights/diagnosticSettings',
        properties: {
          workspaceId: logSpace,
          logs: ['Administrative', 'Security', 'Policy', 'Alert'].map((category) => ({ category, enabled: true })),
        },
      },
    ],
    diagnostics: {
      [`${base}/${account}`]: [logsTo(logSpace, 'audit', 'allLogs')],
      [`${base}/${workspace}`]: [logsTo(logSpace, 'audit')],
      [`${base}/${endpoint}`]: [logsTo(logSpace, 'allLogs')],
      [`${base}/${search}`]: [logsTo(logSpace, 'allLogs')],
      [`${base}/Microsoft.Databricks/workspaces/clinical-lakehouse`]: [logsTo(logSpace, 'allLogs')],
      [`${base}/${vault}`]: [logsTo(logSpace, 'audit')],
      [`${base}/${storage}/blobServices/default`]: [logsTo(logSpace, 'audit')],
    },
  };
}

/** The ARM id of a built-in role, as role assignments of a subscription name it. */
export function role(subscription: string, id: string): string {
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
}
