import { describe, expect, it } from 'vitest';
import { isFullAccess } from './vpc-endpoint-policy.ts';

type Part = Record<string, unknown>;
const full: Part = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const judge = (...Statement: Part[]) => isFullAccess({ Statement });
const variable = (name: string) => ['$', '{', name, '}'].join('');

describe('isFullAccess', () => {
  it('the policy that AWS attaches, and none at all', () => {
    expect(isFullAccess('{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}')).toBe(true);
    expect([undefined, null, ''].map(isFullAccess)).toEqual([true, true, true]);
  });

  it.each([
    ['the principal as a map', { Principal: { AWS: '*' } }, true],
    ['one account', { Principal: { AWS: '123456789012' } }, false],
    ['one account and everyone', { Principal: { AWS: ['123456789012', '*'] } }, true],
    ['accounts by wildcard', { Principal: { AWS: 'arn:aws:iam::*:root' } }, true],
    ['a service', { Principal: { Service: 's3.amazonaws.com' } }, false],
    ['buckets that begin so', { Resource: 'arn:aws:s3:::x*' }, false],
    ['all but one account', { Principal: undefined, NotPrincipal: { AWS: '123456789012' } }, true],
    ['all of the service', { Action: 's3:*' }, true],
    ['all of the service in a list', { Action: ['s3:GetObject', 's3:*'] }, true],
    ['all of what begins so', { Action: 's3*' }, true],
    ['all but one action', { Action: undefined, NotAction: 's3:DeleteBucket' }, true],
    ['reading', { Action: 's3:Get*' }, false],
    ['one action', { Action: 's3:GetObject' }, false],
    ['all buckets', { Resource: 'arn:aws:s3:::*' }, true],
    ['an incomplete ARN', { Resource: 'arn:aws:s3*' }, true],
    ['all of a region', { Resource: 'arn:aws:sagemaker:eu-west-1:*:*' }, true],
    ['all of an account', { Resource: 'arn:aws:sagemaker:*:123456789012:*' }, false],
    ['one bucket', { Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'] }, false],
    ['one bucket and all', { Resource: ['arn:aws:s3:::data', '*'] }, true],
    ['all but one bucket', { Resource: undefined, NotResource: 'arn:aws:s3:::data' }, true],
    ['the own organisation', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
    [
      'the own organisation by variable',
      { Condition: { StringEquals: { 'aws:ResourceOrgID': variable('aws:PrincipalOrgID') } } },
      false,
    ],
    ['the own organisation or any', { Condition: { StringLike: { 'aws:PrincipalOrgID': ['o-1', 'o-*'] } } }, true],
    ['any organisation', { Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } } }, true],
    ['any organisation that begins with o-', { Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }, true],
    ['the own organisation or none', { Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } }, true],
    [
      'roles of the own account',
      { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/*' } } },
      false,
    ],
    ['roles of any account', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } } }, true],
    ['buckets of the own account', { Condition: { StringEquals: { 'aws:ResourceAccount': '123456789012' } } }, false],
    ['TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
    ['the VPC that the endpoint is in anyway', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }, true],
    ['addresses', { Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } } }, true],
  ] as const)('%s: %s', (_, more, expected) => {
    expect(judge({ ...full, ...more })).toBe(expected);
  });

  it('one full statement is enough', () => {
    expect(judge({ ...full, Action: 's3:GetObject' }, full)).toBe(true);
  });

  it('nothing allowed is not full', () => {
    expect(judge()).toBe(false);
    expect(judge({ ...full, Effect: 'Deny' })).toBe(false);
    expect(judge(full, { ...full, Effect: 'Deny' })).toBe(false);
  });

  it.each([
    ['resources of others', { Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' } } }, false],
    [
      'resources of others, services excepted',
      {
        Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' }, Bool: { 'aws:PrincipalIsAWSService': 'false' } },
      },
      false,
    ],
    [
      'resources of others under a second condition',
      { Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' }, Bool: { 'aws:SecureTransport': 'false' } } },
      true,
    ],
    ['the own resources', { Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-1' } } }, true],
    [
      'reading of others',
      { Action: 's3:GetObject', Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' } } },
      true,
    ],
    [
      'others in one bucket',
      { Resource: 'arn:aws:s3:::x', Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' } } },
      true,
    ],
    [
      'resources of others, in lists',
      {
        Principal: { AWS: ['*', '1'] },
        Action: ['s3:Get*', 's3:*'],
        Resource: ['x', '*'],
        Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' } },
      },
      false,
    ],
    [
      'resources of others, no resource named',
      { Resource: undefined, Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' } } },
      false,
    ],
    [
      'resources of others, but an action',
      { Action: undefined, NotAction: 's3:GetObject', Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' } } },
      true,
    ],
    [
      'resources of others, but a bucket',
      { Resource: undefined, NotResource: 'x', Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-1' } } },
      true,
    ],
    ['plain HTTP', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, true],
    ['deleting', { Action: 's3:Delete*' }, true],
    ['one account', { Principal: { AWS: '123456789012' } }, true],
  ] as const)('with a Deny of %s: %s', (_, more, expected) => {
    expect(judge(full, { ...full, Effect: 'Deny', ...more })).toBe(expected);
  });

  it.each([['x'], [{}], [{ Statement: [{ ...full, Principal: undefined }] }]])('%j is not understood', (policy) => {
    expect(() => isFullAccess(policy)).toThrow(expect.objectContaining({ code: 'RESPONSE_SHAPE' }));
  });
});
