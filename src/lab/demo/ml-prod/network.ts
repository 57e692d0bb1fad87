import type { VpcConfig } from '@aws-sdk/client-sagemaker';
import type { Ec2Estate } from '../../estate.ts';
import { allow, policy } from '../make/iam.ts';
import { routeTable, securityGroup, subnet, vpcEndpoint } from '../make/network.ts';
import { accounts, ec2Id, type Place } from '../place.ts';

const vpc = 'vpc-prod';

/** Private subnets without a way out, for inference; AWS is reached through endpoints. */
export const inferenceNetwork: VpcConfig = {
  Subnets: [ec2Id('subnet', 'prod-inference-a'), ec2Id('subnet', 'prod-inference-b')],
  SecurityGroupIds: [ec2Id('sg', 'prod-inference')],
};

/** A private subnet with a NAT gateway, for training. */
export const trainingNetwork: VpcConfig = {
  Subnets: [ec2Id('subnet', 'prod-training-a')],
  SecurityGroupIds: [ec2Id('sg', 'prod-training')],
};

/** The one network of ml-prod. */
export function network(place: Place): Ec2Estate {
  const inference = ['prod-inference-a', 'prod-inference-b'];
  const endpoint = (service: string) =>
    vpcEndpoint(place, vpc, service, 610, { subnets: inference, group: 'prod-endpoints' });
  return {
    subnets: [
      subnet(place, vpc, 'prod-inference-a', 'a', '10.20.1.0/24'),
      subnet(place, vpc, 'prod-inference-b', 'b', '10.20.2.0/24'),
      subnet(place, vpc, 'prod-training-a', 'a', '10.20.3.0/24'),
      subnet(place, vpc, 'prod-public-a', 'a', '10.20.9.0/24', true),
    ],
    routeTables: [
      routeTable(place, vpc, 'prod-private', 'none', inference, true),
      routeTable(place, vpc, 'prod-nat', 'nat', ['prod-training-a']),
      routeTable(place, vpc, 'prod-public', 'internet', ['prod-public-a']),
    ],
    securityGroups: [
      securityGroup(place, vpc, 'prod-inference', 'Endpoints of models', [{ port: 443, from: '10.20.0.0/16' }], false),
      securityGroup(place, vpc, 'prod-training', 'Training and processing jobs', [], true),
      securityGroup(place, vpc, 'prod-endpoints', 'VPC endpoints', [{ port: 443, from: '10.20.0.0/16' }], false),
    ],
    vpcEndpoints: [
      vpcEndpoint(place, vpc, 's3', 610, {
        routeTables: ['prod-private', 'prod-nat'],
        document: policy(
          allow('s3:*', '*', {
            Principal: '*',
            Condition: { StringEquals: { 'aws:ResourceAccount': [accounts.prod, accounts.lake] } },
          }),
        ),
      }),
      endpoint('sagemaker.api'),
      endpoint('sagemaker.runtime'),
      endpoint('bedrock-runtime'),
      endpoint('ecr.api'),
      endpoint('ecr.dkr'),
      endpoint('kms'),
      endpoint('logs'),
      endpoint('sts'),
    ],
    flowLogs: [
      {
        FlowLogId: ec2Id('fl', vpc),
        FlowLogStatus: 'ACTIVE',
        ResourceId: ec2Id('vpc', vpc),
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: 'arn:aws:s3:::hvh-ml-prod-logs/flow/',
        DeliverLogsStatus: 'SUCCESS',
        MaxAggregationInterval: 600,
        CreationTime: place.daysAgo(610),
      },
    ],
  };
}
