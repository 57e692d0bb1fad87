import {
  DescribeFlowLogsCommand,
  DescribeRegionsCommand,
  type DescribeRegionsCommandInput,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  type DescribeSubnetsCommandInput,
  DescribeVpcEndpointsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Ec2Estate } from '../estate.ts';
import { startLab } from '../lab.ts';
import { created, smallEstate } from '../small-estate.ts';

const network: Required<Ec2Estate> = {
  subnets: Array.from({ length: 12 }, (_, i) => ({
    SubnetId: `subnet-${i}`,
    VpcId: i < 8 ? 'vpc-a' : 'vpc-b',
    AvailabilityZone: 'eu-west-1a',
    AvailableIpAddressCount: 250,
    MapPublicIpOnLaunch: i === 0,
    State: 'available',
    Tags: [{ Key: 'Name', Value: i % 2 === 0 ? 'ml-private' : 'ml public & open' }],
    Ipv6CidrBlockAssociationSet: [],
  })),
  routeTables: [
    {
      RouteTableId: 'rtb-1',
      VpcId: 'vpc-a',
      Associations: [{ Main: true, RouteTableAssociationId: 'a-1', AssociationState: { State: 'associated' } }],
      PropagatingVgws: [{ GatewayId: 'vgw-1' }],
      Routes: [
        { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
        { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', Origin: 'CreateRoute', State: 'active' },
      ],
    },
    { RouteTableId: 'rtb-2', VpcId: 'vpc-a', Associations: [{ Main: false, SubnetId: 'subnet-3' }], Routes: [] },
  ],
  securityGroups: [
    {
      GroupId: 'sg-1',
      GroupName: 'ml',
      Description: 'jobs',
      VpcId: 'vpc-a',
      SecurityGroupArn: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'all' }],
          Ipv6Ranges: [{ CidrIpv6: '::/0' }],
          UserIdGroupPairs: [{ GroupId: 'sg-1', UserId: '111122223333' }],
          PrefixListIds: [{ PrefixListId: 'pl-1' }],
        },
      ],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    },
  ],
  vpcEndpoints: [
    {
      VpcEndpointId: 'vpce-1',
      VpcEndpointType: 'Interface',
      VpcId: 'vpc-a',
      ServiceName: 'com.amazonaws.eu-west-1.sagemaker.runtime',
      State: 'available',
      PolicyDocument: '{"Statement":[{"Effect":"Allow","Principal":"*"}]}',
      SubnetIds: ['subnet-1', 'subnet-2'],
      RouteTableIds: [],
      Groups: [{ GroupId: 'sg-1', GroupName: 'ml' }],
      NetworkInterfaceIds: ['eni-1'],
      DnsEntries: [{ DnsName: 'x.vpce.amazonaws.com', HostedZoneId: 'Z1' }],
      PrivateDnsEnabled: true,
      CreationTimestamp: created,
    },
  ],
  flowLogs: [
    {
      FlowLogId: 'fl-1',
      ResourceId: 'vpc-a',
      FlowLogStatus: 'ACTIVE',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      CreationTime: created,
      MaxAggregationInterval: 600,
    },
  ],
};
const regions = { 'eu-west-1': { ec2: network }, 'us-east-1': {}, 'ap-south-2': { optInStatus: 'opted-in' as const } };
const lab = await startLab({ estate: smallEstate({ first: { regions } }) });
afterAll(() => lab.close());
beforeEach(() => lab.setFaults([]));
const client = new EC2Client({
  endpoint: lab.url,
  region: 'eu-west-1',
  credentials: lab.credentialsFor('one'),
  maxAttempts: 1,
});

const subnets = (input: DescribeSubnetsCommandInput = {}) => client.send(new DescribeSubnetsCommand(input));
const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] });

