import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, refused, resourceOf, withMember } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { monitors } from './monitor.ts';
import { monitorTypes } from './monitor-definition.ts';

const sm = 'arn:aws:sagemaker:eu-west-1:123456789012';
const role = 'arn:aws:iam::123456789012:role/monitor';
const image = '156813124566.dkr.ecr.us-east-1.amazonaws.com/sagemaker-model-monitor-analyzer';
const topic = 'arn:aws:sns:eu-west-1:123456789012:ml';
const alarm = (more: JsonObject = {}): JsonObject => ({
  AlarmName: 'drift',
  ActionsEnabled: true,
  AlarmActions: [topic],
  Namespace: 'aws/sagemaker/Endpoints/data-metrics',
  MetricName: 'feature_baseline_drift_age',
  Dimensions: [
    { Name: 'Endpoint', Value: 'churn' },
    { Name: 'MonitoringSchedule', Value: 'watch' },
  ],
  ...more,
});

const resources = {
  ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 20, VolumeKmsKeyId: keyA },
};
const output = {
  KmsKeyId: keyB,
  MonitoringOutputs: [{ S3Output: { S3Uri: 's3://monitor-out/x', LocalPath: '/opt' } }],
};
const network = {
  EnableInterContainerTrafficEncryption: true,
  EnableNetworkIsolation: true,
  VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
};
const baseline = { ConstraintsResource: { S3Uri: 's3://baseline/c.json' } };
const input = { EndpointInput: { EndpointName: 'churn', LocalPath: '/opt' } };
const named = (type: string): JsonObject => ({
  JobDefinitionArn: `${sm}:${type.toLowerCase()}-job-definition/watch-def`,
  JobDefinitionName: 'watch-def',
  CreationTime: '2026-01-01T00:00:00Z',
  [`${type}BaselineConfig`]: baseline,
  [`${type}AppSpecification`]: { ImageUri: image, RecordPreprocessorSourceUri: 's3://code-bucket/pre.py' },
  [`${type}JobInput`]: input,
  [`${type}JobOutputConfig`]: output,
  JobResources: resources,
  NetworkConfig: network,
  RoleArn: role,
});

const given: Given = {
  item: { MonitoringScheduleName: 'watch', MonitoringScheduleArn: `${sm}:monitoring-schedule/watch` },
  reads: {
    ...usual,
    DescribeMonitoringSchedule: {
      MonitoringScheduleName: 'watch',
      MonitoringScheduleArn: `${sm}:monitoring-schedule/watch`,
      MonitoringScheduleStatus: 'Scheduled',
      MonitoringType: 'DataQuality',
      EndpointName: 'churn',
      CreationTime: '2026-01-01T00:00:00Z',
      LastModifiedTime: '2026-01-02T00:00:00Z',
      MonitoringScheduleConfig: {
        ScheduleConfig: { ScheduleExpression: 'cron(0 * ? * * *)' },
        MonitoringJobDefinitionName: 'watch-def',
        MonitoringType: 'DataQuality',
      },
      LastMonitoringExecutionSummary: {
        MonitoringExecutionStatus: 'Completed',
        CreationTime: '2026-01-03T00:00:00Z',
        ScheduledTime: '2026-01-03T00:00:00Z',
      },
    },
    DescribeDataQualityJobDefinition: named('DataQuality'),
    DescribeEndpoint: { EndpointName: 'churn', EndpointArn: `${sm}:endpoint/churn` },
    DescribeAlarms: { MetricAlarms: [alarm()] },
  },
};

contract(monitors, given);

