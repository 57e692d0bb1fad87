import { expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { customizationJobs } from './customization-job.ts';
import { invocationJobs } from './invocation-job.ts';

const bedrock = 'arn:aws:bedrock:eu-west-1:123456789012';
const role = 'arn:aws:iam::123456789012:role/job';
const ec2 = 'arn:aws:ec2:eu-west-1:123456789012';
const lost = 'missing: not-returned';
const bucketKey = {
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyB } }],
  },
};
const usualReads = {
  DescribeKey: usual.DescribeKey ?? {},
  ListTagsForResource: { tags: [] },
  GetBucketEncryption: bucketKey,
};

const custom: Given = {
  item: { jobArn: `${bedrock}:model-customization-job/x/1`, jobName: 'letters-3' },
  reads: {
    ...usualReads,
    GetModelCustomizationJob: {
      jobArn: `${bedrock}:model-customization-job/x/1`,
      roleArn: role,
      status: 'Completed',
      customizationType: 'FINE_TUNING',
      outputModelKmsKeyArn: keyA,
      trainingDataConfig: { s3Uri: 's3://data/train.jsonl' },
      validationDataConfig: { validators: [{ s3Uri: 's3://data/check.jsonl' }] },
      outputDataConfig: { s3Uri: 's3://out/' },
      hyperParameters: { epochCount: '2' },
      vpcConfig: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
      creationTime: '2026-01-01T00:00:00Z',
      lastModifiedTime: '2026-01-02T00:00:00Z',
    },
  },
};
contract(customizationJobs, custom);

it('a customization job is mapped', () => {
  expect(plainOf(resourceOf(customizationJobs, custom))).toMatchObject({
    name: 'letters-3',
    purpose: 'fine-tune',
    outcome: 'succeeded',
    keyAtRest: 'customer',
    stores: [
      { name: 'artifacts', key: 'customer' },
      { name: 'output', key: 'customer' },
    ],
    network: 'customer',
    egress: 'missing: not-supported',
    runsAs: 'own',
    plainSecrets: 0,
    inputs: [
      { uri: 's3://data/train.jsonl', versioned: false },
      { uri: 's3://data/check.jsonl', versioned: false },
    ],
    '->buckets': ['arn:aws:s3:::data'],
    '->outputs': ['arn:aws:s3:::out'],
    '->subnets': [`${ec2}:subnet/subnet-1`],
    '->firewalls': [`${ec2}:security-group/sg-1`],
    '->principals': [role],
  });
});

const of = (member: string) => `GetModelCustomizationJob/${member}`;
changesTable(customizationJobs, custom, [
  [
    of('outputModelKmsKeyArn'),
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'artifacts', key: 'provider' },
        { name: 'output', key: 'customer' },
      ],
      '->keys': [keyB],
    },
  ],
  [of('vpcConfig'), undefined, { network: 'provider', '->subnets': [], '->firewalls': [] }],
  [of('vpcConfig/subnetIds'), [], { network: lost, '->subnets': [] }],
  [of('customizationType'), 'CONTINUED_PRE_TRAINING', { purpose: 'train' }],
  [of('customizationType'), 'DISTILLATION', {}],
  [of('customizationType'), 'MAGIC', { purpose: lost }],
  [of('customizationType'), undefined, { purpose: lost }],
  [of('status'), 'InProgress', { outcome: 'running', state: 'active' }],
  [of('status'), undefined, { outcome: lost, state: lost }],
  [of('hyperParameters'), { db_password: 'hunter2hunter2' }, { plainSecrets: 1 }],
  [
    of('trainingDataConfig'),
    { invocationLogsConfig: { invocationLogSource: { s3Uri: 's3://calls/' } } },
    {
      inputs: [
        { uri: 's3://calls/', versioned: false },
        { uri: 's3://data/check.jsonl', versioned: false },
      ],
      '->buckets': ['arn:aws:s3:::calls', 'arn:aws:s3:::data'],
    },
  ],
  [of('roleArn'), undefined, { runsAs: lost, '->principals': lost }],
]);

const batch: Given = {
  item: {
    jobArn: `${bedrock}:model-invocation-job/1`,
    jobName: 'letters-night',
    roleArn: role,
    status: 'Completed',
    submitTime: '2026-01-01T00:00:00Z',
    lastModifiedTime: '2026-01-02T00:00:00Z',
    inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://in/a.jsonl' } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://out/', s3EncryptionKeyId: keyA } },
    timeoutDurationInHours: 24,
  },
  reads: usualReads,
};
contract(invocationJobs, batch);
const mapped = (change: Given['item'], reads = {}) =>
  plainOf(
    resourceOf(invocationJobs, { ...batch, item: { ...batch.item, ...change }, reads: { ...usualReads, ...reads } }),
  );

it('a batch job is mapped, from the list alone', () => {
  expect(mapped({})).toMatchObject({
    purpose: 'batch-inference',
    outcome: 'succeeded',
    state: 'stopped',
    maxMinutes: 1440,
    keyAtRest: 'customer',
    stores: [{ name: 'output', key: 'customer' }],
    network: 'provider',
    '->keys': [keyA],
    '->buckets': ['arn:aws:s3:::in'],
    '->outputs': ['arn:aws:s3:::out'],
  });
});

it('a batch job without a key has that of its bucket', () => {
  const outputDataConfig = { s3OutputDataConfig: { s3Uri: 's3://out/' } };
  expect(mapped({ outputDataConfig })).toMatchObject({
    stores: [{ name: 'output', key: 'customer' }],
    '->keys': [keyB],
  });
  expect(mapped({ outputDataConfig }, { GetBucketEncryption: denied })).toMatchObject({
    stores: [{ name: 'output', key: 'missing: access-denied s3:GetEncryptionConfiguration' }],
  });
});

it.each([
  ['PartiallyCompleted', 'failed', 'stopped'],
  ['Expired', 'failed', 'failed'],
  ['Scheduled', 'running', 'pending'],
  ['Dreaming', lost, lost],
])('a batch job that is %s', (status, outcome, state) => {
  expect(mapped({ status })).toMatchObject({ outcome, state });
});
