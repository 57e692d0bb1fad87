import { z } from 'zod';
import { rate } from './rate.ts';

/** Secrets by reference: the name of an environment variable, or a file. */
const secret = z.union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })]);

const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('basic'), user: z.string().min(1), password: secret }),
  z.strictObject({ kind: z.literal('token'), token: secret }),
  /** Databricks, by a personal or OAuth token. */
  z.strictObject({ kind: z.literal('databricks'), token: secret }),
  /** Azure Machine Learning: the standard credentials of Azure. */
  z.strictObject({ kind: z.literal('azure') }),
  /** SageMaker: requests signed with the standard credentials of AWS. */
  z.strictObject({ kind: z.literal('sagemaker'), tracking_server: z.string().min(1) }),
]);

/** `mlflow:` of plumbline.yaml. */
export const mlflowSchema = z.strictObject({
  servers: z.array(z.strictObject({ name: z.string().min(1).optional(), url: z.url(), auth: auth.optional() })).min(1),
  services: z.array(z.string()).optional(),
  rates: z.record(z.string(), rate).optional(),
  concurrency: z.number().int().min(1).max(1000).optional(),
});

export type MlflowConfig = z.infer<typeof mlflowSchema>;
