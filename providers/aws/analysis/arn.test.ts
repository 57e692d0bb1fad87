import { describe, expect, it } from 'vitest';
import { accountOf, isAccountId, isArn, parseArn, partitionOfRegion, roleNameOf } from './arn.ts';

const role = 'arn:aws:iam::123456789012:role/Trainer';
const shape = expect.objectContaining({ code: 'RESPONSE_SHAPE' });
const thrown = (read: () => unknown) => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};

describe('parseArn', () => {
  it.each([
    [role, { partition: 'aws', service: 'iam', region: '', account: '123456789012', resource: 'role/Trainer' }],
    [
      'arn:aws-cn:sagemaker:cn-north-1:123456789012:endpoint/a',
      {
        partition: 'aws-cn',
        service: 'sagemaker',
        region: 'cn-north-1',
        account: '123456789012',
        resource: 'endpoint/a',
      },
    ],
    [
      'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1',
      { partition: 'aws-us-gov', service: 'kms', region: 'us-gov-west-1', account: '123456789012', resource: 'key/1' },
    ],
    [
      'arn:aws:s3:::bucket/a:b c',
      { partition: 'aws', service: 's3', region: '', account: '', resource: 'bucket/a:b c' },
    ],
    [
      'arn:aws:iam::aws:policy/AdministratorAccess',
      { partition: 'aws', service: 'iam', region: '', account: 'aws', resource: 'policy/AdministratorAccess' },
    ],
    [
      'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/x:*',
      {
        partition: 'aws',
        service: 'logs',
        region: 'eu-west-1',
        account: '123456789012',
        resource: 'log-group:/aws/x:*',
      },
    ],
  ])('%s', (text, expected) => {
    expect(parseArn(text)).toEqual(expected);
    expect(isArn(text)).toBe(true);
    expect(accountOf(text)).toBe(expected.account);
  });

  it.each([
    [''],
    ['arn'],
    ['arn:aws:iam::123456789012'],
    ['arn:aws:iam::123456789012:'],
    ['ARN:aws:iam::123456789012:role/a'],
    ['arn:aws:iam::12345678901:role/a'],
    ['arn:aws:iam::1234567890123:role/a'],
    ['arn:aws:iam::*:role/a'],
    ['arn:*:iam::123456789012:role/a'],
    ['arn:evil:iam::123456789012:role/a'],
    ['arn:awsx:iam::123456789012:role/a'],
    ['arn:aws:s3:EU:123456789012:x'],
    ['arn:aws:S3::123456789012:x'],
    ['arn:aws::us-east-1:123456789012:role/a'],
    ['arn:aws:iam::123456789012:role/a\n'],
    [`arn:aws:s3:::${'a'.repeat(2_048)}`],
    [' arn:aws:iam::123456789012:role/a'],
    [undefined],
    [42],
  ])('%s is none', (text) => {
    expect(thrown(() => parseArn(text))).toEqual(shape);
    expect(isArn(text)).toBe(false);
  });
});

describe('roleNameOf', () => {
  it.each([
    [role, 'Trainer'],
    ['arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-1', 'AmazonSageMaker-ExecutionRole-1'],
    ['arn:aws-cn:iam::123456789012:role/a/b/c', 'c'],
    ['arn:aws:sts::123456789012:assumed-role/Trainer/SageMaker', 'Trainer'],
  ])('%s -> %s', (arn, name) => {
    expect(roleNameOf(arn)).toBe(name);
  });

  it.each([
    ['arn:aws:iam::123456789012:user/Trainer'],
    ['arn:aws:iam::123456789012:role/'],
    ['arn:aws:iam::123456789012:role'],
    ['arn:aws:s3:::role/Trainer'],
    ['arn:aws:iam::123456789012:assumed-role/Trainer/x'],
    ['arn:aws:sts::123456789012:role/Trainer'],
    ['Trainer'],
  ])('%s is no role', (arn) => {
    expect(thrown(() => roleNameOf(arn))).toEqual(shape);
  });
});

it.each([
  ['123456789012', true],
  ['012345678901', true],
  ['12345678901', false],
  ['12345678901x', false],
  ['１２３４５６７８９０１２', false],
  [123456789012, false],
])('isAccountId(%s) is %s', (text, expected) => {
  expect(isAccountId(text)).toBe(expected);
});

it.each([
  ['eu-central-1', 'aws'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-east-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eusc-de-east-1', 'aws-eusc'],
])('partitionOfRegion(%s) is %s', (region, partition) => {
  expect(partitionOfRegion(region)).toBe(partition);
});
