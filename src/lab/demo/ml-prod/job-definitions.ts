import type { MonitoringNetworkConfig, MonitoringOutputConfig, MonitoringResources } from '@aws-sdk/client-sagemaker';
import type { SageMakerEstate } from '../../estate-sagemaker.ts';
import type { Place } from '../place.ts';
import { prodRoles } from './iam.ts';
import { trainingNetwork } from './network.ts';

/** AWS's own image for model monitoring in Ireland; Clarify's below. */
export const analyzer = '468650794304.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-model-monitor-analyzer';
const clarify = '131013547314.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-clarify-processing:1.0';
const capture = 's3://hvh-ml-prod-capture';

type Watch = Pick<
  SageMakerEstate,
  | 'dataQualityJobDefinitions'
  | 'modelQualityJobDefinitions'
  | 'modelBiasJobDefinitions'
  | 'modelExplainabilityJobDefinitions'
>;

/** Job definitions of the monitors of ml-prod. */
export function jobDefinitions(place: Place): Watch {
  const common = { RoleArn: prodRoles.monitoring, StoppingCondition: { MaxRuntimeInSeconds: 3600 } };
  const isolated: MonitoringNetworkConfig = {
    EnableNetworkIsolation: true,
    EnableInterContainerTrafficEncryption: true,
    VpcConfig: trainingNetwork,
  };
  const input = (EndpointName: string) => ({ EndpointInput: { EndpointName, LocalPath: '/opt/ml/processing/input' } });
  const definition = (type: string, name: string, createdDaysAgo: number) => ({
    JobDefinitionName: name,
    JobDefinitionArn: place.arn(`${type}-job-definition`, name),
    CreationTime: place.daysAgo(createdDaysAgo),
    JobResources: machines(place),
    ...common,
  });
  const baseline = (name: string) => ({
    ConstraintsResource: { S3Uri: `s3://hvh-ml-prod-models/metrics/${name}/baseline/constraints.json` },
    StatisticsResource: { S3Uri: `s3://hvh-ml-prod-models/metrics/${name}/baseline/statistics.json` },
  });
  return {
    dataQualityJobDefinitions: [
      {
        ...definition('data-quality', 'triage-data-quality', 560),
        DataQualityBaselineConfig: baseline('triage-chest-xray/42'),
        DataQualityAppSpecification: { ImageUri: analyzer },
        DataQualityJobInput: input('triage-chest-xray'),
        DataQualityJobOutputConfig: output('triage-chest-xray', place.key('ml-prod')),
        NetworkConfig: isolated,
      },
      {
        ...definition('data-quality', 'sepsis-data-quality', 400),
        DataQualityBaselineConfig: baseline('sepsis-early-warning/6'),
        DataQualityAppSpecification: { ImageUri: analyzer },
        DataQualityJobInput: input('sepsis-early-warning'),
        DataQualityJobOutputConfig: output('sepsis-early-warning', place.key('ml-prod')),
        NetworkConfig: isolated,
      },
    ],
    modelQualityJobDefinitions: [
      {
        ...definition('model-quality', 'bed-forecast-quality', 250),
        ModelQualityAppSpecification: { ImageUri: analyzer, ProblemType: 'Regression' },
        ModelQualityJobInput: {
          ...input('bed-forecast'),
          GroundTruthS3Input: { S3Uri: `${capture}/truth/bed-forecast` },
        },
        ModelQualityJobOutputConfig: output('bed-forecast'),
        NetworkConfig: { EnableNetworkIsolation: false, EnableInterContainerTrafficEncryption: false },
      },
    ],
    modelBiasJobDefinitions: [
      {
        ...definition('model-bias', 'sepsis-bias', 390),
        ModelBiasAppSpecification: {
          ImageUri: clarify,
          ConfigUri: 's3://hvh-ml-prod-models/metrics/sepsis-early-warning/bias-config.json',
        },
        ModelBiasJobInput: {
          ...input('sepsis-early-warning'),
          GroundTruthS3Input: { S3Uri: `${capture}/truth/sepsis` },
        },
        ModelBiasJobOutputConfig: output('sepsis-early-warning', place.key('ml-prod')),
        NetworkConfig: isolated,
      },
    ],
    modelExplainabilityJobDefinitions: [
      {
        ...definition('model-explainability', 'triage-attribution', 300),
        ModelExplainabilityAppSpecification: {
          ImageUri: clarify,
          ConfigUri: 's3://hvh-ml-prod-models/metrics/triage-chest-xray/shap-config.json',
        },
        ModelExplainabilityJobInput: input('triage-chest-xray'),
        ModelExplainabilityJobOutputConfig: output('triage-chest-xray', place.key('ml-prod')),
        NetworkConfig: isolated,
      },
    ],
  };
}

/** Machines of a monitor. */
export function machines(place: Place): MonitoringResources {
  return {
    ClusterConfig: {
      InstanceCount: 1,
      InstanceType: 'ml.m5.xlarge',
      VolumeSizeInGB: 20,
      VolumeKmsKeyId: place.key('ml-prod'),
    },
  };
}

/** Where a monitor writes its reports. */
export function output(name: string, key?: string): MonitoringOutputConfig {
  const outputs = [
    {
      S3Output: {
        S3Uri: `${capture}/reports/${name}`,
        LocalPath: '/opt/ml/processing/output',
        S3UploadMode: 'EndOfJob' as const,
      },
    },
  ];
  return { MonitoringOutputs: outputs, ...(key === undefined ? {} : { KmsKeyId: key }) };
}
