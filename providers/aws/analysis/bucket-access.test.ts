import { describe, expect, it } from 'vitest';
import { allowedRanges, type BucketAccess, cutsSharing, publicAccess, sharedByAcl } from './bucket-access.ts';

const owner = { Grantee: { Type: 'CanonicalUser', ID: 'me' }, Permission: 'FULL_CONTROL' };
const group = (name: string, Permission = 'READ') => ({
  Grantee: { Type: 'Group', URI: `http://acs.amazonaws.com/groups/${name}` },
  Permission,
});
const everyoneFrom = (Condition?: object) => ({
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::b/*',
      ...(Condition && { Condition }),
    },
  ],
});
const closed: BucketAccess = {
  policyStatus: null,
  policy: null,
  bucketBlock: null,
  accountBlock: null,
  grants: [owner],
  ownership: 'BucketOwnerEnforced',
};
const open = { ...closed, policyStatus: { IsPublic: true }, policy: everyoneFrom() };
const withAcls = { ...closed, ownership: 'ObjectWriter' };
const block = (
  on: Partial<Record<'BlockPublicAcls' | 'IgnorePublicAcls' | 'BlockPublicPolicy' | 'RestrictPublicBuckets', boolean>>,
) => ({
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
  ...on,
});

describe('publicAccess', () => {
  it.each([
    ['nothing set, ACLs off', closed, 'provider-api'],
    [
      'a policy that is not public',
      { ...closed, policyStatus: { IsPublic: false }, policy: { Statement: [] } },
      'provider-api',
    ],
    ['a public policy', open, 'open'],
    ['blocked against new public policies only', { ...open, bucketBlock: block({ BlockPublicPolicy: true }) }, 'open'],
    ['with public ACLs ignored', { ...open, bucketBlock: block({ IgnorePublicAcls: true }) }, 'open'],
    ['restricted at the bucket', { ...open, bucketBlock: block({ RestrictPublicBuckets: true }) }, 'provider-api'],
    ['restricted at the account', { ...open, accountBlock: block({ RestrictPublicBuckets: true }) }, 'provider-api'],
    ['restricted in neither', { ...open, bucketBlock: block({}), accountBlock: block({}) }, 'open'],
    ['with a block that leaves its flags out', { ...open, bucketBlock: {} }, 'open'],
    ['ACLs in force, with a block that leaves its flags out', { ...withAcls, bucketBlock: {} }, undefined],
    ['ACLs in force', withAcls, undefined],
    ['ownership never set', { ...closed, ownership: null }, undefined],
    ['ACLs preferred by the owner', { ...closed, ownership: 'BucketOwnerPreferred' }, undefined],
    [
      'ACLs in force, public ones blocked for the future only',
      { ...withAcls, bucketBlock: block({ BlockPublicAcls: true }) },
      undefined,
    ],
    [
      'ACLs in force, public ones ignored at the bucket',
      { ...withAcls, bucketBlock: block({ IgnorePublicAcls: true }) },
      'provider-api',
    ],
    [
      'ACLs in force, public ones ignored at the account',
      { ...withAcls, accountBlock: block({ IgnorePublicAcls: true }) },
      'provider-api',
    ],
    ['a public ACL', { ...withAcls, grants: [owner, group('global/AllUsers')] }, 'open'],
    ['a public ACL for writing', { ...withAcls, grants: [group('global/AllUsers', 'WRITE')] }, 'open'],
    [
      'an ACL for all who have an AWS account',
      { ...withAcls, grants: [owner, group('global/AuthenticatedUsers')] },
      'open',
    ],
    ['an ACL for a group that is not known', { ...withAcls, grants: [group('global/Everybody')] }, 'open'],
    ['an ACL for log delivery', { ...withAcls, grants: [owner, group('s3/LogDelivery', 'WRITE')] }, undefined],
    [
      'a public ACL, ignored',
      { ...withAcls, grants: [group('global/AllUsers')], accountBlock: block({ IgnorePublicAcls: true }) },
      'provider-api',
    ],
    [
      'a public ACL, restricted',
      { ...withAcls, grants: [group('global/AllUsers')], bucketBlock: block({ RestrictPublicBuckets: true }) },
      'open',
    ],
    [
      'a public policy restricted, object ACLs not ignored',
      { ...open, ownership: 'ObjectWriter', bucketBlock: block({ RestrictPublicBuckets: true }) },
      undefined,
    ],
    ['a public policy and object ACLs', { ...open, ownership: 'ObjectWriter' }, 'open'],
  ] as const)('%s: %s', (_, access, expected) => {
    expect(publicAccess(access)).toBe(expected);
  });

  const fromOffice = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
  it.each([
    ['addresses', fromOffice, 'filtered'],
    ['a network', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, 'filtered'],
    ['addresses, over TLS', { ...fromOffice, Bool: { 'aws:SecureTransport': 'true' } }, 'filtered'],
    ['an organisation, so that one must sign', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'provider-api'],
    ['an organisation and addresses', { ...fromOffice, StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'provider-api'],
  ])('everyone, from %s: %s', (_, condition, expected) => {
    expect(publicAccess({ ...closed, policyStatus: { IsPublic: false }, policy: everyoneFrom(condition) })).toBe(
      expected,
    );
  });

  it.each([
    ['one account, from addresses', { Principal: { AWS: '123456789012' } }, 'provider-api', []],
    ['everyone and one account', { Principal: { AWS: ['*', '123456789012'] } }, 'filtered', ['203.0.113.0/24']],
    [
      'all but one account',
      { Principal: undefined, NotPrincipal: { AWS: '123456789012' } },
      'filtered',
      ['203.0.113.0/24'],
    ],
    ['nobody', { Effect: 'Deny' }, 'provider-api', []],
  ] as const)('%s: %s', (_, more, expected, ranges) => {
    const policy = { Statement: everyoneFrom(fromOffice).Statement.map((statement) => ({ ...statement, ...more })) };
    expect(publicAccess({ ...closed, policyStatus: { IsPublic: false }, policy })).toBe(expected);
    expect(allowedRanges(policy)).toEqual(ranges);
  });

  it('lists the addresses', () => {
    expect(allowedRanges(everyoneFrom({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7'] } }))).toEqual([
      '198.51.100.7',
      '203.0.113.0/24',
    ]);
    expect(allowedRanges(everyoneFrom({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }))).toEqual([]);
    expect(allowedRanges(null)).toEqual([]);
  });

  it.each([
    ['a status that says nothing', { ...open, policyStatus: {} }],
    ['a status in words', { ...open, policyStatus: { IsPublic: 'TRUE' } }],
    ['no status', { ...open, policyStatus: undefined }],
    ['a public policy that is not there', { ...open, policy: null }],
    ['a policy that is not one', { ...open, policy: 'x' }],
    ['a block in words', { ...open, bucketBlock: { RestrictPublicBuckets: 'true' } }],
    ['a block not read', { ...open, accountBlock: undefined }],
    ['no grants', { ...withAcls, grants: undefined }],
    ['a grant without a grantee', { ...withAcls, grants: [{ Permission: 'READ' }] }],
    ['a grantee without a name', { ...withAcls, grants: [{ Grantee: { Type: 'Group' } }] }],
    ['an unknown ownership', { ...closed, ownership: 'Nobody' }],
  ])('%s is not understood', (_, access) => {
    expect(() => publicAccess(access)).toThrow(expect.objectContaining({ code: 'RESPONSE_SHAPE' }));
  });
});

describe('cutsSharing', () => {
  it.each([
    ['public and restricted', { ...open, bucketBlock: block({ RestrictPublicBuckets: true }) }, true],
    ['public, restricted by the account', { ...open, accountBlock: block({ RestrictPublicBuckets: true }) }, true],
    ['public only', open, false],
    [
      'restricted only',
      { ...open, policyStatus: { IsPublic: false }, bucketBlock: block({ RestrictPublicBuckets: true }) },
      false,
    ],
    ['no policy', { ...closed, bucketBlock: block({ RestrictPublicBuckets: true }) }, false],
  ] as const)('%s: %s', (_, access, expected) => {
    expect(cutsSharing(access)).toBe(expected);
  });
});

describe('sharedByAcl', () => {
  const stranger = { Grantee: { Type: 'CanonicalUser', ID: 'other' }, Permission: 'READ' };
  it.each([
    ['the owner alone', withAcls, 'nobody', []],
    ['another account', { ...withAcls, grants: [owner, stranger] }, 'outside', ['other']],
    [
      'an address',
      { ...withAcls, grants: [{ Grantee: { Type: 'AmazonCustomerByEmail', EmailAddress: 'a@b' } }] },
      'outside',
      ['a@b'],
    ],
    ['log delivery', { ...withAcls, grants: [group('s3/LogDelivery')] }, 'nobody', []],
    ['everyone', { ...withAcls, grants: [owner, group('global/AllUsers')] }, 'everyone', ['*']],
    [
      'everyone, ignored',
      { ...withAcls, grants: [group('global/AllUsers'), stranger], bucketBlock: block({ IgnorePublicAcls: true }) },
      'outside',
      ['other'],
    ],
    ['another account, ACLs off', { ...closed, grants: [stranger] }, 'nobody', []],
  ] as const)('%s: %s', (_, access, circle, outsiders) => {
    expect(sharedByAcl(access, 'me')).toEqual({ sharedWith: circle, outsiders });
  });
});
