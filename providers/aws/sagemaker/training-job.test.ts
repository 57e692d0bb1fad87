import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { defaultSettings } from '../../../src/model/mapping/outcome.ts';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, refused, resourceOf, withMember } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { trainingJobs } from './training-job.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/churn-1';
const role = 'arn:aws:iam::123456789012:role/train';
const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/train:2';
const ec2 = 'arn:aws:ec2:eu-west-1:123456789012';

const given: Given = {
  item: { TrainingJobName: 'churn-1', TrainingJobArn: arn },
  reads: {
    ...usual,
    GetBucketEncryption: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyA } }],
      },
    },
    DescribeTrainingJob: {
      TrainingJobName: 'churn-1',
      TrainingJobArn: arn,
      TrainingJobStatus: 'Completed',
      RoleArn: role,
      AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
      HyperParameters: { epochs: '5' },
      Environment: { LEVEL: 'info' },
      InputDataConfig: [
        { ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://train-data/x', S3DataType: 'S3Prefix' } } },
      ],
      OutputDataConfig: { KmsKeyId: keyB, S3OutputPath: 's3://train-out/models' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30, VolumeKmsKeyId: keyA },
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      StoppingCondition: { MaxRuntimeInSeconds: 3601 },
      EnableInterContainerTrafficEncryption: true,
      EnableNetworkIsolation: false,
      CreationTime: '2026-01-01T00:00:00Z',
      TrainingStartTime: '2026-01-01T00:01:00Z',
      LastModifiedTime: '2026-01-01T01:00:00Z',
      CheckpointConfig: { S3Uri: 's3://checkpoints/churn' },
    },
  },
};

contract(trainingJobs, given);

const full = [
  { name: 'volume', key: 'customer' },
  { name: 'output', key: 'customer' },
  { name: 'artifacts', key: 'customer' },
];

describe('a training job', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(trainingJobs, given))).toEqual({
      uid: arn,
      name: 'churn-1',
      parts: [],
      keyAtRest: 'customer',
      stores: full,
      nodeTraffic: 'encrypted',
      clientTls: 'missing: not-supported',
      network: 'customer',
      egress: 'customer-network',
      publicIp: false,
      runsAs: 'own',
      authMethods: 'missing: not-supported',
      shell: 'off',
      plainSecrets: 0,
      images: [{ ref: image, pinned: false, registry: 'own' }],
      artifacts: [],
      sourceRevision: 'missing: not-supported',
      patched: 'missing: not-supported',
      purpose: 'train',
      outcome: 'succeeded',
      startedAt: '2026-01-01T00:01:00Z',
      maxMinutes: 61,
      interruptible: false,
      inputs: [{ uri: 's3://train-data/x', versioned: false }],
      tags: { owner: 'fraud-team' },
      owner: 'fraud-team',
      dataClass: '',
      region: 'eu-west-1',
      processing: 'region',
      state: 'stopped',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-01T01:00:00Z',
      lastUsedAt: 'missing: not-supported',
      idleStopMinutes: 'missing: not-supported',
      '->keys': [keyA, keyB],
      '->subnets': [`${ec2}:subnet/subnet-1`],
      '->firewalls': [`${ec2}:security-group/sg-1`],
      '->principals': [role],
      '->repositories': ['arn:aws:ecr:eu-west-1:123456789012:repository/train'],
      '->buckets': ['arn:aws:s3:::train-data'],
      '->outputs': ['arn:aws:s3:::train-out', 'arn:aws:s3:::checkpoints'],
      '->runs': [],
    });
  });
  it('is one of the newest, where the list is bounded', () => {
    expect(trainingJobs.list?.bounded?.order).toEqual({ SortBy: 'CreationTime', SortOrder: 'Descending' });
    expect(trainingJobs.list?.bounded?.newest({ ...defaultSettings, newestJobs: 7 })).toBe(7);
  });
});

const at = (member: string) => `DescribeTrainingJob/${member}`;
const stores = (volume: Json, output: Json = 'customer', artifacts: Json = 'customer') => [
  { name: 'volume', key: volume },
  { name: 'output', key: output },
  { name: 'artifacts', key: artifacts },
];
const lost = 'missing: not-returned';

