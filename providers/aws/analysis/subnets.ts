import { isInternet, isPrivate } from './ranges.ts';
import { flagOf, listOf, listOrEmpty, objectOf, shapeError, textOf, wordOf } from './shape.ts';

/** Which subnet is judged, with the VPC that it lies in. */
export interface SubnetRef {
  subnetId: string;
  vpcId: string;
}

export type InternetRoute = 'none' | 'nat' | 'direct';

const worst: readonly InternetRoute[] = ['none', 'nat', 'direct'];

/**
 * How the subnet reaches the internet by its route table, weakest wins.
 *
 * - direct: a route to an internet or carrier gateway, whatever range it is for; or the whole internet through an
 *   appliance or firewall endpoint in a VPC whose internet gateway has a route table of its own (so that it also sends
 *   inwards through the appliance).
 * - nat: outwards only (NAT gateway, egress-only gateway), or the whole internet through a transit gateway, VPN, peering,
 *   core network, local gateway, instance or firewall endpoint: whether there is a way on is not known here.
 * - none: neither. Routes to private ranges, routes of gateway endpoints, and blackholes do not count.
 *
 * The whole internet is also what is wider than a /8, and a prefix list, whose content is not read here. A NAT gateway
 * that is private counts like a public one. Network ACLs and security groups are not looked at.
 *
 * @param routeTables all route tables of the VPC, as DescribeRouteTables returns them; those of other VPCs are skipped.
 * @throws PlumblineError RESPONSE_SHAPE when the subnet's table is not among them, or a route leads to a target that is not known.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
export function internetRoute(subnet: SubnetRef, routeTables: unknown): InternetRoute {
  const tables = tablesOf(subnet.vpcId, routeTables);
  const table = tableOf(subnet, tables);
  const inwards = tables.some(({ associations }) =>
    associations.some(({ gatewayId }) => gatewayId?.startsWith('igw-')),
  );
  return table.routes
    .map((route) => reachOf(route, inwards))
    .reduce((widest, next) => (worst.indexOf(next) > worst.indexOf(widest) ? next : widest), 'none');
}

/**
 * Whether the subnet reaches S3 without the internet: an available gateway endpoint for S3 in its route table. Interface
 * endpoints do not count, since whether their names resolve is up to DNS; nor does a gateway endpoint for DynamoDB.
 *
 * @param vpcEndpoints as DescribeVpcEndpoints returns them.
 * @throws PlumblineError RESPONSE_SHAPE as `internetRoute`.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export function privateServiceAccess(subnet: SubnetRef, routeTables: unknown, vpcEndpoints: unknown): boolean {
  const { id } = tableOf(subnet, tablesOf(subnet.vpcId, routeTables));
  return listOf(vpcEndpoints, 'VpcEndpoints').some((item) => {
    const endpoint = objectOf(item, 'A VPC endpoint');
    const tables = listOrEmpty(endpoint.RouteTableIds, 'RouteTableIds of a VPC endpoint');
    const service = textOf(endpoint.ServiceName, 'ServiceName') ?? '';
    if (!service.endsWith('.s3') || !tables.includes(id)) return false;
    const state = textOf(endpoint.State, 'State of a VPC endpoint')?.toLowerCase();
    return (
      wordOf(endpoint.VpcEndpointType, endpointTypes, 'VpcEndpointType') === 'Gateway' &&
      wordOf(state, endpointStates, 'State of a VPC endpoint') === 'available'
    );
  });
}

const endpointTypes = ['Gateway', 'Interface', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork'] as const;
/** EC2 writes them in lower case or not. */
const endpointStates = [
  'available',
  'pending',
  'pendingacceptance',
  'deleting',
  'deleted',
  'rejected',
  'failed',
  'expired',
  'partial',
] as const;

interface RouteTable {
  id: string;
  associations: readonly { main: boolean; subnetId: string | undefined; gatewayId: string | undefined }[];
  routes: readonly Record<string, unknown>[];
}

