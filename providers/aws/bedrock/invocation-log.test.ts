import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { answersOf, denied, type Given, plainOf, refused, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { invocationLogs } from './invocation-log.ts';

const metric = (model: string) => ({
  Namespace: 'AWS/Bedrock',
  MetricName: 'Invocations',
  Dimensions: [{ Name: 'ModelId', Value: model }],
});
const read = 'GetModelInvocationLoggingConfiguration';
const given: Given = {
  item: metric('a'),
  reads: {
    DescribeKey: usual.DescribeKey ?? {},
    Invocations: { Metrics: [metric('b'), metric('a')] },
    [read]: {
      loggingConfig: {
        cloudWatchConfig: {
          logGroupName: '/bedrock/calls',
          roleArn: 'arn:x',
          largeDataDeliveryS3Config: { bucketName: 'large' },
        },
        s3Config: { bucketName: 'calls', keyPrefix: 'all' },
        textDataDeliveryEnabled: true,
        imageDataDeliveryEnabled: true,
        embeddingDataDeliveryEnabled: false,
      },
    },
    DescribeLogGroups: { logGroups: [{ logGroupName: '/bedrock/calls', retentionInDays: 60, kmsKeyId: keyA }] },
    GetBucketEncryption: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyB } }],
      },
    },
    GetBucketLifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', Filter: { Prefix: 'all/' }, Expiration: { Days: 90 } }],
    },
  },
};

contract(invocationLogs, given);

describe('the record of prompts and answers', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(invocationLogs, given))).toMatchObject({
      uid: 'arn:aws:bedrock:eu-west-1:123456789012:model-invocation-logging',
      enabled: true,
      content: ['metadata', 'text', 'image'],
      destinations: ['log group /bedrock/calls', 's3://calls', 's3://large'],
      samplePercent: 100,
      retentionDays: 90,
      keyAtRest: 'customer',
      state: 'active',
      '->buckets': ['arn:aws:s3:::calls', 'arn:aws:s3:::large'],
      '->logGroups': ['arn:aws:logs:eu-west-1:123456789012:log-group:/bedrock/calls'],
      '->keys': [keyA, keyB],
    });
  });

  it('is off where the answer has no settings', () => {
    expect(plainOf(resourceOf(invocationLogs, { ...given, reads: { ...given.reads, [read]: {} } }))).toMatchObject({
      enabled: false,
      content: [],
      destinations: [],
      samplePercent: 0,
      retentionDays: 0,
      stores: [],
      keyAtRest: 'missing: not-supported',
      state: 'stopped',
      '->buckets': [],
      '->logGroups': [],
    });
  });

  it('is one for the region, however many models are called', () => {
    const kept = (model: string) => invocationLogs.keep?.(answersOf(invocationLogs, { ...given, item: metric(model) }));
    expect(kept('a')).toBe(true);
    expect(kept('b')).toBe(false);
    const blind = { ...given, reads: { ...given.reads, Invocations: denied } };
    expect(invocationLogs.keep?.(answersOf(invocationLogs, blind))).toMatchObject({
      $missing: { reason: 'access-denied', permission: 'cloudwatch:ListMetrics' },
    });
  });
});

const only = (place: 's3Config' | 'cloudWatchConfig') => ({
  textDataDeliveryEnabled: true,
  [place]: place === 's3Config' ? { bucketName: 'calls' } : { logGroupName: '/bedrock/calls', roleArn: 'arn:x' },
});
const retention = (config: object, change: object) => {
  const reads = { ...given.reads, [read]: { loggingConfig: config as never }, ...change };
  return plainOf(resourceOf(invocationLogs, { ...given, reads })).retentionDays;
};
const forEver = { logGroups: [{ logGroupName: '/bedrock/calls' }] };

describe('how long it is kept', () => {
  it.each([
    ['in a log group', only('cloudWatchConfig'), {}, 60],
    ['in a log group, for ever', only('cloudWatchConfig'), { DescribeLogGroups: forEver }, null],
    [
      'in a log group that is not there',
      only('cloudWatchConfig'),
      { DescribeLogGroups: { logGroups: [] } },
      'missing: not-returned',
    ],
    ['in a bucket whose rules are for something else', only('s3Config'), {}, null],
    [
      'in a bucket without rules',
      only('s3Config'),
      { GetBucketLifecycleConfiguration: refused('NoSuchLifecycleConfiguration') },
      null,
    ],
    [
      'in a bucket that deletes on a date',
      only('s3Config'),
      {
        GetBucketLifecycleConfiguration: {
          Rules: [{ Status: 'Enabled', Expiration: { Date: '2027-01-01T00:00:00Z' } }],
        },
      },
      'missing: not-returned',
    ],
    [
      'for ever in one of two places, the other not readable',
      { ...only('s3Config'), ...only('cloudWatchConfig') },
      { DescribeLogGroups: forEver, GetBucketLifecycleConfiguration: denied },
      null,
    ],
    [
      'for some time in one of two places, the other not readable',
      { ...only('s3Config'), ...only('cloudWatchConfig') },
      { GetBucketLifecycleConfiguration: denied },
      'missing: access-denied s3:GetLifecycleConfiguration',
    ],
  ])('%s', (_name, config, change, expected) => {
    expect(retention(config, change)).toBe(expected);
  });
});

const at = (member: string) => `${read}/loggingConfig/${member}`;
changesTable(invocationLogs, given, [
  [at('textDataDeliveryEnabled'), false, { content: ['metadata', 'image'] }],
  [at('textDataDeliveryEnabled'), undefined, { content: 'missing: not-returned' }],
  [at('imageDataDeliveryEnabled'), undefined, { content: ['metadata', 'text'] }],
  [at('embeddingDataDeliveryEnabled'), true, { content: ['metadata', 'text', 'image', 'embedding'] }],
  [at('audioDataDeliveryEnabled'), true, { content: ['metadata', 'text', 'image', 'audio'] }],
  [at('videoDataDeliveryEnabled'), true, { content: ['metadata', 'text', 'image', 'video'] }],
  ['DescribeLogGroups/logGroups/0/retentionInDays', 400, { retentionDays: 400 }],
  [
    'DescribeLogGroups/logGroups/0/kmsKeyId',
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'logs', key: 'provider' },
        { name: 'logs', key: 'customer' },
        { name: 'logs', key: 'customer' },
      ],
      '->keys': [keyB],
    },
  ],
]);
