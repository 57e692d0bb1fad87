import type { VpcConfig } from '@aws-sdk/client-sagemaker';
import type { Ec2Estate } from '../../estate.ts';
import { routeTable, securityGroup, subnet, vpcEndpoint } from '../make/network.ts';
import { ec2Id, type Place } from '../place.ts';

const vpc = 'vpc-dev';

/** The private subnet of ml-dev, with a NAT gateway. */
export const devNetwork: VpcConfig = {
  Subnets: [ec2Id('subnet', 'dev-private-a')],
  SecurityGroupIds: [ec2Id('sg', 'dev-ml')],
};

/** The subnet of ml-dev whose route goes straight to the internet. */
export const publicSubnet = ec2Id('subnet', 'dev-public-a');

/** The network of ml-dev in Ireland: no flow logs, one group open to the world. */
export function network(place: Place): Ec2Estate {
  return {
    subnets: [
      subnet(place, vpc, 'dev-private-a', 'a', '10.30.1.0/24'),
      subnet(place, vpc, 'dev-public-a', 'a', '10.30.9.0/24', true),
    ],
    routeTables: [
      routeTable(place, vpc, 'dev-nat', 'nat', ['dev-private-a']),
      // The main table goes out: a subnet that nobody thought of is public.
      routeTable(place, vpc, 'dev-main', 'internet', ['dev-public-a'], true),
    ],
    securityGroups: [
      securityGroup(place, vpc, 'dev-ml', 'Studio and jobs', [], true),
      securityGroup(
        place,
        vpc,
        'dev-jupyter-anywhere',
        'jupyter from home',
        [
          { port: 8888, from: '0.0.0.0/0' },
          { port: 22, from: '0.0.0.0/0' },
        ],
        true,
      ),
    ],
    vpcEndpoints: [vpcEndpoint(place, vpc, 's3', 440, { routeTables: ['dev-nat'] })],
    flowLogs: [],
  };
}
