import type { DescribeModelOutput } from '@aws-sdk/client-sagemaker';
import { model } from '../make/serve.ts';
import { accounts, digest, image, type Place } from '../place.ts';
import { prodRoles } from './iam.ts';
import { inferenceNetwork } from './network.ts';

const models = 's3://hvh-ml-prod-models';

/** Images that models of ml-prod run in; the first two are pinned by digest. */
export const prodImages = {
  triage: image(accounts.prod, 'eu-west-1', 'ml/triage-chest-xray', digest('triage 42')),
  tabular: image(accounts.prod, 'eu-west-1', 'ml/tabular', digest('tabular 3.4.1')),
  discharge: image(accounts.prod, 'eu-west-1', 'ml/discharge-summary', 'latest'),
  // AWS's own deep learning container, by tag.
  textGeneration:
    '763104351884.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.4.0-tgi2.4.0-gpu-py311-cu124-ubuntu22.04',
} as const;

/** Models of ml-prod in Ireland. */
export function prodModels(place: Place): DescribeModelOutput[] {
  const good = { VpcConfig: inferenceNetwork, EnableNetworkIsolation: true };
  const packageOf = (group: string, version: number) => place.arn('model-package', `${group}/${version}`);
  const inVpc = { ImageConfig: { RepositoryAccessMode: 'Vpc' as const } };
  return [
    model(place, 'triage-chest-xray-41', prodRoles.inference, 130, triage('41'), good),
    model(
      place,
      'triage-chest-xray-42',
      prodRoles.inference,
      21,
      { ...triage('42'), ...inVpc, ModelPackageName: packageOf('triage-chest-xray', 42) },
      good,
    ),
    model(
      place,
      'sepsis-early-warning-7',
      prodRoles.inference,
      40,
      {
        Image: prodImages.tabular,
        ModelDataUrl: `${models}/sepsis-early-warning/7/model.tar.gz`,
        ...inVpc,
        ModelPackageName: packageOf('sepsis-early-warning', 7),
      },
      good,
    ),
    model(
      place,
      'discharge-summary-2',
      prodRoles.inference,
      33,
      {
        Image: prodImages.textGeneration,
        ModelDataUrl: `${models}/discharge-summary/2/model.tar.gz`,
        Environment: {
          HF_MODEL_ID: '/opt/ml/model',
          SM_NUM_GPUS: '4',
          MAX_INPUT_LENGTH: '8192',
          // A token for a model that is loaded from S3 and needs none.
          HF_TOKEN: 'hf_not-a-real-token-discharge-summary',
        },
      },
      { VpcConfig: inferenceNetwork },
    ),
    model(
      place,
      'discharge-postprocess-1',
      prodRoles.inference,
      33,
      { Image: prodImages.discharge },
      { VpcConfig: inferenceNetwork },
    ),
    model(
      place,
      'bed-forecast-12',
      prodRoles.inference,
      9,
      { Image: prodImages.tabular, ModelDataUrl: `${models}/bed-forecast/12/model.tar.gz`, ...inVpc },
      good,
    ),
    model(
      place,
      'no-show-5',
      prodRoles.inference,
      75,
      { Image: prodImages.tabular, ModelDataUrl: `${models}/no-show/5/model.tar.gz` },
      { VpcConfig: inferenceNetwork },
    ),
    // From before the platform: own network no, isolation no, and a database password beside it.
    model(place, 'readmission-risk-2023', prodRoles.legacy, 1050, {
      Image: '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:1.5-1',
      ModelDataUrl: `s3://sagemaker-eu-west-1-${accounts.prod}/readmission/output/model.tar.gz`,
      Environment: { FEATURE_DB_HOST: 'features.example.org', FEATURE_DB_PASSWORD: 'not-a-real-password-1' },
    }),
  ];
}

function triage(version: string) {
  return { Image: prodImages.triage, ModelDataUrl: `${models}/triage-chest-xray/${version}/model.tar.gz` };
}
