import { answersOf, byDesign, derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armRows, provisioned } from '../rows/arm.ts';
import { oneKey } from '../rows/encryption.ts';
import { diagnostics, diagnosticsRead } from '../rows/logging.ts';
import { approvedEndpoints, type NetworkAcls, rangesOf, reachOf } from '../rows/reach.ts';
import { byId } from './by-id.ts';

/** An answer of Storage Accounts - Get Properties, api-version 2024-01-01. */
interface StorageAccount extends ArmResource {
  properties: {
    provisioningState?: string;
    creationTime?: string;
    publicNetworkAccess?: string;
    networkAcls?: NetworkAcls;
    supportsHttpsTrafficOnly?: boolean;
    minimumTlsVersion?: string;
    allowBlobPublicAccess?: boolean;
    allowSharedKeyAccess?: boolean;
    isSftpEnabled?: boolean;
    isLocalUserEnabled?: boolean | null;
    isNfsV3Enabled?: boolean;
    encryption?: { keySource?: string; keyvaultproperties?: { keyname?: string; keyvaulturi?: string } };
    immutableStorageWithVersioning?: { enabled?: boolean };
    privateEndpointConnections?: object[];
  };
}

/** An answer of Blob Services - Get Service Properties, api-version 2024-01-01. */
interface BlobService {
  properties: { isVersioningEnabled?: boolean; deleteRetentionPolicy?: { enabled?: boolean; days?: number } };
}

const { common, field } = armRows<StorageAccount>('storage', 'StorageAccounts_GetProperties');
const { raw } = answersOf<{ BlobServices_GetServiceProperties: BlobService }>('storage');
const logs = diagnostics(['storageread', 'audit', 'alllogs']);
const key = oneKey(
  field('/properties/encryption'),
  (value) => {
    const { keySource, keyvaultproperties } = (value ?? {}) as NonNullable<StorageAccount['properties']['encryption']>; // absent: Microsoft's keys
    return { used: keySource === 'Microsoft.Keyvault', key: keyvaultproperties?.keyname };
  },
  ['data'],
);
const acls = field('/properties/networkAcls');
const nfs = field('/properties/isNfsV3Enabled');

export const buckets = collector({
  ...byId({
    id: 'azure/support/bucket',
    service: 'storage',
    nativeType: 'Microsoft.Storage/storageAccounts',
    operation: 'StorageAccounts_GetProperties',
    parameter: 'bucket',
    what: 'storage account',
    more: [
      {
        service: 'storage',
        operation: 'BlobServices_GetServiceProperties',
        permission: 'Microsoft.Storage/storageAccounts/blobServices/read',
        input: (item) => ({ bucket: String(item.id) }),
        expects: 'properties',
      },
      // Reads and writes of blobs are recorded by the blob service, not by the account.
      { ...diagnosticsRead, input: (item) => ({ resource: `${String(item.id)}/blobServices/default` }) },
    ],
  }),
  kind: 'storage.bucket',
  facts: {
    ...common,
    ...key.facts,
    ...logs.facts,
    createdAt: derive([field('/properties/creationTime')], (value) =>
      typeof value === 'string' ? value : missing('the answer has no such time'),
    ),
    modifiedAt: notExposed('the last change of the account, from the activity log'),
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the transaction metrics of the account'),
    idleStopMinutes: notSupported('A storage account is no machine.'),
    nodeTraffic: notSupported('A storage account is no job.'),
    // Left out of an answer that has TLS settings: https only, and TLS 1.0, were the defaults of older accounts.
    clientTls: derive(
      [field('/properties/supportsHttpsTrafficOnly'), field('/properties/minimumTlsVersion'), nfs],
      (https, tls, mounts) => {
        if (https === false || mounts === true) return 'optional' as const;
        if (https !== true) return missing('the answer does not say whether http is taken');
        return tls === 'TLS1_2' || tls === 'TLS1_3' ? ('required' as const) : ('optional' as const);
      },
    ),
    publicAccess: derive([field('/properties/publicNetworkAccess'), acls], (access, rules) =>
      reachOf(access, rules as NetworkAcls | undefined),
    ),
    allowedRanges: derive([acls], (rules) => rangesOf(rules as NetworkAcls | undefined)),
    sharedWith: notExposed('whether a container is public, and role assignments of guests on the account'),
    outsiders: notExposed('role assignments of guests on the account'),
    /**
     * Keys are taken unless that was switched off. Local users of SFTP have a password or a key of their own. NFS 3.0
     * knows no callers, only networks, and encrypts nothing.
     *
     * @see https://learn.microsoft.com/azure/storage/blobs/secure-file-transfer-protocol-support-authorize-access (2026-11)
     * @see https://learn.microsoft.com/azure/storage/blobs/network-file-system-protocol-support (2026-11)
     */
    authMethods: derive(
      [
        field('/properties/allowSharedKeyAccess'),
        field('/properties/isSftpEnabled'),
        field('/properties/isLocalUserEnabled'),
        nfs,
      ],
      (keys, sftp, localUsers, mounts) => [
        'identity' as const,
        ...(keys === false ? [] : ['key' as const]),
        ...(sftp === true && localUsers !== false ? ['password' as const] : []),
        ...(mounts === true ? ['anonymous' as const] : []),
      ],
    ),
    shell: notSupported('A storage account is no machine.'),
    plainSecrets: notSupported('A storage account has no environment.'),
    appLogged: notSupported('A storage account has no output of its own.'),
    versioned: derive(
      [raw('BlobServices_GetServiceProperties', '/properties/isVersioningEnabled')],
      (on) => on === true,
    ),
    recoverableDays: derive(
      [raw('BlobServices_GetServiceProperties', '/properties/deleteRetentionPolicy')],
      (policy) => (policy?.enabled === true ? (policy.days ?? null) : null),
    ),
    locked: derive([field('/properties/immutableStorageWithVersioning/enabled')], (on) => on === true),
    objectAcls: byDesign(false, 'https://learn.microsoft.com/azure/storage/blobs/authorize-data-access', '2026-11'),
    scanned: notExposed('whether sensitive data discovery of Defender covers the account'),
  },
  links: {
    ...logs.links,
    keys: derive([field('/properties/encryption')], (value) =>
      (value as StorageAccount['properties']['encryption'])?.keySource === 'Microsoft.Keyvault'
        ? [missing('the answer names the vault by its address, not by its id', 'out-of-scope')]
        : [],
    ),
    privateEndpoints: derive([field('/properties/privateEndpointConnections')], approvedEndpoints),
  },
});
