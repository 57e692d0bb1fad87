import type { DescribeMonitoringScheduleResponse, ListMonitoringSchedulesResponse } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { answersOf, derive, deriveSome, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { type Collector, collector } from '../../../src/model/provider.ts';
import { unattached } from '../rows/attachment.ts';
import { ownership, residency, tagsRead } from '../rows/common.ts';
import { definitionRead, scheduleRead } from './monitor.ts';
import { definitionRows, type MonitorType, monitorTypes } from './monitor-definition.ts';
import { definitionTraits, signalsOf } from './monitor-rows.ts';

const { raw, each } = answersOf<{
  ListMonitoringSchedules: ListMonitoringSchedulesResponse;
  DescribeMonitoringSchedule: DescribeMonitoringScheduleResponse;
}>('sagemaker');

type Summary = NonNullable<Jsonified<ListMonitoringSchedulesResponse>['MonitoringScheduleSummaries']>[number];
const schedules = raw('ListMonitoringSchedules', '/MonitoringScheduleSummaries');

/** Schedules whose summary names no definition: it may stand inline, or the summary may leave it out. */
const silent = (list: readonly Summary[]) =>
  list.filter((one) => !one.MonitoringJobDefinitionName).map((one) => one.MonitoringScheduleName ?? '');

function collectorOf(type: MonitorType): Collector {
  const rows = definitionRows[type];
  const traits = definitionTraits(rows);

  const used: Spec<boolean> = deriveSome(
    [rows.name, schedules, each('DescribeMonitoringSchedule', '/MonitoringScheduleConfig')],
    (name, list, described): boolean | MissingValue => {
      if (isMissingValue(name)) return name;
      if (isMissingValue(list)) return list;
      if (list === undefined || name === undefined) return missing();
      const uses = (named: string | undefined, of: string | undefined) =>
        named === name && (of === undefined || of === type);
      if (list.some((one) => uses(one.MonitoringJobDefinitionName, one.MonitoringType))) return true;
      // Unused is known only when every schedule was seen.
      if (isMissingValue(described)) return described;
      const configs = silent(list).map((one) => described.get(one) ?? missing(`the schedule ${one} was not read`));
      const named = configs.some(
        (config) => !isMissingValue(config) && uses(config.MonitoringJobDefinitionName, config.MonitoringType),
      );
      return named || (configs.find(isMissingValue) ?? false);
    },
  );
  const attachment = unattached(used);
  const idle = notSupported('No schedule uses this definition.');

  return collector({
    provider: 'aws',
    id: `aws/sagemaker/${type.replaceAll(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase()}-job-definition`,
    service: 'sagemaker',
    kind: 'ml.monitor',
    nativeType: `AWS::SageMaker::${type}JobDefinition`,
    at: 'region',
    list: {
      service: 'sagemaker',
      operation: `List${type}JobDefinitions`,
      permission: `sagemaker:List${type}JobDefinitions`,
      items: 'JobDefinitionSummaries',
      paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
    },
    reads: [
      {
        ...definitionRead(type),
        gone: true,
        input: (item) => ({ JobDefinitionName: item.MonitoringJobDefinitionName ?? '' }),
      },
      // Asked once a region, for the definitions of all types.
      {
        service: 'sagemaker',
        operation: 'ListMonitoringSchedules',
        permission: 'sagemaker:ListMonitoringSchedules',
        memo: true,
        pages: {
          items: 'MonitoringScheduleSummaries',
          ask: 'NextToken',
          answer: 'NextToken',
          size: ['MaxResults', 100],
        },
        input: () => ({}),
      },
      {
        ...scheduleRead,
        each: (_item, got) => {
          const list = schedules.map(got).value;
          return list === undefined || isMissingValue(list) ? [] : silent(list);
        },
        input: (_item, _got, name) => ({ MonitoringScheduleName: name }),
      },
      tagsRead((item) => String(item.MonitoringJobDefinitionArn)),
      traits.read,
    ],
    keep: attachment.keep,
    uid: (item) => String(item.MonitoringJobDefinitionArn),
    name: (item) => String(item.MonitoringJobDefinitionName),

    facts: {
      ...traits.facts,
      ...residency,
      ...ownership,
      signals: derive([traits.facts.baseline], (baseline) => signalsOf(type, baseline)),
      active: derive([used], () => false),
      lastResult: derive([used], () => 'never-ran'),
      lastRanAt: derive([used], () => null),
      notifies: idle,
      state: attachment.state,
      createdAt: createdAt(type),
      // A definition cannot be changed, only made and deleted.
      modifiedAt: createdAt(type),
      lastUsedAt: idle,
      idleStopMinutes: idle,
    },
    links: { ...traits.links, endpoints: attachment.noLinks },
  });
}

function createdAt(type: MonitorType): Spec<string> {
  const operation = `Describe${type}JobDefinition`;
  const { from } = answersOf<Record<string, { CreationTime: string | undefined }>>('sagemaker');
  return from(operation, '/CreationTime', (time) => time, { absent: missing() });
}

/** Definitions that no schedule uses: monitors to be. Used ones are parts of their schedule and judged there. */
export const jobDefinitions: readonly Collector[] = monitorTypes.map(collectorOf);
