import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { accountWide } from './account-wide.ts';
import { absent, answer, denied, type Replies, readCanned, reasonOf } from './canned.ts';

const item = { Account: '123456789012' };
const closed = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const keys = (...list: JsonObject[]) => answer({ ServiceSpecificCredentials: list });
const good: Replies = {
  GetPublicAccessBlock: answer({ PublicAccessBlockConfiguration: closed }),
  ListServiceSpecificCredentials: keys(),
};
const facts = (replies: Replies = {}) => readCanned(accountWide, item, { ...good, ...replies }).facts;

test('an account that keeps its storage closed', () => {
  expect(facts()).toMatchObject({ publicStorageBlocked: true });
});

test.each(['nativePosture', 'auditTrail'])('%s is judged in each region', (fact) => {
  expect(reasonOf(facts()[fact])).toBe('not-supported');
});

test.each(Object.keys(closed))('%s that is not said is missing', (field) => {
  const { [field as keyof typeof closed]: _left, ...rest } = closed;
  expect(
    reasonOf(facts({ GetPublicAccessBlock: answer({ PublicAccessBlockConfiguration: rest }) }).publicStorageBlocked),
  ).toBe('not-returned');
});

describe('API keys of Bedrock that have no end', () => {
  const end = '2027-01-01T00:00:00Z';
  test.each<[what: string, list: JsonObject[], expected: number]>([
    ['none', [], 0],
    ['one', [{ Status: 'Active' }], 1],
    ['one that ends', [{ Status: 'Active', ExpirationDate: end }], 0],
    ['one that does not work', [{ Status: 'Inactive' }], 0],
    ['one that has ended', [{ Status: 'Expired', ExpirationDate: end }], 0],
    [
      'two, and one that ends',
      [{ Status: 'Active' }, { Status: 'Active', ExpirationDate: end }, { Status: 'Active' }],
      2,
    ],
  ])('%s', (_what, list, expected) => {
    expect(facts({ ListServiceSpecificCredentials: keys(...list) }).staticModelKeys).toBe(expected);
  });
  test('a status that nobody knows', () => {
    expect(reasonOf(facts({ ListServiceSpecificCredentials: keys({ Status: 'Odd' }) }).staticModelKeys)).toBe(
      'not-returned',
    );
  });
  test('refused', () => {
    expect(facts({ ListServiceSpecificCredentials: denied }).staticModelKeys).toHaveProperty(
      'missing.0.permission',
      'iam:ListServiceSpecificCredentials',
    );
  });
});

test('policies of the organisation are asked for', () => {
  expect(reasonOf(facts().policies)).toBe('not-exposed');
});

describe('public buckets', () => {
  test.each(Object.keys(closed))('%s off', (field) => {
    const block = answer({ PublicAccessBlockConfiguration: { ...closed, [field]: false } });
    expect(facts({ GetPublicAccessBlock: block }).publicStorageBlocked).toBe(false);
  });
  test('no block', () => {
    expect(facts({ GetPublicAccessBlock: absent('NoSuchPublicAccessBlockConfiguration') }).publicStorageBlocked).toBe(
      false,
    );
  });
  test('refused', () => {
    expect(facts({ GetPublicAccessBlock: denied }).publicStorageBlocked).toHaveProperty(
      'missing.0.permission',
      's3:GetAccountPublicAccessBlock',
    );
  });
  test('an answer without the block', () => {
    expect(reasonOf(facts({ GetPublicAccessBlock: answer({}) }).publicStorageBlocked)).toBe('partial-answer');
  });
});
