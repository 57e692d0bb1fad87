import type { ConfigurationRecorder, ConfigurationRecorderStatus } from '@aws-sdk/client-config-service';
import type { Jsonified } from '../../../src/model/json.ts';
import type { ListSpec } from '../../../src/model/provider.ts';

export type Recorder = Jsonified<ConfigurationRecorder>;
export type RecorderState = Jsonified<ConfigurationRecorderStatus>;

export const recordersList: ListSpec = {
  service: 'config',
  operation: 'DescribeConfigurationRecorders',
  permission: 'config:DescribeConfigurationRecorders',
  items: 'ConfigurationRecorders',
};

export const recorderStatesList: ListSpec = {
  service: 'config',
  operation: 'DescribeConfigurationRecorderStatus',
  permission: 'config:DescribeConfigurationRecorderStatus',
  items: 'ConfigurationRecordersStatus',
};

/**
 * The recorders that record now: switched on, and the last recording did not fail. Recorders of other clouds, which
 * Config reads through a connector, say nothing of AWS.
 *
 * @see https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorderStatus.html
 */
export function recordingNow(recorders: readonly Recorder[], states: readonly RecorderState[]): Recorder[] {
  return recorders.filter((recorder) => {
    if (recorder.connectorArn !== undefined && recorder.connectorArn !== '') return false;
    const state = states.find((one) => one.name === recorder.name);
    // The model says Failure, the service FAILURE.
    return state?.recording === true && state.lastStatus?.toUpperCase() !== 'FAILURE';
  });
}

/** What rules on machine learning are evaluated from; notebooks are looked at directly and need no recording. */
export const recordedMlTypes = [
  'AWS::SageMaker::DataQualityJobDefinition',
  'AWS::SageMaker::Domain',
  'AWS::SageMaker::FeatureGroup',
  'AWS::SageMaker::Model',
  'AWS::SageMaker::ModelBiasJobDefinition',
  'AWS::SageMaker::ModelExplainabilityJobDefinition',
  'AWS::SageMaker::ModelQualityJobDefinition',
] as const;

/**
 * Whether a recorder keeps all the machine-learning types above. Undefined where its recording group was not told.
 *
 * @see https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
 */
export function recordsMl(recorder: Recorder): boolean | undefined {
  const group = recorder.recordingGroup;
  if (group === undefined) return undefined;
  const strategy = group.recordingStrategy?.useOnly;
  const excluded: readonly string[] = group.exclusionByResourceTypes?.resourceTypes ?? [];
  const included: readonly string[] = group.resourceTypes ?? [];
  // The exclusion strategy overrides the other members.
  if (strategy === 'EXCLUSION_BY_RESOURCE_TYPES') return !recordedMlTypes.some((type) => excluded.includes(type));
  if (
    strategy === undefined ||
    strategy === 'ALL_SUPPORTED_RESOURCE_TYPES' ||
    strategy === 'INCLUSION_BY_RESOURCE_TYPES'
  )
    return group.allSupported === true || recordedMlTypes.every((type) => included.includes(type));
  return undefined;
}
