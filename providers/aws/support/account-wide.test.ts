import { describe, expect, test } from 'vitest';
import { accountWide } from './account-wide.ts';
import { absent, answer, denied, type Replies, readCanned, reasonOf } from './canned.ts';

const item = { Account: '123456789012' };
const closed = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const good: Replies = { GetPublicAccessBlock: answer({ PublicAccessBlockConfiguration: closed }) };
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
