import type { ArmObject } from '../../azure/estate.ts';
import type { maker } from './make.ts';

type Made = ReturnType<typeof maker>;
const text = (value: string) => ({ type: 'String', value });
const flag = (value: boolean) => ({ type: 'Bool', value });
const vaultKey = (name: string) => ({
  keySource: 'Microsoft.Keyvault',
  keyVaultProperties: {
    keyVaultUri: 'https://hv-clinical-keys.vault.azure.net/',
    keyName: name,
    keyVersion: '5c0de5c0de5c0de5c0de5c0de5c0de5c',
  },
});

/** Where wards' records are prepared: closed, in a network of the hospital's, all of it under its own keys. */
export function clinicalLakehouse({ make, base }: Made, identity: string): ArmObject[] {
  return [
    make(
      'Microsoft.Databricks/workspaces/clinical-lakehouse',
      {
        createdDateTime: '2025-11-03T09:20:00Z',
        computeMode: 'Hybrid',
        isUcEnabled: true,
        managedResourceGroupId: `${base.split('/resourceGroups/')[0]}/resourceGroups/databricks-clinical`,
        publicNetworkAccess: 'Disabled',
        requiredNsgRules: 'NoAzureDatabricksRules',
        accessConnector: {
          id: `${base}/Microsoft.Databricks/accessConnectors/lakehouse`,
          identityType: 'SystemAssigned',
        },
        defaultStorageFirewall: 'Enabled',
        parameters: {
          customVirtualNetworkId: text(`${base}/Microsoft.Network/virtualNetworks/clinical`),
          customPublicSubnetName: text('lakehouse-hosts'),
          customPrivateSubnetName: text('lakehouse-containers'),
          enableNoPublicIp: flag(true),
          encryption: {
            type: 'Object',
            value: {
              keySource: 'Microsoft.Keyvault',
              KeyName: 'lakehouse',
              keyvaulturi: 'https://hv-clinical-keys.vault.azure.net/',
            },
          },
          storageAccountName: text('dbstorageclinical'),
        },
        encryption: { entities: { managedServices: vaultKey('lakehouse'), managedDisk: vaultKey('lakehouse') } },
        enhancedSecurityCompliance: {
          automaticClusterUpdate: { value: 'Enabled' },
          complianceSecurityProfile: { value: 'Enabled', complianceStandards: ['HIPAA'] },
          enhancedSecurityMonitoring: { value: 'Enabled' },
        },
        privateEndpointConnections: [
          {
            properties: {
              privateEndpoint: { id: `${base}/Microsoft.Network/privateEndpoints/lakehouse-pe` },
              privateLinkServiceConnectionState: { status: 'Approved' },
            },
          },
        ],
      },
      { sku: { name: 'premium' }, tags: { owner: 'clinical-data', 'data-class': 'phi' } },
    ),
    make(
      'Microsoft.Databricks/accessConnectors/lakehouse',
      { referedBy: [`${base}/Microsoft.Databricks/workspaces/clinical-lakehouse`] },
      { identity: { type: 'SystemAssigned', principalId: identity } },
    ),
    make('Microsoft.Network/privateEndpoints/lakehouse-pe', {
      privateLinkServiceConnections: [
        { properties: { groupIds: ['databricks_ui_api'], privateLinkServiceConnectionState: { status: 'Approved' } } },
      ],
    }),
  ];
}

/** A trial that nobody took down: clusters with addresses of their own, in a network that Databricks made. */
export function trialLakehouse({ make }: Made): ArmObject[] {
  return [
    make(
      'Microsoft.Databricks/workspaces/pathology-trial',
      {
        createdDateTime: '2024-02-12T15:41:00Z',
        computeMode: 'Hybrid',
        isUcEnabled: false,
        publicNetworkAccess: 'Enabled',
        requiredNsgRules: 'AllRules',
        parameters: {
          customVirtualNetworkId: text(''),
          customPublicSubnetName: text(''),
          customPrivateSubnetName: text(''),
          enableNoPublicIp: flag(false),
          storageAccountName: text('dbstoragepathology'),
          vnetAddressPrefix: text('10.139'),
        },
      },
      { sku: { name: 'standard' } },
    ),
  ];
}
