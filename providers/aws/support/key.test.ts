import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { absent, answer, denied, type Place, type Replies, readCanned, reasonOf } from './canned.ts';
import { keys } from './key.ts';

const arn = 'arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-0000-4000-8000-000000000001';
const root = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' };
const policy = (...statements: object[]) =>
  answer({
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [root, ...statements] }),
    PolicyName: 'default',
  });
const metadata: JsonObject = {
  KeyId: '0f1e2d3c-0000-4000-8000-000000000001',
  Arn: arn,
  KeyManager: 'CUSTOMER',
  KeyState: 'Enabled',
  Enabled: true,
  Origin: 'AWS_KMS',
  KeySpec: 'SYMMETRIC_DEFAULT',
  CreationDate: '2021-05-13T13:02:58Z',
};
const good: Replies = {
  DescribeKey: answer({ KeyMetadata: metadata }),
  GetKeyRotationStatus: answer({ KeyRotationEnabled: true, RotationPeriodInDays: 180 }),
  GetKeyPolicy: policy(),
  ListResourceTags: answer({ Tags: [{ TagKey: 'owner', TagValue: 'ml' }], Truncated: false }),
};

function read(replies: Replies = {}, place?: Place) {
  return readCanned(keys, { KeyArn: arn }, { ...good, ...replies }, place);
}
function withKey(change: JsonObject, replies: Replies = {}) {
  return read({ DescribeKey: answer({ KeyMetadata: { ...metadata, ...change } }), ...replies });
}

test('a key of the customer', () => {
  expect(read().facts).toEqual({
    region: 'eu-west-1',
    processing: { missing: [expect.objectContaining({ reason: 'not-supported' })] },
    idleStopMinutes: { missing: [expect.objectContaining({ reason: 'not-supported' })] },
    modifiedAt: { missing: [expect.objectContaining({ reason: 'not-exposed' })] },
    lastUsedAt: { missing: [expect.objectContaining({ reason: 'not-exposed' })] },
    manager: 'customer',
    enabled: true,
    rotationDays: 180,
    protection: 'hsm',
    purgeProtected: true,
    state: 'active',
    createdAt: '2021-05-13T13:02:58Z',
    sharedWith: 'nobody',
    outsiders: [],
    tags: { owner: 'ml' },
    owner: 'ml',
    dataClass: '',
  });
});

describe('one field at a time', () => {
  test.each<[field: string, value: string, fact: string, expected: unknown]>([
    ['KeyManager', 'AWS', 'manager', 'provider'],
    ['KeyManager', 'CUSTOMER', 'manager', 'customer'],
    ['KeyState', 'Enabled', 'enabled', true],
    ['KeyState', 'Disabled', 'enabled', false],
    ['KeyState', 'PendingDeletion', 'enabled', false],
    ['KeyState', 'Updating', 'enabled', false],
    ['KeyState', 'Disabled', 'state', 'stopped'],
    ['KeyState', 'PendingDeletion', 'state', 'deleting'],
    ['KeyState', 'PendingReplicaDeletion', 'state', 'deleting'],
    ['KeyState', 'PendingImport', 'state', 'pending'],
    ['KeyState', 'Creating', 'state', 'pending'],
    ['KeyState', 'Updating', 'state', 'pending'],
    ['KeyState', 'Unavailable', 'state', 'failed'],
    ['Origin', 'EXTERNAL', 'protection', 'hsm'],
    ['Origin', 'AWS_CLOUDHSM', 'protection', 'hsm'],
    ['Origin', 'EXTERNAL_KEY_STORE', 'protection', 'external'],
    // Imported material can be deleted at once; a store of the customer's own is out of the hands of KMS.
    ['Origin', 'EXTERNAL', 'purgeProtected', false],
    ['Origin', 'AWS_CLOUDHSM', 'purgeProtected', false],
    ['Origin', 'EXTERNAL_KEY_STORE', 'purgeProtected', false],
  ])('%s %s: %s is %s', (field, value, fact, expected) => {
    expect(withKey({ [field]: value }).facts[fact]).toBe(expected);
  });

  test.each<[field: string, facts: string[]]>([
    ['KeyManager', ['manager', 'rotationDays']],
    ['KeyState', ['enabled', 'state']],
    ['Origin', ['protection', 'purgeProtected', 'rotationDays']],
    ['KeySpec', ['rotationDays']],
    ['CreationDate', ['createdAt']],
  ])('%s left out, or of an unknown value: missing, never guessed', (field, facts) => {
    const { [field]: _left, ...rest } = metadata;
    const without = read({ DescribeKey: answer({ KeyMetadata: rest }) }).facts;
    for (const fact of facts) expect(reasonOf(without[fact]), fact).toBe('not-returned');
    const known = Object.keys(without).filter((fact) => reasonOf(without[fact]) === 'not-returned');
    expect(known.sort()).toEqual([...facts].sort());
    if (field === 'CreationDate') return;
    const odd = withKey({ [field]: 'Odd' }).facts;
    for (const fact of facts) expect(reasonOf(odd[fact]), fact).toBe('not-returned');
  });
});

