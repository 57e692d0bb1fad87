import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  DescribeModelOutput,
  DescribeModelPackageGroupOutput,
  DescribeModelPackageOutput,
  DescribePipelineResponse,
} from '@aws-sdk/client-sagemaker';
import { modelPackage, packageGroup } from '../make/registry.ts';
import { endpoint, endpointConfig, model } from '../make/serve.ts';
import { definition, register, training } from '../make/steps.ts';
import { pipeline, studioUser } from '../make/studio.ts';
import { accounts, type Place } from '../place.ts';
import { devRoles } from './iam.ts';
import { devImages } from './jobs.ts';
import { devNetwork } from './network.ts';

const scratch = 's3://hvh-ml-dev-scratch';
const bucket = `s3://sagemaker-eu-west-1-${accounts.dev}`;

/** Models of ml-dev. */
export function models(place: Place): DescribeModelOutput[] {
  return [
    model(place, 'sepsis-transformer', devRoles.studio, 31, {
      Image: devImages.torch,
      ModelDataUrl: `${bucket}/jobs/sepsis-transformer-first-try/output/model.tar.gz`,
    }),
    model(
      place,
      'xray-ablation-best',
      devRoles.training,
      4,
      { Image: devImages.imaging, ModelDataUrl: `${scratch}/xray-ablation/xray-ablation-2/output/model.tar.gz` },
      { VpcConfig: devNetwork, EnableNetworkIsolation: true },
    ),
    model(place, 'discharge-demo', devRoles.admin, 26, {
      Image: devImages.torch,
      ModelDataUrl: `${bucket}/discharge-demo/model.tar.gz`,
      Environment: { OPENAI_API_KEY: 'not-a-real-key-openai', SAGEMAKER_PROGRAM: 'inference.py' },
    }),
    model(
      place,
      'triage-from-prod',
      devRoles.training,
      20,
      { ModelPackageName: `arn:aws:sagemaker:${place.region}:${accounts.prod}:model-package/triage-chest-xray/42` },
      { VpcConfig: devNetwork },
    ),
    model(place, 'community-dicom-classifier', devRoles.studio, 66, {
      Image: devImages.public,
      ModelDataUrl: 'https://models.example.org/dicom/model.tar.gz',
    }),
  ];
}

/** Endpoints of ml-dev, one of them left running after a demonstration. */
export function devEndpoints(place: Place): {
  configs: DescribeEndpointConfigOutput[];
  endpoints: DescribeEndpointOutput[];
} {
  const demo = endpointConfig(place, 'discharge-demo', 26, {
    ModelName: 'discharge-demo',
    InstanceType: 'ml.g5.2xlarge',
    EnableSSMAccess: true,
  });
  const shadow = endpointConfig(
    place,
    'triage-shadow',
    20,
    { ModelName: 'triage-from-prod', InstanceType: 'ml.g4dn.xlarge' },
    { KmsKeyId: place.key('ml-dev') },
  );
  const orphan = endpointConfig(place, 'sepsis-transformer-test', 31, { ModelName: 'sepsis-transformer' });
  return {
    configs: [demo, shadow, orphan],
    endpoints: [
      endpoint(place, 'discharge-demo', demo, [devImages.torch], 26, 26),
      endpoint(place, 'triage-shadow', shadow, [devImages.imaging], 20, 20),
    ],
  };
}

/** The registry of ml-dev. */
export function registry(place: Place): {
  groups: DescribeModelPackageGroupOutput[];
  packages: DescribeModelPackageOutput[];
} {
  const user = (name: string) => studioUser(place, 'research-studio', name, devRoles.studio);
  const xray = (version: number, daysAgo: number) =>
    modelPackage(place, 'xray-research', version, {
      daysAgo,
      by: user('radiology-ds-1'),
      image: devImages.imaging,
      data: `${scratch}/xray-ablation/v${version}/model.tar.gz`,
    });
  return {
    groups: [packageGroup(place, 'xray-research', 300, user('radiology-ds-1'), 'Candidates for the next triage model')],
    packages: [
      xray(1, 90),
      {
        ...xray(2, 30),
        ModelApprovalStatus: 'Rejected',
        LastModifiedTime: place.daysAgo(29),
        LastModifiedBy: user('team-lead'),
      },
      xray(3, 4),
    ],
  };
}

/** The one pipeline of ml-dev: trains and registers, no questions asked. */
export function pipelines(place: Place): DescribePipelineResponse[] {
  const by = studioUser(place, 'research-studio', 'radiology-ds-1', devRoles.studio);
  return [
    pipeline(place, 'xray-research-weekly', 280, 4, {
      RoleArn: devRoles.studio,
      CreatedBy: by,
      LastModifiedBy: by,
      definition: definition({ Output: `${scratch}/pipelines`, GithubToken: 'not-a-real-token-github' }, [
        training('Train', devRoles.training, devImages.imaging),
        register('Register', 'xray-research', devImages.imaging),
      ]),
    }),
  ];
}
