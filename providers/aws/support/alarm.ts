import type { DescribeAlarmsOutput, ListTagsForResourceOutput, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { isMissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive, ownershipFrom, same } from '../rows/common.ts';
import { type Alarm, isMlMetric, metricsOf, receivers, type Watch, watchOf } from '../rows/ml-alarm.ts';

/** The items of the list are the alarms: `DescribeAlarms` tells all that there is of one. */
const { from, raw } = answersOf<{ DescribeAlarms: MetricAlarm; ListTagsForResource: ListTagsForResourceOutput }>(
  'cloudwatch',
);
const composites = answersOf<{ DescribeCompositeAlarms: DescribeAlarmsOutput }>('cloudwatch');

const alarm: Spec<Alarm> = raw('DescribeAlarms', '') as Spec<Alarm>; // the listed item itself

/** An alarm that tells nobody may be part of a composite one that does. */
const notifies: Spec<number> = derive(
  [alarm, composites.raw('DescribeCompositeAlarms', '/CompositeAlarms', { read: 'CompositeAlarms' })],
  (found, all) => {
    const own = receivers(found).length;
    if (own > 0) return own;
    if (all === undefined) return missing();
    const names = [found.AlarmName, found.AlarmArn].filter((name) => name !== undefined && name !== '');
    const partOf = all.filter((one) => names.some((name) => one.AlarmRule?.includes(String(name)) === true));
    return partOf.length === 0 ? 0 : missing('Ask whom the composite alarms tell that it is part of.', 'not-exposed');
  },
);

/** Alarms on the metrics of SageMaker; all others are none of our business. */
export const alarms = collector({
  provider: 'aws',
  id: 'aws/cloudwatch/alarm',
  service: 'cloudwatch',
  kind: 'alert.rule',
  nativeType: 'AWS::CloudWatch::Alarm',
  at: 'region',
  list: {
    service: 'cloudwatch',
    operation: 'DescribeAlarms',
    permission: 'cloudwatch:DescribeAlarms',
    items: 'MetricAlarms',
    input: { AlarmTypes: ['MetricAlarm'] },
    paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxRecords', 100] },
  },
  reads: [
    {
      service: 'cloudwatch',
      operation: 'ListTagsForResource',
      permission: 'cloudwatch:ListTagsForResource',
      expects: 'Tags',
      input: (_item, got) => (isMl(got.item as Alarm) ? { ResourceARN: String(got.item.AlarmArn) } : null), // an alarm, as listed
    },
    {
      service: 'cloudwatch',
      operation: 'DescribeAlarms',
      permission: 'cloudwatch:DescribeAlarms',
      as: 'CompositeAlarms',
      memo: true,
      pages: { items: 'CompositeAlarms', ask: 'NextToken', answer: 'NextToken', size: ['MaxRecords', 100] },
      input: (_item, got) =>
        isMl(got.item as Alarm) && receivers(got.item as Alarm).length === 0
          ? { AlarmTypes: ['CompositeAlarm'] }
          : null, // an alarm, as listed
    },
  ],
  keep: (got) => {
    const { value } = alarm.map(got);
    return isMissingValue(value) || isMl(value);
  },
  uid: (item) => String(item.AlarmArn),
  name: (item) => String(item.AlarmName),

  facts: {
    ...ownershipFrom('cloudwatch', 'ListTagsForResource'),
    region: fromScope((answers) => answers.scope.region),
    processing: byDesign(
      'region',
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/WhatIsCloudWatch.html',
      '2026-11',
    ),
    enabled: from('DescribeAlarms', '/ActionsEnabled', same, { absent: missing() }),
    notifies,
    watches: derive([alarm], (found) => {
      const watched = metricsOf(found).map(watchOf);
      return [...new Set(watched.filter((one): one is Watch => one !== undefined))];
    }),
    state: alwaysActive,
    createdAt: notExposed('Ask for the CloudTrail record of PutMetricAlarm.'),
    modifiedAt: from('DescribeAlarms', '/AlarmConfigurationUpdatedTimestamp', same, { absent: missing() }),
    lastUsedAt: notSupported('An alarm is in use as long as it is there.'),
    idleStopMinutes: notSupported('An alarm does not idle.'),
  },
  links: {},
});

function isMl(found: Alarm): boolean {
  return metricsOf(found).some(isMlMetric);
}
