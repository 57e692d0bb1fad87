import type { BedrockEstate } from '../../estate-bedrock.ts';
import { bedrockArn, foundationArn } from '../make/bedrock.ts';
import { hex, type Place } from '../place.ts';
import { genaiRoles } from './genai-roles.ts';
import { trainingNetwork } from './network.ts';

const base = 'amazon.nova-lite-v1:0';

/** Models of ml-prod in Bedrock: one trained further for letters, one brought in, and what they are called through. */
export function bedrockModels(place: Place): BedrockEstate {
  const key = place.key('ml-prod');
  const modelArn = bedrockArn(place, `custom-model/${base}/${hex('letters model', 12)}`);
  const jobArn = bedrockArn(place, `model-customization-job/${base}/${hex('letters job', 12)}`);
  const data = {
    trainingDataConfig: { s3Uri: 's3://hvh-ml-deidentified/letters/train.jsonl' },
    validationDataConfig: { validators: [{ s3Uri: 's3://hvh-ml-deidentified/letters/check.jsonl' }] },
    outputDataConfig: { s3Uri: 's3://hvh-ml-prod-models/letters/' },
  };
  return {
    customModels: [
      {
        modelArn,
        modelName: 'discharge-letters',
        jobName: 'discharge-letters-3',
        jobArn,
        baseModelArn: foundationArn(place, base),
        customizationType: 'FINE_TUNING',
        modelKmsKeyArn: key,
        hyperParameters: { epochCount: '2', learningRate: '0.00001' },
        ...data,
        creationTime: place.daysAgo(88),
        modelStatus: 'Active',
      },
    ],
    // Made without a key: its weights are under a key of AWS.
    importedModels: [
      {
        modelArn: bedrockArn(place, `imported-model/${hex('radiology', 12)}`),
        modelName: 'radiology-summaries',
        jobArn: bedrockArn(place, `model-import-job/${hex('radiology job', 12)}`),
        modelDataSource: { s3DataSource: { s3Uri: 's3://hvh-ml-prod-models/radiology-summaries/' } },
        modelArchitecture: 'llama',
        creationTime: place.daysAgo(40),
      },
    ],
    customizationJobs: [
      {
        jobArn,
        jobName: 'discharge-letters-3',
        outputModelName: 'discharge-letters',
        outputModelArn: modelArn,
        roleArn: genaiRoles.tuning,
        status: 'Completed',
        baseModelArn: foundationArn(place, base),
        customizationType: 'FINE_TUNING',
        outputModelKmsKeyArn: key,
        hyperParameters: { epochCount: '2', learningRate: '0.00001' },
        ...data,
        vpcConfig: { subnetIds: trainingNetwork.Subnets, securityGroupIds: trainingNetwork.SecurityGroupIds },
        creationTime: place.daysAgo(89),
        lastModifiedTime: place.daysAgo(88),
        endTime: place.daysAgo(88),
      },
    ],
    invocationJobs: [
      {
        jobArn: bedrockArn(place, `model-invocation-job/${hex('letters night', 12)}`),
        jobName: 'discharge-letters-night',
        modelId: modelArn,
        roleArn: genaiRoles.tuning,
        status: 'Completed',
        submitTime: place.daysAgo(0.6),
        lastModifiedTime: place.daysAgo(0.5),
        endTime: place.daysAgo(0.5),
        inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://hvh-ml-deidentified/letters/night.jsonl' } },
        outputDataConfig: {
          s3OutputDataConfig: { s3Uri: 's3://hvh-ml-prod-capture/letters/', s3EncryptionKeyId: key },
        },
        timeoutDurationInHours: 24,
      },
    ],
    provisionedThroughputs: [
      {
        modelUnits: 1,
        desiredModelUnits: 1,
        provisionedModelName: 'discharge-letters',
        provisionedModelArn: bedrockArn(place, `provisioned-model/${hex('letters units', 12)}`),
        modelArn,
        desiredModelArn: modelArn,
        foundationModelArn: foundationArn(place, base),
        status: 'InService',
        creationTime: place.daysAgo(80),
        lastModifiedTime: place.daysAgo(80),
        commitmentDuration: 'SixMonths',
        commitmentExpirationTime: place.daysAgo(-100),
      },
    ],
    customDeployments: [
      {
        customModelDeploymentArn: bedrockArn(place, `custom-model-deployment/${hex('letters trial', 12)}`),
        modelDeploymentName: 'discharge-letters-trial',
        modelArn,
        createdAt: place.daysAgo(20),
        status: 'Active',
      },
    ],
    inferenceProfiles: [
      {
        inferenceProfileName: 'patient-messages',
        inferenceProfileArn: bedrockArn(place, `application-inference-profile/${hex('messages profile', 12)}`),
        inferenceProfileId: hex('messages profile', 12),
        models: ['eu-west-1', 'eu-west-3', 'eu-central-1'].map((region) => ({
          modelArn: `arn:aws:bedrock:${region}::foundation-model/amazon.nova-pro-v1:0`,
        })),
        status: 'ACTIVE',
        type: 'APPLICATION',
        createdAt: place.daysAgo(200),
        updatedAt: place.daysAgo(200),
      },
    ],
  };
}
