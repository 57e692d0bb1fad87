import type {
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
  DescribeTransformJobResponse,
} from '@aws-sdk/client-sagemaker';
import { processingJob, trainingJob, transformJob } from '../make/jobs.ts';
import { accounts, type Place } from '../place.ts';
import { prodRoles } from './iam.ts';
import { prodImages } from './models.ts';
import { trainingNetwork } from './network.ts';

const deidentified = 's3://hvh-ml-deidentified';
const models = 's3://hvh-ml-prod-models';

/** What a job of ml-prod has when its author used the platform. */
function good(place: Place) {
  const key = place.key('ml-prod');
  return {
    role: prodRoles.training,
    outputKey: key,
    volumeKey: key,
    vpc: trainingNetwork,
    isolated: true,
    encrypted: true,
  };
}

/** Training jobs of ml-prod in Ireland. */
export function trainingJobs(place: Place): DescribeTrainingJobResponse[] {
  const triage = (version: number, daysAgo: number) =>
    trainingJob(place, `triage-chest-xray-2026-train-${version}`, {
      ...good(place),
      image: prodImages.triage,
      daysAgo,
      minutes: 540,
      instance: 'ml.p4d.24xlarge',
      count: 2,
      input: `${deidentified}/chest-xray/v${version}/`,
      output: `${models}/triage-chest-xray/${version}`,
      hyperParameters: { epochs: '24', 'learning-rate': '0.0003', backbone: 'convnext-base', seed: '17' },
    });
  const tabular = { ...good(place), image: prodImages.tabular, instance: 'ml.m5.4xlarge' as const };
  return [
    triage(41, 134),
    triage(42, 25),
    triage(43, 4),
    trainingJob(place, 'sepsis-early-warning-train-7', {
      ...tabular,
      daysAgo: 41.3,
      input: `${deidentified}/vitals/2026/`,
      output: `${models}/sepsis-early-warning/7`,
      isolated: false,
      encrypted: false,
      count: 2,
      hyperParameters: { max_depth: '7', eta: '0.08', num_round: '600' },
    }),
    trainingJob(place, 'bed-forecast-train-12', {
      ...tabular,
      daysAgo: 10.5,
      input: `${deidentified}/census/`,
      output: `${models}/bed-forecast/12`,
      hyperParameters: { horizon: '7', season: 'weekly' },
    }),
    // Started by hand with the role from before the platform.
    trainingJob(place, 'readmission-risk-retrain-try', {
      role: prodRoles.legacy,
      image: '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:1.5-1',
      daysAgo: 2.2,
      instance: 'ml.m5.4xlarge',
      input: `s3://sagemaker-eu-west-1-${accounts.prod}/readmission/train/`,
      output: `s3://sagemaker-eu-west-1-${accounts.prod}/readmission/output`,
      environment: { FEATURE_DB_PASSWORD: 'not-a-real-password-1' },
      hyperParameters: { objective: 'binary:logistic', num_round: '200' },
      failure: 'ClientError: Data download failed: access denied to the training channel',
    }),
  ];
}

/** Processing jobs of ml-prod in Ireland: evaluation, bias, monitoring. */
export function processingJobs(place: Place): DescribeProcessingJobResponse[] {
  const analyzer = '468650794304.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-model-monitor-analyzer';
  const clarify = '131013547314.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-clarify-processing:1.0';
  const captured = 's3://hvh-ml-prod-capture';
  const monitoring = (name: string, scheduleName: string, image: string, daysAgo: number) =>
    processingJob(place, name, {
      ...good(place),
      role: prodRoles.monitoring,
      image,
      daysAgo,
      input: `${captured}/triage-chest-xray`,
      output: `${captured}/reports/triage-chest-xray`,
      more: { MonitoringScheduleArn: place.arn('monitoring-schedule', scheduleName) },
    });
  return [
    processingJob(place, 'triage-chest-xray-evaluate-42', {
      ...good(place),
      image: prodImages.triage,
      daysAgo: 24.4,
      input: `${models}/triage-chest-xray/42`,
      output: `${models}/metrics/triage-chest-xray/42`,
    }),
    processingJob(place, 'triage-chest-xray-bias-42', {
      ...good(place),
      image: clarify,
      daysAgo: 24.2,
      input: `${models}/triage-chest-xray/42`,
      output: `${models}/metrics/triage-chest-xray/42`,
    }),
    processingJob(place, 'bed-forecast-prepare-12', {
      ...good(place),
      image: prodImages.tabular,
      daysAgo: 10.8,
      input: `${deidentified}/census/`,
      output: `${models}/bed-forecast/12/input`,
      isolated: false,
    }),
    monitoring('triage-chest-xray-data-monitoring', 'triage-chest-xray-data', analyzer, 0.05),
    monitoring('triage-chest-xray-attribution-monitoring', 'triage-chest-xray-attribution', clarify, 0.4),
  ];
}

/** Nightly batches of ml-prod. */
export function transformJobs(place: Place): DescribeTransformJobResponse[] {
  const key = place.key('ml-prod');
  return [1, 2, 3].map((night) =>
    transformJob(place, `bed-forecast-nightly-${night}`, {
      model: 'bed-forecast-12',
      daysAgo: night - 0.6,
      input: `${deidentified}/census/latest/`,
      output: 's3://hvh-ml-prod-capture/bed-forecast-nightly',
      // The third night ran from the old script, without keys.
      ...(night === 3
        ? { environment: { REPORT_WEBHOOK_TOKEN: 'not-a-real-token-beds' } }
        : { outputKey: key, volumeKey: key }),
    }),
  );
}
