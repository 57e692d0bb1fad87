import type { FlowLog } from '@aws-sdk/client-ec2';
import { isMissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { partitionOfRegion } from '../analysis/arn.ts';
import { flowLogged } from '../analysis/flow-logs.ts';
import { internetRoute, privateServiceAccess, type SubnetRef } from '../analysis/subnets.ts';
import { stateOf } from '../rows/common.ts';
import { neverIdle, notOfKind, ownershipOf, residencyOfStore } from './common.ts';
import { byNextToken, type Ec2Answers, filter, referredEc2 } from './ec2-answers.ts';

const { raw } = answersOf<Ec2Answers>('ec2');

const subnet = refine(raw('DescribeSubnets', '/Subnets/0'), (found) => found ?? missing('no subnet was returned'));
const place: Spec<SubnetRef> = derive([subnet], ({ SubnetId, VpcId }) =>
  SubnetId === undefined || VpcId === undefined ? missing() : { subnetId: SubnetId, vpcId: VpcId },
);
const routeTables = raw('DescribeRouteTables', '/RouteTables');
const flowLogs = derive([place, raw('DescribeFlowLogs', '/FlowLogs')], (_there, logs) => logs ?? missing());
const logged = derive([place, flowLogs], flowLogged);

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html */
const states = stateOf({
  available: 'active',
  pending: 'pending',
  failed: 'failed',
  'failed-insufficient-capacity': 'failed',
});

/**
 * What says how a subnet is connected is read as the account that owns it: in a VPC that is shared with others, they see
 * the subnet, but not the owner's flow logs.
 */
const ofVpc = {
  service: 'ec2',
  memo: true,
  at: (_item, got) => {
    const found = subnet.map(got).value;
    return isMissingValue(found) || !found.OwnerId ? {} : { account: found.OwnerId };
  },
} satisfies Partial<ReadSpec>;

function located(got: Answers): SubnetRef | undefined {
  const { value } = place.map(got);
  return isMissingValue(value) ? undefined : value;
}

/**
 * A subnet, with the routes, flow logs and gateway endpoints that apply to it. Blocked public access of VPCs is not
 * looked at: it can only take a way to the internet away.
 */
export const subnets = collector({
  provider: 'aws',
  id: 'aws/support/subnet',
  service: 'ec2',
  kind: 'network.subnet',
  nativeType: 'AWS::EC2::Subnet',
  at: 'region',
  refer: (uid) => referredEc2(uid, 'subnet') ?? notOfKind('a subnet', uid),
  reads: [
    {
      service: 'ec2',
      operation: 'DescribeSubnets',
      permission: 'ec2:DescribeSubnets',
      expects: 'Subnets',
      input: (item) => ({ SubnetIds: [item.Id ?? ''] }),
    },
    {
      ...ofVpc,
      operation: 'DescribeRouteTables',
      permission: 'ec2:DescribeRouteTables',
      pages: { ...byNextToken, size: ['MaxResults', 100], items: 'RouteTables' },
      input: (_item, got) => {
        const there = located(got);
        return there ? { Filters: [filter('vpc-id', there.vpcId)] } : null;
      },
    },
    {
      ...ofVpc,
      operation: 'DescribeFlowLogs',
      permission: 'ec2:DescribeFlowLogs',
      pages: { ...byNextToken, items: 'FlowLogs' },
      input: (_item, got) => {
        const there = located(got);
        return there ? { Filter: [filter('resource-id', there.subnetId, there.vpcId)] } : null;
      },
    },
    {
      ...ofVpc,
      operation: 'DescribeVpcEndpoints',
      permission: 'ec2:DescribeVpcEndpoints',
      pages: { ...byNextToken, items: 'VpcEndpoints' },
      input: (_item, got) => {
        const there = located(got);
        return there ? { Filters: [filter('vpc-id', there.vpcId), filter('vpc-endpoint-type', 'Gateway')] } : null;
      },
    },
  ],
  uid: (item) => String(item.Arn),
  name: (item) => String(item.Id),
  facts: {
    ...residencyOfStore,
    ...neverIdle,
    // EC2 leaves the tags out of what has none.
    ...ownershipOf(
      derive([subnet], (found) => found.Tags),
      {},
    ),
    internetRoute: derive([place, routeTables], internetRoute),
    flowLogged: logged,
    privateServiceAccess: derive(
      [place, routeTables, raw('DescribeVpcEndpoints', '/VpcEndpoints')],
      privateServiceAccess,
    ),
    accessLogged: logged,
    appLogged: notSupported('A subnet has no output of its own.'),
    logFeeds: derive([flowLogs], (logs) => logs.map(feedOf)),
    state: derive([subnet], ({ State }) => (State === undefined ? missing() : states(State))),
    createdAt: notExposed('Ask for the CloudTrail record of CreateSubnet.'),
    modifiedAt: notExposed('Ask for the CloudTrail records of changes to the subnet and its route table.'),
    lastUsedAt: notSupported('A subnet is there to be used, whether or not anything is in it.'),
  },
  links: {
    logGroups: derive([flowLogs, fromScope((answers) => answers)], (logs, answers) =>
      logs.flatMap((log) => groupArn(log, answers)),
    ),
  },
});

/** How long the record is kept is a setting of where it is sent, which is not read for it. */
function feedOf(log: Jsonified<FlowLog>) {
  return {
    category: 'flow-log',
    destination: log.LogDestination ?? log.LogGroupName ?? '',
    retentionDays: missing('not read by this version: how long the destination keeps it', 'out-of-scope'),
  };
}

function groupArn({ LogGroupName: name }: Jsonified<FlowLog>, { scope }: Answers): string[] {
  if (name === undefined || name === '') return [];
  return [`arn:${partitionOfRegion(scope.region)}:logs:${scope.region}:${scope.account}:log-group:${name}`];
}
