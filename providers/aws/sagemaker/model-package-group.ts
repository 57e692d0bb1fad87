import type {
  DescribeModelPackageGroupOutput,
  GetModelPackageGroupPolicyOutput,
  ListModelPackagesOutput,
} from '@aws-sdk/client-sagemaker';
import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { ownership, residency, same, stateOf, tagsRead } from '../rows/common.ts';
import { type PolicyText, sharingOf } from '../support/common.ts';

const { from, raw } = answersOf<{
  DescribeModelPackageGroup: DescribeModelPackageGroupOutput;
  GetModelPackageGroupPolicy: GetModelPackageGroupPolicyOutput;
  ListModelPackages: ListModelPackagesOutput;
}>('sagemaker');

/** Reads a group by name; its versions share the answer. */
export const groupRead = {
  service: 'sagemaker',
  operation: 'DescribeModelPackageGroup',
  permission: 'sagemaker:DescribeModelPackageGroup',
  memo: true,
  expects: 'ModelPackageGroupArn',
} as const satisfies Omit<ReadSpec, 'input'>;

/**
 * Reads the policy of a group. That there is none is a ValidationException ("Cannot find resource policy for: ...");
 * the reference names no error, newer operations would say ResourceNotFound.
 */
export const groupPolicyRead = {
  service: 'sagemaker',
  operation: 'GetModelPackageGroupPolicy',
  permission: 'sagemaker:GetModelPackageGroupPolicy',
  memo: true,
  expects: 'ResourcePolicy',
  answers: ['ValidationException', 'ResourceNotFound'],
} as const satisfies Omit<ReadSpec, 'input'>;

/** Policy of the group; null when it has none. */
export const groupPolicy: Spec<PolicyText> = derive(
  [
    raw('GetModelPackageGroupPolicy', '/ResourcePolicy'),
    fromScope((answers) => answers.get('GetModelPackageGroupPolicy').status),
  ],
  // Only the error says that there is no policy: a read that was not made says nothing.
  (policy, status) => policy ?? (status === 'absent' ? null : missing()),
);

const states = stateOf({
  Completed: 'active',
  Pending: 'pending',
  InProgress: 'pending',
  Failed: 'failed',
  DeleteFailed: 'failed',
  Deleting: 'deleting',
});

export const modelPackageGroups = collector({
  provider: 'aws',
  id: 'aws/sagemaker/model-package-group',
  service: 'sagemaker',
  kind: 'ml.model',
  nativeType: 'AWS::SageMaker::ModelPackageGroup',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListModelPackageGroups',
    permission: 'sagemaker:ListModelPackageGroups',
    items: 'ModelPackageGroupSummaryList',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    { ...groupRead, gone: true, input: (item) => ({ ModelPackageGroupName: item.ModelPackageGroupName ?? '' }) },
    tagsRead((item) => String(item.ModelPackageGroupArn)),
    { ...groupPolicyRead, input: (item) => ({ ModelPackageGroupName: item.ModelPackageGroupName ?? '' }) },
    {
      service: 'sagemaker',
      operation: 'ListModelPackages',
      permission: 'sagemaker:ListModelPackages',
      pages: {
        items: 'ModelPackageSummaryList',
        ask: 'NextToken',
        answer: 'NextToken',
        size: ['MaxResults', 100],
      },
      input: (item) => ({ ModelPackageGroupName: item.ModelPackageGroupName ?? '' }),
    },
  ],
  uid: (item) => String(item.ModelPackageGroupArn),
  name: (item) => String(item.ModelPackageGroupName),

  facts: {
    ...sharingOf(groupPolicy),
    ...residency,
    ...ownership,
    documents: from(
      'DescribeModelPackageGroup',
      '/ModelPackageGroupDescription',
      (text) => (text.trim() === '' ? [] : ['description' as const]),
      { absent: [] },
    ),
    versions: from('ListModelPackages', '/ModelPackageSummaryList', (list) => list.length, { absent: missing() }),
    state: from('DescribeModelPackageGroup', '/ModelPackageGroupStatus', states, { absent: missing() }),
    createdAt: from('DescribeModelPackageGroup', '/CreationTime', same, { absent: missing() }),
    modifiedAt: notExposed('Ask for the CloudTrail records of changes to the group.'),
    lastUsedAt: notExposed('Ask for the CloudTrail records of reads of the group.'),
    idleStopMinutes: notSupported('A name does not run.'),
  },
  links: {},
});
