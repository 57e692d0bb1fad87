import type {
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
  DescribeTransformJobResponse,
} from '@aws-sdk/client-sagemaker';
import { processingJob, trainingJob, transformJob } from '../make/jobs.ts';
import { accounts, image, type Place } from '../place.ts';
import { devRoles } from './iam.ts';
import { devNetwork } from './network.ts';

const scratch = 's3://hvh-ml-dev-scratch';
const data = 's3://hvh-ml-deidentified';

/** Images that ml-dev works with: its own, AWS's, and one from a public registry. */
export const devImages = {
  imaging: image(accounts.dev, 'eu-west-1', 'research/imaging', 'dev'),
  torch: '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.5.1-gpu-py311-cu124-ubuntu22.04-sagemaker',
  public: 'public.ecr.aws/docker/library/python:3.12',
  prodTabular: image(accounts.prod, 'eu-west-1', 'ml/tabular', '3.4.1'),
} as const;

/** Training jobs of ml-dev in Ireland. */
export function trainingJobs(place: Place): DescribeTrainingJobResponse[] {
  const key = place.key('ml-dev');
  const good = {
    role: devRoles.training,
    outputKey: key,
    volumeKey: key,
    vpc: devNetwork,
    isolated: true,
    encrypted: true,
  };
  const sweep = (index: number) =>
    trainingJob(place, `xray-ablation-${index}`, {
      ...good,
      image: devImages.imaging,
      daysAgo: 6 - index * 0.4,
      count: index % 2 === 0 ? 1 : 2,
      encrypted: index !== 3,
      input: `${data}/chest-xray/v43/`,
      output: `${scratch}/xray-ablation`,
      hyperParameters: { dropout: String(0.1 * index), epochs: '8', wandb_api_key: 'not-a-real-key-0123456789abcdef' },
      more: { EnableManagedSpotTraining: true },
    });
  const casual = {
    role: devRoles.studio,
    image: devImages.torch,
    output: `s3://sagemaker-eu-west-1-${accounts.dev}/jobs`,
  };
  return [
    ...[1, 2, 3, 4].map(sweep),
    trainingJob(place, 'sepsis-transformer-first-try', {
      ...casual,
      daysAgo: 33,
      input: `${data}/vitals/2026/`,
      environment: { MLFLOW_TRACKING_USERNAME: 'research', MLFLOW_TRACKING_PASSWORD: 'not-a-real-password-3' },
    }),
    trainingJob(place, 'phi-segmentation-quick', {
      ...casual,
      role: devRoles.research,
      daysAgo: 11,
      input: 's3://hvh-phi-imaging-raw/thorax/',
      hyperParameters: { batch: '8' },
    }),
    trainingJob(place, 'no-show-baseline', {
      ...good,
      image: devImages.prodTabular,
      daysAgo: 82,
      input: `${data}/appointments/`,
      output: `${scratch}/no-show`,
    }),
    trainingJob(place, 'discharge-lora-8b', {
      ...casual,
      role: devRoles.admin,
      daysAgo: 15,
      count: 4,
      instance: 'ml.p4d.24xlarge',
      input: `${data}/notes/`,
      environment: { HF_TOKEN: 'hf_not-a-real-token-discharge-lora', NCCL_DEBUG: 'WARN' },
      more: { RemoteDebugConfig: { EnableRemoteDebug: true } },
      failure: 'AlgorithmError: CUDA out of memory on rank 3, exit code: 1',
    }),
  ];
}

/** Training jobs of ml-dev in Virginia, on data copied from Ireland. */
export function virginiaTrainingJobs(place: Place): DescribeTrainingJobResponse[] {
  const output = `s3://sagemaker-us-east-1-${accounts.dev}/jobs`;
  const imageUri =
    '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.5.1-gpu-py311-cu124-ubuntu22.04-sagemaker';
  return [3, 12, 18].map((daysAgo, index) =>
    trainingJob(place, `discharge-lora-70b-${index + 1}`, {
      role: devRoles.studio,
      image: imageUri,
      daysAgo,
      count: 2,
      instance: 'ml.p5.48xlarge',
      input: `s3://sagemaker-us-east-1-${accounts.dev}/notes-copy/`,
      output,
    }),
  );
}

/** Processing jobs of ml-dev. */
export function processingJobs(place: Place): DescribeProcessingJobResponse[] {
  const key = place.key('ml-dev');
  return [
    processingJob(place, 'notes-tokenise', {
      role: devRoles.nlp,
      image: devImages.torch,
      daysAgo: 16,
      input: `${data}/notes/`,
      output: `${scratch}/nlp/tokens`,
      outputKey: key,
      volumeKey: key,
      vpc: devNetwork,
      isolated: true,
    }),
    processingJob(place, 'xray-resample', {
      role: devRoles.training,
      image: devImages.imaging,
      daysAgo: 8,
      count: 3,
      input: `${data}/chest-xray/v43/`,
      output: `${scratch}/resampled`,
      volumeKey: key,
      encrypted: false,
    }),
    processingJob(place, 'copy-phi-sample', {
      role: devRoles.research,
      image: devImages.public,
      daysAgo: 12,
      input: 's3://hvh-phi-ehr-extracts/2026-10/',
      output: `s3://sagemaker-eu-west-1-${accounts.dev}/phi-sample`,
      environment: { EHR_EXPORT_API_KEY: 'not-a-real-key-ehr' },
    }),
  ];
}

/** Batches of ml-dev. */
export function transformJobs(place: Place): DescribeTransformJobResponse[] {
  return [
    transformJob(place, 'sepsis-backtest-2025', {
      model: 'sepsis-transformer',
      daysAgo: 30,
      input: `${data}/vitals/2025/`,
      output: `${scratch}/backtest`,
    }),
  ];
}
