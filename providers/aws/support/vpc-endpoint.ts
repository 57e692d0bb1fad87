import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { partitionOfRegion } from '../analysis/arn.ts';
import { isFullAccess } from '../analysis/vpc-endpoint-policy.ts';
import { same, stateOf } from '../rows/common.ts';
import { neverIdle, ownershipOf, residencyOfStore } from './common.ts';
import { byNextToken, filter } from './ec2-answers.ts';

/** The list gives the whole endpoint: its items are the answers. */
const { from, raw } = answersOf<{ DescribeVpcEndpoints: VpcEndpoint }>('ec2');

/**
 * What an endpoint of machine learning is called: `com.amazonaws.<region>.sagemaker.api`, `aws.sagemaker.<region>.studio`,
 * `com.amazonaws.<region>.bedrock-runtime`, `cn.com.amazonaws.<region>.sagemaker.api`.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
const mlServices = ['*.sagemaker.*', '*.bedrock', '*.bedrock-*'];

/** States as the SDK writes them, in lower case: EC2 answers `available`, the model says `Available`. */
const states = stateOf({
  available: 'active',
  pending: 'pending',
  pendingacceptance: 'pending',
  deleting: 'deleting',
  deleted: 'deleting',
  rejected: 'failed',
  failed: 'failed',
  expired: 'failed',
});

/** VPC endpoints that lead to services of machine learning. */
export const vpcEndpoints = collector({
  provider: 'aws',
  id: 'aws/support/vpc-endpoint',
  service: 'ec2',
  kind: 'network.private_endpoint',
  nativeType: 'AWS::EC2::VPCEndpoint',
  at: 'region',
  list: {
    service: 'ec2',
    operation: 'DescribeVpcEndpoints',
    permission: 'ec2:DescribeVpcEndpoints',
    items: 'VpcEndpoints',
    input: { Filters: [filter('service-name', ...mlServices)] },
    paging: byNextToken,
  },
  reads: [],
  uid: (item, { account, region }) =>
    `arn:${partitionOfRegion(region)}:ec2:${region}:${account}:vpc-endpoint/${String(item.VpcEndpointId)}`,
  name: (item) => String(item.VpcEndpointId),
  facts: {
    ...residencyOfStore,
    ...neverIdle,
    ...ownershipOf(raw('DescribeVpcEndpoints', '/Tags'), {}),
    approved: from('DescribeVpcEndpoints', '/State', approvedIn, { absent: missing() }),
    // An endpoint whose service takes no policy answers without one, and lets everything through.
    restricted: derive(
      [raw('DescribeVpcEndpoints', '/State'), raw('DescribeVpcEndpoints', '/PolicyDocument')],
      (_there, document) => !isFullAccess(document),
    ),
    service: from('DescribeVpcEndpoints', '/ServiceName', same, { absent: missing() }),
    state: from('DescribeVpcEndpoints', '/State', (state) => states(state.toLowerCase()), { absent: missing() }),
    createdAt: from('DescribeVpcEndpoints', '/CreationTimestamp', same, { absent: missing() }),
    modifiedAt: notExposed('Ask for the CloudTrail records of ModifyVpcEndpoint.'),
    lastUsedAt: notSupported('A door is there to be used, whether or not anybody comes.'),
  },
  links: {},
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html#concepts-vpc-endpoints */
function approvedIn(written: string): boolean | MissingValue {
  const state = written.toLowerCase();
  if (state === 'available') return true;
  // Pending is also the first state of an endpoint that nobody has to accept, so it proves nothing.
  const known = ['pending', 'pendingacceptance', 'rejected', 'failed', 'expired', 'deleting', 'deleted'];
  return known.includes(state) ? false : missing(`status ${written} is not known to this version`);
}
