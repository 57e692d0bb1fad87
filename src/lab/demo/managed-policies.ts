import type { IamPolicy } from '../estate.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { allow, policy } from './make/iam.ts';

const prefix = 'arn:aws:iam::aws:policy/';

/** ARNs of the AWS-managed policies that the demo attaches. */
export const managed = {
  admin: `${prefix}AdministratorAccess`,
  power: `${prefix}PowerUserAccess`,
  sagemaker: `${prefix}AmazonSageMakerFullAccess`,
  s3Read: `${prefix}AmazonS3ReadOnlyAccess`,
  s3Full: `${prefix}AmazonS3FullAccess`,
  audit: `${prefix}SecurityAudit`,
} as const;

const s3Objects = 'arn:aws:s3:::*sagemaker*';

/**
 * The AWS-managed policies of the demo. Those of one statement are whole; the long ones keep the statements that decide
 * what their holder may do with data, roles and keys.
 */
export const managedPolicies: readonly IamPolicy[] = [
  of(managed.admin, 'v1', policy(allow('*', '*'))),
  of(
    managed.power,
    'v10',
    policy(
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      allow(
        [
          'account:GetAccountInformation',
          'iam:CreateServiceLinkedRole',
          'iam:ListRoles',
          'organizations:DescribeOrganization',
        ],
        '*',
      ),
    ),
  ),
  of(
    managed.sagemaker,
    'v29',
    policy(
      {
        Effect: 'Allow',
        Action: ['sagemaker:*'],
        NotResource: ['arn:aws:sagemaker:*:*:domain/*', 'arn:aws:sagemaker:*:*:user-profile/*'],
      },
      allow(
        ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        [s3Objects, 'arn:aws:s3:::*SageMaker*'],
      ),
      allow(['s3:ListBucket', 's3:ListAllMyBuckets', 's3:GetBucketLocation', 's3:CreateBucket'], '*'),
      allow(['ecr:BatchGetImage', 'ecr:GetAuthorizationToken', 'kms:DescribeKey', 'kms:ListAliases', 'logs:*'], '*'),
      allow('iam:PassRole', 'arn:aws:iam::*:role/*AmazonSageMaker*', {
        Condition: {
          StringEquals: {
            'iam:PassedToService': ['glue.amazonaws.com', 'robomaker.amazonaws.com', 'states.amazonaws.com'],
          },
        },
      }),
      allow('iam:PassRole', 'arn:aws:iam::*:role/*', {
        Condition: { StringEquals: { 'iam:PassedToService': ['sagemaker.amazonaws.com'] } },
      }),
    ),
  ),
  of(
    managed.s3Read,
    'v3',
    policy(allow(['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'], '*')),
  ),
  of(managed.s3Full, 'v2', policy(allow(['s3:*', 's3-object-lambda:*'], '*'))),
  of(
    managed.audit,
    'v85',
    policy(
      allow(['sagemaker:Describe*', 'sagemaker:List*', 's3:GetBucket*', 'iam:Get*', 'iam:List*', 'kms:Describe*'], '*'),
    ),
  ),
];

function of(Arn: string, id: string, document: PolicyDocument): IamPolicy {
  const PolicyName = Arn.slice(prefix.length);
  const CreateDate = new Date('2015-02-06T18:39:46Z');
  const UpdateDate = new Date('2026-03-02T19:41:00Z');
  return {
    policy: { PolicyName, Arn, Path: '/', DefaultVersionId: id, IsAttachable: true, CreateDate, UpdateDate },
    versions: [{ id, createdAt: UpdateDate, document }],
  };
}
