import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { answer, denied, type Place, type Replies, readCanned, reasonOf } from './canned.ts';
import { subnets } from './subnet.ts';

const arn = 'arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1';
const item = { Arn: arn, Id: 'subnet-1' };
const subnet: JsonObject = {
  SubnetId: 'subnet-1',
  VpcId: 'vpc-1',
  OwnerId: '123456789012',
  State: 'available',
  Tags: [{ Key: 'team', Value: 'ml' }],
};
const table = (...routes: JsonObject[]) =>
  answer({
    RouteTables: [
      {
        RouteTableId: 'rtb-1',
        VpcId: 'vpc-1',
        Associations: [{ Main: true, RouteTableId: 'rtb-1' }],
        Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }, ...routes],
      },
    ],
  });
const flowLog = (change: JsonObject = {}): JsonObject => ({
  FlowLogId: 'fl-1',
  FlowLogStatus: 'ACTIVE',
  ResourceId: 'vpc-1',
  TrafficType: 'ALL',
  LogDestinationType: 'cloud-watch-logs',
  LogGroupName: 'flows',
  ...change,
});
const gateway = {
  VpcEndpointId: 'vpce-1',
  VpcEndpointType: 'Gateway',
  ServiceName: 'com.amazonaws.eu-west-1.s3',
  State: 'available',
  RouteTableIds: ['rtb-1'],
};
const good: Replies = {
  DescribeSubnets: answer({ Subnets: [subnet] }),
  DescribeRouteTables: table(),
  DescribeFlowLogs: answer({ FlowLogs: [flowLog()] }),
  DescribeVpcEndpoints: answer({ VpcEndpoints: [gateway] }),
};
const read = (replies: Replies = {}, place?: Place) => readCanned(subnets, item, { ...good, ...replies }, place);
const facts = (replies: Replies = {}, place?: Place) => read(replies, place).facts;

test('a subnet without a way out, recorded, with a door to S3', () => {
  const { facts: found, links } = read();
  expect(found).toMatchObject({
    internetRoute: 'none',
    flowLogged: true,
    accessLogged: true,
    privateServiceAccess: true,
    state: 'active',
    tags: { team: 'ml' },
    logFeeds: [{ category: 'flow-log', destination: 'flows' }],
  });
  expect(links.logGroups).toEqual(['arn:aws:logs:eu-west-1:123456789012:log-group:flows']);
  expect(reasonOf(found.appLogged)).toBe('not-supported');
});

describe('its way to the internet', () => {
  const all = { DestinationCidrBlock: '0.0.0.0/0', State: 'active' };
  test.each<[what: string, route: JsonObject, expected: string]>([
    ['a gateway', { ...all, GatewayId: 'igw-1' }, 'direct'],
    ['a NAT gateway', { ...all, NatGatewayId: 'nat-1' }, 'nat'],
    ['a gateway that is gone', { ...all, GatewayId: 'igw-1', State: 'blackhole' }, 'none'],
    ['a transit gateway', { ...all, TransitGatewayId: 'tgw-1' }, 'nat'],
  ])('%s', (_what, route, expected) => {
    expect(facts({ DescribeRouteTables: table(route) }).internetRoute).toBe(expected);
  });

  test('its route table is not among those of the VPC', () => {
    expect(reasonOf(facts({ DescribeRouteTables: answer({ RouteTables: [] }) }).internetRoute)).toBe('partial-answer');
  });
});

