import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, refused, resourceOf, withMember } from '../testing/map.ts';
import { awsKey, changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { recordedBy, trail } from '../testing/trails.ts';
import { endpoints } from './endpoint.ts';

const sm = 'arn:aws:sagemaker:eu-west-1:123456789012';
const version = `${sm}:model-package/churn/3`;
const variant = 'endpoint/churn/variant/main';

const given: Given = {
  item: { EndpointName: 'churn', EndpointArn: `${sm}:endpoint/churn` },
  reads: {
    ...usual,
    ...recordedBy(['AWS::SageMaker::Endpoint']),
    DescribeVpcEndpoints: { VpcEndpoints: [{ VpcEndpointId: 'vpce-1', State: 'available' }] },
    DescribeEndpoint: {
      EndpointName: 'churn',
      EndpointArn: `${sm}:endpoint/churn`,
      EndpointConfigName: 'churn-7',
      EndpointStatus: 'InService',
      CreationTime: '2026-01-02T03:04:05Z',
      LastModifiedTime: '2026-02-02T03:04:05Z',
      ProductionVariants: [{ VariantName: 'main', CurrentWeight: 1, CurrentInstanceCount: 2 }],
      DataCaptureConfig: {
        EnableCapture: true,
        CaptureStatus: 'Started',
        CurrentSamplingPercentage: 100,
        DestinationS3Uri: 's3://capture-bucket/churn',
        KmsKeyId: keyB,
      },
      LastDeploymentConfig: { AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }] } },
    },
    DescribeEndpointConfig: {
      EndpointConfigName: 'churn-7',
      EndpointConfigArn: `${sm}:endpoint-config/churn-7`,
      KmsKeyId: keyA,
      ProductionVariants: [
        { VariantName: 'main', ModelName: 'churn', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 },
      ],
      DataCaptureConfig: {
        InitialSamplingPercentage: 100,
        DestinationS3Uri: 's3://capture-bucket/churn',
        CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
      },
    },
    DescribeModel: (input) => ({
      ModelArn: `${sm}:model/${String(input.ModelName).toLowerCase()}`,
      PrimaryContainer: { ModelPackageName: version },
    }),
    DescribeModelPackage: { ModelPackageArn: `${sm}:model-package/plain` },
    DescribeScalableTargets: {
      ScalableTargets: [
        {
          ResourceId: variant,
          ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
          MinCapacity: 2,
          MaxCapacity: 6,
          SuspendedState: { DynamicScalingInSuspended: false, DynamicScalingOutSuspended: false },
        },
      ],
    },
    DescribeScalingPolicies: { ScalingPolicies: [{ PolicyName: 'p', ResourceId: variant }] },
  },
};

contract(endpoints, given);

describe('an endpoint', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(endpoints, given))).toEqual({
      uid: `${sm}:endpoint/churn`,
      name: 'churn',
      parts: [`${sm}:endpoint-config/churn-7`],
      keyAtRest: 'customer',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'customer' },
      ],
      publicAccess: 'provider-api',
      allowedRanges: [],
      authMethods: ['identity'],
      shell: 'off',
      plainSecrets: 'missing: not-supported',
      accessLogged: true,
      appLogged: 'missing: not-exposed',
      logFeeds: 'missing: not-exposed',
      variants: [{ name: 'main', trafficPercent: 100, minReplicas: 2, serverless: false, shadow: false }],
      capture: 'all',
      samplePercent: 100,
      autoscaled: true,
      autoRollback: true,
      rateLimited: 'missing: not-supported',
      tags: { owner: 'fraud-team' },
      owner: 'fraud-team',
      dataClass: '',
      region: 'eu-west-1',
      processing: 'region',
      state: 'active',
      createdAt: '2026-01-02T03:04:05Z',
      modifiedAt: '2026-02-02T03:04:05Z',
      lastUsedAt: 'missing: not-exposed',
      idleStopMinutes: 'missing: not-supported',
      '->privateEndpoints': ['arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/vpce-1'],
      '->keys': [keyA, keyB],
      '->logGroups': 'missing: not-exposed',
      '->deployments': [`${sm}:model/churn`],
      '->versions': [version],
      '->captureBuckets': ['arn:aws:s3:::capture-bucket'],
    });
  });
});

const at = (member: string) => `DescribeEndpoint/${member}`;
const config = (member: string) => `DescribeEndpointConfig/${member}`;
const target = (member: string) => `DescribeScalableTargets/ScalableTargets/0/${member}`;
const off = { capture: 'off', samplePercent: 0, stores: [{ name: 'volume', key: 'customer' }], '->captureBuckets': [] };
const noKeyB = { '->keys': [keyA] };