describe('a monitoring schedule', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(monitors, given))).toEqual({
      uid: `${sm}:monitoring-schedule/watch`,
      name: 'watch',
      parts: [`${sm}:dataquality-job-definition/watch-def`],
      keyAtRest: 'customer',
      stores: [
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'customer' },
      ],
      nodeTraffic: 'encrypted',
      clientTls: 'missing: not-supported',
      network: 'customer',
      egress: 'none',
      publicIp: false,
      runsAs: 'own',
      images: [{ ref: image, pinned: false, registry: 'provider' }],
      artifacts: [{ uri: 's3://code-bucket/pre.py', pinned: false, format: '' }],
      sourceRevision: 'missing: not-supported',
      patched: 'missing: not-supported',
      signals: ['data-quality', 'data-drift'],
      active: true,
      lastResult: 'clean',
      lastRanAt: '2026-01-03T00:00:00Z',
      baseline: true,
      notifies: 1,
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
      '->keys': [keyA, keyB],
      '->subnets': ['arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1'],
      '->firewalls': ['arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1'],
      '->principals': [role],
      '->repositories': [],
      '->buckets': ['arn:aws:s3:::code-bucket', 'arn:aws:s3:::monitor-out'],
      '->endpoints': [`${sm}:endpoint/churn`],
    });
  });
});

const at = (member: string) => `DescribeMonitoringSchedule/${member}`;
const def = (member: string) => `DescribeDataQualityJobDefinition/${member}`;
const lost = 'missing: not-returned';
changesTable(monitors, given, [
  [at('MonitoringScheduleStatus'), 'Stopped', { active: false, state: 'stopped' }],
  [at('MonitoringScheduleStatus'), 'Pending', { active: false, state: 'pending' }],
  [at('MonitoringScheduleStatus'), 'Failed', { active: false, state: 'failed' }],
  [at('MonitoringScheduleStatus'), 'Asleep', { active: lost, state: lost }],
  [at('MonitoringScheduleStatus'), undefined, { active: lost, state: lost }],
  [at('MonitoringScheduleConfig/ScheduleConfig/ScheduleExpression'), 'NOW', { active: false }],
  [at('MonitoringScheduleConfig/ScheduleConfig'), undefined, {}],
  [at('LastMonitoringExecutionSummary'), undefined, { lastResult: 'never-ran', lastRanAt: null }],
  [
    at('LastMonitoringExecutionSummary/MonitoringExecutionStatus'),
    'CompletedWithViolations',
    { lastResult: 'violations' },
  ],
  [at('LastMonitoringExecutionSummary/MonitoringExecutionStatus'), 'Failed', { lastResult: 'failed' }],
  [at('LastMonitoringExecutionSummary/MonitoringExecutionStatus'), 'Stopped', { lastResult: 'failed' }],
  [at('LastMonitoringExecutionSummary/MonitoringExecutionStatus'), 'InProgress', { lastResult: lost }],
  [at('LastMonitoringExecutionSummary/MonitoringExecutionStatus'), undefined, { lastResult: lost }],
  [at('LastMonitoringExecutionSummary/CreationTime'), undefined, { lastRanAt: lost }],
  [at('MonitoringType'), undefined, {}], // the configuration repeats it
  [at('EndpointName'), undefined, {}], // the definition names it
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: lost }],
  [def('DataQualityBaselineConfig'), undefined, { baseline: false, signals: ['data-quality'] }],
  [
    def('DataQualityBaselineConfig'),
    { StatisticsResource: { S3Uri: 's3://b/s.json' } },
    { baseline: false, signals: ['data-quality'] },
  ],
  [def('DataQualityBaselineConfig'), { BaseliningJobName: 'b' }, {}],
  [def('NetworkConfig/EnableNetworkIsolation'), false, { egress: 'customer-network' }],
  [
    def('NetworkConfig'),
    undefined,
    { network: 'provider', egress: 'internet', nodeTraffic: 'plain', '->subnets': [], '->firewalls': [] },
  ],
  [def('NetworkConfig/EnableInterContainerTrafficEncryption'), undefined, { nodeTraffic: 'plain' }],
  [def('JobResources/ClusterConfig/InstanceCount'), 1, { nodeTraffic: 'single-node' }],
  [
    def('JobResources/ClusterConfig/VolumeKmsKeyId'),
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
    def('DataQualityJobOutputConfig/KmsKeyId'),
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
  [def('RoleArn'), undefined, { runsAs: lost, '->principals': lost }],
  [def('JobDefinitionArn'), 'arn:x', { parts: ['arn:x'] }],
  [
    def('DataQualityAppSpecification/PostAnalyticsProcessorSourceUri'),
    's3://code-bucket/post.py',
    {
      artifacts: [
        { uri: 's3://code-bucket/pre.py', pinned: false, format: '' },
        { uri: 's3://code-bucket/post.py', pinned: false, format: '' },
      ],
    },
  ],
]);

