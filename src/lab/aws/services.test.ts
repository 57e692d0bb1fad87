import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeRepositoriesCommand,
  ECRClient,
  GetRegistryScanningConfigurationCommand,
  GetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { afterAll, expect, test } from 'vitest';
import { startLab } from '../lab.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { created, first, smallEstate } from '../small-estate.ts';

const policy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:*' }],
};
const trailArn = `arn:aws:cloudtrail:us-east-1:${first}:trail/org`;
const selectors = {
  AdvancedEventSelectors: [
    {
      Name: 'SageMaker',
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::SageMaker::FeatureGroup'] },
      ],
    },
  ],
};
const estate = smallEstate({
  first: {
    regions: {
      'us-east-1': {
        cloudtrail: {
          trails: [
            {
              trail: {
                Name: 'org',
                TrailARN: trailArn,
                HomeRegion: 'us-east-1',
                IsMultiRegionTrail: true,
                S3BucketName: 'logs',
              },
              status: { IsLogging: true, LatestDeliveryTime: created },
              selectors,
            },
          ],
        },
      },
      'eu-west-1': {
        cloudtrail: {
          trails: [
            {
              trail: {
                Name: 'local',
                TrailARN: trailArn.replace('org', 'local'),
                HomeRegion: 'eu-west-1',
                IsMultiRegionTrail: false,
              },
              status: { IsLogging: false },
              selectors: { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] },
            },
          ],
        },
        ecr: {
          repositories: Array.from({ length: 3 }, (_, i) => ({
            repositoryName: `ml/r${i}`,
            repositoryArn: `arn:aws:ecr:eu-west-1:${first}:repository/ml/r${i}`,
            imageTagMutability: 'IMMUTABLE' as const,
            createdAt: created,
          })),
          policies: { 'ml/r0': policy },
          scanning: { scanningConfiguration: { scanType: 'ENHANCED', rules: [] } },
        },
        autoscaling: {
          targets: [
            target('sagemaker', 'endpoint/live/variant/all'),
            target('sagemaker', 'endpoint/other/variant/all'),
            target('ecs', 'service/x'),
          ],
          policies: [scalingPolicy('endpoint/live/variant/all'), scalingPolicy('endpoint/other/variant/all')],
        },
        cloudwatch: {
          alarms: Array.from({ length: 120 }, (_, i) => alarm(i)),
          composites: [
            { AlarmName: 'all-drift', AlarmArn: alarmArn('all-drift'), AlarmRule: 'ALARM(drift-1)', StateValue: 'OK' },
          ],
          tags: { [alarmArn('drift-1')]: { owner: 'ml' } },
        },
      },
    },
  },
});
const lab = await startLab({ estate });
afterAll(() => lab.close());
const config = (region = 'eu-west-1', account = 'one') => ({
  endpoint: lab.url,
  region,
  credentials: lab.credentialsFor(account),
  maxAttempts: 1,
});

function target(ServiceNamespace: 'sagemaker' | 'ecs', ResourceId: string) {
  return {
    ServiceNamespace,
    ResourceId,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount' as const,
    MinCapacity: 1,
    MaxCapacity: 4,
    RoleARN: 'role',
    CreationTime: created,
  };
}

function scalingPolicy(ResourceId: string) {
  return {
    PolicyARN: `arn:policy:${ResourceId}`,
    PolicyName: 'invocations',
    ServiceNamespace: 'sagemaker' as const,
    ResourceId,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount' as const,
    PolicyType: 'TargetTrackingScaling' as const,
    CreationTime: created,
  };
}

function alarmArn(name: string): string {
  return `arn:aws:cloudwatch:eu-west-1:${first}:alarm:${name}`;
}

function alarm(index: number) {
  return {
    AlarmArn: alarmArn(`drift-${index}`),
    AlarmName: `drift-${index}`,
    StateValue: index % 2 === 0 ? ('OK' as const) : ('ALARM' as const),
    Namespace: 'aws/sagemaker/Endpoints/data-metrics',
    AlarmActions: [],
    Threshold: 0.5,
    StateUpdatedTimestamp: created,
  };
}

test('trails: those at home and the shadows of those elsewhere', async () => {
  const names = async (region: string, includeShadowTrails?: boolean) => {
    const answer = await new CloudTrailClient(config(region)).send(new DescribeTrailsCommand({ includeShadowTrails }));
    return answer.trailList?.map((item) => item.Name);
  };
  expect(await names('us-east-1')).toEqual(['org']);
  expect(await names('eu-west-1')).toEqual(['org', 'local']);
  expect(await names('eu-west-1', false)).toEqual(['local']);
});

test('status and selectors of a trail, by name at home and by ARN elsewhere', async () => {
  const client = new CloudTrailClient(config());
  const status = (Name: string) => client.send(new GetTrailStatusCommand({ Name }));
  expect(await status('local')).toMatchObject({ IsLogging: false });
  expect(await status(trailArn)).toMatchObject({ IsLogging: true, LatestDeliveryTime: created });
  await expect(status('org')).rejects.toMatchObject({ name: 'TrailNotFoundException' });
  const found = await client.send(new GetEventSelectorsCommand({ TrailName: trailArn }));
  expect(found).toMatchObject({ TrailARN: trailArn, ...selectors });
});

