import { ApplicationAutoScalingClient, DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { BedrockClient, ListGuardrailsCommand } from '@aws-sdk/client-bedrock';
import { BedrockAgentClient, ListAgentsCommand } from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentCoreControlClient, ListGatewaysCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ConfigServiceClient, DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { DescribeEffectivePolicyCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { ListNotebookInstancesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Estate } from '../estate.ts';
import type { Credentials } from '../sessions.ts';
import { first, smallEstate } from '../small-estate.ts';

/** A call of a service, and how that service names the common errors to its SDK client. */
export interface SampleCall {
  send: (credentials: Credentials) => Promise<unknown>;
  denied: string;
  throttled: [code: string, status: number];
  server: string;
  expired: string;
  unknown: string;
}

/** An estate in which every sample call succeeds, with the credentials of account `one`. */
export const sampleEstate: Estate = smallEstate({
  first: {
    s3: { buckets: [], publicAccessBlock: { BlockPublicAcls: true } },
    policiesInEffect: { BEDROCK_POLICY: {} },
    regions: {
      'eu-west-1': {
        kms: { keys: [{ metadata: { KeyId: 'k-1', Arn: `arn:aws:kms:eu-west-1:${first}:key/k-1` } }] },
        securityhub: { hub: {}, findings: [] },
      },
    },
  },
});

/** One call of every service of the lab at that address, by the service's name. */
export function sampleCalls(url: string): Record<string, SampleCall> {
  const config = (credentials: Credentials) => ({ endpoint: url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  return {
    sagemaker: {
      send: (c) => new SageMakerClient(config(c)).send(new ListNotebookInstancesCommand({})),
      ...jsonNames(),
    },
    kms: {
      send: (c) => new KMSClient(config(c)).send(new DescribeKeyCommand({ KeyId: 'k-1' })),
      ...jsonNames(),
      server: 'KMSInternalException',
    },
    cloudtrail: { send: (c) => new CloudTrailClient(config(c)).send(new DescribeTrailsCommand({})), ...jsonNames() },
    ecr: { send: (c) => new ECRClient(config(c)).send(new DescribeRepositoriesCommand({})), ...jsonNames() },
    config: {
      send: (c) => new ConfigServiceClient(config(c)).send(new DescribeConfigRulesCommand({})),
      ...jsonNames(),
    },
    'application-autoscaling': {
      send: (c) =>
        new ApplicationAutoScalingClient(config(c)).send(
          new DescribeScalableTargetsCommand({ ServiceNamespace: 'sagemaker' }),
        ),
      ...jsonNames(),
      server: 'InternalServiceException',
    },
    cloudwatch: {
      send: (c) => new CloudWatchClient(config(c)).send(new DescribeAlarmsCommand({})),
      denied: 'AccessDenied',
      throttled: ['Throttling', 400],
      server: 'InternalServiceFault',
      expired: 'ExpiredToken',
      unknown: 'InvalidClientTokenId',
    },
    logs: {
      send: (c) => new CloudWatchLogsClient(config(c)).send(new DescribeLogGroupsCommand({})),
      ...jsonNames(),
      server: 'ServiceUnavailableException',
    },
    bedrock: { send: (c) => new BedrockClient(config(c)).send(new ListGuardrailsCommand({})), ...bedrockNames() },
    'bedrock-agent': {
      send: (c) => new BedrockAgentClient(config(c)).send(new ListAgentsCommand({})),
      ...bedrockNames(),
    },
    'bedrock-agentcore': {
      send: (c) => new BedrockAgentCoreControlClient(config(c)).send(new ListGatewaysCommand({})),
      ...bedrockNames(),
    },
    organizations: {
      send: (c) =>
        new OrganizationsClient(config(c)).send(new DescribeEffectivePolicyCommand({ PolicyType: 'BEDROCK_POLICY' })),
      ...jsonNames(),
      throttled: ['TooManyRequestsException', 400],
      server: 'ServiceException',
    },
    securityhub: {
      send: (c) => new SecurityHubClient(config(c)).send(new GetFindingsCommand({})),
      denied: 'AccessDeniedException',
      throttled: ['TooManyRequestsException', 429],
      server: 'InternalException',
      expired: 'ExpiredTokenException',
      unknown: 'UnrecognizedClientException',
    },
    guardduty: {
      send: (c) => new GuardDutyClient(config(c)).send(new ListDetectorsCommand({})),
      denied: 'AccessDeniedException',
      throttled: ['TooManyRequestsException', 429],
      server: 'InternalServerErrorException',
      expired: 'ExpiredTokenException',
      unknown: 'UnrecognizedClientException',
    },
    iam: {
      send: (c) => new IAMClient(config(c)).send(new GetRoleCommand({ RoleName: 'PlumblineRead' })),
      ...queryNames(),
      server: 'ServiceFailureException',
    },
    sts: { send: (c) => new STSClient(config(c)).send(new GetCallerIdentityCommand({})), ...queryNames() },
    ec2: {
      send: (c) => new EC2Client(config(c)).send(new DescribeSubnetsCommand({})),
      denied: 'UnauthorizedOperation',
      throttled: ['RequestLimitExceeded', 503],
      server: 'InternalError',
      expired: 'RequestExpired',
      unknown: 'AuthFailure',
    },
    s3: { send: (c) => new S3Client(config(c)).send(new ListBucketsCommand({})), ...s3Names() },
    s3control: {
      send: (c) =>
        new S3ControlClient({ ...config(c), endpointProvider: () => ({ url: new URL(url) }) }).send(
          new GetPublicAccessBlockCommand({ AccountId: first }),
        ),
      ...s3Names(),
    },
  };
}

function jsonNames() {
  return {
    denied: 'AccessDeniedException',
    throttled: ['ThrottlingException', 400] as [string, number],
    server: 'InternalFailure',
    expired: 'ExpiredTokenException',
    unknown: 'UnrecognizedClientException',
  };
}

function bedrockNames() {
  return {
    ...jsonNames(),
    throttled: ['ThrottlingException', 429] as [string, number],
    server: 'InternalServerException',
  };
}

function queryNames() {
  return {
    denied: 'AccessDenied',
    throttled: ['Throttling', 400] as [string, number],
    server: 'ServiceFailure',
    expired: 'ExpiredToken',
    unknown: 'InvalidClientTokenId',
  };
}

function s3Names() {
  return {
    denied: 'AccessDenied',
    throttled: ['SlowDown', 503] as [string, number],
    server: 'InternalError',
    expired: 'ExpiredToken',
    unknown: 'InvalidAccessKeyId',
  };
}
