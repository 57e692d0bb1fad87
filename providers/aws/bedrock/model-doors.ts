import type { DescribeVpcEndpointsResult } from '@aws-sdk/client-ec2';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { ec2Arn } from '../rows/network.ts';

const doors = answersOf<{ DescribeVpcEndpoints: DescribeVpcEndpointsResult }>('ec2');

/** VPC endpoints through which models are called; asked once a region. */
export const modelDoorsRead: ReadSpec = {
  service: 'ec2',
  operation: 'DescribeVpcEndpoints',
  permission: 'ec2:DescribeVpcEndpoints',
  memo: true,
  pages: { items: 'VpcEndpoints', ask: 'NextToken', answer: 'NextToken' },
  input: () => ({ Filters: [{ Name: 'service-name', Values: ['*.bedrock-runtime', '*.bedrock-runtime-fips'] }] }),
};

/** @see https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html */
export const modelDoors: Spec<(string | MissingValue)[]> = derive(
  [
    doors.raw('DescribeVpcEndpoints', '/VpcEndpoints'),
    fromScope((answers) => (id: string) => ec2Arn(answers, 'vpc-endpoint', id)),
  ],
  (list, arnOf): (string | MissingValue)[] =>
    (list ?? []).map(({ VpcEndpointId: id }) => (id === undefined ? missing('a VPC endpoint has no id') : arnOf(id))),
);
