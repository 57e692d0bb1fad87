import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { buckets } from './bucket.ts';
import { absent, answer, denied, type Place, type Replies, readCanned, reasonOf } from './canned.ts';

const account = '123456789012';
const item = { BucketArn: 'arn:aws:s3:::data', Bucket: 'data', Owner: account };
const key = `arn:aws:kms:eu-west-1:${account}:key/k`;
const closed = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const open = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const block = (configuration: JsonObject) => answer({ PublicAccessBlockConfiguration: configuration });
const encrypted = (byDefault: JsonObject) =>
  answer({ ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] } });
const ownership = (value: string) => answer({ OwnershipControls: { Rules: [{ ObjectOwnership: value }] } });
const policy = (...statements: object[]) =>
  answer({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
const tlsOnly = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const allow = (principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::data/*',
  ...more,
});
const mine = { Grantee: { Type: 'CanonicalUser', ID: 'me' }, Permission: 'FULL_CONTROL' };
const everyone = {
  Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  Permission: 'READ',
};
const acl = (...grants: JsonObject[]) => answer({ Owner: { ID: 'me' }, Grants: [mine, ...grants] });

const good: Replies = {
  GetBucketEncryption: encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }),
  GetPublicAccessBlock: block(closed),
  GetBucketPolicyStatus: answer({ PolicyStatus: { IsPublic: false } }),
  GetBucketPolicy: policy(tlsOnly),
  GetBucketOwnershipControls: ownership('BucketOwnerEnforced'),
  GetBucketAcl: acl(),
  GetBucketVersioning: answer({ Status: 'Enabled' }),
  GetBucketLogging: answer({ LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 'data/' } }),
  GetObjectLockConfiguration: answer({
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } },
    },
  }),
  GetBucketTagging: answer({ TagSet: [{ Key: 'owner', Value: 'ml' }] }),
  DescribeTrails: answer({ trailList: [] }),
  DescribeKey: answer({ KeyMetadata: { Arn: key, KeyManager: 'CUSTOMER' } }),
};
const read = (replies: Replies = {}, place?: Place) => readCanned(buckets, item, { ...good, ...replies }, place);
const facts = (replies: Replies = {}, place?: Place) => read(replies, place).facts;

test('a bucket that is well kept', () => {
  expect(read().facts).toMatchObject({
    keyAtRest: 'customer',
    stores: [{ name: 'data', key: 'customer' }],
    publicAccess: 'provider-api',
    allowedRanges: [],
    sharedWith: 'nobody',
    outsiders: [],
    clientTls: 'required',
    authMethods: ['identity'],
    objectAcls: false,
    versioned: true,
    locked: true,
    accessLogged: true,
    logFeeds: [{ category: 'server-access', destination: 's3://logs/data/' }],
    tags: { owner: 'ml' },
    owner: 'ml',
    state: 'active',
    region: 'eu-west-1',
  });
  expect(read().links.keys).toEqual([key]);
});

test('what is not known is said to be so', () => {
  const found = facts();
  expect(reasonOf(found.scanned)).toBe('out-of-scope');
  for (const fact of ['createdAt', 'modifiedAt', 'lastUsedAt']) expect(reasonOf(found[fact]), fact).toBe('not-exposed');
  for (const fact of ['nodeTraffic', 'shell', 'plainSecrets', 'appLogged', 'recoverableDays'])
    expect(reasonOf(found[fact]), fact).toBe('not-supported');
  expect(reasonOf(read().links.privateEndpoints)).toBe('out-of-scope');
});

test('every setting is asked for on behalf of the owner, in its region', () => {
  const settings = read().asked.filter((call) => 'Bucket' in call.input);
  expect(settings).toHaveLength(10);
  for (const call of settings) {
    expect(call).toMatchObject({
      account,
      region: 'eu-west-1',
      input: { Bucket: 'data', ExpectedBucketOwner: account },
    });
  }
});

describe('key at rest', () => {
  test.each<[what: string, replies: Replies, expected: string]>([
    ['a key of the customer', {}, 'customer'],
    ['a key of AWS, named', { DescribeKey: answer({ KeyMetadata: { Arn: key, KeyManager: 'AWS' } }) }, 'provider'],
    ['a key of KMS, none named', { GetBucketEncryption: encrypted({ SSEAlgorithm: 'aws:kms' }) }, 'provider'],
    [
      'twice, with a key of the customer',
      { GetBucketEncryption: encrypted({ SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: key }) },
      'customer',
    ],
    ['a key of S3', { GetBucketEncryption: encrypted({ SSEAlgorithm: 'AES256' }) }, 'provider'],
    [
      'a key of S3, a key id is left over',
      { GetBucketEncryption: encrypted({ SSEAlgorithm: 'AES256', KMSMasterKeyID: key }) },
      'provider',
    ],
    ['none', { GetBucketEncryption: absent('ServerSideEncryptionConfigurationNotFoundError') }, 'none'],
  ])('%s', (_what, replies, expected) => {
    expect(facts(replies).keyAtRest).toBe(expected);
  });

  test.each<[what: string, replies: Replies, reason: string]>([
    ['an encryption that nobody knows', { GetBucketEncryption: encrypted({ SSEAlgorithm: 'rot13' }) }, 'not-returned'],
    [
      'a rule without an encryption',
      { GetBucketEncryption: answer({ ServerSideEncryptionConfiguration: { Rules: [{}] } }) },
      'not-returned',
    ],
    ['no rule', { GetBucketEncryption: answer({ ServerSideEncryptionConfiguration: { Rules: [] } }) }, 'not-returned'],
    ['a key that KMS does not tell of', { DescribeKey: denied }, 'access-denied'],
    ['the setting is refused', { GetBucketEncryption: denied }, 'access-denied'],
  ])('%s: missing', (_what, replies, reason) => {
    expect(reasonOf(facts(replies).keyAtRest)).toBe(reason);
  });
});

describe('who gets in', () => {
  const anyone = {
    GetBucketPolicyStatus: answer({ PolicyStatus: { IsPublic: true } }),
    GetBucketPolicy: policy(allow('*')),
  };
  const unblocked = { GetPublicAccessBlock: (input: JsonObject) => (input.AccountId ? block(open) : block(open)) };
  const byAccount = (bucket: JsonObject, ofAccount: JsonObject): Replies => ({
    GetPublicAccessBlock: (input) => block(input.AccountId ? ofAccount : bucket),
  });
  test.each<[what: string, replies: Replies, publicAccess: string, sharedWith: string, authMethods: string[]]>([
    ['a public policy, nothing blocked', { ...anyone, ...unblocked }, 'open', 'everyone', ['identity', 'anonymous']],
    [
      'a public policy, the bucket blocks',
      { ...anyone, ...byAccount(closed, open) },
      'provider-api',
      'nobody',
      ['identity'],
    ],
    [
      'a public policy, the account blocks',
      { ...anyone, ...byAccount(open, closed) },
      'provider-api',
      'nobody',
      ['identity'],
    ],
    [
      'a public ACL, in force',
      { ...unblocked, GetBucketAcl: acl(everyone), GetBucketOwnershipControls: ownership('ObjectWriter') },
      'open',
      'everyone',
      ['identity', 'anonymous'],
    ],
    [
      'a public ACL, ACLs are off',
      { ...unblocked, GetBucketAcl: acl(everyone) },
      'provider-api',
      'nobody',
      ['identity'],
    ],
    [
      'certain addresses',
      {
        ...unblocked,
        GetBucketPolicy: policy(allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })),
      },
      'filtered',
      'everyone',
      ['identity', 'anonymous'],
    ],
    [
      'another account by policy',
      { GetBucketPolicy: policy(allow({ AWS: 'arn:aws:iam::999999999999:root' })) },
      'provider-api',
      'outside',
      ['identity'],
    ],
    [
      'another account by ACL',
      {
        GetBucketAcl: acl({ Grantee: { Type: 'CanonicalUser', ID: 'them' }, Permission: 'READ' }),
        GetBucketOwnershipControls: ownership('BucketOwnerPreferred'),
      },
      'provider-api',
      'outside',
      ['identity'],
    ],
    [
      'no policy at all',
      { GetBucketPolicy: absent('NoSuchBucketPolicy'), GetBucketPolicyStatus: absent('NoSuchBucketPolicy') },
      'provider-api',
      'nobody',
      ['identity'],
    ],
  ])('%s', (_what, replies, publicAccess, sharedWith, authMethods) => {
    expect(facts(replies)).toMatchObject({ publicAccess, sharedWith, authMethods });
  });

  test('addresses are shown', () => {
    const found = facts({
      GetBucketPolicy: policy(allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })),
    });
    expect(found.allowedRanges).toEqual(['192.0.2.0/24']);
  });

  test('nothing blocks: an absent block is no block', () => {
    const found = facts({ ...anyone, GetPublicAccessBlock: absent('NoSuchPublicAccessBlockConfiguration') });
    expect(found.publicAccess).toBe('open');
  });

  test('objects may have public ACLs of their own: only reading each would tell', () => {
    const found = facts({ ...unblocked, GetBucketOwnershipControls: absent('OwnershipControlsNotFoundError') });
    expect(reasonOf(found.publicAccess)).toBe('not-exposed');
    expect(reasonOf(found.authMethods)).toBe('not-exposed');
  });

  test.each([
    'GetPublicAccessBlock',
    'GetBucketPolicyStatus',
    'GetBucketPolicy',
    'GetBucketAcl',
    'GetBucketOwnershipControls',
  ])('%s refused: not known, never private', (operation) => {
    const found = facts({ [operation]: denied });
    expect(reasonOf(found.publicAccess)).toBe('access-denied');
    expect(reasonOf(found.sharedWith)).toBe('access-denied');
    expect(reasonOf(found.authMethods)).toBe('access-denied');
  });

  test('the account’s block refused', () => {
    const found = facts({ GetPublicAccessBlock: (input) => (input.AccountId ? denied : block(closed)) });
    expect(found.publicAccess).toHaveProperty('missing.0.operation', 's3control:GetPublicAccessBlock');
    expect(found.publicAccess).toHaveProperty('missing.0.permission', 's3:GetAccountPublicAccessBlock');
  });
});

describe('TLS', () => {
  test.each<[what: string, replies: Replies, expected: string]>([
    ['required', {}, 'required'],
    ['a policy that says nothing of it', { GetBucketPolicy: policy(allow({ AWS: account })) }, 'optional'],
    ['no policy', { GetBucketPolicy: absent('NoSuchBucketPolicy') }, 'optional'],
  ])('%s', (_what, replies, expected) => {
    expect(facts(replies).clientTls).toBe(expected);
  });
});

describe('one setting at a time', () => {
  const retention = (mode: string, enabled = 'Enabled') =>
    answer({
      ObjectLockConfiguration: { ObjectLockEnabled: enabled, Rule: { DefaultRetention: { Mode: mode, Days: 1 } } },
    });
  test.each<[what: string, replies: Replies, fact: string, expected: unknown]>([
    ['versioning suspended', { GetBucketVersioning: answer({ Status: 'Suspended' }) }, 'versioned', false],
    ['versioning never on', { GetBucketVersioning: answer({}) }, 'versioned', false],
    ['lock in governance mode', { GetObjectLockConfiguration: retention('GOVERNANCE') }, 'locked', false],
    [
      'lock without a rule',
      { GetObjectLockConfiguration: answer({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } }) },
      'locked',
      false,
    ],
    ['no lock', { GetObjectLockConfiguration: absent('ObjectLockConfigurationNotFoundError') }, 'locked', false],
    ['ACLs preferred', { GetBucketOwnershipControls: ownership('BucketOwnerPreferred') }, 'objectAcls', true],
    ['ACLs of the writer', { GetBucketOwnershipControls: ownership('ObjectWriter') }, 'objectAcls', true],
    [
      'no ownership controls',
      { GetBucketOwnershipControls: absent('OwnershipControlsNotFoundError') },
      'objectAcls',
      true,
    ],
    ['no tags', { GetBucketTagging: absent('NoSuchTagSet') }, 'tags', {}],
    ['no log', { GetBucketLogging: answer({}) }, 'logFeeds', []],
    ['no log, no trail', { GetBucketLogging: answer({}) }, 'accessLogged', false],
  ])('%s', (_what, replies, fact, expected) => {
    expect(facts(replies)[fact]).toEqual(expected);
  });

  test.each<[what: string, replies: Replies, fact: string]>([
    ['a status of versioning that nobody knows', { GetBucketVersioning: answer({ Status: 'Paused' }) }, 'versioned'],
    [
      'ownership controls without a rule',
      { GetBucketOwnershipControls: answer({ OwnershipControls: { Rules: [] } }) },
      'objectAcls',
    ],
  ])('%s: missing', (_what, replies, fact) => {
    expect(reasonOf(facts(replies)[fact])).toBe('not-returned');
  });
});

describe('the use of its files', () => {
  const arn = `arn:aws:cloudtrail:eu-west-1:${account}:trail/t`;
  const trail = (type: string): Replies => ({
    GetBucketLogging: answer({}),
    DescribeTrails: answer({ trailList: [{ TrailARN: arn, HomeRegion: 'eu-west-1', IsMultiRegionTrail: false }] }),
    GetTrailStatus: answer({ IsLogging: true }),
    GetEventSelectors: answer({
      TrailARN: arn,
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: [type] },
          ],
        },
      ],
    }),
  });
  test.each<[what: string, replies: Replies, expected: boolean]>([
    ['recorded by a trail', trail('AWS::S3::Object'), true],
    ['a trail of something else', trail('AWS::SageMaker::Endpoint'), false],
    [
      'a trail that is switched off',
      { ...trail('AWS::S3::Object'), GetTrailStatus: answer({ IsLogging: false }) },
      false,
    ],
  ])('%s', (_what, replies, expected) => {
    expect(facts(replies).accessLogged).toBe(expected);
  });

  test('its own log settles it, whatever is not known of trails', () => {
    expect(facts({ DescribeTrails: denied }).accessLogged).toBe(true);
  });
  test('no log of its own, and trails are refused', () => {
    expect(reasonOf(facts({ GetBucketLogging: answer({}), DescribeTrails: denied }).accessLogged)).toBe(
      'access-denied',
    );
  });
  test('its own log is refused, and no trail records it', () => {
    expect(facts({ GetBucketLogging: denied }).accessLogged).toHaveProperty(
      'missing.0.operation',
      's3:GetBucketLogging',
    );
  });
  test('its own log is refused, but a trail records it', () => {
    expect(facts({ ...trail('AWS::S3::Object'), GetBucketLogging: denied }).accessLogged).toBe(true);
  });
});

describe('when a read is refused', () => {
  test.each<[operation: string, permission: string, lost: string[]]>([
    ['GetBucketEncryption', 's3:GetEncryptionConfiguration', ['keyAtRest', 'stores']],
    [
      'GetBucketPolicy',
      's3:GetBucketPolicy',
      ['allowedRanges', 'authMethods', 'clientTls', 'outsiders', 'publicAccess', 'sharedWith'],
    ],
    ['GetBucketVersioning', 's3:GetBucketVersioning', ['versioned']],
    ['GetBucketLogging', 's3:GetBucketLogging', ['accessLogged', 'logFeeds']],
    ['GetObjectLockConfiguration', 's3:GetBucketObjectLockConfiguration', ['locked']],
    ['GetBucketTagging', 's3:GetBucketTagging', ['dataClass', 'owner', 'tags']],
    [
      'GetBucketOwnershipControls',
      's3:GetBucketOwnershipControls',
      ['authMethods', 'objectAcls', 'outsiders', 'publicAccess', 'sharedWith'],
    ],
  ])('%s', (operation, permission, lost) => {
    const found = facts({ [operation]: denied });
    const missing = Object.keys(found)
      .filter((fact) => reasonOf(found[fact]) === 'access-denied')
      .sort();
    const whole = lost.filter((fact) => fact !== 'stores');
    expect(missing).toEqual(whole);
    expect(found[whole[0] ?? '']).toHaveProperty('missing.0.permission', permission);
  });

  test('a bucket that is somebody else’s by now', () => {
    const found = facts(Object.fromEntries(Object.keys(good).map((operation) => [operation, denied])));
    for (const fact of [
      'keyAtRest',
      'publicAccess',
      'sharedWith',
      'clientTls',
      'versioned',
      'locked',
      'objectAcls',
      'accessLogged',
      'tags',
    ])
      expect(reasonOf(found[fact]), fact).toBe('access-denied');
  });
});
