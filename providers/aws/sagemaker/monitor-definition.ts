import type {
  DescribeDataQualityJobDefinitionResponse,
  DescribeModelBiasJobDefinitionResponse,
  DescribeModelExplainabilityJobDefinitionResponse,
  DescribeModelQualityJobDefinitionResponse,
  DescribeMonitoringScheduleResponse,
} from '@aws-sdk/client-sagemaker';
import type { Jsonified } from '../../../src/model/json.ts';
import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { asked, behind } from '../rows/asked.ts';

/** Kinds of monitoring jobs; each has a job definition of its own type. */
export const monitorTypes = ['DataQuality', 'ModelQuality', 'ModelBias', 'ModelExplainability'] as const;
export type MonitorType = (typeof monitorTypes)[number];

const { raw } = answersOf<{
  DescribeMonitoringSchedule: DescribeMonitoringScheduleResponse;
  DescribeDataQualityJobDefinition: DescribeDataQualityJobDefinitionResponse;
  DescribeModelQualityJobDefinition: DescribeModelQualityJobDefinitionResponse;
  DescribeModelBiasJobDefinition: DescribeModelBiasJobDefinitionResponse;
  DescribeModelExplainabilityJobDefinition: DescribeModelExplainabilityJobDefinitionResponse;
}>('sagemaker');

type Inline = NonNullable<
  NonNullable<Jsonified<DescribeMonitoringScheduleResponse>['MonitoringScheduleConfig']>['MonitoringJobDefinition']
>;
type Resources = Inline['MonitoringResources'];
type Output = Inline['MonitoringOutputConfig'];
type Network = Inline['NetworkConfig'];
type EndpointInput = NonNullable<NonNullable<Inline['MonitoringInputs']>[number]['EndpointInput']>;

/** What a monitoring job runs, reads and writes, wherever its definition stands. */
export interface DefinitionRows {
  /** ARN of the definition; undefined where it has none (inline). */
  arn: Spec<string | undefined>;
  name: Spec<string | undefined>;
  image: Spec<string | undefined>;
  /** Scripts that run before and after the analysis. */
  scripts: Spec<(string | undefined)[]>;
  /** Constraints that the data is compared with, or the job that finds them. */
  baseline: Spec<boolean>;
  inputs: Spec<{ EndpointInput?: EndpointInput | undefined }[]>;
  resources: Spec<Resources>;
  output: Spec<Output>;
  network: Spec<Network>;
  role: Spec<string | undefined>;
}

interface Baseline {
  BaseliningJobName?: string | undefined;
  ConstraintsResource?: { S3Uri?: string | undefined } | undefined;
}

/** Statistics alone are compared with nothing: violations are found against constraints. */
function hasBaseline(config: Baseline | undefined): boolean {
  return Boolean(config?.ConstraintsResource?.S3Uri) || Boolean(config?.BaseliningJobName);
}

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

