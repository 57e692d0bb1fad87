import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, refused, resourceOf, withMember } from '../testing/map.ts';
import { changesTable, keyA, usual } from '../testing/table.ts';
import { modelPackages } from './model-package.ts';

const sm = 'arn:aws:sagemaker:eu-west-1:123456789012';
const digest = `sha256:${'12'.repeat(32)}`;
const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:3';
const job = `${sm}:training-job/churn-3`;
const person = (name: string) => ({ UserProfileArn: `${sm}:user-profile/d-1/${name}`, UserProfileName: name });

const given: Given = {
  item: { ModelPackageArn: `${sm}:model-package/churn/3`, ModelPackageGroupName: 'churn', ModelPackageVersion: 3 },
  reads: {
    ...usual,
    DescribeModelPackage: {
      ModelPackageArn: `${sm}:model-package/churn/3`,
      ModelPackageGroupName: 'churn',
      ModelPackageVersion: 3,
      ModelPackageStatus: 'Completed',
      ModelApprovalStatus: 'Approved',
      ModelPackageDescription: 'Third try.',
      CreationTime: '2026-01-01T00:00:00Z',
      LastModifiedTime: '2026-01-02T00:00:00Z',
      CreatedBy: person('ana'),
      LastModifiedBy: person('ben'),
      MetadataProperties: { CommitId: 'abc123', GeneratedBy: job },
      InferenceSpecification: {
        Containers: [
          { Image: image, ImageDigest: digest, ModelDataUrl: 's3://models-bucket/m.tar.gz', ModelDataETag: 'e1' },
        ],
      },
      ModelMetrics: {
        ModelQuality: { Statistics: { ContentType: 'application/json', S3Uri: 's3://m/q.json' } },
        Bias: { Report: { ContentType: 'application/json', S3Uri: 's3://m/b.json' } },
      },
      DriftCheckBaselines: {
        ModelDataQuality: { Constraints: { ContentType: 'application/json', S3Uri: 's3://m/c.json' } },
      },
      SecurityConfig: { KmsKeyId: keyA },
      ModelLifeCycle: { Stage: 'Production', StageStatus: 'Approved' },
      ModelCard: {
        ModelCardStatus: 'Approved',
        ModelCardContent: JSON.stringify({ intended_uses: { risk_rating: 'High', intended_uses: 'Retention.' } }),
      },
    },
    DescribeModelPackageGroup: {
      ModelPackageGroupName: 'churn',
      ModelPackageGroupArn: `${sm}:model-package-group/churn`,
    },
    GetModelPackageGroupPolicy: refused('ValidationException'),
  },
};

contract(modelPackages, given);

describe('a model package', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(modelPackages, given))).toEqual({
      uid: `${sm}:model-package/churn/3`,
      name: 'churn/3',
      parts: [],
      keyAtRest: 'customer',
      stores: [{ name: 'metadata', key: 'customer' }],
      images: [{ ref: image, pinned: true, registry: 'own' }],
      artifacts: [{ uri: 's3://models-bucket/m.tar.gz', pinned: true, format: '' }],
      sourceRevision: 'abc123',
      patched: 'missing: not-supported',
      sharedWith: 'nobody',
      outsiders: [],
      documents: ['card', 'intended-use', 'risk-rating', 'description'],
      approval: 'approved',
      // Another name changed it last: that may or may not be who approved it.
      approvedBy: 'missing: not-exposed',
      registeredBy: `${sm}:user-profile/d-1/ana`,
      robustness: 'missing: not-exposed',
      stage: 'production',
      tests: ['quality', 'bias'],
      driftBaseline: true,
      signature: 'missing: not-supported',
      origin: 'own',
      tags: { owner: 'fraud-team' },
      owner: 'fraud-team',
      dataClass: '',
      region: 'eu-west-1',
      processing: 'region',
      state: 'active',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-02T00:00:00Z',
      lastUsedAt: 'missing: not-exposed',
      idleStopMinutes: 'missing: not-supported',
      '->keys': [keyA],
      '->repositories': ['arn:aws:ecr:eu-west-1:123456789012:repository/churn'],
      '->buckets': ['arn:aws:s3:::models-bucket'],
      '->models': [`${sm}:model-package-group/churn`],
      '->jobs': [job],
      '->runs': 'missing: not-exposed',
      '->datasets': 'missing: not-exposed',
    });
  });
  it('is listed with and without versions', () => {
    expect(modelPackages.list?.input).toEqual({ ModelPackageType: 'Both' });
  });
  it('without a group has no policy, and nothing to ask for', () => {
    const reads = withMember(given.reads, 'DescribeModelPackage/ModelPackageGroupName', undefined);
    const { GetModelPackageGroupPolicy: _policy, DescribeModelPackageGroup: _group, ...rest } = reads;
    expect(
      plainOf(
        resourceOf(modelPackages, {
          item: { ModelPackageArn: `${sm}:model-package/one`, ModelPackageName: 'one' },
          reads: rest,
        }),
      ),
    ).toMatchObject({
      name: 'one',
      sharedWith: 'missing: not-supported',
      outsiders: 'missing: not-supported',
      '->models': [],
    });
  });
});

