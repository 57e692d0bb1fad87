import { describe, expect, it } from 'vitest';
import { flowLogged } from './flow-logs.ts';
import { internetRoute, privateServiceAccess } from './subnets.ts';

const subnet = { subnetId: 'subnet-1', vpcId: 'vpc-1' };
type Part = Record<string, unknown>;
const local = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' };
const table = (id: string, association: Part, ...routes: Part[]): Part => ({
  RouteTableId: id,
  VpcId: 'vpc-1',
  Associations: [association],
  Routes: [local, ...routes],
});
const ours = (...routes: Part[]) =>
  table('rtb-own', { Main: false, SubnetId: 'subnet-1', AssociationState: { State: 'associated' } }, ...routes);
const main = (...routes: Part[]) =>
  table('rtb-main', { Main: true, AssociationState: { State: 'associated' } }, ...routes);
const ingress = table('rtb-in', { Main: false, GatewayId: 'igw-1', AssociationState: { State: 'associated' } });
const to = (target: Part, destination = '0.0.0.0/0'): Part => ({
  [destination.includes(':')
    ? 'DestinationIpv6CidrBlock'
    : destination.startsWith('pl-')
      ? 'DestinationPrefixListId'
      : 'DestinationCidrBlock']: destination,
  State: 'active',
  ...target,
});
const shape = expect.objectContaining({ code: 'RESPONSE_SHAPE' });

