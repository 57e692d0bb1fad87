import type { GetModelInvocationLoggingConfigurationResponse } from '@aws-sdk/client-bedrock';
import type { DescribeLogGroupsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { GetBucketLifecycleConfigurationOutput } from '@aws-sdk/client-s3';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { partitionOfRegion } from '../analysis/arn.ts';
import { daysKept } from '../analysis/lifecycle.ts';
import { bucketStores } from '../rows/bucket-default.ts';
import { encryption } from '../rows/encryption.ts';
import { bucketLinks } from '../rows/storage.ts';
import { groupNamed, logGroupRead, retentionOf } from '../support/log-group.ts';
import { bedrockArn, inRegion } from './common.ts';
import { calledModels, calledModelsRead, isFirst } from './in-use.ts';

const bedrock = answersOf<{ GetModelInvocationLoggingConfiguration: GetModelInvocationLoggingConfigurationResponse }>(
  'bedrock',
);
const logs = answersOf<{ DescribeLogGroups: DescribeLogGroupsResponse }>('logs');
const s3 = answersOf<{ GetBucketLifecycleConfiguration: GetBucketLifecycleConfigurationOutput }>('s3');

/** Where nothing is set, the answer has no members. */
const config = bedrock.raw('GetModelInvocationLoggingConfiguration', '/loggingConfig');
const groupName: Spec<string | undefined> = derive([config], (set) => set?.cloudWatchConfig?.logGroupName);
const mainBucket: Spec<string | undefined> = derive([config], (set) => set?.s3Config?.bucketName);
/** Bodies that are too long for CloudWatch go to a bucket of their own, where there is one. */
const buckets: Spec<string[]> = derive([config], (set) => {
  const names = [set?.s3Config?.bucketName, set?.cloudWatchConfig?.largeDataDeliveryS3Config?.bucketName];
  return [...new Set(names.filter((name) => name !== undefined && name !== ''))] as string[]; // filtered
});
const enabled: Spec<boolean> = derive([groupName, mainBucket], (group, bucket) => Boolean(group) || Boolean(bucket));

const group = derive([groupName, logs.raw('DescribeLogGroups', '/logGroups')], (name, list) =>
  name ? groupNamed(list, name) : undefined,
);
const bucketed = bucketStores(
  'logs',
  derive([buckets], (names) => names.map((name) => `s3://${name}`)),
);
const stores = encryption([
  { name: 'logs', key: derive([group], (found) => found?.kmsKeyId), used: derive([groupName], Boolean) },
  bucketed.row,
]);

const keptInGroup: Spec<number | null> = derive([group], (found) =>
  found === undefined ? missing('no log group is named') : retentionOf(found),
);
const keptInBucket: Spec<number | null> = derive(
  [config, s3.raw('GetBucketLifecycleConfiguration', '/Rules'), fromScope(({ scope }) => scope)],
  (set, rules, { account, region }) => {
    const { keyPrefix } = set?.s3Config ?? {};
    const prefix = `${keyPrefix ? `${keyPrefix.replace(/\/$/, '')}/` : ''}AWSLogs/${account}/BedrockModelInvocationLogs/${region}/`;
    const days = daysKept(rules ?? [], prefix);
    return days === undefined ? missing('a rule of the bucket deletes on a date') : days;
  },
);

/** The longer of the two stores, each of which gets the whole record; nothing is longer than for ever. */
const retentionDays: Spec<number | null> = deriveSome(
  [groupName, mainBucket, keptInGroup, keptInBucket],
  (name, bucket, inGroup, inBucket): number | null | MissingValue => {
    if (isMissingValue(name)) return name;
    if (isMissingValue(bucket)) return bucket;
    const used = [...(name ? [inGroup] : []), ...(bucket ? [inBucket] : [])];
    if (used.includes(null)) return null;
    const days = used.filter((one) => typeof one === 'number');
    return used.find(isMissingValue) ?? (days.length === 0 ? 0 : Math.max(...days));
  },
);

type Content = 'metadata' | 'text' | 'image' | 'embedding' | 'audio' | 'video';
/** What is not asked for is not delivered; older settings do not name the newer kinds of content. */
const content: Spec<Content[]> = derive([enabled, config], (on, set) => {
  if (!on) return [];
  // No page of AWS says what holds where the first of them was never set.
  if (set?.textDataDeliveryEnabled === undefined) return missing('whether text is delivered');
  const kinds: [Content, boolean | undefined][] = [
    ['text', set.textDataDeliveryEnabled],
    ['image', set.imageDataDeliveryEnabled],
    ['embedding', set.embeddingDataDeliveryEnabled],
    ['audio', set.audioDataDeliveryEnabled],
    ['video', set.videoDataDeliveryEnabled],
  ];
  return ['metadata', ...kinds.filter(([, wanted]) => wanted === true).map(([kind]) => kind)];
});

const untagged = notSupported('It is a setting of a region and has no tags.');
const elsewhere = notSupported('Who may read the record is decided by its bucket and log group; see those.');

/** The record of prompts and answers of a region in which models are called. */
export const invocationLogs = collector({
  provider: 'aws',
  id: 'aws/bedrock/invocation-log',
  service: 'bedrock',
  kind: 'genai.invocation_log',
  nativeType: 'AWS::Bedrock::ModelInvocationLoggingConfiguration',
  at: 'region',
  list: calledModels,
  keep: isFirst,
  reads: [
    calledModelsRead,
    {
      service: 'bedrock',
      operation: 'GetModelInvocationLoggingConfiguration',
      permission: 'bedrock:GetModelInvocationLoggingConfiguration',
      expects: {
        mayBeEmpty:
          'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetModelInvocationLoggingConfiguration.html',
      },
      input: () => ({}),
    },
    {
      ...logGroupRead,
      input: (_item, got) => {
        const { value } = groupName.map(got);
        return typeof value === 'string' && value !== '' ? { logGroupNamePrefix: value } : null;
      },
    },
    bucketed.read,
    {
      service: 's3',
      operation: 'GetBucketLifecycleConfiguration',
      permission: 's3:GetLifecycleConfiguration',
      answers: ['NoSuchLifecycleConfiguration'],
      expects: 'Rules',
      input: (_item, got) => {
        const { value } = mainBucket.map(got);
        return typeof value === 'string' && value !== '' ? { Bucket: value } : null;
      },
    },
    stores.read,
  ],
  uid: (_item, scope) => bedrockArn(scope, 'model-invocation-logging'),
  name: () => 'model invocation logging',
  facts: {
    ...stores.facts,
    ...inRegion,
    tags: untagged,
    owner: untagged,
    dataClass: untagged,
    sharedWith: elsewhere,
    outsiders: elsewhere,
    enabled,
    content,
    destinations: derive([groupName, buckets], (name, names) => [
      ...(name ? [`log group ${name}`] : []),
      ...names.map((bucket) => `s3://${bucket}`),
    ]),
    // There is no sampling: every call is delivered, or none.
    samplePercent: derive([enabled], (on) => (on ? 100 : 0)),
    retentionDays,
    state: derive([enabled], (on) => (on ? ('active' as const) : ('stopped' as const))),
    createdAt: notExposed('Ask for the CloudTrail record of PutModelInvocationLoggingConfiguration.'),
    modifiedAt: notExposed('Ask for the CloudTrail record of PutModelInvocationLoggingConfiguration.'),
    lastUsedAt: notExposed('Ask for the newest entry of the record.'),
    idleStopMinutes: notSupported('It does not idle.'),
  },
  links: {
    ...stores.links,
    buckets: derive([buckets, fromScope(({ scope }) => scope.region)], (names, region) =>
      bucketLinks(
        names.map((name) => `s3://${name}`),
        region,
      ),
    ),
    logGroups: derive([groupName, fromScope(({ scope }) => scope)], (name, { region, account }) =>
      name ? [`arn:${partitionOfRegion(region)}:logs:${region}:${account}:log-group:${name}`] : [],
    ),
  },
});
