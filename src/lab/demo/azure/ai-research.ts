import type { AzureSubscription } from '../../azure/estate.ts';
import { trialLakehouse } from './databricks.ts';
import { trialProject } from './foundry.ts';
import { researchJobs } from './jobs.ts';
import { accountAdvice, benchmarkFor, harms, ids, maker, policyStates, role, roles } from './make.ts';
import { researchNetwork } from './network.ts';

const identities = {
  workspace: '5d0a1c00-0000-4000-8000-0000000000b1',
  notebook: '5d0a1c00-0000-4000-8000-0000000000b2',
};

/** Where people try things: open doors, keys, a notebook machine with a port for logins and an identity that can do anything. */
export function aiResearch(now: Date): AzureSubscription {
  const made = maker(ids.research, 'imaging-research', 'swedencentral', now);
  const { make, base } = made;
  const workspace = 'Microsoft.MachineLearningServices/workspaces/imaging-research';
  const hub = 'Microsoft.MachineLearningServices/workspaces/research-foundry';
  const account = 'Microsoft.CognitiveServices/accounts/research-openai';
  const endpoint = `${workspace}/onlineEndpoints/chest-ct-demo`;
  const storage = 'Microsoft.Storage/storageAccounts/imagingresearch';
  const vault = 'Microsoft.KeyVault/vaults/imaging-research';
  return {
    id: ids.research,
    name: 'ai-research',
    resources: [
      make(
        workspace,
        {
          publicNetworkAccess: 'Enabled',
          managedNetwork: { isolationMode: 'Disabled' },
          hbiWorkspace: false,
          enableDataIsolation: false,
          storageAccount: `${base}/${storage}`,
          keyVault: `${base}/${vault}`,
        },
        {
          kind: 'Default',
          identity: { type: 'SystemAssigned', principalId: identities.workspace },
          tags: { team: 'imaging-research' },
        },
      ),
      make(
        hub,
        {
          publicNetworkAccess: 'Enabled',
          managedNetwork: { isolationMode: 'AllowInternetOutbound' },
          systemDatastoresAuthMode: 'Identity',
          storageAccount: `${base}/${storage}`,
        },
        { kind: 'Hub', identity: { type: 'SystemAssigned', principalId: identities.workspace } },
      ),
      make(`${hub}/serverlessEndpoints/open-model-trial`, {
        authMode: 'Key',
        endpointState: 'Online',
        modelSettings: { modelId: 'azureml://registries/azureml-meta/models/Llama-3.3-70B-Instruct' },
        contentSafety: { contentSafetyStatus: 'Disabled' },
        inferenceEndpoint: { uri: 'https://open-model-trial.swedencentral.models.ai.azure.com' },
      }),
      make(
        `${workspace}/computes/conference-2025`,
        {
          computeType: 'ComputeInstance',
          disableLocalAuth: false,
          createdOn: '2025-11-20T14:00:00Z',
          modifiedOn: '2026-01-08T14:00:00Z',
          properties: {
            state: 'Running',
            enableNodePublicIp: true,
            applicationSharingPolicy: 'Shared',
            sshSettings: { sshPublicAccess: 'Enabled', sshPort: 50000 },
            setupScripts: {
              scripts: { creationScript: { scriptSource: 'inline', scriptData: 'cGlwIGluc3RhbGwgcHlkaWNvbQ==' } },
            },
            osImageMetadata: { isLatestOsImageVersion: false },
          },
        },
        {
          identity: {
            type: 'UserAssigned',
            userAssignedIdentities: {
              [`${base}/Microsoft.ManagedIdentity/userAssignedIdentities/research`]: {
                principalId: identities.notebook,
                clientId: identities.notebook,
              },
            },
          },
        },
      ),
      make(
        `${workspace}/computes/segmentation`,
        {
          computeType: 'ComputeInstance',
          disableLocalAuth: true,
          createdOn: '2026-03-02T08:00:00Z',
          modifiedOn: '2026-06-02T08:00:00Z',
          properties: {
            state: 'Stopped',
            subnet: { id: `${base}/Microsoft.Network/virtualNetworks/research/subnets/notebooks` },
            enableNodePublicIp: false,
            enableRootAccess: false,
            applicationSharingPolicy: 'Personal',
            sshSettings: { sshPublicAccess: 'Disabled' },
            idleTimeBeforeShutdown: 'PT60M',
            osImageMetadata: { isLatestOsImageVersion: true },
          },
        },
        { tags: { owner: 'imaging-research' } },
      ),
      make(`${workspace}/computes/gpu-pool`, {
        computeType: 'AmlCompute',
        createdOn: '2025-12-01T08:00:00Z',
        modifiedOn: '2026-05-02T08:00:00Z',
        properties: {
          remoteLoginPortPublicAccess: 'Enabled',
          scaleSettings: { minNodeCount: 2, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT120S' },
          vmPriority: 'LowPriority',
        },
      }),
      make(
        endpoint,
        { authMode: 'Key', publicNetworkAccess: 'Enabled', traffic: { blue: 100 } },
        { identity: { type: 'SystemAssigned', principalId: identities.workspace } },
      ),
      make(
        `${endpoint}/deployments/blue`,
        {
          endpointComputeType: 'Managed',
          model: `${base}/${workspace}/models/chest-ct/versions/3`,
          environmentId: `${base}/${workspace}/environments/torch/versions/2`,
          environmentVariables: { PACS_PASSWORD: 'n0t-a-real-One-7731', MODEL_NAME: 'chest-ct' },
          egressPublicNetworkAccess: 'Enabled',
          scaleSettings: { scaleType: 'Default' },
        },
        { sku: { name: 'Default', capacity: 1 } },
      ),
      ...trialProject(made),
      ...trialLakehouse(made),
      ...researchNetwork(made),
      ...researchJobs(now),
      make(`${workspace}/models/chest-ct`, {}),
      make(`${workspace}/models/chest-ct/versions/3`, {
        modelType: 'custom_model',
        modelUri: 'azureml://datastores/scratch/paths/chest-ct/final_v3b.pkl',
      }),
      make(`${workspace}/datastores/scratch`, {
        datastoreType: 'AzureBlob',
        credentials: { credentialsType: 'Sas', secrets: { secretsType: 'Sas' } },
        accountName: 'imagingresearch',
        containerName: 'scratch',
      }),
      make(`${workspace}/data/nodules`, {}),
      make(`${workspace}/data/nodules/versions/2`, {
        dataType: 'uri_folder',
        dataUri: 'azureml://datastores/scratch/paths/nodules/',
      }),
      make(`${workspace}/connections/pacs-archive`, {
        category: 'Custom',
        authType: 'PAT',
        target: 'https://pacs.harbourvale.example',
        isSharedToAll: true,
      }),
      make(`${workspace}/environments/torch/versions/2`, { image: 'docker.io/pytorch/pytorch:latest' }),
      make(
        account,
        { dateCreated: '2025-05-06T12:00:00Z', publicNetworkAccess: 'Enabled' },
        { kind: 'OpenAI', sku: { name: 'S0' } },
      ),
      make(
        `${account}/deployments/summaries`,
        {
          model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-11-20' },
          versionUpgradeOption: 'OnceCurrentVersionExpired',
        },
        { sku: { name: 'DataZoneStandard', capacity: 20 } },
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
      make(`${account}/defenderForAISettings/Default`, { state: 'Disabled' }),
      make(storage, {
        creationTime: '2025-05-06T11:00:00Z',
        supportsHttpsTrafficOnly: true,
        minimumTlsVersion: 'TLS1_0',
        allowBlobPublicAccess: true,
        encryption: { keySource: 'Microsoft.Storage' },
      }),
      make(`${storage}/blobServices/default`, { deleteRetentionPolicy: { enabled: false } }),
      make(
        'Microsoft.Search/searchServices/research-papers',
        {
          status: 'running',
          replicaCount: 1,
          partitionCount: 1,
          publicNetworkAccess: 'Enabled',
          networkRuleSet: { ipRules: [], bypass: 'None' },
          disableLocalAuth: false,
          authOptions: { apiKeyOnly: {} },
          encryptionWithCmk: { enforcement: 'Unspecified', encryptionComplianceStatus: 'Compliant' },
        },
        { sku: { name: 'basic' } },
      ),
      make(vault, { enableSoftDelete: true, softDeleteRetentionInDays: 7, accessPolicies: [] }),
    ],
    activityLog: [
      {
        id: `/subscriptions/${ids.research}/providers/Microsoft.Insights/diagnosticSettings/outages`,
        name: 'outages',
        type: 'Microsoft.Insights/diagnosticSettings',
        properties: {
          storageAccountId: `${base}/${storage}`,
          logs: [
            { category: 'Administrative', enabled: false },
            { category: 'ServiceHealth', enabled: false },
          ],
        },
      },
    ],
    defender: {
      plans: { CloudPosture: 'Free', AI: 'Free', StorageAccounts: 'Free', KeyVaults: 'Free' },
      settings: { MCAS: false, WDATP: false },
      assessments: accountAdvice(`${base}/${account}`, 'Unhealthy', 'Unhealthy'),
      score: 0.41,
      standards: { 'Microsoft-cloud-security-benchmark': { state: 'Failed', failed: 23 } },
    },
    policyAssignments: [benchmarkFor(ids.research)],
    policyStates: policyStates([
      [`${base}/${workspace}`, 'workspaceClosed', 'NonCompliant'],
      [`${base}/${workspace}`, 'workspaceKey', 'Exempt'],
      [`${base}/${workspace}`, 'workspaceOutbound', 'NonCompliant'],
      [`${base}/${hub}`, 'workspaceOutbound', 'NonCompliant'],
      [`${base}/${workspace}/computes/conference-2025`, 'computeNoKeys', 'NonCompliant'],
      [`${base}/${workspace}/computes/conference-2025`, 'notebookImage', 'NonCompliant'],
      [`${base}/${workspace}/computes/segmentation`, 'computeNoKeys', 'Compliant'],
      // It was made anew since Azure Policy last looked.
      [`${base}/${workspace}/computes/segmentation`, 'notebookImage', 'NonCompliant'],
      [`${base}/${account}`, 'accountNoKeys', 'NonCompliant'],
      [`${base}/${account}`, 'accountClosed', 'NonCompliant'],
      [`${base}/${workspace}/computes/conference-2025`, 'notebookStops', 'NonCompliant'],
      [`${base}/Microsoft.Databricks/workspaces/pathology-trial`, 'lakehouseClosed', 'NonCompliant'],
    ]),
    roleAssignments: [
      {
        principalId: identities.notebook,
        roleDefinitionId: role(ids.research, roles.contributor),
        scope: `/subscriptions/${ids.research}`,
      },
      {
        principalId: identities.workspace,
        roleDefinitionId: role(ids.research, roles.dataScientist),
        scope: `${base}/${workspace}`,
      },
    ],
  };
}
