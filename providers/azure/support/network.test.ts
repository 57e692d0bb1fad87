import { describe, expect, it, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { denied, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf } from '../testing/vary.ts';
import { firewalls } from './firewall.ts';
import { subnets } from './subnet.ts';

const base = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers/Microsoft.Network';
const vnet = `${base}/virtualNetworks/V`;
const uid = `${vnet}/subnets/S`.toLowerCase();
const group = `${base}/networkSecurityGroups/N`;
const door = `${base}/privateEndpoints/P`;
const watcher = `${base}/networkWatchers/W`;
const unknown = 'missing: not-returned';

const flowLog = (properties: object = {}) => ({
  properties: { targetResourceId: vnet, enabled: true, storageId: '/Store', ...properties },
});
const network = (subnet: object = {}, more: object = {}, others: object[] = []) => ({
  id: vnet,
  name: 'V',
  location: 'westeurope',
  tags: { owner: 'net' },
  properties: {
    subnets: [
      { id: `${vnet}/subnets/s`, name: 's', properties: { provisioningState: 'Succeeded', ...subnet } },
      ...others,
    ],
    virtualNetworkPeerings: [],
    ...more,
  },
});
const table = {
  VirtualNetworks_Get: network(),
  RouteTables_Get: { properties: { routes: [] } },
  PrivateEndpoints_Get: { properties: { privateLinkServiceConnections: [{ properties: { groupIds: ['blob'] } }] } },
  NetworkWatchers_ListAll: { value: [{ id: watcher, location: 'West Europe' }] },
  FlowLogs_List: { value: [flowLog()] },
};
const facts = (change: object = {}) =>
  factsOf(subnets, azureGiven({ id: uid }, { ...table, ...change } as unknown as Table)); // JSON by its members
const of = (subnet: object, more: object = {}, others: object[] = []) =>
  facts({ VirtualNetworks_Get: network(subnet, more, others) });
const routed = (properties: object) => ({
  VirtualNetworks_Get: network({ routeTable: { id: `${base}/routeTables/T` } }),
  RouteTables_Get: { properties },
});
const route = (nextHopType: string, addressPrefix = '0.0.0.0/0') => ({
  routes: [{ properties: { addressPrefix, nextHopType } }],
});
const routes = (...all: [prefix: string, hop: string][]) =>
  facts(routed({ routes: all.flatMap(([prefix, hop]) => route(hop, prefix).routes) }));

test('a subnet as it is made', () => {
  expect(facts()).toMatchObject({
    owner: 'net',
    region: 'westeurope',
    state: 'active',
    internetRoute: 'direct',
    privateServiceAccess: false,
    flowLogged: true,
    accessLogged: true,
    logFeeds: [{ category: 'flow-log', destination: '/store', retentionDays: 'missing: not-exposed' }],
    '->logGroups': [],
    '->firewalls': [],
  });
});

describe('the way to the internet', () => {
  it.each<[what: string, given: Record<string, Json>, expected: Json]>([
    ['one that Azure gives', of({ defaultOutboundAccess: true }), 'direct'],
    ['none that Azure gives', of({ defaultOutboundAccess: false }), 'none'],
    ['it is not said', of({ defaultOutboundAccess: null }), 'direct'],
    ['a NAT gateway', of({ natGateway: { id: '/n' } }), 'nat'],
    ['an appliance', facts(routed(route('VirtualAppliance'))), 'nat'],
    ['a gateway', facts(routed(route('VirtualNetworkGateway'))), 'nat'],
    ['dropped', facts(routed(route('None'))), 'none'],
    ['a route to the internet', facts(routed(route('Internet'))), 'direct'],
    ['a route for some addresses', facts(routed(route('None', '10.0.0.0/8'))), 'direct'],
    ['a new word', facts(routed(route('Wormhole'))), unknown],
    ['dropped in two halves', routes(['0.0.0.0/1', 'None'], ['128.0.0.0/1', 'None']), 'none'],
    ['dropped in one half', routes(['0.0.0.0/1', 'None']), 'direct'],
    ['half dropped, half an appliance', routes(['0.0.0.0/1', 'None'], ['128.0.0.0/1', 'VirtualAppliance']), 'nat'],
    ['halves win over all', routes(['0.0.0.0/0', 'Internet'], ['0.0.0.0/1', 'None'], ['128.0.0.0/1', 'None']), 'none'],
    ['half of it out beside the drop', routes(['0.0.0.0/0', 'None'], ['0.0.0.0/1', 'Internet']), 'direct'],
    [
      'some of it out beside an appliance',
      routes(['0.0.0.0/0', 'VirtualAppliance'], ['8.8.8.0/24', 'Internet']),
      'direct',
    ],
    ['private addresses out beside the drop', routes(['0.0.0.0/0', 'None'], ['10.1.0.0/16', 'Internet']), 'none'],
    ['one service out beside the drop', routes(['0.0.0.0/0', 'None'], ['AzureMachineLearning', 'Internet']), 'none'],
    [
      'all of Azure out beside the drop',
      routes(['0.0.0.0/0', 'None'], ['AzureCloud.westeurope', 'Internet']),
      'direct',
    ],
    ['routes of a gateway', of({}, { virtualNetworkPeerings: [{ properties: { useRemoteGateways: true } }] }), unknown],
    ['routes of its own gateway', of({}, {}, [{ id: '/g', name: 'GatewaySubnet' }]), unknown],
    ['joined without a gateway', of({}, { virtualNetworkPeerings: [{ properties: {} }] }), 'direct'],
    [
      'a table that could not be read',
      facts({ ...routed({}), RouteTables_Get: denied }),
      'missing: access-denied Microsoft.Network/routeTables/read',
    ],
    ['no such subnet', facts({ VirtualNetworks_Get: { ...network(), properties: { subnets: [] } } }), unknown],
    ['no subnets in the answer', facts({ VirtualNetworks_Get: { ...network(), properties: {} } }), unknown],
  ])('%s', (_what, { internetRoute }, expected) => {
    expect(internetRoute).toBe(expected);
  });

  it('a table that takes no routes of a gateway settles it', () => {
    const joined = { virtualNetworkPeerings: [{ properties: { useRemoteGateways: true } }] };
    const VirtualNetworks_Get = network({ routeTable: { id: `${base}/routeTables/T` } }, joined);
    const RouteTables_Get = { properties: { disableBgpRoutePropagation: true, routes: [] } };
    expect(facts({ VirtualNetworks_Get, RouteTables_Get }).internetRoute).toBe('direct');
  });
});

describe('the way to the services of the cloud', () => {
  const endpoint = (service: string, provisioningState?: string) => ({
    serviceEndpoints: [{ service, provisioningState }],
  });
  const withDoor = [{ id: '/other', name: 'other', properties: { privateEndpoints: [{ id: door }] } }];
  const elsewhere = { properties: { privateLinkServiceConnections: [{ properties: { groupIds: ['vault'] } }] } };
  const joined = { virtualNetworkPeerings: [{ properties: {} }] };
  it.each<[what: string, given: Record<string, Json>, expected: Json]>([
    ['a service endpoint', of(endpoint('Microsoft.Storage', 'Succeeded')), true],
    ['one for all regions', of(endpoint('Microsoft.Storage.Global')), true],
    ['one that failed', of(endpoint('Microsoft.Storage', 'Failed')), false],
    ['one for something else', of(endpoint('Microsoft.Sql')), false],
    ['a private endpoint next to it', of({}, {}, withDoor), true],
    [
      'a private endpoint to a vault',
      facts({ VirtualNetworks_Get: network({}, {}, withDoor), PrivateEndpoints_Get: elsewhere }),
      false,
    ],
    ['networks that are joined', of({}, joined), 'missing: out-of-scope'],
    ['a private endpoint, and networks that are joined', of({}, joined, withDoor), true],
    [
      'a private endpoint that could not be read',
      facts({ VirtualNetworks_Get: network({}, {}, withDoor), PrivateEndpoints_Get: denied }),
      'missing: access-denied Microsoft.Network/privateEndpoints/read',
    ],
  ])('%s', (_what, { privateServiceAccess }, expected) => {
    expect(privateServiceAccess).toBe(expected);
  });
});

describe('whether connections are recorded', () => {
  const logged = (...value: object[]) => facts({ FlowLogs_List: { value } });
  it.each<[what: string, given: Record<string, Json>, expected: Json]>([
    ['of the network', logged(flowLog()), true],
    ['of the subnet', logged(flowLog({ targetResourceId: uid.toUpperCase() })), true],
    [
      'of its group of rules',
      facts({
        VirtualNetworks_Get: network({ networkSecurityGroup: { id: group } }),
        FlowLogs_List: { value: [flowLog({ targetResourceId: group })] },
      }),
      true,
    ],
    ['of a group of rules that is not its own', logged(flowLog({ targetResourceId: group })), false],
    ['of another network', logged(flowLog({ targetResourceId: `${vnet}2` })), false],
    ['switched off', logged(flowLog({ enabled: false })), false],
    ['it is not said', logged(flowLog({ enabled: undefined })), false],
    ['none', logged(), false],
    [
      'no watcher in that place',
      facts({ NetworkWatchers_ListAll: { value: [{ id: watcher, location: 'uksouth' }] } }),
      false,
    ],
    [
      'watchers denied',
      facts({ NetworkWatchers_ListAll: denied }),
      'missing: access-denied Microsoft.Network/networkWatchers/read',
    ],
    [
      'logs denied',
      facts({ FlowLogs_List: denied }),
      'missing: access-denied Microsoft.Network/networkWatchers/flowLogs/read',
    ],
  ])('%s', (_what, { flowLogged }, expected) => {
    expect(flowLogged).toBe(expected);
  });

  it('says how long, and where they are looked into', () => {
    const sent = { networkWatcherFlowAnalyticsConfiguration: { enabled: true, workspaceResourceId: '/W' } };
    const found = logged(flowLog({ retentionPolicy: { enabled: true, days: 90 }, flowAnalyticsConfiguration: sent }));
    expect(found.logFeeds).toEqual([{ category: 'flow-log', destination: '/store', retentionDays: 90 }]);
    expect(found['->logGroups']).toEqual(['/w']);
    const off = { networkWatcherFlowAnalyticsConfiguration: { enabled: false, workspaceResourceId: '/W' } };
    expect(logged(flowLog({ flowAnalyticsConfiguration: off }))['->logGroups']).toEqual([]);
  });
});

describe('a network security group', () => {
  const rules = (securityRules: Json | undefined): JsonObject =>
    ({ location: 'westeurope', properties: { provisioningState: 'Succeeded', securityRules } }) as JsonObject; // as above
  const read = (answer: JsonObject | typeof denied) =>
    factsOf(firewalls, azureGiven({ id: group.toLowerCase() }, { NetworkSecurityGroups_Get: answer }));

  it('without rules lets nobody in and everything out', () => {
    expect(read(rules([]))).toMatchObject({ openPorts: [], openEgress: true, state: 'active' });
  });
  it.each([
    ['not in the answer', rules(undefined), unknown],
    ['denied', denied, 'missing: access-denied Microsoft.Network/networkSecurityGroups/read'],
  ])('%s: neither is known', (_what, answer, expected) => {
    expect(read(answer)).toMatchObject({ openPorts: expected, openEgress: expected });
  });
});

test('what is no subnet or group is not read as one', () => {
  const from = { provider: 'azure' as const, account: 'a', accountName: 'a', region: 'global' };
  expect(subnets.refer?.(uid, from)).toMatchObject({ item: { id: uid } });
  expect(subnets.refer?.(vnet, from)).toHaveProperty('$missing');
  expect(firewalls.refer?.(group, from)).toMatchObject({ item: { id: group } });
  expect(firewalls.refer?.(uid, from)).toHaveProperty('$missing');
});