const at = (member: string) => `DescribeModelPackage/${member}`;
const lost = 'missing: not-returned';
const ask = 'missing: not-exposed';
changesTable(modelPackages, given, [
  [at('ModelApprovalStatus'), 'PendingManualApproval', { approval: 'pending', approvedBy: '' }],
  [at('ModelApprovalStatus'), 'Rejected', { approval: 'rejected', approvedBy: '' }],
  [at('ModelApprovalStatus'), undefined, { approval: 'none', approvedBy: '' }],
  [at('ModelApprovalStatus'), 'Blessed', { approval: lost, approvedBy: lost }],
  [at('LastModifiedBy'), undefined, { approvedBy: `${sm}:user-profile/d-1/ana` }],
  [at('LastModifiedBy'), {}, { approvedBy: `${sm}:user-profile/d-1/ana` }],
  [
    at('LastModifiedBy'),
    { UserProfileArn: `${sm}:user-profile/d-1/ana` },
    { approvedBy: `${sm}:user-profile/d-1/ana` },
  ],
  [at('LastModifiedBy'), { IamIdentity: { Arn: 'arn:aws:sts::123456789012:assumed-role/ci/1' } }, {}],
  // Nobody is named: nobody knows whether it was one person, so a person has to tell.
  [at('CreatedBy'), undefined, { registeredBy: 'missing: not-exposed' }],
  [at('ModelLifeCycle/Stage'), 'pre-production', { stage: 'staging' }],
  [at('ModelLifeCycle/Stage'), 'Kitchen', { stage: ask }],
  [at('ModelLifeCycle/Stage'), 'constructor', { stage: ask }],
  [at('ModelLifeCycle'), undefined, { stage: 'none' }],
  [at('ModelMetrics'), undefined, { tests: [] }],
  [at('ModelMetrics/ModelQuality'), {}, { tests: ['bias'] }],
  [
    at('ModelMetrics/Explainability'),
    { Report: { S3Uri: 's3://m/x.json' } },
    { tests: ['quality', 'bias', 'explainability'] },
  ],
  [
    at('ModelMetrics/ModelDataQuality'),
    { Statistics: { S3Uri: 's3://m/x.json' } },
    { tests: ['quality', 'data', 'bias'] },
  ],
  [at('DriftCheckBaselines'), undefined, { driftBaseline: false }],
  [at('DriftCheckBaselines/ModelDataQuality'), {}, { driftBaseline: false }],
  [
    at('SecurityConfig'),
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'metadata', key: 'provider' }], '->keys': [] },
  ],
  [at('MetadataProperties/CommitId'), undefined, { sourceRevision: '' }],
  [at('MetadataProperties/GeneratedBy'), undefined, { '->jobs': ask }],
  [at('MetadataProperties/GeneratedBy'), `${sm}:pipeline/p/execution/e`, { '->jobs': ask }],
  [at('SourceUri'), `${sm}:processing-job/x`, { '->jobs': [job, `${sm}:processing-job/x`] }],
  [
    at('InferenceSpecification/Containers/0/ImageDigest'),
    undefined,
    { images: [{ ref: image, pinned: false, registry: 'own' }] },
  ],
  [
    at('InferenceSpecification/Containers/0/ModelDataETag'),
    undefined,
    { artifacts: [{ uri: 's3://models-bucket/m.tar.gz', pinned: false, format: '' }] },
  ],
  [at('InferenceSpecification'), undefined, { images: [], artifacts: [], '->repositories': [], '->buckets': [] }],
  [
    at('AdditionalInferenceSpecifications'),
    [{ Name: 'neo', Containers: [{ Image: 'python:3' }] }],
    {
      images: [
        { ref: image, pinned: true, registry: 'own' },
        { ref: 'python:3', pinned: false, registry: 'public' },
      ],
    },
  ],
  [at('InferenceSpecification/Containers/0/BaseModel'), { HubContentName: 'x' }, { origin: 'public' }],
  [at('InferenceSpecification/Containers/0/ProductId'), 'prod-1', { origin: 'public' }],
  [
    at('SourceAlgorithmSpecification'),
    { SourceAlgorithms: [{ AlgorithmName: 'a', ModelDataUrl: 's3://algo-bucket/m' }] },
    {
      artifacts: [
        { uri: 's3://models-bucket/m.tar.gz', pinned: true, format: '' },
        { uri: 's3://algo-bucket/m', pinned: false, format: '' },
      ],
      '->buckets': ['arn:aws:s3:::models-bucket', 'arn:aws:s3:::algo-bucket'],
    },
  ],
  [at('ModelPackageDescription'), undefined, { documents: ['card', 'intended-use', 'risk-rating'] }],
  [at('ModelCard'), undefined, { documents: ['description'] }],
  [at('ModelCard/ModelCardContent'), 'not json', { documents: 'missing: partial-answer' }],
  [at('ModelPackageStatus'), 'Failed', { state: 'failed' }],
  [at('ModelPackageStatus'), undefined, { state: lost }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: '2026-01-01T00:00:00Z' }],
]);