changesTable(endpoints, given, [
  [at('EndpointStatus'), 'Updating', {}],
  [at('EndpointStatus'), 'UpdateRollbackFailed', {}],
  [at('EndpointStatus'), 'OutOfService', { state: 'stopped' }],
  [at('EndpointStatus'), 'Creating', { state: 'pending' }],
  [at('EndpointStatus'), 'Failed', { state: 'failed' }],
  [at('EndpointStatus'), 'Deleting', { state: 'deleting' }],
  [at('EndpointStatus'), 'Melting', { state: 'missing: not-returned' }],
  [at('EndpointStatus'), undefined, { state: 'missing: not-returned' }],
  [at('CreationTime'), undefined, { createdAt: 'missing: not-returned' }],
  [at('LastModifiedTime'), undefined, { modifiedAt: 'missing: not-returned' }],
  [at('LastDeploymentConfig'), undefined, { autoRollback: false }],
  [at('LastDeploymentConfig/AutoRollbackConfiguration/Alarms'), [], { autoRollback: false }],
  [at('DataCaptureConfig'), undefined, { ...off, ...noKeyB }],
  [at('DataCaptureConfig/EnableCapture'), false, off],
  [at('DataCaptureConfig/CaptureStatus'), 'Stopped', off],
  [
    at('DataCaptureConfig/CaptureStatus'),
    'Unsure',
    {
      capture: 'missing: not-returned',
      samplePercent: 'missing: not-returned',
      keyAtRest: 'missing: not-returned',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'missing: not-returned' },
      ],
      '->captureBuckets': 'missing: not-returned',
    },
  ],
  [at('DataCaptureConfig/CurrentSamplingPercentage'), 20, { capture: 'sampled', samplePercent: 20 }],
  [at('DataCaptureConfig/CurrentSamplingPercentage'), 0, off],
  [
    at('DataCaptureConfig/DestinationS3Uri'),
    's3://other-bucket/x',
    { '->captureBuckets': ['arn:aws:s3:::other-bucket'] },
  ],
  [
    at('DataCaptureConfig/KmsKeyId'),
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'provider' },
      ],
      ...noKeyB,
    },
  ],
  [
    at('DataCaptureConfig/KmsKeyId'),
    awsKey,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'provider' },
      ],
      '->keys': [keyA, `arn:aws:kms:eu-west-1:123456789012:key/${awsKey}`],
    },
  ],
  [config('DataCaptureConfig/CaptureOptions'), [{ CaptureMode: 'Input' }], { capture: 'sampled' }],
  [config('DataCaptureConfig/CaptureOptions'), [{ CaptureMode: 'InputAndOutput' }], {}],
  [
    config('KmsKeyId'),
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'provider' },
        { name: 'capture', key: 'customer' },
      ],
      '->keys': [keyB],
    },
  ],
  [
    config('ProductionVariants/0/InstanceType'),
    'ml.g5.xlarge',
    {
      keyAtRest: 'hardware',
      stores: [
        { name: 'volume', key: 'hardware' },
        { name: 'capture', key: 'customer' },
      ],
    },
  ],
  [
    config('ProductionVariants/0/InstanceType'),
    'ml.zz9.xlarge',
    {
      keyAtRest: 'missing: not-returned',
      stores: [
        { name: 'volume', key: 'missing: not-returned' },
        { name: 'capture', key: 'customer' },
      ],
      '->keys': ['missing: not-returned', keyB],
    },
  ],
  [
    config('ProductionVariants/0/InstancePools'),
    [{ InstanceType: 'ml.g5.xlarge', Priority: 1, ModelNameOverride: 'Churn-GPU' }],
    {
      keyAtRest: 'hardware',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'volume', key: 'hardware' },
        { name: 'capture', key: 'customer' },
      ],
      '->deployments': [`${sm}:model/churn`, `${sm}:model/churn-gpu`],
    },
  ],
  [config('ProductionVariants/0/EnableSSMAccess'), true, { shell: 'brokered' }],
  [config('ProductionVariants/0/EnableSSMAccess'), false, {}],
  [
    config('ShadowProductionVariants'),
    [{ VariantName: 'next', ModelName: 'next', InstanceType: 'ml.m5.large', EnableSSMAccess: true }],
    { shell: 'brokered', '->deployments': [`${sm}:model/churn`, `${sm}:model/next`] },
  ],
  [
    config('AsyncInferenceConfig'),
    { OutputConfig: { S3OutputPath: 's3://async/out' } },
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'customer' },
        { name: 'output', key: 'provider' },
      ],
    },
  ],
  [
    config('AsyncInferenceConfig'),
    { OutputConfig: { KmsKeyId: keyB } },
    {
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'customer' },
        { name: 'output', key: 'customer' },
      ],
    },
  ],
  [
    config('ProductionVariants/0/CoreDumpConfig'),
    { DestinationS3Uri: 's3://dumps' },
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'capture', key: 'customer' },
        { name: 'logs', key: 'provider' },
      ],
    },
  ],
  [
    config('ProductionVariants/0/ModelName'),
    undefined,
    { '->deployments': ['missing: not-returned'], '->versions': ['missing: not-returned'] },
  ],
  [config('EndpointConfigArn'), 'arn:other', { parts: ['arn:other'] }],
  [
    target('MinCapacity'),
    1,
    { variants: [{ name: 'main', trafficPercent: 100, minReplicas: 1, serverless: false, shadow: false }] },
  ],
  [target('MaxCapacity'), 2, { autoscaled: false }],
  [target('SuspendedState/DynamicScalingOutSuspended'), true, { autoscaled: false }],
  [target('SuspendedState/DynamicScalingInSuspended'), true, { autoscaled: false }],
  [target('SuspendedState'), undefined, {}],
  [target('MaxCapacity'), undefined, { autoscaled: 'missing: not-returned' }],
  ['DescribeScalingPolicies/ScalingPolicies', [], { autoscaled: false }],
  ['DescribeScalableTargets/ScalableTargets', [], { autoscaled: false }],
]);

