import type { IamEstate } from '../../estate.ts';
import { allow, policy, role, servedBy } from '../make/iam.ts';
import { scanner } from '../make/scanner.ts';
import { managed } from '../managed-policies.ts';
import { accounts, keyArn, type Place, roleArn } from '../place.ts';

/** ARNs of the roles of ml-dev that its resources run as. */
export const devRoles = {
  research: roleArn(accounts.dev, 'ResearchNotebookRole'),
  studio: roleArn(accounts.dev, 'AmazonSageMaker-ExecutionRole-20240118T104410', '/service-role/'),
  training: roleArn(accounts.dev, 'DevTrainingRole', '/ml/'),
  admin: roleArn(accounts.dev, 'DataScienceAdmin'),
  nlp: roleArn(accounts.dev, 'ClinicalNlpRole', '/ml/'),
} as const;

const phi = 'arn:aws:s3:::hvh-phi-imaging-raw';
const phiKey = keyArn(accounts.lake, 'eu-west-1', 'phi');

/** Roles of ml-dev: some scoped, one that reads patients' images, one that is an administrator in all but name. */
export function iam(place: Place): IamEstate {
  return {
    // Made for a notebook that somebody wanted to show in a meeting, and never deleted.
    serviceCredentials: [
      {
        UserName: 'BedrockAPIKey-u4k2',
        Status: 'Active',
        ServiceCredentialAlias: 'BedrockAPIKey-u4k2-at-210987654302',
        CreateDate: place.daysAgo(97),
        ServiceSpecificCredentialId: 'ACCAEXAMPLE4K2DEMO01',
        ServiceName: 'bedrock.amazonaws.com',
      },
    ],
    roles: [
      scanner(place),
      role(place, 'ResearchNotebookRole', 460, {
        usedDaysAgo: 0.05,
        description: 'Research notebooks',
        attached: [managed.sagemaker],
        inline: {
          'temporary-phi-read': policy(
            allow(
              ['s3:GetObject', 's3:ListBucket'],
              [phi, `${phi}/*`, 'arn:aws:s3:::hvh-phi-ehr-extracts', 'arn:aws:s3:::hvh-phi-ehr-extracts/*'],
            ),
            allow('kms:Decrypt', phiKey),
          ),
        },
      }),
      role(place, 'AmazonSageMaker-ExecutionRole-20240118T104410', 1030, {
        path: '/service-role/',
        usedDaysAgo: 0.1,
        description: 'SageMaker execution role created from the SageMaker AWS Management Console.',
        attached: [managed.sagemaker, managed.s3Full],
      }),
      role(place, 'DevTrainingRole', 440, {
        path: '/ml/',
        usedDaysAgo: 0.4,
        inline: {
          training: policy(
            allow(
              ['s3:GetObject', 's3:ListBucket'],
              ['arn:aws:s3:::hvh-ml-deidentified', 'arn:aws:s3:::hvh-ml-deidentified/*'],
            ),
            allow(
              ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
              ['arn:aws:s3:::hvh-ml-dev-scratch', 'arn:aws:s3:::hvh-ml-dev-scratch/*'],
            ),
            allow(['kms:Decrypt', 'kms:GenerateDataKey'], keyArn(accounts.dev, 'eu-west-1', 'ml-dev')),
          ),
        },
      }),
      // Administrator in pieces: each looked harmless in its own change request.
      role(place, 'DataScienceAdmin', 380, {
        usedDaysAgo: 1.5,
        description: 'Unblocks the data science team',
        attached: [managed.power],
        inline: {
          'unblock-2025-06': policy(
            allow(['iam:PassRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:CreateRole'], '*'),
          ),
          everything: policy(allow('*', '*')),
        },
        trust: policy(
          { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' },
          { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accounts.dev}:root` }, Action: 'sts:AssumeRole' },
        ),
      }),
      role(place, 'ClinicalNlpRole', 210, {
        path: '/ml/',
        usedDaysAgo: 0.2,
        inline: {
          nlp: policy(
            allow(['s3:GetObject'], 'arn:aws:s3:::hvh-ml-deidentified/notes/*'),
            allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::hvh-ml-dev-scratch/nlp/*'),
          ),
        },
      }),
      role(place, 'EtlPrototype', 700, { trust: servedBy('glue.amazonaws.com'), attached: [managed.s3Full] }),
    ],
  };
}
