import { describe, expect, it } from 'vitest';
import { isMissingValue } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { answersOf, denied, type Given, plainOf, resourceOf } from '../testing/map.ts';
import { keyA, keyB, usual } from '../testing/table.ts';
import { jobDefinitions } from './job-definition.ts';
import { monitorTypes } from './monitor-definition.ts';

const sm = 'arn:aws:sagemaker:eu-west-1:123456789012';
const schedule = (name: string, definition?: string, type?: string): JsonObject => ({
  MonitoringScheduleName: name,
  ...(definition ? { MonitoringJobDefinitionName: definition } : {}),
  ...(type ? { MonitoringType: type } : {}),
});

function givenFor(type: string): Given {
  const arn = `${sm}:${type.toLowerCase()}-job-definition/idle-def`;
  return {
    item: { MonitoringJobDefinitionName: 'idle-def', MonitoringJobDefinitionArn: arn },
    reads: {
      ...usual,
      [`Describe${type}JobDefinition`]: {
        JobDefinitionArn: arn,
        JobDefinitionName: 'idle-def',
        CreationTime: '2026-01-01T00:00:00Z',
        [`${type}AppSpecification`]: { ImageUri: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/watch:1' },
        [`${type}JobInput`]: { EndpointInput: { EndpointName: 'churn', LocalPath: '/opt' } },
        [`${type}JobOutputConfig`]: { KmsKeyId: keyB, MonitoringOutputs: [] },
        JobResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.xlarge', VolumeKmsKeyId: keyA } },
        RoleArn: 'arn:aws:iam::123456789012:role/monitor',
      },
      ListMonitoringSchedules: { MonitoringScheduleSummaries: [schedule('a', 'other-def', type)] },
      DescribeMonitoringSchedule: denied,
    },
  };
}

describe.each(monitorTypes.map((type, index) => [type, jobDefinitions[index]] as const))(
  '%s job definition',
  (type, collector) => {
    if (!collector) throw new Error(`no collector for ${type}`);
    const given = givenFor(type);
    contract(collector, given);

    it('is a monitor that watches nothing', () => {
      expect(collector.nativeType).toBe(`AWS::SageMaker::${type}JobDefinition`);
      expect(plainOf(resourceOf(collector, given))).toMatchObject({
        name: 'idle-def',
        state: 'unattached',
        active: false,
        lastResult: 'never-ran',
        lastRanAt: null,
        baseline: false,
        keyAtRest: 'customer',
        nodeTraffic: 'single-node',
        egress: 'internet',
        runsAs: 'own',
        createdAt: '2026-01-01T00:00:00Z',
        notifies: 'missing: not-supported',
        '->endpoints': [],
      });
    });

    const inline = { MonitoringScheduleConfig: { MonitoringJobDefinition: {} } };
    const naming = (name: string, of?: string) => ({
      MonitoringScheduleArn: 'arn:x',
      MonitoringScheduleConfig: { MonitoringJobDefinitionName: name, ...(of ? { MonitoringType: of } : {}) },
    });
    const list = (...summaries: JsonObject[]) => ({
      ListMonitoringSchedules: { MonitoringScheduleSummaries: summaries },
    });
    it.each([
      ['no schedule at all', list(), true, 'unattached'],
      ['a schedule names it', list(schedule('a', 'idle-def', type)), false, 'active'],
      ['a schedule names it without a type', list(schedule('a', 'idle-def')), false, 'active'],
      [
        'a schedule of another type has one of the same name',
        list(schedule('a', 'idle-def', 'Other')),
        true,
        'unattached',
      ],
      [
        'a schedule has its own inline',
        { ...list(schedule('a')), DescribeMonitoringSchedule: { MonitoringScheduleArn: 'arn:x', ...inline } },
        true,
        'unattached',
      ],
      [
        'a schedule names it, though its summary does not',
        { ...list(schedule('a')), DescribeMonitoringSchedule: naming('idle-def', type) },
        false,
        'active',
      ],
      [
        'a schedule may name it, but may not be read',
        { ...list(schedule('a')), DescribeMonitoringSchedule: denied },
        'unknown',
        'missing: access-denied sagemaker:DescribeMonitoringSchedule',
      ],
      [
        'schedules may not be listed',
        { ListMonitoringSchedules: denied },
        'unknown',
        'missing: access-denied sagemaker:ListMonitoringSchedules',
      ],
    ])('%s: shown %s, %s', (_name, reads, kept, state) => {
      const changed = { ...given, reads: { ...given.reads, ...reads } } as Given; // tables of different reads
      const found = collector.keep?.(answersOf(collector, changed));
      expect(isMissingValue(found) ? 'unknown' : found).toBe(kept);
      expect(plainOf(resourceOf(collector, changed)).state).toBe(state);
    });
  },
);