describe('the definition of a monitoring job', () => {
  const scheduled = (
    type: string,
    reads: Given['reads'] = {},
    config: Json = { MonitoringJobDefinitionName: 'watch-def', MonitoringType: type },
  ) => {
    let all = withMember(given.reads, at('MonitoringType'), type);
    all = withMember(all, at('MonitoringScheduleConfig'), config);
    return plainOf(resourceOf(monitors, { ...given, reads: { ...all, ...reads } }));
  };
  it.each([
    ['DataQuality', ['data-quality', 'data-drift'], ['data-quality']],
    ['ModelQuality', ['model-quality'], ['model-quality']],
    ['ModelBias', ['bias'], ['bias']],
    ['ModelExplainability', ['attribution-drift'], []],
  ])('of type %s is read by its own operation', (type, signals, without) => {
    const read = `Describe${type}JobDefinition`;
    const { [`${type}BaselineConfig`]: _baseline, ...bare } = named(type);
    expect(scheduled(type, { [read]: named(type) })).toMatchObject({
      signals,
      baseline: true,
      keyAtRest: 'customer',
      egress: 'none',
      nodeTraffic: 'encrypted',
      runsAs: 'own',
      images: [{ ref: image, pinned: false, registry: 'provider' }],
      // Bias and explainability have no scripts.
      artifacts: type.endsWith('Quality') ? [{ uri: 's3://code-bucket/pre.py', pinned: false, format: '' }] : [],
      parts: [`${sm}:${type.toLowerCase()}-job-definition/watch-def`],
      '->endpoints': [`${sm}:endpoint/churn`],
    });
    const { EndpointName: _name, ...unnamed } = given.reads.DescribeMonitoringSchedule as JsonObject; // an answer, not an error
    const DescribeMonitoringSchedule = {
      ...unnamed,
      MonitoringType: type,
      MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'watch-def' },
    };
    expect(scheduled(type, { [read]: named(type), DescribeMonitoringSchedule })['->endpoints']).toEqual([
      `${sm}:endpoint/churn`,
    ]);
    expect(scheduled(type, { [read]: bare })).toMatchObject({ signals: without, baseline: false });
  });
  it.each(monitorTypes)('of type %s denied leaves all of it missing', (type) => {
    const why = `missing: access-denied sagemaker:Describe${type}JobDefinition`;
    expect(scheduled(type, { [`Describe${type}JobDefinition`]: denied })).toMatchObject({
      signals: why,
      baseline: why,
      keyAtRest: why,
      egress: why,
      network: why,
      nodeTraffic: why,
      runsAs: why,
      images: why,
      active: true,
      '->endpoints': [`${sm}:endpoint/churn`],
      parts: [],
    });
  });
  it('may stand in the schedule itself', () => {
    const MonitoringJobDefinition = {
      BaselineConfig: baseline,
      MonitoringInputs: [input],
      MonitoringOutputConfig: output,
      MonitoringResources: resources,
      MonitoringAppSpecification: { ImageUri: image, PostAnalyticsProcessorSourceUri: 's3://code-bucket/post.py' },
      NetworkConfig: network,
      RoleArn: role,
    };
    const inline = scheduled('DataQuality', { DescribeDataQualityJobDefinition: denied }, { MonitoringJobDefinition });
    expect(inline).toMatchObject({
      signals: ['data-quality', 'data-drift'],
      keyAtRest: 'customer',
      egress: 'none',
      nodeTraffic: 'encrypted',
      runsAs: 'own',
      images: [{ ref: image, pinned: false, registry: 'provider' }],
      artifacts: [{ uri: 's3://code-bucket/post.py', pinned: false, format: '' }],
      parts: [],
    });
    const { EndpointName: _name, ...unnamed } = given.reads.DescribeMonitoringSchedule as JsonObject; // an answer, not an error
    const named = { ...unnamed, MonitoringScheduleConfig: { MonitoringJobDefinition } };
    expect(scheduled('DataQuality', { DescribeMonitoringSchedule: named })['->endpoints']).toEqual([
      `${sm}:endpoint/churn`,
    ]);
    const open = scheduled(
      'DataQuality',
      {},
      { MonitoringJobDefinition: { ...MonitoringJobDefinition, NetworkConfig: null } },
    );
    expect(open).toMatchObject({ egress: 'internet', network: 'provider', nodeTraffic: 'plain' });
  });
  it('that is neither there nor named is missing', () => {
    expect(scheduled('DataQuality', {}, {})).toMatchObject({
      keyAtRest: lost,
      egress: lost,
      runsAs: lost,
      signals: lost,
    });
  });
  it('of a type that is not known is missing', () => {
    expect(scheduled('ModelMood')).toMatchObject({ keyAtRest: lost, egress: lost, signals: lost });
  });
  it('for a batch transform watches no endpoint', () => {
    const reads = withMember(withMember(given.reads, at('EndpointName'), undefined), def('DataQualityJobInput'), {
      BatchTransformInput: { DataCapturedDestinationS3Uri: 's3://c', LocalPath: '/opt', DatasetFormat: {} },
    });
    expect(plainOf(resourceOf(monitors, { ...given, reads }))['->endpoints']).toEqual([]);
  });
  it('may watch an endpoint that is gone', () => {
    const reads = { ...given.reads, DescribeEndpoint: refused('ValidationException') };
    expect(plainOf(resourceOf(monitors, { ...given, reads }))['->endpoints']).toEqual([lost]);
  });
});