changesTable(trainingJobs, given, [
  [at('EnableNetworkIsolation'), true, { egress: 'none' }],
  [at('EnableNetworkIsolation'), undefined, {}],
  [at('VpcConfig'), undefined, { network: 'provider', egress: 'internet', '->subnets': [], '->firewalls': [] }],
  [at('EnableInterContainerTrafficEncryption'), false, { nodeTraffic: 'plain' }],
  [at('EnableInterContainerTrafficEncryption'), undefined, { nodeTraffic: 'plain' }],
  [at('ResourceConfig/InstanceCount'), 1, { nodeTraffic: 'single-node' }],
  [at('ResourceConfig/InstanceCount'), undefined, {}], // encrypted whatever the number
  [
    at('ResourceConfig/VolumeKmsKeyId'),
    undefined,
    { keyAtRest: 'provider', stores: stores('provider'), '->keys': [keyB, keyA] },
  ],
  [
    at('ResourceConfig/VolumeKmsKeyId'),
    '',
    { keyAtRest: 'provider', stores: stores('provider'), '->keys': [keyB, keyA] },
  ],
  [at('ResourceConfig/InstanceType'), 'ml.zz9.xlarge', {}], // a job with a key has volumes
  [
    at('ResourceConfig/InstanceGroups'),
    [
      { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, InstanceGroupName: 'a' },
      { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, InstanceGroupName: 'b' },
    ],
    {
      keyAtRest: 'hardware',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'volume', key: 'hardware' },
        { name: 'output', key: 'customer' },
        { name: 'artifacts', key: 'customer' },
      ],
    },
  ],
  [
    at('OutputDataConfig/KmsKeyId'),
    '',
    { keyAtRest: 'provider', stores: stores('customer', 'provider'), '->keys': [keyA] },
  ],
  [
    at('OutputDataConfig/KmsKeyId'),
    undefined,
    { keyAtRest: 'provider', stores: stores('customer', 'provider'), '->keys': [keyA] },
  ],
  [at('OutputDataConfig/S3OutputPath'), undefined, { '->outputs': lost }],
  [at('CheckpointConfig'), undefined, { stores: full.slice(0, 2), '->outputs': ['arn:aws:s3:::train-out'] }],
  [
    at('DebugHookConfig'),
    { S3OutputPath: 's3://debug-bucket' },
    {
      stores: [...full, { name: 'artifacts', key: 'customer' }],
      '->outputs': ['arn:aws:s3:::train-out', 'arn:aws:s3:::checkpoints', 'arn:aws:s3:::debug-bucket'],
    },
  ],
  [
    at('TensorBoardOutputConfig'),
    { S3OutputPath: 's3://board-bucket/x' },
    {
      stores: [...full, { name: 'artifacts', key: 'customer' }],
      '->outputs': ['arn:aws:s3:::train-out', 'arn:aws:s3:::checkpoints', 'arn:aws:s3:::board-bucket'],
    },
  ],
  [
    at('ProfilerConfig'),
    { S3OutputPath: 's3://profiles' },
    {
      stores: [...full, { name: 'artifacts', key: 'customer' }],
      '->outputs': ['arn:aws:s3:::train-out', 'arn:aws:s3:::checkpoints', 'arn:aws:s3:::profiles'],
    },
  ],
  [at('ProfilerConfig'), { S3OutputPath: 's3://profiles', DisableProfiler: true }, {}],
  [at('AlgorithmSpecification/ContainerEntrypoint'), ['run', '--password', 'hunter2hunter2'], { plainSecrets: 1 }],
  [
    at('ProfilerConfig'),
    { S3OutputPath: 's3://checkpoints/p' },
    {}, // the same bucket
  ],
  [at('RoleArn'), undefined, { runsAs: lost, '->principals': lost }],
  [at('RemoteDebugConfig'), { EnableRemoteDebug: true }, { shell: 'brokered' }],
  [at('RemoteDebugConfig'), { EnableRemoteDebug: false }, {}],
  [at('Environment'), { DB_PASSWORD: 'hunter2hunter2' }, { plainSecrets: 1 }],
  [at('HyperParameters'), { api_token: '"f00df00df00df00df00d"' }, { plainSecrets: 1 }],
  [at('AlgorithmSpecification/ContainerArguments'), ['--password', 'hunter2hunter2'], { plainSecrets: 1 }],
  [
    at('HyperParameters'),
    { sagemaker_submit_directory: '"s3://code-bucket/src.tar.gz"' },
    {
      artifacts: [{ uri: 's3://code-bucket/src.tar.gz', pinned: false, format: '' }],
      '->buckets': ['arn:aws:s3:::code-bucket', 'arn:aws:s3:::train-data'],
    },
  ],
  [
    at('AlgorithmSpecification'),
    { AlgorithmName: 'bought' },
    { images: [{ ref: lost, pinned: lost, registry: lost }], '->repositories': [lost] },
  ],
  [at('AlgorithmSpecification'), undefined, { images: lost, '->repositories': lost }],
  [
    at('AlgorithmSpecification'),
    { TrainingImage: 'registry.corp.example/train:1', TrainingImageConfig: { TrainingRepositoryAccessMode: 'Vpc' } },
    { images: [{ ref: 'registry.corp.example/train:1', pinned: false, registry: 'own' }], '->repositories': [] },
  ],
  [at('TrainingJobStatus'), 'InProgress', { outcome: 'running', state: 'active' }],
  [at('TrainingJobStatus'), 'Failed', { outcome: 'failed', state: 'failed' }],
  [at('TrainingJobStatus'), 'Stopping', { outcome: 'stopped' }],
  [at('TrainingJobStatus'), 'Stopped', { outcome: 'stopped' }],
  [at('TrainingJobStatus'), 'Deleting', { outcome: lost, state: 'deleting' }],
  [at('TrainingJobStatus'), 'constructor', { outcome: lost, state: lost }],
  [at('TrainingJobStatus'), undefined, { outcome: lost, state: lost }],
  [at('StoppingCondition'), undefined, { maxMinutes: 1440 }],
  [at('StoppingCondition'), {}, { maxMinutes: 1440 }],
  [at('EnableManagedSpotTraining'), true, { interruptible: true }],
  [at('TrainingStartTime'), undefined, { startedAt: lost }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: lost }],
  [at('ServerlessJobConfig'), { JobType: 'FineTuning', BaseModelArn: 'x' }, { purpose: 'fine-tune' }],
  [at('ServerlessJobConfig'), { JobType: 'Evaluation', BaseModelArn: 'x' }, { purpose: 'process' }],
  [at('ServerlessJobConfig'), { JobType: 'Dream', BaseModelArn: 'x' }, { purpose: lost }],
  [at('InputDataConfig'), undefined, { inputs: [], '->buckets': [] }],
  [
    at('InputDataConfig/0/DataSource'),
    {
      FileSystemDataSource: {
        FileSystemId: 'fs-1',
        FileSystemType: 'EFS',
        DirectoryPath: '/data',
        FileSystemAccessMode: 'ro',
      },
    },
    { inputs: [{ uri: 'EFS://fs-1/data', versioned: false }], '->buckets': [] },
  ],
  [
    at('InputDataConfig/0/DataSource'),
    { DatasetSource: { DatasetArn: 'arn:d' } },
    { inputs: [{ uri: 'arn:d', versioned: false }], '->buckets': [] },
  ],
  [at('InputDataConfig/0/DataSource'), {}, { inputs: [{ uri: lost, versioned: false }], '->buckets': [] }],
  [at('ExperimentConfig'), { ExperimentName: 'e' }, { '->runs': 'missing: not-exposed' }],
  [at('MlflowConfig'), { MlflowResourceArn: 'arn:m' }, { '->runs': 'missing: not-exposed' }],
  [
    'GetBucketEncryption/ServerSideEncryptionConfiguration/Rules/0/ApplyServerSideEncryptionByDefault',
    { SSEAlgorithm: 'AES256' },
    { keyAtRest: 'provider', stores: stores('customer', 'customer', 'provider') },
  ],
  [
    'GetBucketEncryption/ServerSideEncryptionConfiguration/Rules/0/ApplyServerSideEncryptionByDefault',
    { SSEAlgorithm: 'aws:kms' },
    { keyAtRest: 'provider', stores: stores('customer', 'customer', 'provider') },
  ],
  [
    'GetBucketEncryption/ServerSideEncryptionConfiguration/Rules/0/ApplyServerSideEncryptionByDefault',
    { SSEAlgorithm: 'rot13' },
    { keyAtRest: lost, stores: stores('customer', 'customer', lost), '->keys': [keyA, keyB, lost] },
  ],
]);

