import type { Captured } from './capture.ts';

/** SDK clients by the service name that Plumbline uses. Loaded when first used: each costs tens of milliseconds. */
const loaders = {
  sagemaker: async () => import('@aws-sdk/client-sagemaker'),
  iam: async () => import('@aws-sdk/client-iam'),
  sts: async () => import('@aws-sdk/client-sts'),
  s3: async () => import('@aws-sdk/client-s3'),
  s3control: async () => import('@aws-sdk/client-s3-control'),
  kms: async () => import('@aws-sdk/client-kms'),
  ec2: async () => import('@aws-sdk/client-ec2'),
  cloudtrail: async () => import('@aws-sdk/client-cloudtrail'),
  ecr: async () => import('@aws-sdk/client-ecr'),
  config: async () => import('@aws-sdk/client-config-service'),
  securityhub: async () => import('@aws-sdk/client-securityhub'),
  'application-autoscaling': async () => import('@aws-sdk/client-application-auto-scaling'),
  cloudwatch: async () => import('@aws-sdk/client-cloudwatch'),
  logs: async () => import('@aws-sdk/client-cloudwatch-logs'),
  bedrock: async () => import('@aws-sdk/client-bedrock'),
  'bedrock-agent': async () => import('@aws-sdk/client-bedrock-agent'),
  'bedrock-agentcore': async () => import('@aws-sdk/client-bedrock-agentcore-control'),
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
  'application-autoscaling': 'ApplicationAutoScalingClient',
  cloudwatch: 'CloudWatchClient',
  logs: 'CloudWatchLogsClient',
  bedrock: 'BedrockClient',
  'bedrock-agent': 'BedrockAgentClient',
  'bedrock-agentcore': 'BedrockAgentCoreControlClient',
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
}

export interface SdkModule {
  Client: new (config: object) => SdkClient;
  command(operation: string): new (input: object) => object;
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