describe('whom a monitor tells', () => {
  const told = (...list: JsonObject[]) =>
    plainOf(resourceOf(monitors, { ...given, reads: { ...given.reads, DescribeAlarms: { MetricAlarms: list } } }))
      .notifies;
  const nobody = 'missing: not-exposed';
  it.each([
    ['no alarm', [], nobody],
    ['one alarm', [alarm()], 1],
    ['two alarms, one topic', [alarm(), alarm({ AlarmName: 'b' })], 1],
    ['two topics', [alarm({ AlarmActions: [topic, `${topic}2`] })], 2],
    ['an alarm that is off', [alarm({ ActionsEnabled: false })], nobody],
    ['an alarm without actions', [alarm({ AlarmActions: [] })], nobody],
    [
      'an alarm that only scales',
      [alarm({ AlarmActions: ['arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:x'] })],
      nobody,
    ],
    [
      'an alarm of another schedule',
      [
        alarm({
          Dimensions: [
            { Name: 'Endpoint', Value: 'churn' },
            { Name: 'MonitoringSchedule', Value: 'other' },
          ],
        }),
      ],
      nobody,
    ],
    ['an alarm of the endpoint', [alarm({ Dimensions: [{ Name: 'EndpointName', Value: 'churn' }] })], 1],
    ['an alarm of another endpoint', [alarm({ Dimensions: [{ Name: 'EndpointName', Value: 'other' }] })], nobody],
    ['an alarm on the load of the endpoint', [alarm({ Namespace: '/aws/sagemaker/Endpoints' })], nobody],
    ['the other spelling of the namespace', [alarm({ Namespace: '/aws/sagemaker/Endpoints/data-metric' })], 1],
    [
      'an expression over the metric',
      [
        {
          ...alarm({ Dimensions: [] }),
          Namespace: '',
          Metrics: [
            {
              Id: 'm',
              MetricStat: {
                Metric: {
                  Namespace: 'aws/sagemaker/ModelMonitoring/bias-metrics',
                  MetricName: 'b',
                  Dimensions: [{ Name: 'MonitoringSchedule', Value: 'watch' }],
                },
                Period: 60,
                Stat: 'Sum',
              },
            },
          ],
        },
      ],
      1,
    ],
  ])('%s', (_name, list, expected) => {
    expect(told(...list)).toBe(expected);
  });
});
