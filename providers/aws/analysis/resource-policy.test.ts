import { describe, expect, it } from 'vitest';
import { sharedWith } from './resource-policy.ts';

const own = '123456789012';
const sister = '222222222222';
const alien = '999999999999';
const org = [own, sister];
const known = { orgId: 'o-mine', networks: ['vpc-mine', 'vpce-mine'] };
type Part = Record<string, unknown>;
const allow = (Principal: unknown, Condition?: Part, more: Part = {}): Part => ({
  Effect: 'Allow',
  Principal,
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::data/*',
  ...(Condition && { Condition }),
  ...more,
});
const judge = (...Statement: Part[]) => sharedWith({ Version: '2012-10-17', Statement }, own, org, known);

describe('sharedWith', () => {
  it('no policy, an empty one and one that only denies share with nobody', () => {
    const none = { sharedWith: 'nobody', outsiders: [] };
    expect(sharedWith(null, own)).toEqual(none);
    expect(judge()).toEqual(none);
    expect(judge({ ...allow('*'), Effect: 'Deny' })).toEqual(none);
  });

  it('undefined is not null: a policy that was not read is no policy that is not there', () => {
    expect(() => sharedWith(undefined, own)).toThrow(expect.objectContaining({ code: 'RESPONSE_SHAPE' }));
  });

  it.each([
    [{ AWS: own }, 'nobody', []],
    [{ AWS: `arn:aws:iam::${own}:root` }, 'nobody', []],
    [{ AWS: sister }, 'organization', []],
    [{ AWS: alien }, 'outside', [alien]],
    [
      { AWS: [`arn:aws:iam::${alien}:role/b`, `arn:aws:iam::${alien}:role/a`] },
      'outside',
      [`arn:aws:iam::${alien}:role/a`, `arn:aws:iam::${alien}:role/b`],
    ],
    ['*', 'everyone', ['*']],
    [{ AWS: '*' }, 'everyone', ['*']],
    [{ AWS: ['*', own] }, 'everyone', ['*']],
    [{ Service: 'cloudtrail.amazonaws.com' }, 'nobody', []],
    [{ Service: '*' }, 'everyone', ['*']],
    [{ Service: 'cloudtrail.amazonaws.com', AWS: '*' }, 'everyone', ['*']],
    [{ Federated: 'accounts.google.com' }, 'outside', ['accounts.google.com']],
    [{ CanonicalUser: 'abc' }, 'outside', ['abc']],
    [{ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' }, 'outside', [expect.any(String)]],
    [{ AWS: 'AIDAEXAMPLEEXAMPLE123' }, 'nobody', []],
  ] as const)('%j: %s', (principal, circle, outsiders) => {
    expect(judge(allow(principal))).toEqual({ sharedWith: circle, outsiders });
  });

  it('one statement is enough, whatever it allows', () => {
    expect(judge(allow({ AWS: own }), allow({ AWS: alien }, undefined, { Action: 's3:ListBucket' })).sharedWith).toBe(
      'outside',
    );
    expect(judge({ Effect: 'Allow', Principal: '*', NotAction: 's3:Delete*', NotResource: 'x' }).sharedWith).toBe(
      'everyone',
    );
    expect(judge({ Effect: 'Allow', NotPrincipal: { AWS: own }, Action: '*', Resource: '*' }).sharedWith).toBe(
      'everyone',
    );
  });

  it('the policy that KMS gives a key by itself is the own account', () => {
    const key = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${own}:root` }, Action: 'kms:*', Resource: '*' };
    expect(judge(key)).toEqual({ sharedWith: 'nobody', outsiders: [] });
    const managed = (Condition: Part) => ({
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition,
    });
    expect(
      judge(managed({ StringEquals: { 'kms:CallerAccount': own, 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }))
        .sharedWith,
    ).toBe('nobody');
    expect(judge(managed({ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } })).sharedWith).toBe(
      'everyone',
    );
    expect(judge(managed({ StringEquals: { 'kms:CallerAccount': alien } }))).toEqual({
      sharedWith: 'outside',
      outsiders: [alien],
    });
  });

  it('a policy of ECR has no resource', () => {
    const statement = { Effect: 'Allow', Principal: { AWS: alien }, Action: 'ecr:BatchGetImage' };
    expect(judge(statement).sharedWith).toBe('outside');
  });

  it.each([
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-mine' } }, 'organization'],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-other' } }, 'outside'],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-mine/r-1/ou-1/*'] } }, 'organization'],
    [{ 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': ['o-mine/r-1/ou-1/*'] } }, 'everyone'],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['*/r-1/ou-1/*'] } }, 'everyone'],
    [{ StringEquals: { 'aws:PrincipalAccount': [own, sister] } }, 'organization'],
    [{ StringEquals: { 'aws:SourceAccount': own } }, 'nobody'],
    [{ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${own}:topic` } }, 'nobody'],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:topic' } }, 'everyone'],
    [{ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::somebodys-bucket' } }, 'outside'],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }, 'everyone'],
    [{ StringEquals: { 'aws:SourceVpce': 'vpce-mine' } }, 'nobody'],
    [{ StringEquals: { 'aws:SourceVpc': 'vpc-mine' } }, 'nobody'],
    [{ StringEquals: { 'aws:SourceVpc': ['vpc-mine', 'vpc-other'] } }, 'outside'],
    [{ StringLike: { 'aws:SourceVpc': 'vpc-*' } }, 'everyone'],
    [{ StringNotEquals: { 'aws:SourceVpc': 'vpc-other' } }, 'everyone'],
    [{ StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-mine' } }, 'everyone'],
    [{ Null: { 'aws:SourceVpce': 'true' } }, 'everyone'],
    [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'everyone'],
    [{ Bool: { 'aws:SecureTransport': 'true' } }, 'everyone'],
    [{ StringEquals: { 's3:x-amz-acl': 'public-read' } }, 'everyone'],
    [{ StringEquals: { 'aws:principalorgid': 'o-mine' } }, 'organization'],
    [{ Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:PrincipalOrgID': 'o-mine' } }, 'organization'],
  ] as const)('everyone under %j: %s', (condition, circle) => {
    expect(judge(allow('*', condition)).sharedWith).toBe(circle);
  });

  describe('a Deny of everyone else', () => {
    const outsideOrg = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-mine' } };
    const deny = (more: Part = {}): Part => ({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
      Condition: outsideOrg,
      ...more,
    });
    it.each([
      ['of all that is allowed', {}, 'organization'],
      ['of another action', { Action: 's3:PutObject' }, 'everyone'],
      ['of other objects', { Resource: 'arn:aws:s3:::data/secret/*' }, 'everyone'],
      ['of the bucket alone', { Resource: 'arn:aws:s3:::data' }, 'everyone'],
      ['of all but these objects', { Resource: undefined, NotResource: 'arn:aws:s3:::data/*' }, 'everyone'],
      ['of all but this action', { Action: undefined, NotAction: 's3:GetObject' }, 'everyone'],
      [
        'for those who are not in my network',
        { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-mine' } } },
        'nobody',
      ],
      [
        'for those who are not at an address',
        { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
        'everyone',
      ],
    ] as const)('%s: %s', (_, more, circle) => {
      expect(judge(allow('*'), deny(more)).sharedWith).toBe(circle);
    });

    it('shuts out the alien by name, too', () => {
      expect(judge(allow({ AWS: alien }), deny()).sharedWith).toBe('organization');
    });

    it('of one of two actions, or one of two places, does not narrow', () => {
      expect(judge(allow('*', undefined, { Action: ['s3:GetObject', 'kms:Decrypt'] }), deny()).sharedWith).toBe(
        'everyone',
      );
      expect(
        judge(allow('*', undefined, { Resource: ['arn:aws:s3:::data/*', 'arn:aws:s3:::other/*'] }), deny()).sharedWith,
      ).toBe('everyone');
    });

    it('of reading does not narrow an Allow of everything', () => {
      expect(judge(allow('*', undefined, { Action: '*' }), deny()).sharedWith).toBe('everyone');
    });
  });

  it.each([['not JSON'], [{ Statement: [allow('someone')] }], [{ Statement: [allow(undefined)] }], [{}]])(
    '%j is not understood',
    (policy) => {
      expect(() => sharedWith(policy, own)).toThrow(expect.objectContaining({ code: 'RESPONSE_SHAPE' }));
    },
  );
});
