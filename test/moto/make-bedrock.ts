import {
  BedrockClient,
  CreateModelCustomizationJobCommand,
  PutModelInvocationLoggingConfigurationCommand,
} from '@aws-sdk/client-bedrock';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { type Foundations, region } from './make-foundations.ts';
import { planted } from './make-sagemaker.ts';

type Make = (foundations: Foundations) => Promise<unknown>;

const bedrock = new BedrockClient({ region });

/**
 * One step a kind; what moto lacks is told by name and does not stop the others. Agents and knowledge bases are left out:
 * moto writes their times as numbers, which the SDK refuses to read.
 */
const steps: Record<string, Make> = {
  calls: () =>
    new CloudWatchClient({ region }).send(
      new PutMetricDataCommand({
        Namespace: 'AWS/Bedrock',
        MetricData: [{ MetricName: 'Invocations', Value: 1, Dimensions: [{ Name: 'ModelId', Value: 'model' }] }],
      }),
    ),
  logging: () =>
    bedrock.send(
      new PutModelInvocationLoggingConfigurationCommand({
        loggingConfig: { s3Config: { bucketName: 'data-closed' }, textDataDeliveryEnabled: true },
      }),
    ),
  jobs: async ({ roles, keys }) => {
    for (const [name, key] of [
      ['tune-closed', { customModelKmsKeyId: keys.rotated }],
      ['tune-open', {}],
    ] as const)
      await bedrock.send(
        new CreateModelCustomizationJobCommand({
          jobName: name,
          customModelName: name,
          roleArn: roles.narrow,
          baseModelIdentifier: 'amazon.titan-text-lite-v1',
          trainingDataConfig: { s3Uri: 's3://data-closed/in' },
          outputDataConfig: { s3Uri: 's3://data-closed/out' },
          hyperParameters: { setting: planted },
          ...key,
        }),
      );
  },
};

/** @returns what could not be made, and why: nothing, unless moto has changed. */
export async function makeBedrock(foundations: Foundations): Promise<Record<string, string>> {
  const refused: Record<string, string> = {};
  for (const [name, make] of Object.entries(steps)) {
    try {
      await make(foundations);
    } catch (error) {
      refused[name] = String(error);
    }
  }
  return refused;
}
