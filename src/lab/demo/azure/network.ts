import type { ArmObject } from '../../azure/estate.ts';
import type { maker } from './make.ts';

type Made = ReturnType<typeof maker>;

function rule(name: string, priority: number, of: object): object {
  return {
    name,
    properties: {
      priority,
      protocol: '*',
      sourcePortRange: '*',
      destinationPortRange: '*',
      sourceAddressPrefix: '*',
      destinationAddressPrefix: '*',
      ...of,
    },
  };
}

/** The hospital's own network: what leaves goes through its firewall, and connections are recorded. */
export function clinicalNetwork({ make, base }: Made): ArmObject[] {
  const network = `${base}/Microsoft.Network`;
  const group = { networkSecurityGroup: { id: `${network}/networkSecurityGroups/clinical-ml` } };
  const guarded = { ...group, routeTable: { id: `${network}/routeTables/by-firewall` } };
  const subnet = (name: string, properties: object) => ({
    id: `${network}/virtualNetworks/clinical/subnets/${name}`,
    name,
    properties: { provisioningState: 'Succeeded', defaultOutboundAccess: false, ...properties },
  });
  return [
    make('Microsoft.Network/virtualNetworks/clinical', {
      addressSpace: { addressPrefixes: ['10.40.0.0/16'] },
      subnets: [
        subnet('training', guarded),
        subnet('lakehouse-hosts', guarded),
        subnet('lakehouse-containers', guarded),
        subnet('doors', { ...group, privateEndpoints: [{ id: `${network}/privateEndpoints/models-pe` }] }),
      ],
      virtualNetworkPeerings: [],
    }),
    make('Microsoft.Network/privateEndpoints/models-pe', {
      privateLinkServiceConnections: [
        { properties: { groupIds: ['blob'], privateLinkServiceConnectionState: { status: 'Approved' } } },
      ],
    }),
    make('Microsoft.Network/routeTables/by-firewall', {
      disableBgpRoutePropagation: true,
      routes: [
        {
          name: 'out',
          properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.250.4' },
        },
      ],
    }),
    make('Microsoft.Network/networkSecurityGroups/clinical-ml', {
      securityRules: [
        rule('to-the-firewall', 200, {
          direction: 'Outbound',
          access: 'Allow',
          protocol: 'Tcp',
          destinationPortRange: '443',
          destinationAddressPrefix: 'AzureMachineLearning',
        }),
        rule('nothing-else', 4000, { direction: 'Outbound', access: 'Deny', destinationAddressPrefix: 'Internet' }),
      ],
    }),
    make('Microsoft.Network/networkWatchers/watcher-westeurope', {}),
    make('Microsoft.Network/networkWatchers/watcher-westeurope/flowLogs/clinical', {
      targetResourceId: `${network}/virtualNetworks/clinical`,
      enabled: true,
      storageId: `${base}/Microsoft.Storage/storageAccounts/hvclinicalmodels`,
      retentionPolicy: { enabled: true, days: 180 },
    }),
  ];
}

/** A network as the portal makes it, and a rule for one afternoon that stayed. */
export function researchNetwork({ make, base }: Made): ArmObject[] {
  const network = `${base}/Microsoft.Network`;
  return [
    make('Microsoft.Network/virtualNetworks/research', {
      addressSpace: { addressPrefixes: ['10.60.0.0/16'] },
      subnets: [
        {
          id: `${network}/virtualNetworks/research/subnets/notebooks`,
          name: 'notebooks',
          properties: {
            provisioningState: 'Succeeded',
            networkSecurityGroup: { id: `${network}/networkSecurityGroups/notebooks` },
          },
        },
      ],
      virtualNetworkPeerings: [],
    }),
    make('Microsoft.Network/networkSecurityGroups/notebooks', {
      securityRules: [
        rule('jupyter-from-anywhere', 100, {
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          destinationPortRange: '8888',
        }),
      ],
    }),
    make('Microsoft.Network/networkWatchers/watcher-swedencentral', {}),
  ];
}