describe('rotation', () => {
  test.each<[what: string, status: JsonObject, days: number | null]>([
    ['on', { KeyRotationEnabled: true, RotationPeriodInDays: 90 }, 90],
    ['on, without a period: the documented default', { KeyRotationEnabled: true }, 365],
    ['off', { KeyRotationEnabled: false }, null],
    ['off, a period is left over', { KeyRotationEnabled: false, RotationPeriodInDays: 90 }, null],
  ])('%s', (_what, status, days) => {
    expect(read({ GetKeyRotationStatus: answer(status) }).facts.rotationDays).toBe(days);
  });

  test.each<[what: string, change: JsonObject]>([
    ['asymmetric', { KeySpec: 'RSA_2048' }],
    ['for HMAC', { KeySpec: 'HMAC_256' }],
    ['imported', { Origin: 'EXTERNAL' }],
    ['in an HSM of the customer', { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-1' }],
    ['in an external store', { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: 'cks-1' }],
  ])('a key that is %s is not renewed, and KMS is not asked', (_what, change) => {
    const { facts, asked } = withKey(change);
    expect(facts.rotationDays).toBeNull();
    expect(asked.map((call) => call.operation)).not.toContain('GetKeyRotationStatus');
  });

  test.each([
    ['SYMMETRIC_DEFAULT', 180],
    ['RSA_2048', null],
  ])('an older answer names the kind of key %s otherwise', (CustomerMasterKeySpec, days) => {
    const { KeySpec: _left, ...rest } = metadata;
    const key = answer({ KeyMetadata: { ...rest, CustomerMasterKeySpec } });
    expect(read({ DescribeKey: key }).facts.rotationDays).toBe(days);
  });

  test('a key of AWS is renewed every year by design', () => {
    const { facts, asked } = withKey({ KeyManager: 'AWS' });
    expect(facts.rotationDays).toBe(365);
    expect(asked.map((call) => call.operation)).not.toContain('GetKeyRotationStatus');
  });

  test('KMS says itself that the key cannot be renewed', () => {
    expect(read({ GetKeyRotationStatus: absent('UnsupportedOperationException') }).facts.rotationDays).toBeNull();
  });
});

describe('sharing', () => {
  const allow = (principal: string) => policy({ ...root, Principal: { AWS: principal } });
  test.each<[principal: string, sharedWith: string]>([
    ['arn:aws:iam::123456789012:role/x', 'nobody'],
    ['arn:aws:iam::999999999999:root', 'outside'],
    ['arn:aws:iam::222222222222:root', 'organization'],
    ['arn:aws:iam::333333333333:root', 'organization'],
    ['*', 'everyone'],
  ])('with %s', (principal, sharedWith) => {
    const place = {
      accounts: ['123456789012', '222222222222'],
      settings: { organisationAccounts: ['333333333333'] },
    };
    expect(read({ GetKeyPolicy: allow(principal) }, place).facts.sharedWith).toBe(sharedWith);
  });

  test('a policy that cannot be understood shares with nobody knows whom', () => {
    expect(reasonOf(read({ GetKeyPolicy: answer({ Policy: '{' }) }).facts.sharedWith)).toBe('partial-answer');
  });
});

describe('when a read fails', () => {
  test.each<[operation: string, facts: string[]]>([
    [
      'DescribeKey',
      [
        'createdAt',
        'dataClass',
        'enabled',
        'manager',
        'owner',
        'protection',
        'purgeProtected',
        'rotationDays',
        'state',
        'tags',
      ],
    ],
    ['GetKeyRotationStatus', ['rotationDays']],
    ['GetKeyPolicy', ['outsiders', 'sharedWith']],
    ['ListResourceTags', ['dataClass', 'owner', 'tags']],
  ])('%s', (operation, facts) => {
    const found = read({ [operation]: denied }).facts;
    expect(
      Object.keys(found)
        .filter((fact) => reasonOf(found[fact]) === 'access-denied')
        .sort(),
    ).toEqual(facts);
    expect(found[facts[0] ?? '']).toHaveProperty(
      'missing.0',
      expect.objectContaining({
        operation: `kms:${operation}`,
        permission: `kms:${operation}`,
        errorCode: 'AccessDenied',
      }),
    );
  });

  test('a key that does not exist', () => {
    const found = read({ DescribeKey: { fail: 'not-returned', code: 'NotFoundException' } }).facts;
    expect(found.manager).toEqual({
      missing: [expect.objectContaining({ reason: 'not-returned', errorCode: 'NotFoundException' })],
    });
  });

  test('an answer without the key is no key with everything off', () => {
    expect(reasonOf(read({ DescribeKey: answer({}) }).facts.enabled)).toBe('partial-answer');
  });
});

test('keys of AWS are not asked for tags', () => {
  const { facts, asked } = withKey({ KeyManager: 'AWS' });
  expect(asked.map((call) => call.operation)).not.toContain('ListResourceTags');
  expect(reasonOf(facts.owner)).toBe('not-supported');
});

describe('refer', () => {
  const scope = { provider: 'aws' as const, account: '1', accountName: '1', region: 'us-east-1' };
  test('the ARN says account and region', () => {
    expect(keys.refer?.(arn, scope)).toEqual({
      scope: { account: '123456789012', region: 'eu-west-1' },
      item: { KeyArn: arn },
    });
  });
  test.each(['alias/x', 'arn:aws:kms:eu-west-1:123456789012:alias/x', 'arn:aws:s3:::x', ''])('%j is no key', (uid) => {
    expect(keys.refer?.(uid, scope)).toHaveProperty('$missing.reason', 'not-returned');
  });
});
