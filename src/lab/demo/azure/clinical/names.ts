import { ids, maker } from '../make.ts';

const account = 'Microsoft.CognitiveServices/accounts/hv-patient-assistant';
const workspace = 'Microsoft.MachineLearningServices/workspaces/clinical-models';

/** Identities of what runs in the subscription where patients are served. */
export const identities = {
  assistant: '5d0a1c00-0000-4000-8000-0000000000a1',
  sepsis: '5d0a1c00-0000-4000-8000-0000000000a2',
  workspace: '5d0a1c00-0000-4000-8000-0000000000a3',
  search: '5d0a1c00-0000-4000-8000-0000000000a4',
  letters: '5d0a1c00-0000-4000-8000-0000000000a5',
  lakehouse: '5d0a1c00-0000-4000-8000-0000000000a6',
};

/** The identity of their own that jobs, and whatever else runs for the models, have. */
export const trainingIdentity = (base: string) => ({
  type: 'UserAssigned',
  userAssignedIdentities: {
    [`${base}/Microsoft.ManagedIdentity/userAssignedIdentities/training`]: {
      principalId: identities.sepsis,
      clientId: identities.sepsis,
    },
  },
});

/** What its resources are called, below their group. */
export const names = {
  account,
  workspace,
  endpoint: `${workspace}/onlineEndpoints/sepsis-risk`,
  features: 'Microsoft.MachineLearningServices/workspaces/clinical-features',
  search: 'Microsoft.Search/searchServices/hv-guidelines',
  vault: 'Microsoft.KeyVault/vaults/hv-clinical-keys',
  storage: 'Microsoft.Storage/storageAccounts/hvclinicalmodels',
  logs: 'Microsoft.OperationalInsights/workspaces/hv-security-logs',
};

/** A workspace that lets nobody in, little out, and keeps all under a key of the hospital. */
export const closedWorkspace = (base: string) => ({
  publicNetworkAccess: 'Disabled',
  managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' },
  encryption: {
    status: 'Enabled',
    keyVaultProperties: {
      keyVaultArmId: `${base}/${names.vault}`,
      keyIdentifier: 'https://hv-clinical-keys.vault.azure.net/keys/workspace/8f1e',
    },
  },
  enableDataIsolation: true,
  hbiWorkspace: true,
  systemDatastoresAuthMode: 'Identity',
  storageAccount: `${base}/${names.storage}`,
  keyVault: `${base}/${names.vault}`,
});

/** Makes its resources. */
export function clinicalMaker(now: Date) {
  const made = maker(ids.clinical, 'clinical-ai', 'westeurope', now);
  const { make, base } = made;
  return {
    made,
    make,
    base,
    /** With an owner, and the class of the data that it holds. */
    owned: (owner: string) => ({ tags: { owner, 'data-class': 'phi' } }),
    /** A private endpoint that leads to it. */
    endpointTo: (name: string) => ({
      privateEndpointConnections: [
        {
          properties: {
            privateEndpoint: { id: `${base}/Microsoft.Network/privateEndpoints/${name}` },
            privateLinkServiceConnectionState: { status: 'Approved' },
          },
        },
      ],
    }),
    /** A private endpoint that the service has accepted. */
    door: (name: string, group: string) =>
      make(`Microsoft.Network/privateEndpoints/${name}`, {
        privateLinkServiceConnections: [
          { properties: { groupIds: [group], privateLinkServiceConnectionState: { status: 'Approved' } } },
        ],
      }),
  };
}
