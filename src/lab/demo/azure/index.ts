import type { AzureEstate } from '../../azure/estate.ts';
import type { Fault } from '../../options.ts';
import { aiClinical } from './ai-clinical.ts';
import { aiResearch } from './ai-research.ts';
import { ids, roles } from './make.ts';

/** The Azure half of the demo organisation: where patients are served, and where people try things. */
export function demoAzure(now: Date): AzureEstate {
  return {
    tenant: ids.tenant,
    client: {
      id: '0a1b2c3d-4e5f-4061-8272-93a4b5c6d7e8',
      secret: 'simulated-only',
      objectId: '9e8d7c6b-5a49-4837-a625-140312f1e0d9',
      name: 'plumbline-scanner',
    },
    subscriptions: [aiClinical(now), aiResearch(now)],
    roles: [
      {
        id: roles.contributor,
        name: 'Contributor',
        permissions: [
          {
            actions: ['*'],
            notActions: [
              'Microsoft.Authorization/*/Delete',
              'Microsoft.Authorization/*/Write',
              'Microsoft.Authorization/elevateAccess/Action',
            ],
          },
        ],
      },
      {
        id: roles.blobReader,
        name: 'Storage Blob Data Reader',
        permissions: [
          {
            actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/read'],
            dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
          },
        ],
      },
      {
        id: roles.dataScientist,
        name: 'AzureML Data Scientist',
        permissions: [
          {
            actions: [
              'Microsoft.MachineLearningServices/workspaces/*/read',
              'Microsoft.MachineLearningServices/workspaces/*/write',
            ],
            notActions: ['Microsoft.MachineLearningServices/workspaces/delete'],
          },
        ],
      },
    ],
  };
}

/** What the scanner may not see: the content filters of the research account. */
export const demoAzureFaults: readonly Fault[] = [
  { kind: 'deny', service: 'cognitiveservices', operation: 'RaiPolicies_List', account: 'ai-research' },
];
