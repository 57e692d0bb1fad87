import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, refused, resourceOf } from '../testing/map.ts';
import { changesTable, usual } from '../testing/table.ts';
import { models } from './model.ts';

const lost = 'missing: not-returned';

const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:model/churn';
const role = 'arn:aws:iam::123456789012:role/churn';
const digest = `sha256:${'a1'.repeat(32)}`;
const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn@${digest}`;
const version = 'arn:aws:sagemaker:eu-west-1:123456789012:model-package/churn/3';
const ec2 = 'arn:aws:ec2:eu-west-1:123456789012';

const given: Given = {
  item: { ModelName: 'churn', ModelArn: arn, CreationTime: '2026-01-02T03:04:05Z' },
  reads: {
    ...usual,
    DescribeModel: {
      ModelName: 'churn',
      ModelArn: arn,
      CreationTime: '2026-01-02T03:04:05Z',
      ExecutionRoleArn: role,
      EnableNetworkIsolation: true,
      VpcConfig: { Subnets: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
      PrimaryContainer: {
        Image: image,
        Mode: 'SingleModel',
        ModelDataUrl: 's3://churn-models/3/model.tar.gz',
        Environment: { LEVEL: 'info' },
      },
    },
    DescribeModelPackage: {
      ModelPackageArn: version,
      InferenceSpecification: {
        Containers: [
          {
            Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/pack:3',
            ImageDigest: digest,
            ModelDataUrl: 's3://packs/m.tar.gz',
            ModelDataETag: 'abc',
          },
        ],
      },
      AdditionalInferenceSpecifications: [
        { Name: 'neo', Containers: [{ Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/neo:1' }] },
      ],
    },
  },
};

contract(models, given);

describe('a model', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(models, given))).toEqual({
      uid: arn,
      name: 'churn',
      parts: [],
      keyAtRest: 'missing: not-supported',
      stores: 'missing: not-supported',
      network: 'customer',
      egress: 'none',
      publicIp: false,
      runsAs: 'own',
      authMethods: 'missing: not-supported',
      shell: 'missing: not-supported',
      plainSecrets: 0,
      images: [{ ref: image, pinned: true, registry: 'own' }],
      artifacts: [{ uri: 's3://churn-models/3/model.tar.gz', pinned: false, format: '' }],
      sourceRevision: 'missing: not-supported',
      patched: 'missing: not-supported',
      repositoryPath: 'platform',
      probes: true,
      explained: 'missing: not-supported',
      tags: { owner: 'fraud-team' },
      owner: 'fraud-team',
      dataClass: '',
      region: 'eu-west-1',
      processing: 'region',
      state: 'active',
      createdAt: '2026-01-02T03:04:05Z',
      modifiedAt: '2026-01-02T03:04:05Z',
      lastUsedAt: 'missing: not-exposed',
      idleStopMinutes: 'missing: not-supported',
      '->subnets': [`${ec2}:subnet/subnet-1`, `${ec2}:subnet/subnet-2`],
      '->firewalls': [`${ec2}:security-group/sg-1`],
      '->principals': [role],
      '->repositories': ['arn:aws:ecr:eu-west-1:123456789012:repository/churn'],
      '->buckets': ['arn:aws:s3:::churn-models'],
      '->versions': [],
    });
  });
});

const at = (member: string) => `DescribeModel/${member}`;
changesTable(models, given, [
  [at('EnableNetworkIsolation'), false, { egress: 'customer-network' }],
  [at('EnableNetworkIsolation'), undefined, { egress: 'customer-network' }],
  [at('VpcConfig'), undefined, { network: 'provider', '->subnets': [], '->firewalls': [] }],
  [at('VpcConfig/Subnets'), undefined, { network: 'missing: not-returned', '->subnets': 'missing: not-returned' }],
  [at('VpcConfig/SecurityGroupIds'), undefined, { '->firewalls': [] }],
  [at('ExecutionRoleArn'), undefined, { runsAs: 'missing: not-returned', '->principals': 'missing: not-returned' }],
  [at('ExecutionRoleArn'), '', { runsAs: 'missing: not-returned', '->principals': 'missing: not-returned' }],
  [at('CreationTime'), undefined, { createdAt: 'missing: not-returned', modifiedAt: 'missing: not-returned' }],
  [at('PrimaryContainer/ImageConfig'), { RepositoryAccessMode: 'Platform' }, {}],
  [at('PrimaryContainer/ImageConfig'), { RepositoryAccessMode: 'Vpc' }, { repositoryPath: 'private' }],
  [
    at('PrimaryContainer/ImageConfig'),
    { RepositoryAccessMode: 'Moon' },
    { repositoryPath: lost, images: [{ ref: lost, pinned: lost, registry: lost }], '->repositories': [lost] },
  ],
  [at('PrimaryContainer/Environment'), { DB_PASSWORD: 'hunter2hunter2' }, { plainSecrets: 1 }],
  [at('PrimaryContainer/Environment'), undefined, {}],
  [
    at('PrimaryContainer/Image'),
    'python:3.12',
    { images: [{ ref: 'python:3.12', pinned: false, registry: 'public' }], '->repositories': [] },
  ],
  [
    at('PrimaryContainer/Image'),
    '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.3',
    {
      images: [
        {
          ref: '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.3',
          pinned: false,
          registry: 'provider',
        },
      ],
      '->repositories': [],
    },
  ],
  [
    at('PrimaryContainer/Image'),
    'not an image',
    {
      images: [{ ref: 'not an image', pinned: 'missing: partial-answer', registry: 'missing: partial-answer' }],
      '->repositories': ['missing: partial-answer'],
    },
  ],
  [
    at('PrimaryContainer/Image'),
    undefined,
    {
      images: [{ ref: 'missing: not-returned', pinned: 'missing: not-returned', registry: 'missing: not-returned' }],
      '->repositories': ['missing: not-returned'],
    },
  ],
  [at('PrimaryContainer/ModelDataUrl'), undefined, { artifacts: [], '->buckets': [] }],
  [
    at('PrimaryContainer/ModelDataUrl'),
    'ftp://x',
    { artifacts: [{ uri: 'ftp://x', pinned: false, format: '' }], '->buckets': ['missing: not-returned'] },
  ],
  [
    at('PrimaryContainer/ModelDataSource'),
    {
      S3DataSource: {
        S3Uri: 's3://more-models/w.safetensors',
        ETag: 'e',
        S3DataType: 'S3Object',
        CompressionType: 'None',
      },
    },
    {
      artifacts: [
        { uri: 's3://churn-models/3/model.tar.gz', pinned: false, format: '' },
        { uri: 's3://more-models/w.safetensors', pinned: true, format: 'safetensors' },
      ],
      '->buckets': ['arn:aws:s3:::churn-models', 'arn:aws:s3:::more-models'],
    },
  ],
  [
    at('PrimaryContainer/AdditionalModelDataSources'),
    [{ ChannelName: 'draft', S3DataSource: { S3Uri: 's3://more-models/d.pkl' } }],
    {
      artifacts: [
        { uri: 's3://churn-models/3/model.tar.gz', pinned: false, format: '' },
        { uri: 's3://more-models/d.pkl', pinned: false, format: 'pickle' },
      ],
      '->buckets': ['arn:aws:s3:::churn-models', 'arn:aws:s3:::more-models'],
    },
  ],
  [
    at('Containers'),
    [
      { Image: image, ImageConfig: { RepositoryAccessMode: 'Vpc' } },
      { Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/two:1', Environment: { API_KEY: 'k3yk3yk3yk3y99' } },
    ],
    {
      images: [
        { ref: image, pinned: true, registry: 'own' },
        { ref: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/two:1', pinned: false, registry: 'own' },
      ],
      artifacts: [],
      plainSecrets: 1,
      '->buckets': [],
      '->repositories': [
        'arn:aws:ecr:eu-west-1:123456789012:repository/churn',
        'arn:aws:ecr:eu-west-1:123456789012:repository/two',
      ],
    },
  ],
]);

describe('a model without a network of its own', () => {
  const open = plainOf(
    resourceOf(models, {
      ...given,
      reads: { ...given.reads, DescribeModel: { ModelArn: arn, PrimaryContainer: { Image: image } } },
    }),
  );
  it('reaches the internet', () => {
    expect(open).toMatchObject({ network: 'provider', egress: 'internet', '->subnets': [], '->firewalls': [] });
  });
});

describe('a model made of a package', () => {
  const made = (container: Record<string, string>, reads: Given['reads'] = {}) =>
    plainOf(
      resourceOf(models, {
        ...given,
        reads: { ...given.reads, DescribeModel: { ModelArn: arn, PrimaryContainer: container }, ...reads },
      }),
    );
  it('has the image, the files and the version of the package', () => {
    expect(made({ ModelPackageName: version })).toMatchObject({
      images: [{ ref: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/pack:3', pinned: true, registry: 'own' }],
      artifacts: [{ uri: 's3://packs/m.tar.gz', pinned: true, format: '' }],
      '->versions': [version],
      '->buckets': ['arn:aws:s3:::packs'],
    });
  });
  it('has those of the specification that it names', () => {
    expect(made({ ModelPackageName: version, InferenceSpecificationName: 'neo' })).toMatchObject({
      images: [{ ref: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/neo:1', pinned: false, registry: 'own' }],
      artifacts: [],
    });
    expect(made({ ModelPackageName: version, InferenceSpecificationName: 'other' }).images).toEqual([
      { ref: 'missing: not-returned', pinned: 'missing: not-returned', registry: 'missing: not-returned' },
    ]);
  });
  it('finds the ARN of a package that is named by its name', () => {
    expect(made({ ModelPackageName: 'churn' })['->versions']).toEqual([version]);
  });
  it('knows the version, but nothing else, of a package that may not be read', () => {
    const lost = made({ ModelPackageName: version }, { DescribeModelPackage: refused('AccessDeniedException') });
    const why = 'missing: access-denied sagemaker:DescribeModelPackage';
    expect(lost).toMatchObject({
      images: [{ ref: why, pinned: why, registry: why }],
      artifacts: [{ uri: why, pinned: why, format: why }],
      plainSecrets: why,
      '->versions': [version],
      '->buckets': [why],
      '->repositories': [why],
    });
  });
});
