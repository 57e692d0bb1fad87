import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { processingJobs } from './processing-job.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:processing-job/prep';
const role = 'arn:aws:iam::123456789012:role/prep';
const digest = `sha256:${'0f'.repeat(32)}`;
const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/prep@${digest}`;

const given: Given = {
  item: { ProcessingJobName: 'prep', ProcessingJobArn: arn },
  reads: {
    ...usual,
    DescribeProcessingJob: {
      ProcessingJobName: 'prep',
      ProcessingJobArn: arn,
      ProcessingJobStatus: 'InProgress',
      RoleArn: role,
      AppSpecification: { ImageUri: image },
      Environment: { LEVEL: 'info' },
      ProcessingInputs: [
        { InputName: 'data', S3Input: { S3Uri: 's3://raw-data/x' } },
        { InputName: 'code', S3Input: { S3Uri: 's3://code-bucket/prep.py' } },
      ],
      ProcessingOutputConfig: {
        KmsKeyId: keyB,
        Outputs: [{ OutputName: 'out', S3Output: { S3Uri: 's3://clean-data/x' } }],
      },
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 30, VolumeKmsKeyId: keyA },
      },
      NetworkConfig: {
        EnableInterContainerTrafficEncryption: true,
        EnableNetworkIsolation: false,
        VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      CreationTime: '2026-01-01T00:00:00Z',
      ProcessingStartTime: '2026-01-01T00:01:00Z',
      LastModifiedTime: '2026-01-01T01:00:00Z',
    },
  },
};

contract(processingJobs, given);

describe('a processing job', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(processingJobs, given))).toMatchObject({
      uid: arn,
      name: 'prep',
      keyAtRest: 'customer',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'customer' },
      ],
      nodeTraffic: 'encrypted',
      network: 'customer',
      egress: 'customer-network',
      publicIp: false,
      runsAs: 'own',
      plainSecrets: 0,
      shell: 'missing: not-supported',
      images: [{ ref: image, pinned: true, registry: 'own' }],
      artifacts: [{ uri: 's3://code-bucket/prep.py', pinned: false, format: '' }],
      purpose: 'process',
      outcome: 'running',
      state: 'active',
      startedAt: '2026-01-01T00:01:00Z',
      maxMinutes: 60,
      interruptible: false,
      inputs: [
        { uri: 's3://raw-data/x', versioned: false },
        { uri: 's3://code-bucket/prep.py', versioned: false },
      ],
      '->keys': [keyA, keyB],
      '->buckets': ['arn:aws:s3:::code-bucket', 'arn:aws:s3:::raw-data'],
      '->outputs': ['arn:aws:s3:::clean-data'],
      '->principals': [role],
      '->runs': [],
    });
  });
});

const at = (member: string) => `DescribeProcessingJob/${member}`;
const cluster = (member: string) => at(`ProcessingResources/ClusterConfig/${member}`);
const lost = 'missing: not-returned';
changesTable(processingJobs, given, [
  [at('NetworkConfig/EnableNetworkIsolation'), true, { egress: 'none' }],
  [
    at('NetworkConfig/VpcConfig'),
    undefined,
    { network: 'provider', egress: 'internet', '->subnets': [], '->firewalls': [] },
  ],
  [
    at('NetworkConfig'),
    undefined,
    { network: 'provider', egress: 'internet', nodeTraffic: 'plain', '->subnets': [], '->firewalls': [] },
  ],
  [at('NetworkConfig/EnableInterContainerTrafficEncryption'), false, { nodeTraffic: 'plain' }],
  [cluster('InstanceCount'), 1, { nodeTraffic: 'single-node' }],
  [cluster('InstanceCount'), undefined, { nodeTraffic: 'single-node' }], // the default is 1
  [
    cluster('VolumeKmsKeyId'),
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
    cluster('InstanceType'),
    'ml.g5.xlarge',
    {
      keyAtRest: 'hardware',
      stores: [
        { name: 'volume', key: 'hardware' },
        { name: 'output', key: 'customer' },
      ],
    },
  ],
  [
    at('ProcessingOutputConfig/KmsKeyId'),
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'provider' },
      ],
      '->keys': [keyA],
    },
  ],
  [at('ProcessingOutputConfig/Outputs'), [], { stores: [{ name: 'volume', key: 'customer' }], '->outputs': [] }],
  [
    at('ProcessingInputs/0'),
    { InputName: 'q', DatasetDefinition: { AthenaDatasetDefinition: { OutputS3Uri: 's3://athena-out/q' } } },
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'customer' },
        { name: 'data', key: 'provider' },
      ],
      inputs: [
        { uri: 's3://athena-out/q', versioned: false },
        { uri: 's3://code-bucket/prep.py', versioned: false },
      ],
      '->buckets': ['arn:aws:s3:::code-bucket', 'arn:aws:s3:::athena-out'],
    },
  ],
  [at('RoleArn'), undefined, { runsAs: lost, '->principals': lost }],
  [
    at('AppSpecification/ImageUri'),
    undefined,
    { images: [{ ref: lost, pinned: lost, registry: lost }], '->repositories': [lost] },
  ],
  [at('AppSpecification/ContainerArguments'), ['--api-key', 'k3yk3yk3yk3y99'], { plainSecrets: 1 }],
  [at('AppSpecification/ContainerEntrypoint'), ['run', '--api-key', 'k3yk3yk3yk3y99'], { plainSecrets: 1 }],
  [at('Environment'), { API_SECRET: 's3cr3ts3cr3t77' }, { plainSecrets: 1 }],
  [at('ProcessingJobStatus'), 'Completed', { outcome: 'succeeded', state: 'stopped' }],
  [at('ProcessingJobStatus'), undefined, { outcome: lost, state: lost }],
  [at('StoppingCondition'), undefined, { maxMinutes: lost }],
  [at('ProcessingStartTime'), undefined, { startedAt: lost }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: lost }],
  [at('ExperimentConfig'), { ExperimentName: 'e' }, { '->runs': 'missing: not-exposed' }],
]);
