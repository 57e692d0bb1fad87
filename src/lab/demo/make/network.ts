import type { RouteTable, SecurityGroup, Subnet } from '@aws-sdk/client-ec2';
import type { StoredVpcEndpoint } from '../../estate.ts';
import type { PolicyDocument } from '../../policy-document.ts';
import { ec2Id, type Place } from '../place.ts';

/** The networks of the demo and their addresses; any other network has `otherCidr`. */
const cidrs: Readonly<Record<string, string>> = {
  'vpc-prod': '10.20.0.0/16',
  'vpc-dev': '10.30.0.0/16',
  'vpc-lake': '10.40.0.0/16',
};
const otherCidr = '10.90.0.0/16';

/** A subnet of a network of the demo. */
export function subnet(
  place: Place,
  vpc: string,
  name: string,
  zone: 'a' | 'b' | 'c',
  cidr: string,
  isPublic = false,
): Subnet {
  const SubnetId = ec2Id('subnet', name);
  return {
    AvailabilityZone: `${place.region}${zone}`,
    AvailableIpAddressCount: 241,
    CidrBlock: cidr,
    DefaultForAz: false,
    MapPublicIpOnLaunch: isPublic,
    State: 'available',
    SubnetId,
    VpcId: ec2Id('vpc', vpc),
    OwnerId: place.account,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    SubnetArn: `arn:aws:ec2:${place.region}:${place.account}:subnet/${SubnetId}`,
    Tags: [{ Key: 'Name', Value: name }],
  };
}

/** A route table: the way out is none, a NAT gateway or an internet gateway. */
export function routeTable(
  place: Place,
  vpc: string,
  name: string,
  out: 'none' | 'nat' | 'internet',
  subnets: string[],
  main = false,
): RouteTable {
  const gateway = out === 'nat' ? { NatGatewayId: ec2Id('nat', vpc) } : { GatewayId: ec2Id('igw', vpc) };
  const RouteTableId = ec2Id('rtb', name);
  const association = (id: string) => ({
    Main: false,
    RouteTableAssociationId: ec2Id('rtbassoc', id),
    RouteTableId,
    SubnetId: id,
    AssociationState: { State: 'associated' as const },
  });
  return {
    RouteTableId,
    VpcId: ec2Id('vpc', vpc),
    OwnerId: place.account,
    Associations: [
      ...(main
        ? [
            {
              Main: true,
              RouteTableAssociationId: ec2Id('rtbassoc', vpc),
              RouteTableId,
              AssociationState: { State: 'associated' as const },
            },
          ]
        : []),
      ...subnets.map((subnetName) => association(ec2Id('subnet', subnetName))),
    ],
    PropagatingVgws: [],
    Routes: [
      {
        DestinationCidrBlock: cidrs[vpc] ?? otherCidr,
        GatewayId: 'local',
        Origin: 'CreateRouteTable',
        State: 'active',
      },
      ...(out === 'none'
        ? []
        : [
            { DestinationCidrBlock: '0.0.0.0/0', ...gateway, Origin: 'CreateRoute' as const, State: 'active' as const },
          ]),
    ],
    Tags: [{ Key: 'Name', Value: name }],
  };
}

/** A security group; ports and addresses that come in, and whether all may go out. */
export function securityGroup(
  place: Place,
  vpc: string,
  name: string,
  description: string,
  ingress: { port: number; from: string }[],
  openEgress: boolean,
): SecurityGroup {
  const GroupId = ec2Id('sg', name);
  return {
    GroupId,
    GroupName: name,
    Description: description,
    VpcId: ec2Id('vpc', vpc),
    OwnerId: place.account,
    SecurityGroupArn: `arn:aws:ec2:${place.region}:${place.account}:security-group/${GroupId}`,
    IpPermissions: ingress.map(({ port, from }) => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      IpRanges: [{ CidrIp: from }],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    })),
    IpPermissionsEgress: [
      openEgress
        ? {
            IpProtocol: '-1',
            IpRanges: [{ CidrIp: '0.0.0.0/0' }],
            Ipv6Ranges: [],
            PrefixListIds: [],
            UserIdGroupPairs: [],
          }
        : {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            IpRanges: [{ CidrIp: cidrs[vpc] ?? otherCidr }],
            Ipv6Ranges: [],
            PrefixListIds: [],
            UserIdGroupPairs: [],
          },
    ],
    Tags: [{ Key: 'Name', Value: name }],
  };
}

/** A VPC endpoint for an AWS service; without a policy of its own it lets everything through. */
export function vpcEndpoint(
  place: Place,
  vpc: string,
  service: string,
  createdDaysAgo: number,
  more: { document?: PolicyDocument; subnets?: string[]; routeTables?: string[]; group?: string },
): StoredVpcEndpoint {
  const open: PolicyDocument = {
    Version: '2008-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  };
  const isGateway = more.routeTables !== undefined;
  return {
    VpcEndpointId: ec2Id('vpce', `${vpc} ${service}`),
    VpcEndpointType: isGateway ? 'Gateway' : 'Interface',
    VpcId: ec2Id('vpc', vpc),
    ServiceName: `com.amazonaws.${place.region}.${service}`,
    State: 'available',
    PolicyDocument: JSON.stringify(more.document ?? open),
    RouteTableIds: (more.routeTables ?? []).map((name) => ec2Id('rtb', name)),
    SubnetIds: (more.subnets ?? []).map((name) => ec2Id('subnet', name)),
    Groups: more.group === undefined ? [] : [{ GroupId: ec2Id('sg', more.group), GroupName: more.group }],
    PrivateDnsEnabled: !isGateway,
    RequesterManaged: false,
    CreationTimestamp: place.daysAgo(createdDaysAgo),
    OwnerId: place.account,
  };
}
