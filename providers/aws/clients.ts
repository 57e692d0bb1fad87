import { createRequire } from 'node:module';
import type { Captured } from './capture.ts';

const require = createRequire(import.meta.url);

/**
 * SDK clients by the service name that Plumbline uses. Loaded when first used: each costs tens of milliseconds. Not by
 * `import()`, which keeps the text of these large CommonJS files in memory twice.
 */
const loaders = {
  sagemaker: () => require('@aws-sdk/client-sagemaker'),
  iam: () => require('@aws-sdk/client-iam'),
  sts: () => require('@aws-sdk/client-sts'),
  s3: () => require('@aws-sdk/client-s3'),
  s3control: () => require('@aws-sdk/client-s3-control'),
  kms: () => require('@aws-sdk/client-kms'),
  ec2: () => require('@aws-sdk/client-ec2'),
  cloudtrail: () => require('@aws-sdk/client-cloudtrail'),
  ecr: () => require('@aws-sdk/client-ecr'),
  config: () => require('@aws-sdk/client-config-service'),
  securityhub: () => require('@aws-sdk/client-securityhub'),
  guardduty: () => require('@aws-sdk/client-guardduty'),
  'application-autoscaling': () => require('@aws-sdk/client-application-auto-scaling'),
  cloudwatch: () => require('@aws-sdk/client-cloudwatch'),
  logs: () => require('@aws-sdk/client-cloudwatch-logs'),
  bedrock: () => require('@aws-sdk/client-bedrock'),
  'bedrock-agent': () => require('@aws-sdk/client-bedrock-agent'),
  'bedrock-agentcore': () => require('@aws-sdk/client-bedrock-agentcore-control'),
  organizations: () => require('@aws-sdk/client-organizations'),
} as const;

const clientNames: Record<AwsService, string> = {
  sagemaker: 'SageMakerClient',
  iam: 'IAMClient',
  sts: 'STSClient',
  s3: 'S3Client',
  s3control: 'S3ControlClient',
  kms: 'KMSClient',
  ec2: 'EC2Client',
  cloudtrail: 'CloudTrailClient',
  ecr: 'ECRClient',
  config: 'ConfigServiceClient',
  securityhub: 'SecurityHubClient',
  guardduty: 'GuardDutyClient',
  'application-autoscaling': 'ApplicationAutoScalingClient',
  cloudwatch: 'CloudWatchClient',
  logs: 'CloudWatchLogsClient',
  bedrock: 'BedrockClient',
  'bedrock-agent': 'BedrockAgentClient',
  'bedrock-agentcore': 'BedrockAgentCoreControlClient',
  organizations: 'OrganizationsClient',
};

export type AwsService = keyof typeof loaders;

export function isAwsService(name: string): name is AwsService {
  return Object.hasOwn(loaders, name);
}

/** What a session needs of an SDK client; every v3 client has it. */
export interface SdkClient {
  /** Options go to the request handler as they are. */
  send(command: object, options?: { abortSignal?: AbortSignal; captured?: Captured }): Promise<object>;
  destroy(): void;
  readonly middlewareStack: object;
  readonly config: object;
}

/** A command of an SDK client, of which every one can make the chain of middleware that sends it. */
export type CommandClass = new (
  input: object,
) => {
  /** What the SDK's model says of request and answer, see `strangeType`. */
  schema?: readonly unknown[];
  resolveMiddleware(
    stack: object,
    config: object,
    options: object,
  ): (args: { input: object }) => Promise<{ output: object }>;
};

export interface SdkModule {
  Client: new (config: object) => SdkClient;
  command(operation: string): CommandClass;
}

/** @returns the client class and the commands of a service; the package is imported on first use. */
export async function loadSdk(service: AwsService): Promise<SdkModule> {
  const module = (await loaders[service]()) as unknown as Record<string, unknown>; // looked up by name below
  return {
    Client: module[clientNames[service]] as SdkModule['Client'], // named above
    command: (operation) => {
      const command = module[`${operation}Command`];
      if (typeof command !== 'function') throw new Error(`the SDK client of ${service} has no ${operation}`);
      return command as ReturnType<SdkModule['command']>; // every command class has this shape
    },
  };
}