test('every member of the five kinds survives EC2’s element names', async () => {
  expect((await subnets()).Subnets).toEqual(network.subnets);
  expect((await client.send(new DescribeRouteTablesCommand({}))).RouteTables).toEqual(network.routeTables);
  expect((await client.send(new DescribeSecurityGroupsCommand({}))).SecurityGroups).toEqual(network.securityGroups);
  expect((await client.send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints).toEqual(network.vpcEndpoints);
  expect((await client.send(new DescribeFlowLogsCommand({}))).FlowLogs).toEqual(network.flowLogs);
});

test.each<[string, DescribeSubnetsCommandInput, number]>([
  ['by ids', { SubnetIds: ['subnet-1', 'subnet-9'] }, 2],
  ['by a filter', filter('vpc-id', 'vpc-b'), 4],
  ['by one of several values', filter('vpc-id', 'vpc-a', 'vpc-b'), 12],
  ['by a tag', filter('tag:Name', 'ml-private'), 6],
  ['by a wildcard', filter('tag:Name', 'ml*open'), 6],
  ['by a character', filter('subnet-id', 'subnet-1?'), 2],
  ['by a filter that fits nothing', filter('vpc-id', 'vpc-c'), 0],
])('subnets %s', async (_name, input, count) => {
  expect((await subnets(input)).Subnets).toHaveLength(count);
});

test('pages', async () => {
  const sizes: number[] = [];
  let NextToken: string | undefined;
  do {
    const page = await subnets({ MaxResults: 5, NextToken });
    sizes.push(page.Subnets?.length ?? 0);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(sizes).toEqual([5, 5, 2]);
});

test.each<[string, DescribeSubnetsCommandInput, string]>([
  ['an id that is not there', { SubnetIds: ['subnet-1', 'subnet-99'] }, 'InvalidSubnetID.NotFound'],
  ['ids and a page size', { SubnetIds: ['subnet-1'], MaxResults: 5 }, 'InvalidParameterCombination'],
  ['a page too small', { MaxResults: 4 }, 'InvalidParameterValue'],
  ['a token of nobody', { NextToken: 'x' }, 'InvalidParameterValue'],
  ['an unknown filter', filter('colour', 'red'), 'InvalidParameterValue'],
])('refused: %s', async (_name, input, name) => {
  await expect(subnets(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
});

test.each([
  ['InvalidRouteTableID.NotFound', new DescribeRouteTablesCommand({ RouteTableIds: ['x'] })],
  ['InvalidGroup.NotFound', new DescribeSecurityGroupsCommand({ GroupIds: ['x'] })],
  ['InvalidVpcEndpointId.NotFound', new DescribeVpcEndpointsCommand({ VpcEndpointIds: ['x'] })],
  ['InvalidFlowLogId.NotFound', new DescribeFlowLogsCommand({ FlowLogIds: ['x'] })],
])('%s', async (name, command) => {
  await expect(client.send(command as DescribeSubnetsCommand)).rejects.toMatchObject({ name }); // each is of this client
});

test.each([
  ['route tables of a subnet', new DescribeRouteTablesCommand(filter('association.subnet-id', 'subnet-3')), 'rtb-2'],
  ['the main route table', new DescribeRouteTablesCommand(filter('association.main', 'true')), 'rtb-1'],
  ['groups by name', new DescribeSecurityGroupsCommand(filter('group-name', 'ml')), 'sg-1'],
  ['endpoints by service', new DescribeVpcEndpointsCommand(filter('service-name', '*.sagemaker.runtime')), 'vpce-1'],
  [
    'flow logs by resource',
    new DescribeFlowLogsCommand({ Filter: [{ Name: 'resource-id', Values: ['vpc-a'] }] }),
    'fl-1',
  ],
])('%s', async (_name, command, id) => {
  const { $metadata, ...answer } = await client.send(command as DescribeSubnetsCommand); // each is of this client
  const found = Object.values(answer)[0] as unknown[]; // the one list of the answer
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found[0])).toContain(`"${id}"`);
});

test('regions: the enabled ones, all, by name, unknown', async () => {
  const names = async (input: DescribeRegionsCommandInput) =>
    (await client.send(new DescribeRegionsCommand(input))).Regions?.map(
      (item) => `${item.RegionName} ${item.OptInStatus}`,
    );
  const enabled = ['eu-west-1 opt-in-not-required', 'us-east-1 opt-in-not-required', 'ap-south-2 opted-in'];
  expect(await names({})).toEqual(enabled);
  expect(await names({ AllRegions: true })).toEqual(expect.arrayContaining([...enabled, 'af-south-1 not-opted-in']));
  expect(await names({ RegionNames: ['us-east-1'] })).toEqual(['us-east-1 opt-in-not-required']);
  await expect(names({ RegionNames: ['mars-1'] })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
});

test('empty-object: an answer without members', async () => {
  lab.setFaults([{ kind: 'empty-object' }]);
  const { $metadata, ...members } = await subnets();
  expect(members).toEqual({});
});

test('repeat-token', async () => {
  lab.setFaults([{ kind: 'repeat-token' }]);
  const { NextToken } = await subnets({ MaxResults: 5 });
  expect((await subnets({ MaxResults: 5, NextToken })).NextToken).toBe(NextToken);
});
