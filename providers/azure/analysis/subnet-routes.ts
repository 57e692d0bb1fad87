import type { MissingValue } from '../../../src/model/facts.ts';
import { isPrivate } from '../../../src/model/mapping/cidr.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

/**
 * A subnet as its virtual network holds it, api-version 2024-05-01.
 *
 * @see https://learn.microsoft.com/rest/api/virtualnetwork/virtual-networks/get (2026-11)
 */
export interface Subnet {
  id?: string;
  name?: string;
  properties?: {
    provisioningState?: string;
    networkSecurityGroup?: { id?: string };
    routeTable?: { id?: string };
    natGateway?: { id?: string };
    /** Whether machines without a way out of their own are given one. */
    defaultOutboundAccess?: boolean | null;
    serviceEndpoints?: { service?: string; provisioningState?: string }[];
    privateEndpoints?: { id?: string }[];
  };
}

export interface Peering {
  properties?: { useRemoteGateways?: boolean; peeringState?: string };
}

/** An answer of Route Tables - Get, api-version 2024-05-01: what stands below `properties`. */
export interface RouteTable {
  disableBgpRoutePropagation?: boolean;
  routes?: { properties?: { addressPrefix?: string; nextHopType?: string } }[];
}

/**
 * The way of a subnet to the internet. A route of the customer's own for all addresses wins over a NAT gateway, and
 * that over the way which Azure gives to machines that have none. A subnet that does not say otherwise gives one.
 *
 * @param table Its route table; undefined where it has none.
 * @param learns Whether routes may come from a gateway, which no read tells.
 * @see https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access (2026-11)
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview (2026-11)
 */
export function internetRoute(
  { properties = {} }: Subnet,
  table: RouteTable | undefined,
  learns: boolean,
): 'none' | 'nat' | 'direct' | MissingValue {
  const routes = (table?.routes ?? []).map((one) => one.properties ?? {});
  const own = halves(routes) ?? routes.find((one) => one.addressPrefix === '0.0.0.0/0');
  const hop = own?.nextHopType?.toLowerCase();
  // The narrower route wins: with one to the internet beside it, the route for all addresses settles nothing.
  if (hop !== 'internet' && routes.some(leadsOut)) return ownWayOut(properties);
  if (hop === 'none') return 'none';
  // What comes behind an appliance or a gateway is somebody's decision, not an open way.
  if (hop === 'virtualappliance' || hop === 'virtualnetworkgateway') return 'nat';
  if (own !== undefined && hop !== 'internet')
    return missing(`next hop ${String(own.nextHopType)} is not known to this version`);
  if (own === undefined && learns && table?.disableBgpRoutePropagation !== true)
    return missing('routes that the network learns from a gateway may take all traffic, and no read tells them');
  return ownWayOut(properties);
}

function ownWayOut({ natGateway, defaultOutboundAccess }: NonNullable<Subnet['properties']>) {
  if (natGateway?.id) return 'nat';
  return defaultOutboundAccess === false ? 'none' : 'direct';
}

type Route = NonNullable<NonNullable<RouteTable['routes']>[number]['properties']>;

/** Whether a route leads public addresses straight out; `AzureCloud` are those of all customers of Azure. */
function leadsOut({ addressPrefix = '', nextHopType }: Route): boolean {
  if (nextHopType?.toLowerCase() !== 'internet' || addressPrefix.includes(':') || addressPrefix === '0.0.0.0/0')
    return false;
  if (!/^[\d.]+\/\d+$/.test(addressPrefix)) return /^azurecloud(\.|$)/i.test(addressPrefix);
  return !isPrivate(addressPrefix);
}

/** Two routes that together are one for all addresses, and win over it: the one that leads further out. */
function halves(routes: readonly Route[]): Route | undefined {
  const [low, high] = ['0.0.0.0/1', '128.0.0.0/1'].map((half) => routes.find((one) => one.addressPrefix === half));
  return low && high && low.nextHopType?.toLowerCase() === 'none' ? high : low && high ? low : undefined;
}

/** Whether a network may learn routes: it has a gateway, or uses that of a network it is joined to. */
export function learnsRoutes(subnets: readonly Subnet[], peerings: readonly Peering[]): boolean {
  return (
    subnets.some((one) => one.name === 'GatewaySubnet' || one.name === 'RouteServerSubnet') ||
    peerings.some((one) => one.properties?.useRemoteGateways === true)
  );
}

/** Whether storage is reached by a service endpoint of the subnet. */
export function hasStorageEndpoint({ properties = {} }: Subnet): boolean {
  return (properties.serviceEndpoints ?? []).some(
    (one) =>
      /^microsoft\.storage(\.global)?$/i.test(one.service ?? '') &&
      (one.provisioningState ?? 'Succeeded') === 'Succeeded',
  );
}

/**
 * Whether the data of machine learning is reached without the internet: by a service endpoint for storage, or by a
 * private endpoint to it in the same network.
 *
 * @param groups What the private endpoints of the network lead to; missing where one could not be read.
 * @param joined Whether other networks are joined to it, whose private endpoints serve it as well.
 */
export function privateServiceAccess(
  subnet: Subnet,
  groups: readonly (string | MissingValue)[],
  joined: boolean,
): boolean | MissingValue {
  if (hasStorageEndpoint(subnet) || groups.includes('blob') || groups.includes('dfs')) return true;
  const lacking = groups.find((one): one is MissingValue => typeof one !== 'string');
  if (lacking) return lacking;
  return joined ? missing('private endpoints in networks that are joined to it are not read', 'out-of-scope') : false;
}