describe('machines of a training job', () => {
  const machines = (config: Json | undefined, more: Record<string, Json> = {}) => {
    let reads = withMember(given.reads, at('ResourceConfig'), config);
    reads = withMember(reads, at('EnableInterContainerTrafficEncryption'), undefined);
    reads = withMember(reads, at('CheckpointConfig'), undefined);
    for (const [name, value] of Object.entries(more)) reads = withMember(reads, at(name), value);
    const { nodeTraffic, stores: found } = plainOf(resourceOf(trainingJobs, { ...given, reads }));
    return [nodeTraffic, (found as { key: Json }[])[0]?.key];
  };
  it.each([
    ['one type', { InstanceType: 'ml.m5.xlarge', InstanceCount: 2 }, 'plain', 'provider'],
    ['local disks', { InstanceType: 'ml.p4d.24xlarge', InstanceCount: 1 }, 'single-node', 'hardware'],
    ['an unknown family', { InstanceType: 'ml.zz9.xlarge', InstanceCount: 1 }, 'single-node', lost],
    ['no number', { InstanceType: 'ml.m5.xlarge' }, lost, 'provider'],
    ['no machines', { InstanceType: 'ml.m5.xlarge', InstanceCount: 0 }, lost, 'provider'],
    [
      'two groups',
      {
        InstanceGroups: [
          { InstanceType: 'ml.c5.xlarge', InstanceCount: 1 },
          { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
        ],
      },
      'plain',
      'provider',
    ],
    [
      'one group of one',
      { InstanceGroups: [{ InstanceType: 'ml.c5.xlarge', InstanceCount: 1 }] },
      'single-node',
      'provider',
    ],
    ['a group without number', { InstanceGroups: [{ InstanceType: 'ml.c5.xlarge' }] }, lost, 'provider'],
    [
      'wishes',
      {
        InstancePreferences: [
          { InstanceType: 'ml.g5.xlarge', InstanceCount: 1 },
          { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
        ],
      },
      'single-node',
      'provider',
    ],
    [
      'wishes of different numbers',
      {
        InstancePreferences: [
          { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
          { InstanceType: 'ml.c5.xlarge', InstanceCount: 2 },
        ],
      },
      lost,
      'provider',
    ],
    [
      'a wish that was selected',
      {
        InstancePreferences: [{ InstanceType: 'ml.m5.xlarge' }],
        InstanceCount: 3,
        SelectedInstanceType: 'ml.g5.xlarge',
        SelectedInstanceCount: 1,
      },
      'single-node',
      'hardware',
    ],
    ['nothing', {}, lost, lost],
    ['no resources', undefined, lost, lost],
  ])('%s', (_name, config, traffic, key) => {
    expect(machines(config as Json)).toEqual([traffic, key]);
  });
  it('are chosen by SageMaker for a serverless job', () => {
    const job = { ServerlessJobConfig: { JobType: 'FineTuning', BaseModelArn: 'x' } };
    expect(machines(undefined, job)).toEqual(['missing: not-exposed', 'provider']);
  });
});

describe('buckets that a training job writes to without a key', () => {
  const defaultOf = (canned: Given['reads'][string]) =>
    plainOf(resourceOf(trainingJobs, { ...given, reads: { ...given.reads, GetBucketEncryption: canned } }));
  it('were never set: they encrypt with a key of S3', () => {
    expect(defaultOf(refused('ServerSideEncryptionConfigurationNotFoundError')).stores).toEqual(
      stores('customer', 'customer', 'provider'),
    );
  });
});
