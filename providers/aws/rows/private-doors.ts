import type { DescribeVpcEndpointsResult } from '@aws-sdk/client-ec2';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { ec2Arn } from './network.ts';

const { raw } = answersOf<{ DescribeVpcEndpoints: DescribeVpcEndpointsResult }>('ec2');

/**
 * Asks once a region for the VPC endpoints through which models are called.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html
 */
export const privateDoorsRead: ReadSpec = {
  service: 'ec2',
  operation: 'DescribeVpcEndpoints',
  permission: 'ec2:DescribeVpcEndpoints',
  memo: true,
  pages: { items: 'VpcEndpoints', ask: 'NextToken', answer: 'NextToken' },
  input: () => ({ Filters: [{ Name: 'service-name', Values: ['*.sagemaker.runtime', '*.sagemaker.runtime-fips'] }] }),
};

/** Link of a live endpoint to the VPC endpoints of its account and region that lead to it. */
export const privateDoors: Spec<(string | MissingValue)[]> = derive(
  [
    raw('DescribeVpcEndpoints', '/VpcEndpoints'),
    fromScope((answers) => (id: string) => ec2Arn(answers, 'vpc-endpoint', id)),
  ],
  (doors, arnOf): (string | MissingValue)[] =>
    (doors ?? []).map(({ VpcEndpointId: id }) => (id === undefined ? missing('a VPC endpoint has no id') : arnOf(id))),
);
