import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import { isMissingValue } from '../../../src/model/facts.ts';
import { answersOf, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { type Alarm, isMonitorMetric, metricsOf, receivers } from '../rows/ml-alarm.ts';

const { raw } = answersOf<{ DescribeAlarms: DescribeAlarmsOutput }>('cloudwatch');

/** All metric alarms of the region: read once, for all monitors. */
export const alarmsRead: ReadSpec = {
  service: 'cloudwatch',
  operation: 'DescribeAlarms',
  permission: 'cloudwatch:DescribeAlarms',
  memo: true,
  pages: { items: 'MetricAlarms', ask: 'NextToken', answer: 'NextToken', size: ['MaxRecords', 100] },
  input: () => ({ AlarmTypes: ['MetricAlarm'] }),
};

/**
 * Fact notifies: who is told by alarms on the metrics of a schedule. No such alarm does not mean that nobody is told:
 * rules of EventBridge and alarms on logs tell people, too, and are not read.
 */
export function receiversOf(schedule: Spec<string | undefined>, endpoints: Spec<string[]>): Spec<number> {
  return deriveSome([schedule, endpoints, raw('DescribeAlarms', '/MetricAlarms')], (name, watched, alarms) => {
    if (isMissingValue(name)) return name;
    if (isMissingValue(alarms)) return alarms;
    const names = isMissingValue(watched) ? [] : watched;
    const told = (alarms ?? [])
      .filter((alarm) => alarm.ActionsEnabled === true && isAbout(alarm, name, names))
      .flatMap(receivers);
    const count = new Set(told).size;
    return count > 0 ? count : missing('No alarm of CloudWatch tells anybody. Ask for other ways.', 'not-exposed');
  });
}

/** Dimensions have several spellings; an alarm on an endpoint as a whole is about its schedules, too. */
function isAbout(alarm: Alarm, schedule: string | undefined, endpoints: readonly string[]): boolean {
  return metricsOf(alarm).some((metric) => {
    if (!isMonitorMetric(metric)) return false;
    const value = (...spellings: string[]) =>
      metric.dimensions.find(({ Name }) => spellings.includes(Name ?? ''))?.Value;
    const named = value('MonitoringSchedule', 'ScheduleName');
    if (named !== undefined) return named === schedule;
    return endpoints.includes(value('Endpoint', 'EndpointName') ?? '');
  });
}
