import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import {
  hasStorageEndpoint,
  internetRoute,
  learnsRoutes,
  type Peering,
  privateServiceAccess,
  type RouteTable,
  type Subnet,
} from '../analysis/subnet-routes.ts';
import { type ArmResource, armRows, armUid, provisioned } from '../rows/arm.ts';
import { flowLogReads, flowLogsOf } from './flow-logs.ts';
import { subscriptionOf } from './scope.ts';

/** An answer of Virtual Networks - Get, api-version 2024-05-01: all its subnets stand in it. */
interface VirtualNetwork extends ArmResource {
  properties: { subnets?: Subnet[]; virtualNetworkPeerings?: Peering[] };
}

const { common, field } = armRows<VirtualNetwork>('network', 'VirtualNetworks_Get');
const { raw, each } = answersOf<{
  RouteTables_Get: { properties: RouteTable };
  PrivateEndpoints_Get: {
    properties: { privateLinkServiceConnections?: { properties?: { groupIds?: string[] } }[] };
  };
}>('network');

const all = derive([field('/properties/subnets')], (list) =>
  Array.isArray(list) ? (list as Subnet[]) : missing('the answer holds no subnets'),
); // as the API types it
const uid: Spec<string> = { reads: [], map: ({ item }) => ({ value: armUid(item), from: [] }) };
const subnet = derive(
  [all, uid],
  (list, id) =>
    list.find((one) => one.id?.toLowerCase() === id) ?? missing('the network holds no such subnet any more'),
);
const peerings = derive([field('/properties/virtualNetworkPeerings')], (list) =>
  Array.isArray(list) ? (list as Peering[]) : [],
);
const networkOf = (id: string) => id.replace(/\/subnets\/[^/]+$/i, '');

/** What a private endpoint leads to; the answer names the ids of those in each subnet. */
const doorIds = (list: readonly Subnet[]): string[] => {
  const ids = list.flatMap((one) => (one.properties?.privateEndpoints ?? []).map(({ id }) => id ?? ''));
  return [...new Set(ids)].filter((id) => /\/microsoft\.network\/privateendpoints\/[^/]+$/i.test(id));
};
const doors = derive([each('PrivateEndpoints_Get', '/properties/privateLinkServiceConnections')], (found) =>
  [...found.values()].flatMap((list): (string | MissingValue)[] => {
    if (isMissingValue(list)) return [list];
    return (list ?? []).flatMap((one) => (one.properties?.groupIds ?? []).map((group) => group.toLowerCase()));
  }),
);

const logs = flowLogsOf(
  derive([uid, subnet], (id, { properties }) => {
    const group = properties?.networkSecurityGroup?.id;
    return [id, networkOf(id), ...(group ? [group.toLowerCase()] : [])];
  }),
);

/** A subnet, with the routes, flow logs and private endpoints that apply to it. */
export const subnets = collector({
  provider: 'azure',
  id: 'azure/support/subnet',
  service: 'network',
  kind: 'network.subnet',
  nativeType: 'Microsoft.Network/virtualNetworks/subnets',
  at: 'account',
  refer: (id) => {
    const account = subscriptionOf(id);
    return account && /\/virtualnetworks\/[^/]+\/subnets\/[^/]+$/i.test(id)
      ? { scope: { account, region: 'global' }, item: { id } }
      : missing('it is no subnet of a virtual network', 'out-of-scope');
  },
  reads: [
    {
      service: 'network',
      operation: 'VirtualNetworks_Get',
      permission: 'Microsoft.Network/virtualNetworks/read',
      memo: true,
      input: (item) => ({ network: networkOf(String(item.id)) }),
      expects: 'properties',
      gone: true,
    },
    {
      service: 'network',
      operation: 'RouteTables_Get',
      permission: 'Microsoft.Network/routeTables/read',
      memo: true,
      expects: 'properties',
      input: (_item, got) => {
        const { value } = subnet.map(got);
        const table = isMissingValue(value) ? undefined : value.properties?.routeTable?.id;
        return table ? { table } : null;
      },
    },
    {
      service: 'network',
      operation: 'PrivateEndpoints_Get',
      permission: 'Microsoft.Network/privateEndpoints/read',
      memo: true,
      expects: 'properties',
      // Where storage is reached by a service endpoint, nothing else is needed to know it.
      each: (_item, got) => {
        const [one, list] = [subnet.map(got).value, all.map(got).value];
        return isMissingValue(one) || isMissingValue(list) || hasStorageEndpoint(one) ? [] : doorIds(list);
      },
      input: (_item, _got, endpoint) => ({ endpoint }),
    },
    ...flowLogReads(field('/location')),
  ],
  uid: armUid,
  name: (item) => String(item.id).split('/').at(-1) ?? '',
  facts: {
    ...common,
    createdAt: notExposed('when the subnet was made, from the activity log'),
    modifiedAt: notExposed('the last change of the subnet, from the activity log'),
    state: refine(subnet, ({ properties }) => provisioned(properties?.provisioningState)),
    lastUsedAt: notSupported('A subnet is there to be used, whether or not anything is in it.'),
    idleStopMinutes: notSupported('A subnet is no machine.'),
    internetRoute: derive(
      [subnet, raw('RouteTables_Get', '/properties'), all, peerings],
      (one, table, list, joined) => {
        // A table is named and was not asked for only where the subnet itself is not known.
        return internetRoute(one, table, learnsRoutes(list, joined));
      },
    ),
    privateServiceAccess: derive([subnet, doors, peerings], (one, groups, joined) =>
      privateServiceAccess(one, groups, joined.length > 0),
    ),
    flowLogged: logs.flowLogged,
    accessLogged: logs.flowLogged,
    appLogged: notSupported('A subnet has no output of its own.'),
    logFeeds: logs.logFeeds,
  },
  links: {
    logGroups: logs.logGroups,
    firewalls: derive([subnet], ({ properties }) => {
      const group = properties?.networkSecurityGroup?.id;
      return group ? [group.toLowerCase()] : [];
    }),
  },
});
