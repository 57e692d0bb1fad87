import type {
  DescribeFlowLogsResult,
  DescribeRouteTablesResult,
  DescribeSecurityGroupsResult,
  DescribeSubnetsResult,
  DescribeVpcEndpointsResult,
  GetManagedPrefixListEntriesResult,
} from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Referred } from '../../../src/model/provider.ts';
import { isArn, parseArn } from '../analysis/arn.ts';

/** Answers of EC2 that the support collectors look at. */
export type Ec2Answers = {
  DescribeSubnets: DescribeSubnetsResult;
  DescribeRouteTables: DescribeRouteTablesResult;
  DescribeFlowLogs: DescribeFlowLogsResult;
  DescribeVpcEndpoints: DescribeVpcEndpointsResult;
  DescribeSecurityGroups: DescribeSecurityGroupsResult;
  GetManagedPrefixListEntries: GetManagedPrefixListEntriesResult;
};

/** How the lists of EC2 are paged. */
export const byNextToken = { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 1000] as const };

/** One filter of a Describe operation. */
export function filter(name: string, ...values: string[]): JsonObject {
  return { Name: name, Values: values };
}

/** Where a thing of EC2 is read; undefined when the uid is not the ARN of one of this type. */
export function referredEc2(uid: string, type: 'subnet' | 'security-group'): Referred | undefined {
  const arn = isArn(uid) ? parseArn(uid) : undefined;
  if (arn?.service !== 'ec2' || !arn.resource.startsWith(`${type}/`)) return undefined;
  const id = arn.resource.slice(type.length + 1);
  return { scope: { account: arn.account, region: arn.region }, item: { Arn: uid, Id: id } };
}
