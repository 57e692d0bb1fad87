import type { DescribeEndpointConfigOutput, DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import { capture, endpoint, endpointConfig } from '../make/serve.ts';
import type { Place } from '../place.ts';
import { prodRoles } from './iam.ts';
import { prodImages } from './models.ts';

const captured = 's3://hvh-ml-prod-capture';

/** Endpoints of ml-prod in Ireland and their configurations, by name. */
export function prodEndpoints(place: Place): {
  configs: DescribeEndpointConfigOutput[];
  endpoints: DescribeEndpointOutput[];
} {
  const key = place.key('ml-prod');
  const KmsKeyId = key;
  const triage = endpointConfig(
    place,
    'triage-chest-xray-42',
    21,
    { ModelName: 'triage-chest-xray-42', InitialInstanceCount: 3, InstanceType: 'ml.g5.2xlarge' },
    { KmsKeyId: place.key('ml-prod'), DataCaptureConfig: capture(`${captured}/triage-chest-xray`, 100, key) },
  );
  // The change of forty days ago forgot data capture; the drift monitor has had nothing to read since.
  const sepsis = endpointConfig(
    place,
    'sepsis-early-warning-7',
    40,
    { ModelName: 'sepsis-early-warning-7', InitialInstanceCount: 2 },
    { KmsKeyId },
  );
  const discharge = endpointConfig(
    place,
    'discharge-summary-2',
    33,
    {
      ModelName: 'discharge-summary-2',
      InitialInstanceCount: 1,
      InstanceType: 'ml.g5.12xlarge',
      EnableSSMAccess: true,
    },
    {
      DataCaptureConfig: capture(`${captured}/discharge-summary`, 20),
      AsyncInferenceConfig: { OutputConfig: { S3OutputPath: `${captured}/discharge-summary-answers` } },
    },
  );
  const bed = endpointConfig(
    place,
    'bed-forecast-12',
    9,
    { ModelName: 'bed-forecast-12', ServerlessConfig: { MemorySizeInMB: 4096, MaxConcurrency: 10 } },
    { DataCaptureConfig: capture(`${captured}/bed-forecast`, 100, key) },
  );
  const noShow = endpointConfig(
    place,
    'no-show-5',
    75,
    { ModelName: 'no-show-5', InitialInstanceCount: 2 },
    { KmsKeyId },
  );
  const readmission = endpointConfig(place, 'readmission-risk-2023', 1050, { ModelName: 'readmission-risk-2023' });
  const previous = endpointConfig(
    place,
    'triage-chest-xray-41',
    130,
    { ModelName: 'triage-chest-xray-41', InitialInstanceCount: 3, InstanceType: 'ml.g5.2xlarge' },
    { KmsKeyId, DataCaptureConfig: capture(`${captured}/triage-chest-xray`, 100, key) },
  );
  return {
    configs: [previous, triage, sepsis, discharge, bed, noShow, readmission],
    endpoints: [
      endpoint(place, 'triage-chest-xray', triage, [prodImages.triage], 600, 21, {
        LastDeploymentConfig: {
          BlueGreenUpdatePolicy: {
            TrafficRoutingConfiguration: {
              Type: 'CANARY',
              WaitIntervalInSeconds: 600,
              CanarySize: { Type: 'CAPACITY_PERCENT', Value: 10 },
            },
            TerminationWaitInSeconds: 300,
            MaximumExecutionTimeoutInSeconds: 3600,
          },
          AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'triage-chest-xray-5xx' }] },
        },
      }),
      endpoint(place, 'sepsis-early-warning', sepsis, [prodImages.tabular], 410, 40),
      endpoint(place, 'discharge-summary', discharge, [prodImages.textGeneration], 140, 33),
      endpoint(place, 'bed-forecast', bed, [prodImages.tabular], 300, 9),
      endpoint(place, 'no-show', noShow, [prodImages.tabular], 260, 75),
      endpoint(
        place,
        'readmission-risk',
        readmission,
        ['141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:1.5-1'],
        1050,
        1050,
      ),
    ],
  };
}

/** Role by which Application Auto Scaling acts. */
export const scalingRole = `${prodRoles.inference.split(':role')[0]}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint`;
