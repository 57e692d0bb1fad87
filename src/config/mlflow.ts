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
  z.strictObject({
    kind: z.literal('sagemaker'),
    tracking_server: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:\d{12}:mlflow-(tracking-server|app)\/.+/,
        'a tracking server is an ARN such as arn:aws:sagemaker:eu-west-1:111122223333:mlflow-tracking-server/NAME',
      ),
  }),
]);

const server = z.strictObject({
  name: z.string().min(1).optional(),
  /** What findings call the server, where its URL is not its own: a tunnel, a port that changes. Default: host and path of the URL. */
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._:/-]*$/, 'an id is written like a host name')
    .optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'the address of a server begins with http:// or https://' })
    .refine((url) => !URL.canParse(url) || (new URL(url).username === '' && new URL(url).password === ''), {
      error: 'no user and no password in the address: name them under auth',
    }),
  auth: auth.optional(),
});

/** `mlflow:` of plumbline.yaml. */
export const mlflowSchema = z.strictObject({
  servers: z.array(server).min(1),
  services: z.array(z.string()).optional(),
  rates: z.record(z.string(), rate).optional(),
  concurrency: z.number().int().min(1).max(1000).optional(),
});

export type MlflowConfig = z.infer<typeof mlflowSchema>;
export type MlflowServer = z.infer<typeof server>;
export type MlflowAuth = z.infer<typeof auth>;
export type MlflowSecret = z.infer<typeof secret>;