describe('variants of an endpoint', () => {
  const withVariants = (list: Given['reads'][string] | unknown, reads: Given['reads'] = {}) =>
    plainOf(
      resourceOf(endpoints, {
        ...given,
        reads: { ...withMember(given.reads, at('ProductionVariants'), list as never), ...reads },
      }),
    );
  it('share the requests by their weights', () => {
    const { variants } = withVariants([
      { VariantName: 'a', CurrentWeight: 3, CurrentInstanceCount: 4 },
      { VariantName: 'b', CurrentWeight: 1, CurrentInstanceCount: 1 },
    ]);
    expect(variants).toEqual([
      { name: 'a', trafficPercent: 75, minReplicas: 4, serverless: false, shadow: false },
      { name: 'b', trafficPercent: 25, minReplicas: 1, serverless: false, shadow: false },
    ]);
  });
  it('follow the load when they are serverless', () => {
    const serverless = withVariants(
      [{ VariantName: 'main', CurrentWeight: 1, CurrentServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 5 } }],
      { DescribeScalableTargets: { ScalableTargets: [] } },
    );
    expect(serverless).toMatchObject({
      autoscaled: true,
      variants: [{ name: 'main', trafficPercent: 100, minReplicas: 0, serverless: true, shadow: false }],
    });
  });
  it.each([
    [{ Status: 'ENABLED', MinInstanceCount: 1, MaxInstanceCount: 4 }, true, 1],
    [{ Status: 'ENABLED', MinInstanceCount: 1, MaxInstanceCount: 1 }, false, 1],
    [{ Status: 'DISABLED', MinInstanceCount: 1, MaxInstanceCount: 4 }, false, 2],
  ])('follow the load by managed scaling %j: %s', (ManagedInstanceScaling, autoscaled, minReplicas) => {
    const found = withVariants(
      [{ VariantName: 'main', CurrentWeight: 1, CurrentInstanceCount: 2, ManagedInstanceScaling }],
      { DescribeScalableTargets: { ScalableTargets: [] } },
    );
    expect(found).toMatchObject({ autoscaled, variants: [{ minReplicas }] });
  });
  it('follow the load only when all do', () => {
    const both = withVariants([
      { VariantName: 'main', CurrentWeight: 1, CurrentInstanceCount: 2 },
      { VariantName: 'other', CurrentWeight: 1, CurrentInstanceCount: 2 },
    ]);
    expect(both.autoscaled).toBe(false);
  });
  it('do not answer requests as shadows', () => {
    const reads = withMember(given.reads, at('ShadowProductionVariants'), [
      { VariantName: 's', CurrentWeight: 1, CurrentInstanceCount: 1 },
    ]);
    expect(plainOf(resourceOf(endpoints, { ...given, reads })).variants).toEqual([
      { name: 'main', trafficPercent: 100, minReplicas: 2, serverless: false, shadow: false },
      { name: 's', trafficPercent: 0, minReplicas: 1, serverless: false, shadow: true },
    ]);
  });
  it('are missing where a failed endpoint names none', () => {
    expect(withVariants(undefined)).toMatchObject({
      variants: 'missing: not-returned',
      autoscaled: 'missing: not-returned',
    });
  });
  it('ask for the targets of their own endpoint', () => {
    const asked: unknown[] = [];
    resourceOf(endpoints, {
      ...given,
      reads: {
        ...given.reads,
        DescribeScalableTargets: (input) => {
          asked.push(input);
          return { ScalableTargets: [] };
        },
      },
    });
    expect(asked).toEqual([{ ServiceNamespace: 'sagemaker', ResourceIds: [variant] }]);
  });
});

