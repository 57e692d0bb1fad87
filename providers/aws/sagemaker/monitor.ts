import type { DescribeEndpointOutput, DescribeMonitoringScheduleResponse } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import {
  answersOf,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector, type ReadSpec } from '../../../src/model/provider.ts';
import { ownership, residency, same, stateOf, tagsRead } from '../rows/common.ts';
import { endpointRead } from './endpoint.ts';
import { alarmsRead, receiversOf } from './monitor-alarms.ts';
import { type MonitorType, monitorTypes } from './monitor-definition.ts';
import { definitionTraits, inputEndpoints, signalsOf } from './monitor-rows.ts';
import { definitionName, scheduledRows, scheduleType } from './monitor-scheduled.ts';

const { from, raw, each } = answersOf<{
  DescribeMonitoringSchedule: DescribeMonitoringScheduleResponse;
  DescribeEndpoint: DescribeEndpointOutput;
}>('sagemaker');

/** Reads a schedule by name; definitions ask whether one uses them, and share the answer. */
export const scheduleRead = {
  service: 'sagemaker',
  operation: 'DescribeMonitoringSchedule',
  permission: 'sagemaker:DescribeMonitoringSchedule',
  memo: true,
  expects: 'MonitoringScheduleArn',
} as const satisfies Omit<ReadSpec, 'input'>;

/** Reads a job definition of one type by name. */
export function definitionRead(type: MonitorType): Omit<ReadSpec, 'input'> {
  return {
    service: 'sagemaker',
    operation: `Describe${type}JobDefinition`,
    permission: `sagemaker:Describe${type}JobDefinition`,
    memo: true,
    expects: 'JobDefinitionArn',
  };
}

const traits = definitionTraits(scheduledRows);
const watched: Spec<string[]> = deriveSome(
  [raw('DescribeMonitoringSchedule', '/EndpointName'), inputEndpoints(scheduledRows)],
  (own, named) => {
    if (isMissingValue(own)) return own;
    if (own !== undefined && own !== '') return isMissingValue(named) ? [own] : [...new Set([own, ...named])];
    return isMissingValue(named) ? named : [...new Set(named)];
  },
);

const states = stateOf({ Scheduled: 'active', Pending: 'pending', Failed: 'failed', Stopped: 'stopped' });
const last = raw('DescribeMonitoringSchedule', '/LastMonitoringExecutionSummary');

export const monitors = collector({
  provider: 'aws',
  id: 'aws/sagemaker/monitor',
  service: 'sagemaker',
  kind: 'ml.monitor',
  nativeType: 'AWS::SageMaker::MonitoringSchedule',
  at: 'region',
  list: {
    service: 'sagemaker',
    operation: 'ListMonitoringSchedules',
    permission: 'sagemaker:ListMonitoringSchedules',
    items: 'MonitoringScheduleSummaries',
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 100] },
  },
  reads: [
    {
      ...scheduleRead,
      gone: true,
      input: (item) => ({ MonitoringScheduleName: item.MonitoringScheduleName ?? '' }),
    },
    tagsRead((item) => String(item.MonitoringScheduleArn)),
    ...monitorTypes.map((type): ReadSpec => {
      const name = definitionName(type);
      return {
        ...definitionRead(type),
        input: (_item, got) => {
          const found = name.map(got).value;
          return typeof found === 'string' ? { JobDefinitionName: found } : null;
        },
      };
    }),
    {
      ...endpointRead,
      each: (_item, got) => {
        const names = watched.map(got).value;
        return isMissingValue(names) ? [] : names;
      },
      input: (_item, _got, name) => ({ EndpointName: name }),
    },
    alarmsRead,
    traits.read,
  ],
  uid: (item) => String(item.MonitoringScheduleArn),
  name: (item) => String(item.MonitoringScheduleName),
  parts: derive([scheduledRows.arn], (arn) => (arn === undefined ? [] : [arn])),

  facts: {
    ...traits.facts,
    ...residency,
    ...ownership,
    signals: derive([scheduleType, traits.facts.baseline], signalsOf),
    // A schedule that runs once, now, does not watch.
    active: derive(
      [
        raw('DescribeMonitoringSchedule', '/MonitoringScheduleStatus'),
        raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/ScheduleConfig/ScheduleExpression'),
      ],
      (status, expression) => {
        if (status === undefined || isMissingValue(states(status))) return missing(`status ${status}`);
        return status === 'Scheduled' && expression !== 'NOW';
      },
    ),
    // Left out: it has not run yet.
    lastResult: derive([last], (summary) => (summary === undefined ? 'never-ran' : resultOf(summary))),
    lastRanAt: derive([last], (summary) => (summary === undefined ? null : (summary.CreationTime ?? missing()))),
    notifies: receiversOf(raw('DescribeMonitoringSchedule', '/MonitoringScheduleName'), watched),
    state: from('DescribeMonitoringSchedule', '/MonitoringScheduleStatus', states, { absent: missing() }),
    createdAt: from('DescribeMonitoringSchedule', '/CreationTime', same, { absent: missing() }),
    modifiedAt: from('DescribeMonitoringSchedule', '/LastModifiedTime', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask who reads its reports; lastRanAt says when it last ran.'),
    idleStopMinutes: notSupported('A schedule does not idle.'),
  },
  links: {
    ...traits.links,
    endpoints: deriveSome(
      [watched, each('DescribeEndpoint', '/EndpointArn')],
      (names, found): (string | MissingValue)[] | MissingValue => {
        if (isMissingValue(names)) return names;
        if (isMissingValue(found)) return found;
        return names.map((name) => found.get(name) ?? missing(`the endpoint ${name} was not read`));
      },
    ),
  },
});

type Summary = NonNullable<Jsonified<DescribeMonitoringScheduleResponse>['LastMonitoringExecutionSummary']>;

/** A run that was stopped has found nothing out. */
function resultOf(summary: Summary): 'clean' | 'violations' | 'failed' | MissingValue {
  switch (summary.MonitoringExecutionStatus) {
    case 'Completed':
      return 'clean';
    case 'CompletedWithViolations':
      return 'violations';
    case 'Failed':
    case 'Stopped':
      return 'failed';
    case 'Pending':
    case 'InProgress':
    case 'Stopping':
      return missing('its newest run is not over');
    default:
      return missing(`execution status ${String(summary.MonitoringExecutionStatus)} is not known to this version`);
  }
}
