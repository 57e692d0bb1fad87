import { expect, test } from 'vitest';
import { allowsAccount, type PolicyStatement, type Principal, trusts } from './policy-document.ts';

const accountId = '111122223333';
const me: Principal = { accountId, arn: `arn:aws:iam::${accountId}:user/me` };
const root = { AWS: `arn:aws:iam::${accountId}:root` };
const policy = (...Statement: PolicyStatement[]) => ({ Version: '2012-10-17' as const, Statement });
const allow: PolicyStatement = { Effect: 'Allow', Principal: root, Action: 'sts:AssumeRole' };
const external = { StringEquals: { 'sts:ExternalId': ['a', 'b'] } };

test.each<[string, PolicyStatement[], Partial<Principal>, boolean]>([
  ['the account', [allow], {}, true],
  ['the account by its id', [{ ...allow, Principal: { AWS: accountId } }], {}, true],
  ['the user', [{ ...allow, Principal: { AWS: ['x', me.arn] } }], {}, true],
  ['anybody', [{ ...allow, Principal: '*' }], {}, true],
  ['any AWS principal', [{ ...allow, Principal: { AWS: '*' } }], {}, true],
  ['another account', [allow], { accountId: '999988887777', arn: 'x' }, false],
  ['a service only', [{ ...allow, Principal: { Service: 'sagemaker.amazonaws.com' } }], {}, false],
  ['another action', [{ ...allow, Action: 'sts:TagSession' }], {}, false],
  ['among actions', [{ ...allow, Action: ['sts:TagSession', 'sts:AssumeRole'] }], {}, true],
  ['denied as well', [allow, { ...allow, Effect: 'Deny' }], {}, false],
  ['the external id', [{ ...allow, Condition: external }], { externalId: 'b' }, true],
  ['another external id', [{ ...allow, Condition: external }], { externalId: 'c' }, false],
  ['no external id', [{ ...allow, Condition: external }], {}, false],
  [
    'a condition that the lab does not know',
    [{ ...allow, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
    {},
    false,
  ],
  ['nothing', [], {}, false],
])('trust: %s', (_name, statements, change, expected) => {
  expect(trusts(policy(...statements), { ...me, ...change })).toBe(expected);
});

test.each<[string, PolicyStatement, boolean]>([
  ['the action', { Effect: 'Allow', Principal: root, Action: 'kms:DescribeKey' }, true],
  ['a pattern', { Effect: 'Allow', Principal: root, Action: ['kms:Decrypt', 'kms:Describe*'] }, true],
  ['all actions', { Effect: 'Allow', Principal: root, Action: 'kms:*' }, true],
  ['whatever the case', { Effect: 'Allow', Principal: root, Action: 'KMS:describekey' }, true],
  ['everybody', { Effect: 'Allow', Principal: '*', Action: 'kms:*' }, true],
  ['another action', { Effect: 'Allow', Principal: root, Action: 'kms:Decrypt' }, false],
  ['another account', { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: 'kms:*' }, false],
  ['a denial', { Effect: 'Deny', Principal: root, Action: 'kms:*' }, false],
  ['no principal', { Effect: 'Allow', Action: 'kms:*' }, false],
])('resource policy: %s', (_name, statement, expected) => {
  expect(allowsAccount(policy(statement), accountId, 'kms:DescribeKey')).toBe(expected);
});

test('no resource policy allows nothing', () => {
  expect(allowsAccount(undefined, accountId, 'kms:DescribeKey')).toBe(false);
});