test('repositories: in pages, by name, missing', async () => {
  const client = new ECRClient(config());
  const page = await client.send(new DescribeRepositoriesCommand({ maxResults: 2 }));
  expect(page.repositories).toHaveLength(2);
  const last = await client.send(new DescribeRepositoriesCommand({ maxResults: 2, nextToken: page.nextToken }));
  expect(last.repositories).toMatchObject([{ repositoryName: 'ml/r2', createdAt: created }]);
  expect(last.nextToken).toBeUndefined();
  const named = await client.send(new DescribeRepositoriesCommand({ repositoryNames: ['ml/r1'] }));
  expect(named.repositories).toHaveLength(1);
  const missing = client.send(new DescribeRepositoriesCommand({ repositoryNames: ['ml/r1', 'x'] }));
  await expect(missing).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
});

test('policy of a repository: there, not there, no such repository', async () => {
  const client = new ECRClient(config());
  const get = (repositoryName: string) => client.send(new GetRepositoryPolicyCommand({ repositoryName }));
  expect(JSON.parse((await get('ml/r0')).policyText ?? '')).toEqual(policy);
  await expect(get('ml/r1')).rejects.toMatchObject({ name: 'RepositoryPolicyNotFoundException' });
  await expect(get('x')).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
});

test('scanning of the registry: configured, and as it comes', async () => {
  const scanType = async (account: string) =>
    (await new ECRClient(config('eu-west-1', account)).send(new GetRegistryScanningConfigurationCommand({})))
      .scanningConfiguration?.scanType;
  expect(await scanType('one')).toBe('ENHANCED');
  expect(await scanType('two')).toBe('BASIC');
});

test('scalable targets by namespace and resource', async () => {
  const client = new ApplicationAutoScalingClient(config());
  const count = async (ResourceIds?: string[]) => {
    const input = { ServiceNamespace: 'sagemaker' as const, ResourceIds };
    return (await client.send(new DescribeScalableTargetsCommand(input))).ScalableTargets?.length;
  };
  expect(await count()).toBe(2);
  expect(await count(['endpoint/live/variant/all'])).toBe(1);
  const pages = client.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'sagemaker', NextToken: 'x' }));
  await expect(pages).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
});

test('alarms: pages, filters, a bad token', async () => {
  const client = new CloudWatchClient(config());
  const ask = (input: DescribeAlarmsCommandInput) => client.send(new DescribeAlarmsCommand(input));
  const page = await ask({ MaxRecords: 100 });
  expect(page.MetricAlarms).toHaveLength(100);
  expect(page.MetricAlarms?.[0]).toMatchObject({ Threshold: 0.5, StateUpdatedTimestamp: created });
  expect((await ask({ MaxRecords: 100, NextToken: page.NextToken })).MetricAlarms).toHaveLength(20);
  expect((await ask({ AlarmNames: ['drift-7'] })).MetricAlarms).toHaveLength(1);
  expect((await ask({ AlarmNamePrefix: 'drift-11' })).MetricAlarms).toHaveLength(11);
  expect((await ask({ StateValue: 'ALARM', MaxRecords: 100 })).MetricAlarms).toHaveLength(60);
  expect((await ask({ AlarmTypes: ['CompositeAlarm'] })).MetricAlarms).toEqual([]);
  expect((await ask({})).CompositeAlarms).toEqual([]);
  await expect(ask({ NextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidNextToken' });
});

test('composite alarms: asked for, alone or before the metric ones', async () => {
  const ask = (...AlarmTypes: ('MetricAlarm' | 'CompositeAlarm')[]) =>
    new CloudWatchClient(config()).send(new DescribeAlarmsCommand({ AlarmTypes, MaxRecords: 100 }));
  expect((await ask('CompositeAlarm')).CompositeAlarms).toMatchObject([{ AlarmRule: 'ALARM(drift-1)' }]);
  const both = await ask('CompositeAlarm', 'MetricAlarm');
  expect([both.CompositeAlarms?.length, both.MetricAlarms?.length]).toEqual([1, 99]);
});

test('tags of an alarm: some, none, no such alarm', async () => {
  const tags = async (name: string) =>
    (await new CloudWatchClient(config()).send(new ListTagsForResourceCommand({ ResourceARN: alarmArn(name) }))).Tags;
  expect(await tags('drift-1')).toEqual([{ Key: 'owner', Value: 'ml' }]);
  expect(await tags('drift-2')).toEqual([]);
  expect(await tags('all-drift')).toEqual([]);
  await expect(tags('x')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('scaling policies of a resource', async () => {
  const client = new ApplicationAutoScalingClient(config());
  const count = async (more: { ResourceId?: string; PolicyNames?: string[] }) =>
    (await client.send(new DescribeScalingPoliciesCommand({ ServiceNamespace: 'sagemaker', ...more }))).ScalingPolicies
      ?.length;
  expect(await count({})).toBe(2);
  expect(await count({ ResourceId: 'endpoint/live/variant/all' })).toBe(1);
  expect(await count({ PolicyNames: ['latency'] })).toBe(0);
});
