import type { IamRole } from '../../estate.ts';
import { allow, policy, role, servedBy } from '../make/iam.ts';
import { accounts, keyArn, type Place, roleArn } from '../place.ts';

/** ARNs of the roles of ml-prod that generative AI runs as. */
export const genaiRoles = {
  agent: roleArn(accounts.prod, 'GenAiAgentRole', '/ml/'),
  knowledge: roleArn(accounts.prod, 'GenAiKnowledgeRole', '/ml/'),
  tuning: roleArn(accounts.prod, 'GenAiTuningRole', '/ml/'),
  logging: roleArn(accounts.prod, 'GenAiLoggingRole', '/ml/'),
} as const;

const key = keyArn(accounts.prod, 'eu-west-1', 'ml-prod');

/** Roles of generative AI: each for one task, none for more. */
export function genaiIam(place: Place, boundary: string): IamRole[] {
  const common = { path: '/ml/', boundary, usedDaysAgo: 0.2, trust: servedBy('bedrock.amazonaws.com') };
  return [
    role(place, 'GenAiAgentRole', 250, {
      ...common,
      description: 'Agents call models and look things up',
      inline: {
        agent: policy(
          allow(
            ['bedrock:InvokeModel', 'bedrock:ApplyGuardrail'],
            [
              `arn:aws:bedrock:${place.region}::foundation-model/amazon.nova-pro-v1:0`,
              `arn:aws:bedrock:${place.region}:${place.account}:guardrail/*`,
            ],
          ),
          allow('bedrock:Retrieve', `arn:aws:bedrock:${place.region}:${place.account}:knowledge-base/*`),
        ),
      },
    }),
    role(place, 'GenAiKnowledgeRole', 250, {
      ...common,
      inline: {
        knowledge: policy(
          allow(
            ['s3:GetObject', 's3:ListBucket'],
            ['arn:aws:s3:::hvh-ml-prod-guidelines', 'arn:aws:s3:::hvh-ml-prod-guidelines/*'],
          ),
          allow(['kms:Decrypt', 'kms:GenerateDataKey'], key),
        ),
      },
    }),
    role(place, 'GenAiTuningRole', 120, {
      ...common,
      inline: {
        tuning: policy(
          allow(
            ['s3:GetObject', 's3:ListBucket'],
            ['arn:aws:s3:::hvh-ml-deidentified', 'arn:aws:s3:::hvh-ml-deidentified/*'],
          ),
          allow('s3:PutObject', ['arn:aws:s3:::hvh-ml-prod-models/*', 'arn:aws:s3:::hvh-ml-prod-capture/*']),
          allow(['kms:Decrypt', 'kms:GenerateDataKey'], key),
        ),
      },
    }),
    role(place, 'GenAiLoggingRole', 300, {
      ...common,
      inline: {
        logging: policy(
          allow(
            ['logs:CreateLogStream', 'logs:PutLogEvents'],
            `arn:aws:logs:${place.region}:${place.account}:log-group:/bedrock/calls:*`,
          ),
        ),
      },
    }),
  ];
}
