import { describe, expect, test } from 'vitest';
import { aws } from './index.ts';
import { assertRead, assumePolicy, awsPolicy } from './permissions.ts';

const of = (...permissions: string[]) => permissions.map((permission) => ({ permission }));

describe('awsPolicy', () => {
  test('one statement a service, sorted, each permission once', () => {
    const { json } = awsPolicy(
      of('sagemaker:ListModels', 'kms:DescribeKey', 'sagemaker:DescribeModel', 'sagemaker:ListModels'),
    );
    expect(JSON.parse(json)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'ReadKms', Effect: 'Allow', Action: ['kms:DescribeKey'], Resource: '*' },
        {
          Sid: 'ReadSagemaker',
          Effect: 'Allow',
          Action: ['sagemaker:DescribeModel', 'sagemaker:ListModels'],
          Resource: '*',
        },
      ],
    });
  });

  test('the order in which calls are declared changes nothing', () => {
    const there = awsPolicy(of('kms:DescribeKey', 'iam:GetRole', 'iam:ListRolePolicies'));
    const back = awsPolicy(of('iam:ListRolePolicies', 'iam:GetRole', 'kms:DescribeKey'));
    expect(there).toEqual(back);
  });

  test('a service with a hyphen makes a Sid of letters', () => {
    const { json } = awsPolicy(of('application-autoscaling:DescribeScalableTargets'));
    expect(json).toContain('"Sid": "ReadApplicationAutoscaling"');
  });

  test('Terraform says the same', () => {
    expect(awsPolicy(of('kms:DescribeKey', 'kms:GetKeyPolicy')).terraform).toBe(
      `data "aws_iam_policy_document" "plumbline" {
  statement {
    sid    = "ReadKms"
    effect = "Allow"
    actions = [
      "kms:DescribeKey",
      "kms:GetKeyPolicy",
    ]
    resources = [
      "*",
    ]
  }
}
`,
    );
  });

  test('size is what IAM counts, without white space', () => {
    const { json, size } = awsPolicy(of('kms:DescribeKey'));
    expect(size).toBe(json.replace(/\s/g, '').length);
  });
});

describe('assertRead', () => {
  test.each([
    'kms:DescribeKey',
    's3:GetBucketPolicy',
    's3:ListAllMyBuckets',
    'application-autoscaling:DescribeScalableTargets',
    'ecr:BatchGetRepositoryScanningConfiguration',
  ])('%s may be asked for', (permission) => {
    expect(() => assertRead(permission)).not.toThrow();
  });

  test.each([
    'kms:Decrypt',
    'sagemaker:CreateModel',
    'sagemaker:DeleteModel',
    'sagemaker:UpdateEndpoint',
    'sagemaker:InvokeEndpoint',
    's3:PutBucketPolicy',
    's3:GetObject',
    'secretsmanager:GetSecretValue',
    'ecr:GetAuthorizationToken',
    'sts:AssumeRole',
    'kms:*',
    'kms:Get*',
    '*',
    'kms',
    'kms:getKeyPolicy',
    'KMS:GetKeyPolicy',
    ' kms:GetKeyPolicy',
    'kms:GetKeyPolicy\n',
  ])('%j may not', (permission) => {
    expect(() => assertRead(permission)).toThrow('is no permission to read settings');
    expect(() => awsPolicy(of(permission))).toThrow('is no permission to read settings');
  });
});

test('assumePolicy names the roles and no other action', () => {
  const roles = ['arn:aws:iam::222222222222:role/scan', 'arn:aws:iam::111111111111:role/scan'];
  expect(JSON.parse(assumePolicy(roles).json).Statement).toEqual([
    { Sid: 'ActAsScanRoles', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [...roles].sort() },
  ]);
});

test.each(['$', '%'])('a template mark %s{ in a name of a role stays text in Terraform', (mark) => {
  expect(assumePolicy([`arn:aws:iam::111111111111:role/${mark}{x}`]).terraform).toContain(`role/${mark}${mark}{x}`);
});

describe('the policy of a whole scan', () => {
  const calls = [
    ...[...aws.collectors, ...aws.support].flatMap((one) => [
      ...(one.list ? [one.list] : []),
      ...one.reads,
      ...(one.locate?.calls ?? []),
    ]),
    ...aws.natives.flatMap((one) => one.calls),
  ];

  test('every operation asks for a read of settings', () => {
    expect(calls.length).toBeGreaterThan(50);
    for (const { permission } of calls) expect(() => assertRead(permission)).not.toThrow();
  });

  test('the service of an operation is that of its permission, but for S3 Control and the agents of Bedrock', () => {
    const odd = calls.filter(({ service, permission }) => !permission.startsWith(`${service}:`));
    expect([...new Set(odd.map(({ service }) => service))]).toEqual(['bedrock-agent', 's3control']);
  });

  test('it fits into one managed policy', () => {
    expect(awsPolicy(calls).size).toBeLessThanOrEqual(6144);
  });

  test('operations that IAM calls otherwise', () => {
    const { json } = awsPolicy(calls);
    for (const permission of [
      's3:ListAllMyBuckets',
      's3:GetEncryptionConfiguration',
      's3:GetBucketPublicAccessBlock',
      's3:GetAccountPublicAccessBlock',
      's3:GetBucketObjectLockConfiguration',
    ])
      expect(json).toContain(`"${permission}"`);
    for (const none of [
      's3:ListBuckets',
      's3:GetBucketEncryption',
      's3:GetPublicAccessBlock',
      's3:GetObjectLockConfiguration',
    ])
      expect(json).not.toContain(`"${none}"`);
  });
});
