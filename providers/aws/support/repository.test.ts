import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { absent, answer, denied, type Replies, readCanned, reasonOf } from './canned.ts';
import { repositories } from './repository.ts';

const arn = 'arn:aws:ecr:eu-west-1:123456789012:repository/team/train';
const item = { Arn: arn, Name: 'team/train', Registry: '123456789012' };
const key = 'arn:aws:kms:eu-west-1:123456789012:key/k';
const repository: JsonObject = {
  repositoryArn: arn,
  repositoryName: 'team/train',
  createdAt: '2024-01-01T00:00:00.000Z',
  imageTagMutability: 'IMMUTABLE',
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key },
};
const rule = (scanFrequency: string, filter: string, filterType = 'WILDCARD') => ({
  scanFrequency,
  repositoryFilters: [{ filter, filterType }],
});
const registry = (scanType: string, ...rules: JsonObject[]) =>
  answer({ registryId: '123456789012', scanningConfiguration: { scanType, rules } });
const allow = (principal: unknown) =>
  answer({
    policyText: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: 'ecr:BatchGetImage' }],
    }),
  });
const good: Replies = {
  DescribeRepositories: answer({ repositories: [repository] }),
  GetRepositoryPolicy: absent('RepositoryPolicyNotFoundException'),
  GetRegistryScanningConfiguration: registry('ENHANCED', rule('CONTINUOUS_SCAN', '*')),
  DescribeKey: answer({ KeyMetadata: { Arn: key, KeyManager: 'CUSTOMER' } }),
};
const read = (replies: Replies = {}) => readCanned(repositories, item, { ...good, ...replies });
const facts = (replies: Replies = {}) => read(replies).facts;
const withRepository = (change: JsonObject, replies: Replies = {}) =>
  facts({ DescribeRepositories: answer({ repositories: [{ ...repository, ...change }] }), ...replies });

test('a repository that is well kept', () => {
  expect(read().facts).toMatchObject({
    keyAtRest: 'customer',
    scanning: 'continuous',
    immutableTags: true,
    sharedWith: 'nobody',
    outsiders: [],
    publicAccess: 'provider-api',
    authMethods: ['identity'],
    createdAt: '2024-01-01T00:00:00.000Z',
    state: 'active',
  });
  expect(read().links.keys).toEqual([key]);
  for (const fact of ['quarantine', 'shell', 'plainSecrets'])
    expect(reasonOf(read().facts[fact]), fact).toBe('not-supported');
});

describe('scanning', () => {
  test.each<[what: string, registry: Replies[string], own: boolean, expected: string]>([
    ['continuous for all', registry('ENHANCED', rule('CONTINUOUS_SCAN', '*')), false, 'continuous'],
    ['on push for all', registry('ENHANCED', rule('SCAN_ON_PUSH', '*')), false, 'on-push'],
    [
      'both: continuous goes before',
      registry('ENHANCED', rule('SCAN_ON_PUSH', '*'), rule('CONTINUOUS_SCAN', 'team/*')),
      false,
      'continuous',
    ],
    ['continuous for others', registry('ENHANCED', rule('CONTINUOUS_SCAN', 'other/*')), false, 'off'],
    [
      'a filter without a star stands anywhere in the name',
      registry('ENHANCED', rule('CONTINUOUS_SCAN', 'train')),
      false,
      'continuous',
    ],
    [
      'a filter without a star that is not in the name',
      registry('ENHANCED', rule('CONTINUOUS_SCAN', 'prod')),
      false,
      'off',
    ],
    [
      'a filter whose star ends in something else',
      registry('ENHANCED', rule('CONTINUOUS_SCAN', 'team/*-prod')),
      false,
      'off',
    ],
    ['enhanced: the own setting has no say', registry('ENHANCED'), true, 'off'],
    ['by hand', registry('ENHANCED', rule('MANUAL', '*')), false, 'off'],
    ['basic, by the own setting', registry('BASIC'), true, 'on-push'],
    ['basic, off', registry('BASIC'), false, 'off'],
    ['basic, by a rule', registry('BASIC', rule('SCAN_ON_PUSH', '*')), false, 'on-push'],
  ])('%s', (_what, scanningConfiguration, scanOnPush, expected) => {
    const found = withRepository(
      { imageScanningConfiguration: { scanOnPush } },
      { GetRegistryScanningConfiguration: scanningConfiguration },
    );
    expect(found.scanning).toBe(expected);
  });

  test.each([
    ['an empty filter', rule('CONTINUOUS_SCAN', '')],
    ['a filter of a type that nobody knows', rule('CONTINUOUS_SCAN', '*', 'REGEX')],
  ])('%s', (_what, one) => {
    const found = facts({ GetRegistryScanningConfiguration: registry('ENHANCED', one) });
    expect(reasonOf(found.scanning)).toBe('partial-answer');
  });
  test('a frequency that nobody knows', () => {
    const found = facts({ GetRegistryScanningConfiguration: registry('ENHANCED', rule('WEEKLY', '*')) });
    expect(reasonOf(found.scanning)).toBe('not-returned');
  });
  test('a type of scanning that nobody knows', () => {
    expect(reasonOf(facts({ GetRegistryScanningConfiguration: registry('QUANTUM') }).scanning)).toBe('not-returned');
  });
  test('the own setting is left out where it counts', () => {
    const found = withRepository(
      { imageScanningConfiguration: {} },
      { GetRegistryScanningConfiguration: registry('BASIC') },
    );
    expect(reasonOf(found.scanning)).toBe('not-returned');
  });
});

