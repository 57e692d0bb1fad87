import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { domains } from '../providers/aws/sagemaker/domain.ts';
import { endpoints } from '../providers/aws/sagemaker/endpoint.ts';
import { endpointConfigs } from '../providers/aws/sagemaker/endpoint-config.ts';
import { sagemakerCollectors } from '../providers/aws/sagemaker/index.ts';
import { jobDefinitions } from '../providers/aws/sagemaker/job-definition.ts';
import { models } from '../providers/aws/sagemaker/model.ts';
import { notebooks } from '../providers/aws/sagemaker/notebook.ts';
import { processingJobs } from '../providers/aws/sagemaker/processing-job.ts';
import { trainingJobs } from '../providers/aws/sagemaker/training-job.ts';
import { transformJobs } from '../providers/aws/sagemaker/transform-job.ts';
import { plainOf, refused, resourceOf, type Table } from '../providers/aws/testing/map.ts';
import type { JsonObject } from '../src/model/json.ts';
import { at } from '../src/model/mapping/pointer.ts';
import type { Collector } from '../src/model/provider.ts';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'fixtures', 'aws');
const there = existsSync(folder);
if (!there) console.warn(`SKIPPED: recorded answers of SageMaker, since ${folder} is not there`);

/** An answer of AWS as it was recorded; `source` in the file says by whom. Times are 2018 to 2024. */
function recorded(name: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, `sagemaker.${name}.json`), 'utf8')).response;
}

const region = 'us-east-1';
const sm = `arn:aws:sagemaker:${region}:123456789012`;
const role = 'arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-20180108T122369';
const jobRole = 'arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-20240319T150889';
const ec2 = `arn:aws:ec2:${region}:123456789012`;
const key = 'arn:aws:kms:us-east-1:123456789012:key/75d1e7ba-f9c5-46b9-97bc-28e6c834aa49';
const lost = 'missing: not-returned';
const customerKey = (input: JsonObject): JsonObject => ({
  KeyMetadata: { KeyManager: 'CUSTOMER', Arn: String(input.KeyId) },
});

function map(collector: Collector, item: JsonObject, reads: Table) {
  const Tags = there ? recorded('ListTags.3') : { Tags: [] };
  return plainOf(
    resourceOf(collector, { item, region, reads: { ListTags: Tags, DescribeKey: customerKey, ...reads } }),
  );
}

