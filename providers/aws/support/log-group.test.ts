import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf, testScope } from '../testing/map.ts';
import { changesTable, keyA, usual } from '../testing/table.ts';
import { logGroups } from './log-group.ts';

const arn = 'arn:aws:logs:eu-west-1:123456789012:log-group:/bedrock/calls';
const given: Given = {
  item: { Arn: arn, Name: '/bedrock/calls' },
  reads: {
    DescribeKey: usual.DescribeKey ?? {},
    DescribeLogGroups: {
      logGroups: [
        {
          logGroupName: '/bedrock/calls',
          creationTime: 1767225600000,
          retentionInDays: 365,
          kmsKeyId: keyA,
          dataProtectionStatus: 'ACTIVATED',
        },
        { logGroupName: '/bedrock/calls-2', retentionInDays: 1 },
      ],
    },
  },
};

contract(logGroups, given);

describe('a log group', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(logGroups, given))).toMatchObject({
      name: '/bedrock/calls',
      keyAtRest: 'customer',
      retentionDays: 365,
      masking: true,
      authMethods: ['identity'],
      publicAccess: 'provider-api',
      createdAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('that nothing has this name of is not known', () => {
    const reads = { ...given.reads, DescribeLogGroups: { logGroups: [{ logGroupName: '/bedrock/calls-2' }] } };
    expect(plainOf(resourceOf(logGroups, { ...given, reads }))).toMatchObject({
      retentionDays: 'missing: not-returned',
      keyAtRest: 'missing: not-returned',
      state: 'missing: not-returned',
    });
  });

  it.each([
    [arn, { scope: { account: '123456789012', region: 'eu-west-1' }, item: { Name: '/bedrock/calls' } }],
    [`${arn}:*`, { item: { Name: '/bedrock/calls' } }],
    ['arn:aws:logs:eu-west-1:123456789012:destination:x', { $missing: { reason: 'not-returned' } }],
    ['log-group', { $missing: { reason: 'not-returned' } }],
  ])('%s', (uid, expected) => {
    expect(logGroups.refer?.(uid, testScope)).toMatchObject(expected);
  });
});

const at = (member: string) => `DescribeLogGroups/logGroups/0/${member}`;
changesTable(logGroups, given, [
  [at('retentionInDays'), 30, { retentionDays: 30 }],
  [at('retentionInDays'), undefined, { retentionDays: null }],
  [at('kmsKeyId'), undefined, { keyAtRest: 'provider', stores: [{ name: 'logs', key: 'provider' }], '->keys': [] }],
  [at('dataProtectionStatus'), 'DISABLED', { masking: false }],
  [at('dataProtectionStatus'), undefined, { masking: false }],
  [at('inheritedProperties'), ['ACCOUNT_DATA_PROTECTION'], {}],
  [at('bearerTokenAuthenticationEnabled'), true, { authMethods: ['identity', 'token'] }],
  [at('creationTime'), undefined, { createdAt: 'missing: not-returned' }],
]);
