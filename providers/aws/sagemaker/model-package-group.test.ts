import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, refused, resourceOf } from '../testing/map.ts';
import { changesTable, usual } from '../testing/table.ts';
import { modelPackageGroups } from './model-package-group.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:model-package-group/churn';
const policy = (principal: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sagemaker:DescribeModelPackage', Resource: '*' },
    ],
  });

const given: Given = {
  item: { ModelPackageGroupName: 'churn', ModelPackageGroupArn: arn },
  reads: {
    ...usual,
    DescribeModelPackageGroup: {
      ModelPackageGroupName: 'churn',
      ModelPackageGroupArn: arn,
      ModelPackageGroupDescription: 'Who leaves next.',
      ModelPackageGroupStatus: 'Completed',
      CreationTime: '2026-01-01T00:00:00Z',
    },
    GetModelPackageGroupPolicy: { ResourcePolicy: policy('arn:aws:iam::123456789012:root') },
    ListModelPackages: { ModelPackageSummaryList: [{ ModelPackageArn: 'a' }, { ModelPackageArn: 'b' }] },
  },
};

contract(modelPackageGroups, given);

const lost = 'missing: not-returned';
changesTable(modelPackageGroups, given, [
  [
    'GetModelPackageGroupPolicy/ResourcePolicy',
    policy('arn:aws:iam::999999999999:root'),
    { sharedWith: 'outside', outsiders: ['arn:aws:iam::999999999999:root'] },
  ],
  ['GetModelPackageGroupPolicy/ResourcePolicy', policy('*'), { sharedWith: 'everyone', outsiders: ['*'] }],
  [
    'GetModelPackageGroupPolicy/ResourcePolicy',
    'no policy',
    { sharedWith: 'missing: partial-answer', outsiders: 'missing: partial-answer' },
  ],
  ['DescribeModelPackageGroup/ModelPackageGroupDescription', ' ', { documents: [] }],
  ['DescribeModelPackageGroup/ModelPackageGroupDescription', undefined, { documents: [] }],
  ['DescribeModelPackageGroup/ModelPackageGroupStatus', 'InProgress', { state: 'pending' }],
  ['DescribeModelPackageGroup/ModelPackageGroupStatus', undefined, { state: lost }],
  ['DescribeModelPackageGroup/CreationTime', undefined, { createdAt: lost }],
  ['ListModelPackages/ModelPackageSummaryList', [], { versions: 0 }],
]);

describe('a model package group', () => {
  const mapped = (reads: Given['reads'] = {}, accounts?: string[]) =>
    plainOf(
      resourceOf(modelPackageGroups, {
        ...given,
        ...(accounts ? { accounts } : {}),
        reads: { ...given.reads, ...reads },
      }),
    );
  it('is mapped', () => {
    expect(mapped()).toMatchObject({
      name: 'churn',
      sharedWith: 'nobody',
      outsiders: [],
      documents: ['description'],
      versions: 2,
      state: 'active',
      createdAt: '2026-01-01T00:00:00Z',
      owner: 'fraud-team',
    });
  });
  it.each(['ValidationException', 'ResourceNotFound'])('without a policy (%s) is shared with nobody', (code) => {
    expect(mapped({ GetModelPackageGroupPolicy: refused(code) })).toMatchObject({
      sharedWith: 'nobody',
      outsiders: [],
    });
  });
  it('with a policy that could not be read is not known to be shared with nobody', () => {
    expect(mapped({ GetModelPackageGroupPolicy: refused('ThrottlingException') })).toMatchObject({
      sharedWith: lost,
      outsiders: lost,
    });
  });
  it('shared with an account of the scan stays in the organisation', () => {
    const GetModelPackageGroupPolicy = { ResourcePolicy: policy('arn:aws:iam::222222222222:root') };
    expect(mapped({ GetModelPackageGroupPolicy }, ['123456789012', '222222222222']).sharedWith).toBe('organization');
  });
});
