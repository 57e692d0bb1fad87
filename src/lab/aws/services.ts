import type { LabRequest } from '../options.ts';
import { applicationAutoscaling } from './application-autoscaling.ts';
import { bedrockAgentCore } from './bedrock/agentcore.ts';
import { bedrockAgent } from './bedrock/agents.ts';
import { bedrock } from './bedrock/service.ts';
import { cloudtrail } from './cloudtrail.ts';
import { cloudwatch } from './cloudwatch.ts';
import { config } from './config.ts';
import { ec2 } from './ec2.ts';
import { ecr } from './ecr.ts';
import { guardduty } from './guardduty.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { logs } from './logs.ts';
import { organizations } from './organizations.ts';
import type { Service } from './route.ts';
import { s3 } from './s3.ts';
import { s3Control } from './s3control.ts';
import { sagemaker } from './sagemaker/service.ts';
import { securityhub } from './securityhub.ts';
import { sts } from './sts.ts';

const all: readonly Service[] = [
  sagemaker,
  kms,
  cloudtrail,
  ecr,
  config,
  applicationAutoscaling,
  cloudwatch,
  logs,
  bedrock,
  bedrockAgent,
  bedrockAgentCore,
  organizations,
  securityhub,
  guardduty,
  iam,
  sts,
  ec2,
  s3Control,
  s3,
];

/** Services that sign as another one, and are known by their paths. */
const byPath = new Set(['s3control', 'bedrock-agent']);
const bySigningName = new Map(all.filter((s) => !byPath.has(s.name)).map((s) => [s.signingName, s]));

/** The AWS services of the lab. */
export const services = {
  all,
  /**
   * The service that a request is for, by its credential scope; S3 Control signs as S3, the agents
   * of Bedrock as Bedrock: both are known by their paths. A request
   * without a scope is answered in the protocol that it speaks.
   */
  find(request: LabRequest, signingName: string | undefined): Service {
    if (request.url.startsWith('/v20180820/')) return s3Control;
    if (signingName === 'bedrock' && /^\/(?:agents|knowledgebases|tags)\//.test(request.url)) return bedrockAgent;
    const found = signingName === undefined ? undefined : bySigningName.get(signingName);
    if (found !== undefined) return found;
    const speaking = request.headers['x-amz-target'] !== undefined ? sagemaker : request.method === 'POST' ? sts : s3;
    return signingName === undefined ? speaking : { ...speaking, name: signingName, routes: new Map() };
  },
};
