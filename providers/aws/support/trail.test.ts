import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { answer, denied, type Replies, readCanned, reasonOf } from './canned.ts';
import { trails } from './trail.ts';

const arn = 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/main';
const key = 'arn:aws:kms:eu-west-1:123456789012:key/k';
const trail: JsonObject = {
  Name: 'main',
  TrailARN: arn,
  HomeRegion: 'eu-west-1',
  S3BucketName: 'audit',
  KmsKeyId: key,
  CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:audit:*',
  LogFileValidationEnabled: true,
  IsMultiRegionTrail: true,
};
const selectors = (...fields: JsonObject[][]) =>
  answer({ TrailARN: arn, AdvancedEventSelectors: fields.map((FieldSelectors) => ({ FieldSelectors })) });
const category = (value: string) => ({ Field: 'eventCategory', Equals: [value] });
const endpoints = [category('Data'), { Field: 'resources.type', Equals: ['AWS::SageMaker::Endpoint'] }];

const good: Replies = {
  GetTrailStatus: answer({ IsLogging: true, LatestDeliveryTime: '2026-11-01T00:00:00.000Z' }),
  GetEventSelectors: selectors([category('Management')], endpoints),
  DescribeKey: answer({ KeyMetadata: { Arn: key, KeyManager: 'CUSTOMER' } }),
};
const read = (change: JsonObject = {}, replies: Replies = {}) =>
  readCanned(trails, { ...trail, ...change }, { ...good, ...replies }, { listed: 'DescribeTrails' });
const facts = (change: JsonObject = {}, replies: Replies = {}) => read(change, replies).facts;
const without = (field: string) => {
  const { [field]: _left, ...rest } = trail;
  return readCanned(trails, rest, good, { listed: 'DescribeTrails' });
};

test('a trail that keeps everything', () => {
  const { facts: found, links } = read();
  expect(found).toMatchObject({
    active: true,
    management: 'all',
    mlDataEvents: ['AWS::SageMaker::Endpoint'],
    tamperProof: true,
    allRegions: true,
    exempted: [],
    keyAtRest: 'customer',
    state: 'active',
    lastUsedAt: '2026-11-01T00:00:00.000Z',
  });
  expect(links).toEqual({
    keys: [key],
    buckets: ['arn:aws:s3:::audit'],
    logGroups: ['arn:aws:logs:eu-west-1:123456789012:log-group:audit'],
  });
});

describe('whether it records', () => {
  test.each<[what: string, status: JsonObject, active: boolean, state: string]>([
    ['on', { IsLogging: true }, true, 'active'],
    ['off', { IsLogging: false }, false, 'stopped'],
    ['on, but nothing arrives', { IsLogging: true, LatestDeliveryError: 'NoSuchBucket' }, false, 'active'],
    ['on, no error', { IsLogging: true, LatestDeliveryError: '' }, true, 'active'],
  ])('%s', (_what, status, active, state) => {
    expect(facts({}, { GetTrailStatus: answer(status) })).toMatchObject({ active, state });
  });

  test('never delivered', () => {
    expect(facts({}, { GetTrailStatus: answer({ IsLogging: true }) }).lastUsedAt).toBeNull();
  });
  test('not told', () => {
    expect(reasonOf(facts({}, { GetTrailStatus: answer({}) }).active)).toBe('partial-answer');
  });
});

describe('what it keeps', () => {
  test.each<[what: string, fields: JsonObject[][], management: string, exempted: string[]]>([
    ['changes alone', [[category('Management'), { Field: 'readOnly', Equals: ['false'] }]], 'write-only', []],
    ['data alone', [endpoints], 'none', []],
    [
      'all but what one identity does',
      [
        [
          category('Management'),
          {
            Field: 'userIdentity.arn',
            NotEquals: ['arn:aws:iam::1:role/x'],
            NotStartsWith: ['arn:a'],
            NotEndsWith: ['z'],
          },
        ],
      ],
      'none',
      ['arn:aws:iam::1:role/x', 'arn:a*', '*z'],
    ],
  ])('%s', (_what, fields, management, exempted) => {
    expect(facts({}, { GetEventSelectors: selectors(...fields) })).toMatchObject({ management, exempted });
  });

  test('selectors that cannot be understood', () => {
    expect(reasonOf(facts({}, { GetEventSelectors: answer({ TrailARN: arn }) }).management)).toBe('partial-answer');
  });
});

describe('one field at a time', () => {
  test.each<[field: string, fact: string]>([
    ['LogFileValidationEnabled', 'tamperProof'],
    ['IsMultiRegionTrail', 'allRegions'],
  ])('%s', (field, fact) => {
    expect(facts({ [field]: false })[fact]).toBe(false);
    expect(reasonOf(without(field).facts[fact])).toBe('not-returned');
  });
  test('no key: the key of the provider', () => {
    expect(without('KmsKeyId').facts.keyAtRest).toBe('provider');
    expect(without('KmsKeyId').links.keys).toEqual([]);
  });
  test('no log group', () => {
    expect(without('CloudWatchLogsLogGroupArn').links.logGroups).toEqual([]);
  });
  test('no bucket is told', () => {
    expect(reasonOf(without('S3BucketName').links.buckets)).toBe('not-returned');
  });
});

test.each<[operation: string, lost: string[]]>([
  ['GetTrailStatus', ['active', 'lastUsedAt', 'state']],
  ['GetEventSelectors', ['exempted', 'management', 'mlDataEvents']],
  ['DescribeKey', ['keyAtRest']],
])('%s refused', (operation, lost) => {
  const found = facts({}, { [operation]: denied });
  expect(
    Object.keys(found)
      .filter((fact) => reasonOf(found[fact]) === 'access-denied')
      .sort(),
  ).toEqual(lost);
});

test('copies of trails elsewhere are not listed: each trail is read at home, once', () => {
  expect(trails.list?.input).toEqual({ includeShadowTrails: false });
});
