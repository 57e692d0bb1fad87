import type { IamEstate, IamPolicy } from '../../estate.ts';
import { allow, policy, role } from '../make/iam.ts';
import { scanner } from '../make/scanner.ts';
import { managed } from '../managed-policies.ts';
import { accounts, keyArn, type Place, roleArn } from '../place.ts';
import { genaiIam } from './genai-roles.ts';

/** ARNs of the roles of ml-prod that its resources run as. */
export const prodRoles = {
  inference: roleArn(accounts.prod, 'MlInferenceRole', '/ml/'),
  training: roleArn(accounts.prod, 'MlTrainingRole', '/ml/'),
  monitoring: roleArn(accounts.prod, 'MlMonitoringRole', '/ml/'),
  pipeline: roleArn(accounts.prod, 'MlPipelineRole', '/ml/'),
  legacy: roleArn(accounts.prod, 'AmazonSageMaker-ExecutionRole-20230412T091522', '/service-role/'),
  deployer: roleArn(accounts.prod, 'MlDeployer', '/ml/'),
} as const;

const boundary = `arn:aws:iam::${accounts.prod}:policy/ml/MlWorkloadBoundary`;
const prodKey = keyArn(accounts.prod, 'eu-west-1', 'ml-prod');
const lakeKey = keyArn(accounts.lake, 'eu-west-1', 'features');

/** Roles and policies of ml-prod: scoped and bounded, but for the pipeline's PassRole and one role from before. */
export function iam(place: Place): IamEstate {
  const bounded = { path: '/ml/', boundary, usedDaysAgo: 0.1 };
  return {
    policies: [boundaryPolicy(place)],
    roles: [
      scanner(place),
      role(place, 'MlInferenceRole', 620, {
        ...bounded,
        description: 'Serves models: reads model artifacts, writes captured data',
        inline: {
          inference: policy(
            allow('s3:GetObject', ['arn:aws:s3:::hvh-ml-prod-models/*']),
            allow('s3:PutObject', ['arn:aws:s3:::hvh-ml-prod-capture/*']),
            allow(['kms:Decrypt', 'kms:GenerateDataKey'], prodKey),
            allow(
              ['logs:CreateLogStream', 'logs:PutLogEvents'],
              `arn:aws:logs:*:${accounts.prod}:log-group:/aws/sagemaker/*`,
            ),
            allow(
              ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
              `arn:aws:ecr:*:${accounts.prod}:repository/ml/*`,
            ),
          ),
        },
      }),
      role(place, 'MlTrainingRole', 620, {
        ...bounded,
        description: 'Trains on de-identified data',
        inline: {
          training: policy(
            allow(
              ['s3:GetObject', 's3:ListBucket'],
              ['arn:aws:s3:::hvh-ml-deidentified', 'arn:aws:s3:::hvh-ml-deidentified/*'],
            ),
            allow(
              ['s3:GetObject', 's3:ListBucket'],
              ['arn:aws:s3:::hvh-ml-features-offline', 'arn:aws:s3:::hvh-ml-features-offline/*'],
            ),
            allow(['s3:PutObject'], 'arn:aws:s3:::hvh-ml-prod-models/*'),
            allow(['kms:Decrypt', 'kms:GenerateDataKey'], [prodKey, lakeKey]),
          ),
        },
      }),
      role(place, 'MlMonitoringRole', 580, {
        ...bounded,
        inline: {
          monitoring: policy(
            allow(
              ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
              ['arn:aws:s3:::hvh-ml-prod-capture', 'arn:aws:s3:::hvh-ml-prod-capture/*'],
            ),
            allow('cloudwatch:PutMetricData', '*', {
              Condition: { StringLike: { 'cloudwatch:namespace': 'aws/sagemaker/*' } },
            }),
            allow(['kms:Decrypt', 'kms:GenerateDataKey'], prodKey),
          ),
        },
      }),
      role(place, 'MlPipelineRole', 600, {
        path: '/ml/',
        usedDaysAgo: 0.6,
        description: 'Runs training pipelines',
        inline: {
          pipeline: policy(
            allow(['sagemaker:Create*', 'sagemaker:Describe*', 'sagemaker:List*', 'sagemaker:AddTags'], '*'),
            // Meant for the training role; nobody came back to narrow it.
            allow('iam:PassRole', '*'),
          ),
        },
      }),
      role(place, 'MlDeployer', 600, {
        path: '/ml/',
        usedDaysAgo: 12,
        description: 'Assumed by the deployment job of the code host',
        trust: policy({
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::${accounts.prod}:oidc-provider/token.actions.githubusercontent.com` },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
            StringLike: {
              'token.actions.githubusercontent.com:sub': 'repo:harbour-vale/ml-platform:environment:production',
            },
          },
        }),
        inline: {
          deploy: policy(
            allow(
              [
                'sagemaker:CreateEndpointConfig',
                'sagemaker:UpdateEndpoint',
                'sagemaker:CreateModel',
                'sagemaker:UpdateModelPackage',
              ],
              '*',
            ),
            allow('iam:PassRole', prodRoles.inference, {
              Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
            }),
          ),
        },
      }),
      role(place, 'AmazonSageMaker-ExecutionRole-20230412T091522', 1320, {
        path: '/service-role/',
        usedDaysAgo: 2,
        description: 'SageMaker execution role created from the SageMaker AWS Management Console.',
        attached: [managed.sagemaker, managed.s3Read],
      }),
      ...genaiIam(place, boundary),
    ],
  };
}

/** The most that workloads of ml-prod may ever do. */
function boundaryPolicy(place: Place): IamPolicy {
  return {
    policy: {
      PolicyName: 'MlWorkloadBoundary',
      PolicyId: 'ANPADEMOBOUNDARY00001',
      Arn: boundary,
      Path: '/ml/',
      DefaultVersionId: 'v2',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 3,
      IsAttachable: true,
      CreateDate: place.daysAgo(620),
      UpdateDate: place.daysAgo(210),
    },
    versions: [
      {
        id: 'v2',
        createdAt: place.daysAgo(210),
        document: policy(allow(['s3:*', 'kms:*', 'logs:*', 'ecr:*', 'cloudwatch:*', 'sagemaker:*'], '*'), {
          Effect: 'Deny',
          Action: ['iam:*', 'organizations:*', 's3:PutBucketPolicy', 'kms:ScheduleKeyDeletion'],
          Resource: '*',
        }),
      },
      { id: 'v1', createdAt: place.daysAgo(620), document: policy(allow('*', '*')) },
    ],
  };
}
