import type { ArmObject } from '../../../azure/estate.ts';
import { clinicalMaker, names } from './names.ts';

const { vault, storage, logs } = names;

/** Keys, storage, images and logs that all of it stands on, and the private doors to them. */
export function clinicalFoundations(now: Date): ArmObject[] {
  const { make, base, owned, endpointTo, door } = clinicalMaker(now);
  return [
    door('assistant-pe', 'account'),
    door('clinical-models-pe', 'amlworkspace'),
    door('guidelines-pe', 'searchService'),
    door('clinical-keys-pe', 'vault'),
    make(
      logs,
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
  ];
}
