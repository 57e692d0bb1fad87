import { z } from 'zod';
import { azureSchema } from './azure.ts';
import { failOnWords } from './fail-on.ts';
import { gcpSchema } from './gcp.ts';
import { mlflowSchema } from './mlflow.ts';
import { rate } from './rate.ts';
import { scheduleSchema } from './schedule.ts';

const awsAccount = z.strictObject({
  id: z
    .string('an AWS account id is a text of 12 digits; put it in quotes')
    .regex(/^\d{12}$/, 'an AWS account id has 12 digits; put it in quotes')
    .optional(),
  name: z.string().min(1).optional(),
  role: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:iam::\d{12}:role\/.+/,
      'a role is an ARN such as arn:aws:iam::111122223333:role/PlumblineRead',
    )
    .optional(),
  external_id: z.string().min(2).optional(),
  profile: z.string().min(1).optional(),
});

/** plumbline.yaml. Unknown keys are refused: a setting that is not read is worse than none. */
export const configSchema = z.strictObject({
  organisation: z.string().min(1).optional(),
  store: z.string().optional(),
  controls: z.array(z.string().min(1)).optional(),
  frameworks: z.array(z.string().min(1)).optional(),
  fail_on: z.enum(failOnWords).optional(),
  jobs: z.strictObject({ newest: z.number().int().min(0) }).optional(),
  tags: z
    .strictObject({ owner: z.array(z.string()).optional(), data_class: z.array(z.string()).optional() })
    .optional(),
  organisation_accounts: z.array(z.string()).optional(),
  /** PEM files of authorities to trust beside the system's. */
  certificate_authorities: z.array(z.string().min(1)).optional(),
  /** How approval and production are marked where a platform has only tags, aliases or labels. */
  approval: z
    .strictObject({
      tags: z.array(z.string().min(1)).optional(),
      approved: z.array(z.string().min(1)).optional(),
      production_aliases: z.array(z.string().min(1)).optional(),
    })
    .optional(),
  aws: z
    .strictObject({
      regions: z.array(z.string().min(1)).min(1).optional(),
      services: z.array(z.string()).optional(),
      endpoint: z.url().optional(),
      accounts: z.array(awsAccount).min(1).optional(),
      rates: z.record(z.string(), rate).optional(),
      concurrency: z.number().int().min(1).max(1000).optional(),
    })
    .optional(),
  azure: azureSchema.optional(),
  gcp: gcpSchema.optional(),
  mlflow: mlflowSchema.optional(),
  /** Sinks by name. Who makes them knows what each may have. */
  export: z.unknown().optional(),
  schedule: scheduleSchema.optional(),
});

export type Config = z.infer<typeof configSchema>;
export type AwsConfigAccount = z.infer<typeof awsAccount>;
