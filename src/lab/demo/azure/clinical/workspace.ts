import type { ArmObject } from '../../../azure/estate.ts';
import { clinicalMaker, closedWorkspace, identities, names, trainingIdentity } from './names.ts';

const { workspace } = names;

/** Where models are made: a workspace that is closed, what it lets out, and its machines. */
export function clinicalWorkspace(now: Date): ArmObject[] {
  const { make, base, owned, endpointTo } = clinicalMaker(now);
  return [
    make(
      workspace,
      {
        ...closedWorkspace(base),
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
        identity: trainingIdentity(base),
        ...owned('clinical-ml'),
      },
    ),
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
    make(`${workspace}/datastores/workspaceblobstore`, {
      isDefault: true,
      datastoreType: 'AzureBlob',
      credentials: { credentialsType: 'None' },
      accountName: 'hvclinicalmodels',
      containerName: 'azureml-blobstore',
      endpoint: 'core.windows.net',
      protocol: 'https',
    }),
    make(`${workspace}/connections/tracking`, {
      category: 'Custom',
      authType: 'ManagedIdentity',
      target: 'https://mlflow.harbour-vale.example',
      isSharedToAll: false,
    }),
  ];
}
