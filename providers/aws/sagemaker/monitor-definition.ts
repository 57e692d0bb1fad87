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
export function hasBaseline(config: Baseline | undefined): boolean {
  return Boolean(config?.ConstraintsResource?.S3Uri) || Boolean(config?.BaseliningJobName);
}

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