describe('what stands behind an endpoint', () => {
  const behindModel = (model: Given['reads'][string], reads: Given['reads'] = {}) =>
    plainOf(resourceOf(endpoints, { ...given, reads: { ...given.reads, DescribeModel: model, ...reads } }));
  it('is missing for a model that was deleted', () => {
    expect(behindModel(refused('ValidationException'))).toMatchObject({
      '->deployments': ['missing: not-returned'],
      '->versions': ['missing: not-returned'],
    });
  });
  it('is no version for a model made of an image', () => {
    expect(behindModel({ ModelArn: `${sm}:model/churn`, PrimaryContainer: { Image: 'x' } })['->versions']).toEqual([]);
  });
  it('is found for a package without versions, which is named by its name', () => {
    const model = { ModelArn: `${sm}:model/churn`, Containers: [{ ModelPackageName: 'plain' }] };
    expect(behindModel(model)['->versions']).toEqual([`${sm}:model-package/plain`]);
  });
  it('is missing where the configuration was deleted while the endpoint runs', () => {
    const lost = plainOf(
      resourceOf(endpoints, {
        ...given,
        reads: { ...given.reads, DescribeEndpointConfig: refused('ValidationException') },
      }),
    );
    expect(lost).toMatchObject({
      shell: 'missing: not-returned',
      keyAtRest: 'missing: not-returned',
      '->deployments': 'missing: not-returned',
      parts: [],
    });
    expect(lost.capture).toBe('missing: not-returned');
  });
});

describe('calls of an endpoint leave a record', () => {
  const logged = (reads: Given['reads']) =>
    plainOf(resourceOf(endpoints, { ...given, reads: { ...given.reads, ...reads } })).accessLogged;
  const types = ['AWS::SageMaker::Endpoint'];

  it.each<[string, Given['reads'], unknown]>([
    ['when a trail keeps them', recordedBy(types), true],
    ['not by a trail that keeps others', recordedBy(['AWS::SageMaker::FeatureGroup']), false],
    ['not by a trail that is off', recordedBy(types, { IsLogging: false }), false],
    [
      'not by a trail that cannot deliver',
      recordedBy(types, { IsLogging: true, LatestDeliveryError: 'AccessDenied' }),
      false,
    ],
    [
      'not by a trail of another region',
      {
        ...recordedBy(types),
        DescribeTrails: { trailList: [{ ...trail, IsMultiRegionTrail: false, HomeRegion: 'us-east-1' }] },
      },
      false,
    ],
    [
      'by a trail of this region alone',
      { ...recordedBy(types), DescribeTrails: { trailList: [{ ...trail, IsMultiRegionTrail: false }] } },
      true,
    ],
    ['not where there is no trail', { ...recordedBy(types), DescribeTrails: { trailList: [] } }, false],
    [
      'perhaps, where the trails were refused',
      { ...recordedBy(types), DescribeTrails: denied },
      'missing: access-denied cloudtrail:DescribeTrails',
    ],
    [
      'perhaps, where the status was refused',
      { ...recordedBy(types), GetTrailStatus: denied },
      'missing: access-denied cloudtrail:GetTrailStatus',
    ],
    [
      'perhaps, where what it keeps was refused',
      { ...recordedBy(types), GetEventSelectors: denied },
      'missing: access-denied cloudtrail:GetEventSelectors',
    ],
    [
      'not, where a trail that is off does not tell the rest',
      { ...recordedBy(types, { IsLogging: false }), GetEventSelectors: denied },
      false,
    ],
  ])('%s', (_name, reads, expected) => {
    expect(logged(reads)).toEqual(expected);
  });
});

describe('private doors of an endpoint', () => {
  const doors = (answer: Given['reads'][string]) =>
    plainOf(resourceOf(endpoints, { ...given, reads: { ...given.reads, DescribeVpcEndpoints: answer } }))[
      '->privateEndpoints'
    ];
  it('are none where the region has none', () => expect(doors({ VpcEndpoints: [] })).toEqual([]));
  it('are missing where they were refused', () =>
    expect(doors(denied)).toBe('missing: access-denied ec2:DescribeVpcEndpoints'));
});
