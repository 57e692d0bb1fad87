import type { DescribeMonitoringScheduleResponse } from '@aws-sdk/client-sagemaker';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import {
  type DefinitionRows,
  definitionRows,
  hasBaseline,
  type MonitorType,
  monitorTypes,
} from './monitor-definition.ts';

const { raw } = answersOf<{ DescribeMonitoringSchedule: DescribeMonitoringScheduleResponse }>('sagemaker');

const inline = raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinition');

/** The definition that stands in the schedule itself. */
const inlineRows: DefinitionRows = {
  arn: derive([inline], () => undefined),
  name: derive([inline], () => undefined),
  image: raw(
    'DescribeMonitoringSchedule',
    '/MonitoringScheduleConfig/MonitoringJobDefinition/MonitoringAppSpecification/ImageUri',
  ),
  scripts: derive(
    [raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinition/MonitoringAppSpecification')],
    (app) => [app?.RecordPreprocessorSourceUri, app?.PostAnalyticsProcessorSourceUri],
  ),
  baseline: derive(
    [raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinition/BaselineConfig')],
    hasBaseline,
  ),
  inputs: derive(
    [raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinition/MonitoringInputs')],
    (list) => list ?? missing(),
  ),
  resources: raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinition/MonitoringResources'),
  output: raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinition/MonitoringOutputConfig'),
  network: raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinition/NetworkConfig'),
  role: raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinition/RoleArn'),
};

const named = raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringJobDefinitionName');
/** What the schedule monitors. The configuration repeats it; older schedules have it there only. */
export const scheduleType: Spec<MonitorType> = derive(
  [
    raw('DescribeMonitoringSchedule', '/MonitoringType'),
    raw('DescribeMonitoringSchedule', '/MonitoringScheduleConfig/MonitoringType'),
  ],
  (type, configured) => {
    const found: string | undefined = type ?? configured;
    return monitorTypes.find((known) => known === found) ?? missing(`monitoring type ${found ?? 'is not named'}`);
  },
);

/** Where the definition of a schedule stands. */
const place: Spec<'inline' | MonitorType> = {
  reads: [...inline.reads, ...named.reads, ...scheduleType.reads],
  map: (answers) => {
    const here = inline.map(answers);
    if (here.value !== undefined) return derive([inline], () => 'inline' as const).map(answers);
    return derive([named, scheduleType], (name, type) =>
      name === undefined || name === '' ? missing('the schedule names no job definition') : type,
    ).map(answers);
  },
};

/** The definition that a schedule runs: its own, or the one that it names. */
export const scheduledRows: DefinitionRows = {
  arn: chosen((rows) => rows.arn),
  name: chosen((rows) => rows.name),
  image: chosen((rows) => rows.image),
  scripts: chosen((rows) => rows.scripts),
  baseline: chosen((rows) => rows.baseline),
  inputs: chosen((rows) => rows.inputs),
  resources: chosen((rows) => rows.resources),
  output: chosen((rows) => rows.output),
  network: chosen((rows) => rows.network),
  role: chosen((rows) => rows.role),
};

function chosen<V>(pick: (rows: DefinitionRows) => Spec<V>): Spec<V> {
  const all = [inlineRows, ...monitorTypes.map((type) => definitionRows[type])];
  return {
    reads: [...place.reads, ...all.flatMap((rows) => pick(rows).reads)],
    map: (answers) => {
      const where = place.map(answers);
      if (typeof where.value !== 'string') return { ...where, value: where.value };
      const found = pick(where.value === 'inline' ? inlineRows : definitionRows[where.value]).map(answers);
      return { ...found, from: [...where.from, ...found.from] };
    },
  };
}

/** The name of the definition that a schedule of this type names; undefined where it stands inline or is of another type. */
export function definitionName(type: MonitorType): Spec<string | undefined> {
  return derive([inline, named, scheduleType], (here, name, found) =>
    here === undefined && found === type && name !== '' ? name : undefined,
  );
}
