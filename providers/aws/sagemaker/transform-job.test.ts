import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, refused, resourceOf, withMember } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { transformJobs } from './transform-job.ts';

const sm = 'arn:aws:sagemaker:eu-west-1:123456789012';
const role = 'arn:aws:iam::123456789012:role/batch';
const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1';

const given: Given = {
  item: { TransformJobName: 'batch', TransformJobArn: `${sm}:transform-job/batch` },
  reads: {
    ...usual,
    DescribeTransformJob: {
      TransformJobName: 'batch',
      TransformJobArn: `${sm}:transform-job/batch`,
      TransformJobStatus: 'Completed',
      ModelName: 'churn',
      Environment: { LEVEL: 'info' },
      TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://batch-in/x' } } },
      TransformOutput: { S3OutputPath: 's3://batch-out/x', KmsKeyId: keyB },
      TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeKmsKeyId: keyA },
      CreationTime: '2026-01-01T00:00:00Z',
      TransformStartTime: '2026-01-01T00:01:00Z',
      TransformEndTime: '2026-01-01T00:09:00Z',
    },
    DescribeModel: {
      ModelArn: `${sm}:model/churn`,
      ExecutionRoleArn: role,
      EnableNetworkIsolation: false,
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      PrimaryContainer: { Image: image, ModelDataUrl: 's3://models-bucket/m.tar.gz', Environment: {} },
    },
  },
};

contract(transformJobs, given);

describe('a batch transform', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(transformJobs, given))).toMatchObject({
      keyAtRest: 'customer',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'customer' },
      ],
      nodeTraffic: 'single-node',
      network: 'customer',
      egress: 'customer-network',
      runsAs: 'own',
      plainSecrets: 0,
      images: [{ ref: image, pinned: false, registry: 'own' }],
      artifacts: [{ uri: 's3://models-bucket/m.tar.gz', pinned: false, format: '' }],
      purpose: 'batch-inference',
      outcome: 'succeeded',
      maxMinutes: 'missing: not-supported',
      interruptible: false,
      inputs: [{ uri: 's3://batch-in/x', versioned: false }],
      state: 'stopped',
      startedAt: '2026-01-01T00:01:00Z',
      modifiedAt: '2026-01-01T00:09:00Z',
      '->principals': [role],
      '->buckets': ['arn:aws:s3:::models-bucket', 'arn:aws:s3:::batch-in'],
      '->outputs': ['arn:aws:s3:::batch-out'],
    });
  });
  it('that has not started was changed when it was made', () => {
    const waiting = withMember(
      withMember(given.reads, 'DescribeTransformJob/TransformEndTime', undefined),
      'DescribeTransformJob/TransformStartTime',
      undefined,
    );
    expect(plainOf(resourceOf(transformJobs, { ...given, reads: waiting })).modifiedAt).toBe('2026-01-01T00:00:00Z');
  });
  it('keeps its own facts when its model was deleted', () => {
    const lost = plainOf(
      resourceOf(transformJobs, { ...given, reads: { ...given.reads, DescribeModel: refused('ValidationException') } }),
    );
    expect(lost).toMatchObject({
      keyAtRest: 'customer',
      outcome: 'succeeded',
      network: 'missing: not-returned',
      egress: 'missing: not-returned',
      runsAs: 'missing: not-returned',
      images: 'missing: not-returned',
      plainSecrets: 'missing: not-returned',
    });
  });
});

const at = (member: string) => `DescribeTransformJob/${member}`;
const model = (member: string) => `DescribeModel/${member}`;
const lost = 'missing: not-returned';
changesTable(transformJobs, given, [
  [at('TransformResources/InstanceCount'), 3, { nodeTraffic: 'missing: not-supported' }],
  [at('TransformResources/InstanceCount'), undefined, { nodeTraffic: lost }],
  [
    at('TransformResources/VolumeKmsKeyId'),
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'provider' },
        { name: 'output', key: 'customer' },
      ],
      '->keys': [keyB],
    },
  ],
  [
    at('TransformOutput/KmsKeyId'),
    '',
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'provider' },
      ],
      '->keys': [keyA],
    },
  ],
  [at('TransformOutput/S3OutputPath'), undefined, { '->outputs': lost }],
  [
    at('DataCaptureConfig'),
    { DestinationS3Uri: 's3://batch-capture' },
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'customer' },
        { name: 'capture', key: 'provider' },
      ],
      '->outputs': ['arn:aws:s3:::batch-out', 'arn:aws:s3:::batch-capture'],
    },
  ],
  [
    at('DataCaptureConfig'),
    { DestinationS3Uri: 's3://batch-capture', KmsKeyId: keyA },
    {
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'customer' },
        { name: 'capture', key: 'customer' },
      ],
      '->outputs': ['arn:aws:s3:::batch-out', 'arn:aws:s3:::batch-capture'],
    },
  ],
  [at('Environment'), { DB_PASSWORD: 'hunter2hunter2' }, { plainSecrets: 1 }],
  [at('TransformJobStatus'), 'Failed', { outcome: 'failed', state: 'failed' }],
  [at('TransformStartTime'), undefined, { startedAt: lost }],
  [at('TransformEndTime'), undefined, { modifiedAt: '2026-01-01T00:01:00Z' }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [
    at('TransformInput'),
    undefined,
    { inputs: [{ uri: lost, versioned: false }], '->buckets': ['arn:aws:s3:::models-bucket'] },
  ],
  [at('ExperimentConfig'), { ExperimentName: 'e' }, { '->runs': 'missing: not-exposed' }],
  [model('EnableNetworkIsolation'), true, { egress: 'none' }],
  [model('VpcConfig'), undefined, { network: 'provider', egress: 'internet', '->subnets': [], '->firewalls': [] }],
  [model('ExecutionRoleArn'), undefined, { runsAs: lost, '->principals': lost }],
  [model('PrimaryContainer/Environment'), { API_TOKEN: 'f00df00df00df00d99' }, { plainSecrets: 1 }],
]);