describe('one field at a time', () => {
  test.each<[field: string, value: string, expected: boolean]>([
    ['imageTagMutability', 'IMMUTABLE', true],
    ['imageTagMutability', 'MUTABLE', false],
    ['imageTagMutability', 'IMMUTABLE_WITH_EXCLUSION', false],
    ['imageTagMutability', 'MUTABLE_WITH_EXCLUSION', false],
  ])('%s %s', (field, value, expected) => {
    expect(withRepository({ [field]: value }).immutableTags).toBe(expected);
  });

  test.each<[configuration: JsonObject, expected: string]>([
    [{ encryptionType: 'AES256' }, 'provider'],
    [{ encryptionType: 'AES256', kmsKey: key }, 'provider'],
    [{ encryptionType: 'KMS' }, 'provider'],
    [{ encryptionType: 'KMS', kmsKey: key }, 'customer'],
    [{ encryptionType: 'KMS_DSSE', kmsKey: key }, 'customer'],
  ])('encryption %j: %s', (encryptionConfiguration, expected) => {
    expect(withRepository({ encryptionConfiguration }).keyAtRest).toBe(expected);
  });

  test.each<[what: string, change: JsonObject, fact: string]>([
    [
      'an encryption that nobody knows',
      { encryptionConfiguration: { encryptionType: 'XOR', kmsKey: key } },
      'keyAtRest',
    ],
    ['no encryption told', { encryptionConfiguration: {} }, 'keyAtRest'],
    ['a mutability that nobody knows', { imageTagMutability: 'PERHAPS' }, 'immutableTags'],
  ])('%s: missing', (_what, change, fact) => {
    expect(reasonOf(withRepository(change)[fact])).toBe('not-returned');
  });
});

describe('sharing', () => {
  test.each<[principal: unknown, sharedWith: string, outsiders: string[]]>([
    [{ AWS: 'arn:aws:iam::999999999999:root' }, 'outside', ['arn:aws:iam::999999999999:root']],
    ['*', 'everyone', ['*']],
    [{ AWS: '123456789012' }, 'nobody', []],
  ])('with %j', (principal, sharedWith, outsiders) => {
    expect(facts({ GetRepositoryPolicy: allow(principal) })).toMatchObject({ sharedWith, outsiders });
  });
});

describe('when a read is refused', () => {
  test.each<[operation: string, lost: string[]]>([
    ['DescribeRepositories', ['createdAt', 'immutableTags', 'keyAtRest', 'scanning']],
    ['GetRepositoryPolicy', ['outsiders', 'sharedWith']],
    ['GetRegistryScanningConfiguration', ['scanning']],
    ['DescribeKey', ['keyAtRest']],
  ])('%s', (operation, lost) => {
    const found = facts({ [operation]: denied });
    expect(
      Object.keys(found)
        .filter((fact) => reasonOf(found[fact]) === 'access-denied')
        .sort(),
    ).toEqual(lost);
  });

  test('an answer without the repository is no repository with everything off', () => {
    const found = facts({ DescribeRepositories: answer({ repositories: [] }) });
    for (const fact of ['keyAtRest', 'scanning', 'immutableTags'])
      expect(reasonOf(found[fact]), fact).toBe('not-returned');
  });
});

describe('refer', () => {
  const scope = { provider: 'aws' as const, account: '1', accountName: '1', region: 'us-east-1' };
  test('the ARN says account, region and name', () => {
    expect(repositories.refer?.(arn, scope)).toEqual({ scope: { account: '123456789012', region: 'eu-west-1' }, item });
  });
  test.each(['arn:aws:ecr-public::123456789012:repository/x', 'nginx', 'arn:aws:s3:::x'])('%s is none', (uid) => {
    expect(repositories.refer?.(uid, scope)).toHaveProperty('$missing.reason', 'not-returned');
  });
});