/** Definitions that stand by themselves, by type. */
export const definitionRows: Readonly<Record<MonitorType, DefinitionRows>> = {
  DataQuality: guarded('DataQuality', {
    arn: raw('DescribeDataQualityJobDefinition', '/JobDefinitionArn'),
    name: raw('DescribeDataQualityJobDefinition', '/JobDefinitionName'),
    image: raw('DescribeDataQualityJobDefinition', '/DataQualityAppSpecification/ImageUri'),
    scripts: derive([raw('DescribeDataQualityJobDefinition', '/DataQualityAppSpecification')], (app) => [
      app?.RecordPreprocessorSourceUri,
      app?.PostAnalyticsProcessorSourceUri,
    ]),
    baseline: derive([raw('DescribeDataQualityJobDefinition', '/DataQualityBaselineConfig')], hasBaseline),
    inputs: one(raw('DescribeDataQualityJobDefinition', '/DataQualityJobInput')),
    resources: raw('DescribeDataQualityJobDefinition', '/JobResources'),
    output: raw('DescribeDataQualityJobDefinition', '/DataQualityJobOutputConfig'),
    network: raw('DescribeDataQualityJobDefinition', '/NetworkConfig'),
    role: raw('DescribeDataQualityJobDefinition', '/RoleArn'),
  }),
  ModelQuality: guarded('ModelQuality', {
    arn: raw('DescribeModelQualityJobDefinition', '/JobDefinitionArn'),
    name: raw('DescribeModelQualityJobDefinition', '/JobDefinitionName'),
    image: raw('DescribeModelQualityJobDefinition', '/ModelQualityAppSpecification/ImageUri'),
    scripts: derive([raw('DescribeModelQualityJobDefinition', '/ModelQualityAppSpecification')], (app) => [
      app?.RecordPreprocessorSourceUri,
      app?.PostAnalyticsProcessorSourceUri,
    ]),
    baseline: derive([raw('DescribeModelQualityJobDefinition', '/ModelQualityBaselineConfig')], hasBaseline),
    inputs: one(raw('DescribeModelQualityJobDefinition', '/ModelQualityJobInput')),
    resources: raw('DescribeModelQualityJobDefinition', '/JobResources'),
    output: raw('DescribeModelQualityJobDefinition', '/ModelQualityJobOutputConfig'),
    network: raw('DescribeModelQualityJobDefinition', '/NetworkConfig'),
    role: raw('DescribeModelQualityJobDefinition', '/RoleArn'),
  }),
  ModelBias: guarded('ModelBias', {
    arn: raw('DescribeModelBiasJobDefinition', '/JobDefinitionArn'),
    name: raw('DescribeModelBiasJobDefinition', '/JobDefinitionName'),
    image: raw('DescribeModelBiasJobDefinition', '/ModelBiasAppSpecification/ImageUri'),
    scripts: none(),
    baseline: derive([raw('DescribeModelBiasJobDefinition', '/ModelBiasBaselineConfig')], hasBaseline),
    inputs: one(raw('DescribeModelBiasJobDefinition', '/ModelBiasJobInput')),
    resources: raw('DescribeModelBiasJobDefinition', '/JobResources'),
    output: raw('DescribeModelBiasJobDefinition', '/ModelBiasJobOutputConfig'),
    network: raw('DescribeModelBiasJobDefinition', '/NetworkConfig'),
    role: raw('DescribeModelBiasJobDefinition', '/RoleArn'),
  }),
  ModelExplainability: guarded('ModelExplainability', {
    arn: raw('DescribeModelExplainabilityJobDefinition', '/JobDefinitionArn'),
    name: raw('DescribeModelExplainabilityJobDefinition', '/JobDefinitionName'),
    image: raw('DescribeModelExplainabilityJobDefinition', '/ModelExplainabilityAppSpecification/ImageUri'),
    scripts: none(),
    baseline: derive(
      [raw('DescribeModelExplainabilityJobDefinition', '/ModelExplainabilityBaselineConfig')],
      hasBaseline,
    ),
    inputs: one(raw('DescribeModelExplainabilityJobDefinition', '/ModelExplainabilityJobInput')),
    resources: raw('DescribeModelExplainabilityJobDefinition', '/JobResources'),
    output: raw('DescribeModelExplainabilityJobDefinition', '/ModelExplainabilityJobOutputConfig'),
    network: raw('DescribeModelExplainabilityJobDefinition', '/NetworkConfig'),
    role: raw('DescribeModelExplainabilityJobDefinition', '/RoleArn'),
  }),
};

function one(
  input: Spec<{ EndpointInput?: EndpointInput | undefined } | undefined>,
): Spec<{ EndpointInput?: EndpointInput | undefined }[]> {
  return derive([input], (found) => (found === undefined ? missing() : [found]));
}

function none(): Spec<(string | undefined)[]> {
  return { reads: [], map: () => ({ value: [], from: [] }) };
}

/** A definition that was not read is not one with everything left out. */
function guarded(type: MonitorType, rows: DefinitionRows): DefinitionRows {
  const there = asked(`Describe${type}JobDefinition`, 'DescribeMonitoringSchedule');
  return {
    arn: behind(there, rows.arn),
    name: behind(there, rows.name),
    image: behind(there, rows.image),
    scripts: behind(there, rows.scripts),
    baseline: behind(there, rows.baseline),
    inputs: behind(there, rows.inputs),
    resources: behind(there, rows.resources),
    output: behind(there, rows.output),
    network: behind(there, rows.network),
    role: behind(there, rows.role),
  };
}

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