describe.skipIf(!there)('recorded answers of SageMaker', () => {
  it.each([
    ['1', 'stopped', '2018-01-18T12:35:44Z'],
    ['5', 'deleting', '2018-01-18T12:39:24Z'],
    ['7', 'pending', '2018-01-18T12:28:06Z'],
  ])('DescribeNotebookInstance.%s: made before most settings existed', (name, state, modifiedAt) => {
    const body = recorded(`DescribeNotebookInstance.${name}`);
    expect(map(notebooks, body, { DescribeNotebookInstance: body })).toMatchObject({
      uid: `${sm}:notebook-instance/c7n-ni-test-2`,
      name: 'c7n-ni-test-2',
      keyAtRest: 'provider',
      stores: [{ name: 'volume', key: 'provider' }],
      network: 'provider',
      egress: lost,
      rootAccess: lost,
      patched: lost,
      metadataV2: false,
      startScript: false,
      plainSecrets: 0,
      runsAs: 'own',
      owner: 'policy',
      state,
      createdAt: '2018-01-18T12:28:03Z',
      modifiedAt,
      '->principals': [role],
      '->subnets': [],
      '->firewalls': [],
    });
  });

  it.each([
    ['3', 'stopped'],
    ['9', 'active'],
  ])('DescribeNotebookInstance.%s: with a key and a subnet', (name, state) => {
    const body = recorded(`DescribeNotebookInstance.${name}`);
    expect(map(notebooks, body, { DescribeNotebookInstance: body })).toMatchObject({
      uid: `${sm}:notebook-instance/c7n-ni-test`,
      keyAtRest: 'customer',
      network: 'customer',
      egress: lost,
      state,
      '->keys': [key],
      '->subnets': [`${ec2}:subnet/subnet-efbcccb7`],
      '->firewalls': [`${ec2}:security-group/sg-6c7fa917`],
    });
  });

  it('DescribeDomain.1', () => {
    const body = recorded('DescribeDomain.1');
    const found = map(domains, body, {
      DescribeDomain: body,
      ListUserProfiles: { UserProfiles: [] },
    });
    expect(found).toMatchObject({
      uid: `${sm}:domain/d-nzuqvexepjbz`,
      name: 'example-domain',
      keyAtRest: 'provider',
      stores: [
        { name: 'home', key: 'customer' },
        { name: 'volume', key: 'customer' },
        { name: 'output', key: 'provider' },
        { name: 'artifacts', key: 'provider' },
      ],
      network: 'provider',
      egress: 'internet',
      runsAs: 'own',
      authMethods: ['identity'],
      plainSecrets: 0,
      userIsolation: false,
      outputSharing: true,
      members: [],
      containerBuilds: 'off',
      idleStopMinutes: null,
      state: 'active',
      createdAt: '2024-03-19T15:24:35Z',
      modifiedAt: '2024-03-20T00:09:28Z',
      '->principals': [role],
      '->subnets': [`${ec2}:subnet/subnet-044d9e3b66dccd75a`],
      '->firewalls': [],
      '->keys': [key],
      '->buckets': [
        'arn:aws:s3:::sagemaker-studio-123456789012-122rryk5tpg',
        'arn:aws:s3:::sagemaker-us-east-1-123456789012',
      ],
    });
  });

  it.each([
    ['1', 'stopped', 'stopped', '2018-01-31T09:08:31Z'],
    ['3', 'active', 'running', '2018-01-31T09:07:29Z'],
  ])('DescribeTrainingJob.%s', (name, state, outcome, modifiedAt) => {
    const body = recorded(`DescribeTrainingJob.${name}`);
    expect(map(trainingJobs, body, { DescribeTrainingJob: body })).toMatchObject({
      uid: `${sm}:training-job/kmeans-2018-01-31-14-07-29-021`,
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'provider' },
        { name: 'output', key: 'provider' },
      ],
      nodeTraffic: 'plain',
      network: 'provider',
      egress: 'internet',
      runsAs: 'own',
      shell: 'off',
      plainSecrets: 0,
      images: [{ ref: '123456789012.dkr.ecr.us-east-1.amazonaws.com/kmeans:1', pinned: false, registry: 'own' }],
      artifacts: [],
      purpose: 'train',
      outcome,
      state,
      startedAt: lost,
      maxMinutes: 1440,
      interruptible: false,
      inputs: [
        {
          uri: 's3://c7n-sm-test/kmeans_highlevel_example/data/KMeans-2018-01-31-14-07-05-862/.amazon.manifest',
          versioned: false,
        },
      ],
      createdAt: '2018-01-31T09:07:29Z',
      modifiedAt,
      '->principals': [role],
      '->keys': [],
      '->outputs': ['arn:aws:s3:::c7n-sm-test'],
      '->buckets': ['arn:aws:s3:::c7n-sm-test'],
      '->repositories': ['arn:aws:ecr:us-east-1:123456789012:repository/kmeans'],
      '->runs': [],
    });
  });

  it.each([
    ['1', 'c7n-test-1', 'stopped', 'stopped'],
    ['3', 'c7n-test', 'active', 'running'],
  ])('DescribeProcessingJob.%s', (name, job, state, outcome) => {
    const body = recorded(`DescribeProcessingJob.${name}`);
    expect(map(processingJobs, body, { DescribeProcessingJob: body })).toMatchObject({
      uid: `${sm}:processing-job/${job}`,
      name: job,
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'provider' },
        { name: 'output', key: 'provider' },
      ],
      nodeTraffic: 'single-node',
      network: 'provider',
      egress: 'internet',
      runsAs: 'own',
      images: [{ ref: '123456789012.dkr.ecr.us-east-1.amazonaws.com/ubuntu18.04', pinned: false, registry: 'own' }],
      maxMinutes: 1440,
      state,
      outcome,
      inputs: [{ uri: 's3://c7n-test-s3-bucket/DEMO-automatic-model-tuning-xgboost-dm/train', versioned: false }],
      '->principals': [jobRole],
      '->outputs': ['arn:aws:s3:::c7n-test-s3-bucket'],
      '->buckets': ['arn:aws:s3:::c7n-test-s3-bucket'],
    });
  });

  it.each([
    ['1', 'batch-transform-2018-10-29-15-50-07-888', '2018-10-29T11:50:08Z'],
    ['3', 'batch-transform-2018-10-29-15-33-23-284', '2018-10-29T11:33:23Z'],
    ['5', 'batch-transform-2018-10-29-15-41-39-193', '2018-10-29T11:41:39Z'],
  ])('DescribeTransformJob.%s, whose model is gone as in DescribeModel.1', (name, id, createdAt) => {
    const body = recorded(`DescribeTransformJob.${name}`);
    const error = recorded('DescribeModel.1').Error as { Code: string }; // a recorded error has a code
    expect(map(transformJobs, body, { DescribeTransformJob: body, DescribeModel: refused(error.Code) })).toMatchObject({
      uid: `${sm}:transform-job/${id}`,
      keyAtRest: 'provider',
      stores: [
        { name: 'volume', key: 'provider' },
        { name: 'output', key: 'provider' },
      ],
      nodeTraffic: 'single-node',
      network: lost,
      egress: lost,
      runsAs: lost,
      images: lost,
      outcome: 'running',
      state: 'active',
      startedAt: lost,
      createdAt,
      modifiedAt: createdAt,
      inputs: [{ uri: 's3://c7n-sagemaker-test/kmeans_batch_example/input/valid-data.csv', versioned: false }],
      '->outputs': ['arn:aws:s3:::c7n-sagemaker-test'],
    });
  });

  it.each([
    ['1', 'deleting', '2018-01-18T15:27:01Z'],
    ['3', 'active', '2018-01-18T15:19:15Z'],
  ])('DescribeEndpoint.%s with DescribeEndpointConfig.3', (name, state, modifiedAt) => {
    const body = recorded(`DescribeEndpoint.${name}`);
    const found = map(endpoints, body, {
      DescribeEndpoint: body,
      DescribeEndpointConfig: recorded('DescribeEndpointConfig.3'),
      DescribeModel: refused('ValidationException'),
      DescribeScalableTargets: { ScalableTargets: [] },
      DescribeTrails: { trailList: [] },
      DescribeVpcEndpoints: { VpcEndpoints: [] },
    });
    expect(found).toMatchObject({
      accessLogged: false,
      uid: `${sm}:endpoint/kmeans-2018-01-18-19-25-36-887`,
      parts: [`${sm}:endpoint-config/kmeans-2018-01-18-19-25-36-887`],
      keyAtRest: 'provider',
      stores: [{ name: 'volume', key: 'provider' }],
      shell: 'off',
      variants: [{ name: 'AllTraffic', trafficPercent: 100, minReplicas: 1, serverless: false, shadow: false }],
      capture: 'off',
      samplePercent: 0,
      autoscaled: false,
      autoRollback: false,
      state,
      createdAt: '2018-01-18T15:07:36Z',
      modifiedAt,
      '->deployments': [lost],
      '->versions': [lost],
      '->captureBuckets': [],
    });
  });

  it('DescribeEndpointConfig.1, which no recorded endpoint uses', () => {
    const body = recorded('DescribeEndpointConfig.1');
    const found = map(endpointConfigs, body, {
      DescribeEndpointConfig: body,
      ListEndpoints: recorded('ListEndpoints.1'),
      DescribeEndpoint: recorded('DescribeEndpoint.3'),
    });
    expect(found).toMatchObject({
      uid: `${sm}:endpoint-config/c7n-endpoint-config`,
      state: 'unattached',
      stores: [{ name: 'volume', key: 'provider' }],
      variants: [{ name: 'variant-name-1', trafficPercent: 100, minReplicas: 1, serverless: false, shadow: false }],
      capture: 'off',
      createdAt: '2018-01-29T09:44:46Z',
    });
  });

  const named = (kind: string) =>
    jobDefinitions.find((one) => one.nativeType === `AWS::SageMaker::${kind}JobDefinition`);
  it.each([
    ['DataQuality', 'c7n-test', { egress: 'internet', nodeTraffic: 'single-node', signals: ['data-quality'] }],
    ['ModelExplainability', 'c7n-test', { egress: 'internet', nodeTraffic: 'single-node', signals: [] }],
    [
      'ModelBias',
      'test-c7n-mdl-bias-job-def',
      {
        egress: 'none',
        nodeTraffic: 'single-node',
        signals: ['bias'],
        images: [{ ref: 'string', pinned: false, registry: 'public' }],
      },
    ],
  ])('Describe%sJobDefinition.1, which no schedule uses', (kind, name, expected) => {
    const collector = named(kind);
    const body = recorded(`Describe${kind}JobDefinition.1`);
    if (!collector) throw new Error(`no collector for ${kind}`);
    const item = { MonitoringJobDefinitionName: name, MonitoringJobDefinitionArn: body.JobDefinitionArn ?? '' };
    const reads = {
      [`Describe${kind}JobDefinition`]: body,
      ListMonitoringSchedules: { MonitoringScheduleSummaries: [] },
    };
    expect(map(collector, item, reads)).toMatchObject({
      name,
      baseline: false,
      keyAtRest: 'provider',
      network: 'provider',
      runsAs: 'own',
      state: 'unattached',
      createdAt: body.CreationTime,
      '->endpoints': [],
      ...expected,
    });
  });

  it.each([
    ['ListNotebookInstances', ['1', '3', '5']],
    ['ListTrainingJobs', ['1', '3']],
    ['ListProcessingJobs', ['1', '3']],
    ['ListTransformJobs', ['1', '3']],
    ['ListModels', ['1']],
    ['ListEndpoints', ['1', '3']],
    ['ListEndpointConfigs', ['1', '3']],
    ['ListDataQualityJobDefinitions', ['1', '3']],
    ['ListModelBiasJobDefinitions', ['1']],
    ['ListModelQualityJobDefinitions', ['1']],
    ['ListModelExplainabilityJobDefinitions', ['1']],
  ])('%s: the array is there, also when it is empty, and each item has an id and a name', (operation, names) => {
    const collector = sagemakerCollectors.find((one) => one.list?.operation === operation);
    for (const name of names) {
      const items = at(recorded(`${operation}.${name}`), `/${collector?.list?.items}`);
      expect(Array.isArray(items)).toBe(true);
      for (const item of items as JsonObject[]) {
        expect(collector?.uid(item, { provider: 'aws', account: '123456789012', accountName: '', region })).toMatch(
          /^arn:aws:sagemaker:/,
        );
        expect(collector?.name(item)).toMatch(/^[\w-]+$/);
      }
    }
  });

  it('ListModels.1: the item is what the model collector asks with', () => {
    const item = (recorded('ListModels.1').Models as JsonObject[])[0] ?? {}; // recorded as a list
    expect(models.reads[0]?.input(item, undefined as never, '')).toEqual({ ModelName: 'sagemaker-model' });
  });
});