describe('the record of its traffic', () => {
  test.each<[what: string, logs: JsonObject[], expected: boolean]>([
    ['of the VPC', [flowLog()], true],
    ['of the subnet', [flowLog({ ResourceId: 'subnet-1' })], true],
    ['of another one', [flowLog({ ResourceId: 'subnet-2' })], false],
    ['rejected traffic alone', [flowLog({ TrafficType: 'REJECT' })], false],
    ['not delivered', [flowLog({ DeliverLogsStatus: 'FAILED' })], false],
    ['none', [], false],
  ])('%s', (_what, FlowLogs, expected) => {
    expect(facts({ DescribeFlowLogs: answer({ FlowLogs }) })).toMatchObject({
      flowLogged: expected,
      accessLogged: expected,
    });
  });

  test('a log in a bucket names no log group', () => {
    const logs = {
      DescribeFlowLogs: answer({
        FlowLogs: [flowLog({ LogGroupName: '', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows' })],
      }),
    };
    expect(read(logs).links.logGroups).toEqual([]);
    expect(facts(logs).logFeeds).toMatchObject([{ destination: 'arn:aws:s3:::flows' }]);
  });
});

test.each<[what: string, endpoints: JsonObject[], expected: boolean]>([
  ['a gateway endpoint of S3', [gateway], true],
  ['one for another route table', [{ ...gateway, RouteTableIds: ['rtb-2'] }], false],
  ['one of DynamoDB', [{ ...gateway, ServiceName: 'com.amazonaws.eu-west-1.dynamodb' }], false],
  ['none', [], false],
])('private access to services by %s', (_what, VpcEndpoints, expected) => {
  expect(facts({ DescribeVpcEndpoints: answer({ VpcEndpoints }) }).privateServiceAccess).toBe(expected);
});

describe('a subnet that another account shares', () => {
  const shared: Replies = { DescribeSubnets: answer({ Subnets: [{ ...subnet, OwnerId: '222222222222' }] }) };
  test('the owner is asked when it is part of the scan', () => {
    const { asked, facts: found } = read(shared, { accounts: ['123456789012', '222222222222'] });
    expect(asked.map((call) => [call.operation, call.account])).toEqual([
      ['DescribeSubnets', '123456789012'],
      ['DescribeRouteTables', '222222222222'],
      ['DescribeFlowLogs', '222222222222'],
      ['DescribeVpcEndpoints', '222222222222'],
    ]);
    expect(found.flowLogged).toBe(true);
  });
  test('otherwise its routes and logs are out of scope, not absent', () => {
    const found = facts(shared);
    for (const fact of ['internetRoute', 'flowLogged', 'privateServiceAccess', 'accessLogged', 'logFeeds'])
      expect(reasonOf(found[fact]), fact).toBe('out-of-scope');
    expect(found.state).toBe('active');
  });
});

describe('when a read is refused', () => {
  test.each<[operation: string, lost: string[]]>([
    [
      'DescribeSubnets',
      [
        'accessLogged',
        'dataClass',
        'flowLogged',
        'internetRoute',
        'logFeeds',
        'owner',
        'privateServiceAccess',
        'state',
        'tags',
      ],
    ],
    ['DescribeRouteTables', ['internetRoute', 'privateServiceAccess']],
    ['DescribeFlowLogs', ['accessLogged', 'flowLogged', 'logFeeds']],
    ['DescribeVpcEndpoints', ['privateServiceAccess']],
  ])('%s', (operation, lost) => {
    const found = facts({ [operation]: denied });
    expect(
      Object.keys(found)
        .filter((fact) => reasonOf(found[fact]) === 'access-denied')
        .sort(),
    ).toEqual(lost);
    expect(found[lost[0] ?? '']).toHaveProperty('missing.0.permission', `ec2:${operation}`);
  });

  test('a subnet that is gone', () => {
    const found = facts({ DescribeSubnets: { fail: 'not-returned', code: 'InvalidSubnetID.NotFound' } });
    expect(found.internetRoute).toHaveProperty('missing.0.errorCode', 'InvalidSubnetID.NotFound');
  });
  test.each(['SubnetId', 'VpcId'])('an answer without %s', (field) => {
    const { [field]: _left, ...rest } = subnet;
    expect(reasonOf(facts({ DescribeSubnets: answer({ Subnets: [rest] }) }).internetRoute)).toBe('not-returned');
  });
  test.each(['unavailable', 'odd'])('state %s is not known', (State) => {
    expect(reasonOf(facts({ DescribeSubnets: answer({ Subnets: [{ ...subnet, State }] }) }).state)).toBe(
      'not-returned',
    );
  });
});

test('refer', () => {
  const scope = { provider: 'aws' as const, account: '1', accountName: '1', region: 'us-east-1' };
  expect(subnets.refer?.(arn, scope)).toEqual({ scope: { account: '123456789012', region: 'eu-west-1' }, item });
  expect(subnets.refer?.('subnet-1', scope)).toHaveProperty('$missing.reason', 'not-returned');
  expect(subnets.refer?.(arn.replace('subnet/', 'vpc/'), scope)).toHaveProperty('$missing.reason', 'not-returned');
});