describe('internetRoute', () => {
  it.each([
    ['only its own network', undefined, 'none'],
    ['internet gateway', to({ GatewayId: 'igw-1' }), 'direct'],
    ['internet gateway, IPv6', to({ GatewayId: 'igw-1' }, '::/0'), 'direct'],
    ['internet gateway for half of it', to({ GatewayId: 'igw-1' }, '0.0.0.0/1'), 'direct'],
    ['internet gateway for a few addresses', to({ GatewayId: 'igw-1' }, '203.0.113.0/24'), 'direct'],
    ['internet gateway for a prefix list', to({ GatewayId: 'igw-1' }, 'pl-1'), 'direct'],
    ['internet gateway that is gone', { ...to({ GatewayId: 'igw-1' }), State: 'blackhole' }, 'none'],
    ['internet gateway, state not told', { ...to({ GatewayId: 'igw-1' }), State: undefined }, 'direct'],
    ['carrier gateway', to({ CarrierGatewayId: 'cagw-1' }), 'direct'],
    ['NAT gateway', to({ NatGatewayId: 'nat-1' }), 'nat'],
    ['NAT gateway for some public addresses', to({ NatGatewayId: 'nat-1' }, '52.0.0.0/8'), 'nat'],
    ['NAT gateway for private addresses', to({ NatGatewayId: 'nat-1' }, '172.16.0.0/12'), 'none'],
    ['NAT gateway for a prefix list', to({ NatGatewayId: 'nat-1' }, 'pl-1'), 'nat'],
    ['egress-only gateway', to({ EgressOnlyInternetGatewayId: 'eigw-1' }, '::/0'), 'nat'],
    ['transit gateway', to({ TransitGatewayId: 'tgw-1' }), 'nat'],
    ['transit gateway for half of it', to({ TransitGatewayId: 'tgw-1' }, '128.0.0.0/1'), 'nat'],
    ['transit gateway for private addresses', to({ TransitGatewayId: 'tgw-1' }, '10.0.0.0/8'), 'none'],
    ['transit gateway for some public addresses', to({ TransitGatewayId: 'tgw-1' }, '203.0.113.0/24'), 'none'],
    ['transit gateway for a list not read', to({ TransitGatewayId: 'tgw-1' }, 'pl-1'), 'nat'],
    ['VPN', to({ GatewayId: 'vgw-1' }), 'nat'],
    ['VPN for the office', to({ GatewayId: 'vgw-1' }, '192.168.0.0/16'), 'none'],
    ['peering', to({ VpcPeeringConnectionId: 'pcx-1' }), 'nat'],
    ['core network', to({ CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/1' }), 'nat'],
    ['NAT instance', to({ InstanceId: 'i-1', NetworkInterfaceId: 'eni-1' }), 'nat'],
    ['appliance', to({ NetworkInterfaceId: 'eni-1' }), 'nat'],
    ['firewall endpoint', to({ GatewayId: 'vpce-1' }), 'nat'],
    ['gateway endpoint of S3', to({ GatewayId: 'vpce-1' }, 'pl-1'), 'none'],
  ] as const)('%s: %s', (_, route, expected) => {
    expect(internetRoute(subnet, [ours(...(route ? [route] : []))])).toBe(expected);
    expect(internetRoute(subnet, [main(...(route ? [route] : []))])).toBe(expected);
  });

  it('the weakest of all routes wins', () => {
    const nat = to({ NatGatewayId: 'nat-1' });
    const direct = to({ GatewayId: 'igw-1' }, '::/0');
    expect(internetRoute(subnet, [ours(nat, direct)])).toBe('direct');
    expect(internetRoute(subnet, [ours(direct, nat)])).toBe('direct');
  });

  it('an appliance is direct where the internet gateway sends inwards through a table of its own', () => {
    expect(internetRoute(subnet, [ours(to({ GatewayId: 'vpce-1' })), ingress])).toBe('direct');
    expect(internetRoute(subnet, [ours(to({ NetworkInterfaceId: 'eni-1' })), ingress])).toBe('direct');
    expect(internetRoute(subnet, [ours(to({ NatGatewayId: 'nat-1' })), ingress])).toBe('nat');
    const shared = { ...ingress, Associations: [{ SubnetId: 'subnet-9' }, { GatewayId: 'igw-1' }] };
    expect(internetRoute(subnet, [ours(to({ GatewayId: 'vpce-1' })), shared])).toBe('direct');
    const vpn = { ...ingress, Associations: [{ GatewayId: 'vgw-1' }] };
    expect(internetRoute(subnet, [ours(to({ GatewayId: 'vpce-1' })), vpn])).toBe('nat');
    expect(internetRoute(subnet, [ours(to({ GatewayId: 'vpce-1' }, '203.0.113.0/24')), ingress])).toBe('none');
  });

  it('its own table goes before the main one, and tables of others do not count', () => {
    const open = to({ GatewayId: 'igw-1' });
    const foreign = { ...main(open), VpcId: 'vpc-2' };
    const neighbour = table('rtb-n', { SubnetId: 'subnet-2' }, open);
    expect(internetRoute(subnet, [main(open), ours()])).toBe('none');
    expect(internetRoute(subnet, [main(), ours(open)])).toBe('direct');
    expect(internetRoute(subnet, [foreign, neighbour, main()])).toBe('none');
  });

  it('an association that ended no longer counts', () => {
    const gone = table('rtb-old', { SubnetId: 'subnet-1', AssociationState: { State: 'disassociated' } });
    expect(internetRoute(subnet, [gone, main(to({ GatewayId: 'igw-1' }))])).toBe('direct');
  });

  it.each([
    ['no table at all', []],
    ['only those of other VPCs', [{ ...main(), VpcId: 'vpc-2' }]],
    ['no main table', [table('rtb-n', { SubnetId: 'subnet-2' })]],
    ['two main tables', [main(), main()]],
    ['tables not read', undefined],
    ['no routes', [{ ...ours(), Routes: undefined }]],
    ['a target that is not known', [ours(to({ WormholeId: 'wh-1' }))]],
    ['a target that is not known, for some addresses', [ours(to({ WormholeId: 'wh-1' }, '203.0.113.0/24'))]],
    ['no destination', [ours({ NatGatewayId: 'nat-1', State: 'active' })]],
    ['a destination that is no range', [ours(to({ NatGatewayId: 'nat-1' }, 'everywhere'))]],
  ])('%s is not understood', (_, tables) => {
    expect(() => internetRoute(subnet, tables)).toThrow(shape);
  });
});

describe('privateServiceAccess', () => {
  const endpoint = {
    VpcEndpointType: 'Gateway',
    ServiceName: 'com.amazonaws.eu-west-1.s3',
    State: 'available',
    RouteTableIds: ['rtb-own'],
  };
  it.each([
    ['in the table of the subnet', {}, true],
    ['state as the type has it', { State: 'Available' }, true],
    ['in another table', { RouteTableIds: ['rtb-main'] }, false],
    ['in none', { RouteTableIds: [] }, false],
    ['tables left out', { RouteTableIds: undefined }, false],
    ['not yet available', { State: 'pending' }, false],
    ['state left out', { State: undefined }, false],
    ['for DynamoDB', { ServiceName: 'com.amazonaws.eu-west-1.dynamodb' }, false],
    ['for S3 Express', { ServiceName: 'com.amazonaws.eu-west-1.s3express' }, false],
    ['in China', { ServiceName: 'cn.com.amazonaws.cn-north-1.s3' }, true],
    ['of type interface', { VpcEndpointType: 'Interface' }, false],
  ])('%s: %s', (_, more, expected) => {
    expect(privateServiceAccess(subnet, [ours(), main()], [{ ...endpoint, ...more }])).toBe(expected);
  });

  it('one endpoint of several is enough', () => {
    expect(privateServiceAccess(subnet, [ours()], [{ ...endpoint, State: 'failed' }, endpoint])).toBe(true);
    expect(privateServiceAccess(subnet, [ours()], [])).toBe(false);
  });

  it('follows the main table where the subnet has none', () => {
    expect(privateServiceAccess(subnet, [main()], [{ ...endpoint, RouteTableIds: ['rtb-main'] }])).toBe(true);
    expect(() => privateServiceAccess(subnet, [], [endpoint])).toThrow(shape);
    expect(() => privateServiceAccess(subnet, [main()], undefined)).toThrow(shape);
  });
});

describe('flowLogged', () => {
  const log = { ResourceId: 'subnet-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ALL', DeliverLogsStatus: 'SUCCESS' };
  it.each([
    ['of the subnet', [log], true],
    ['of the VPC', [{ ...log, ResourceId: 'vpc-1' }], true],
    ['of another subnet', [{ ...log, ResourceId: 'subnet-2' }], false],
    ['of an interface', [{ ...log, ResourceId: 'eni-1' }], false],
    ['another log of unknown status', [{ ...log, ResourceId: 'eni-1', FlowLogStatus: 'PENDING' }, log], true],
    ['status left out', [{ ...log, FlowLogStatus: undefined }], false],
    ['not delivered', [{ ...log, DeliverLogsStatus: 'FAILED' }], false],
    ['not delivered yet', [{ ...log, DeliverLogsStatus: undefined }], true],
    ['only what was rejected', [{ ...log, TrafficType: 'REJECT' }], false],
    ['only what was accepted', [{ ...log, TrafficType: 'ACCEPT' }], false],
    [
      'both, in two logs',
      [
        { ...log, TrafficType: 'ACCEPT' },
        { ...log, ResourceId: 'vpc-1', TrafficType: 'REJECT' },
      ],
      true,
    ],
    [
      'both, one of another subnet',
      [
        { ...log, TrafficType: 'ACCEPT' },
        { ...log, ResourceId: 'subnet-2', TrafficType: 'REJECT' },
      ],
      false,
    ],
    ['none', [], false],
  ])('%s: %s', (_, logs, expected) => {
    expect(flowLogged(subnet, logs)).toBe(expected);
  });

  it('an answer that is none is not understood', () => {
    expect(() => flowLogged(subnet, undefined)).toThrow(shape);
    expect(() => flowLogged(subnet, ['fl-1'])).toThrow(shape);
    for (const member of ['FlowLogStatus', 'DeliverLogsStatus', 'TrafficType'])
      expect(() => flowLogged(subnet, [{ ...log, [member]: 'PERHAPS' }])).toThrow(shape);
  });
});