function tablesOf(vpcId: string, routeTables: unknown): RouteTable[] {
  return listOf(routeTables, 'RouteTables')
    .map((item) => objectOf(item, 'A route table'))
    .filter((table) => {
      // One that does not say whose it is may be this subnet's.
      const of = textOf(table.VpcId, 'VpcId of a route table');
      if (!of) throw shapeError('A route table names no VPC');
      return of === vpcId;
    })
    .map((table) => {
      const id = textOf(table.RouteTableId, 'RouteTableId');
      if (id === undefined) throw shapeError('A route table has no id');
      return {
        id,
        associations: listOrEmpty(table.Associations, 'Associations of a route table')
          .map(associationOf)
          .filter((item) => item !== undefined),
        routes: listOf(table.Routes, 'Routes of a route table').map((route) => objectOf(route, 'A route')),
      };
    });
}

/** An association that is in force or coming into force. */
function associationOf(value: unknown) {
  const association = objectOf(value, 'An association of a route table');
  const stateOf = association.AssociationState;
  const state =
    stateOf === undefined ? undefined : textOf(objectOf(stateOf, 'AssociationState').State, 'State of an association');
  if (state === 'disassociated' || state === 'failed') return undefined;
  return {
    main: flagOf(association.Main, 'Main') ?? false,
    subnetId: textOf(association.SubnetId, 'SubnetId of an association'),
    gatewayId: textOf(association.GatewayId, 'GatewayId of an association'),
  };
}

/** The table that the subnet is associated with, or else the main one of its VPC. */
function tableOf({ subnetId }: SubnetRef, tables: readonly RouteTable[]): RouteTable {
  const explicit = tables.filter(({ associations }) =>
    associations.some((association) => association.subnetId === subnetId),
  );
  const found =
    explicit.length > 0 ? explicit : tables.filter(({ associations }) => associations.some(({ main }) => main));
  const [table, ...others] = found;
  if (table === undefined || others.length > 0)
    throw shapeError('The route table of a subnet is not among those of its VPC');
  return table;
}

/** Targets of which it is known what they are; the first one that a route has counts. */
const outwards: readonly (readonly [field: string, through: 'gateway' | 'nat' | 'network' | 'appliance'])[] = [
  ['NatGatewayId', 'nat'],
  ['EgressOnlyInternetGatewayId', 'nat'],
  ['CarrierGatewayId', 'gateway'],
  ['TransitGatewayId', 'network'],
  ['VpcPeeringConnectionId', 'network'],
  ['CoreNetworkArn', 'network'],
  ['LocalGatewayId', 'network'],
  ['OdbNetworkArn', 'network'],
  ['InstanceId', 'appliance'],
  ['NetworkInterfaceId', 'appliance'],
];

function reachOf(route: Record<string, unknown>, inwards: boolean): InternetRoute {
  const state = textOf(route.State, 'State of a route');
  if (state === 'blackhole') return 'none';
  const gateway = textOf(route.GatewayId, 'GatewayId of a route') ?? '';
  if (gateway === 'local') return 'none';
  if (gateway.startsWith('igw-') || gateway.startsWith('cagw-')) return 'direct';
  const destination = destinationOf(route);
  // A gateway endpoint is the target of the prefix list of its service.
  if (gateway.startsWith('vpce-') && destination === 'list') return 'none';
  const through = gateway.startsWith('vpce-') ? 'appliance' : gateway.startsWith('vgw-') ? 'network' : targetOf(route);
  if (destination === 'private') return 'none';
  switch (through) {
    case 'gateway':
      return 'direct';
    case 'nat':
      return 'nat';
    case 'network':
      return destination === 'public' ? 'none' : 'nat';
    case 'appliance':
      if (destination === 'public') return 'none';
      return inwards ? 'direct' : 'nat';
    default:
      throw shapeError('A route leads to a target that is not known');
  }
}

function targetOf(route: Record<string, unknown>) {
  return outwards.find(([field]) => textOf(route[field], field) !== undefined)?.[1];
}

/** What a route is for: the internet or much of it, some public addresses, private ones, or a prefix list. */
function destinationOf(route: Record<string, unknown>): 'internet' | 'public' | 'private' | 'list' {
  const range =
    textOf(route.DestinationCidrBlock, 'DestinationCidrBlock') ??
    textOf(route.DestinationIpv6CidrBlock, 'DestinationIpv6CidrBlock');
  if (range !== undefined) return isInternet(range) ? 'internet' : isPrivate(range) ? 'private' : 'public';
  if (textOf(route.DestinationPrefixListId, 'DestinationPrefixListId') === undefined)
    throw shapeError('A route has no destination');
  return 'list';
}
