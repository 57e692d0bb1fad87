import type { Rate } from '../../src/limits/bucket.ts';

/**
 * Limits that AWS publishes, for one account in one region. `fixed`: never gone above.
 *
 * - Security Hub: https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html (and the SDK's package text)
 * - EC2: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html; each API has a bucket of its own, this
 *   is the smaller of the two sizes for reads (without filter and pages: 50, refilled by 10 a second)
 * - CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html, DescribeAlarms
 */
const published: Record<string, Rate> = {
  'securityhub:GetFindings': { perSecond: 3, burst: 6, fixed: true },
  'securityhub:*': { perSecond: 10, burst: 30, fixed: true },
  'ec2:*': { perSecond: 10, burst: 50, fixed: true },
  'cloudwatch:DescribeAlarms': { perSecond: 9, burst: 9, fixed: true },
};

/**
 * Guesses, on the careful side: the gate raises them while nothing is refused and lowers them when something is.
 *
 * - KMS publishes its quotas (https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html), the lowest
 *   that any edition gives is 30 a second for GetKeyPolicy and GetKeyRotationStatus, 100 for DescribeKey. Workloads that
 *   encrypt draw on other quotas, but administrators draw on these: we start well below.
 * - STS: 600 a second for each account and region (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html),
 *   shared with every workload that assumes a role.
 * - Bedrock and its agents: quotas differ by operation and account and are read from Service Quotas only; many are 10 a
 *   second, and a few of agents less (https://docs.aws.amazon.com/bedrock/latest/userguide/quotas.html).
 * - CloudWatch Logs: DescribeLogGroups 10 a second
 *   (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html), shared with other callers.
 * - SageMaker, IAM, S3 (settings of buckets), Config, CloudTrail, ECR, GuardDuty, Application Auto Scaling, AgentCore,
 *   policies of Organizations: nothing published.
 */
const guessed: Record<string, Rate> = {
  'kms:DescribeKey': { perSecond: 20, burst: 40 },
  'kms:*': { perSecond: 10, burst: 20 },
  'sts:*': { perSecond: 20, burst: 40 },
  'sagemaker:*': { perSecond: 5, burst: 10 },
  'iam:*': { perSecond: 10, burst: 20 },
  's3:ListBuckets': { perSecond: 2, burst: 5 },
  's3:*': { perSecond: 10, burst: 20 },
  's3control:*': { perSecond: 5, burst: 10 },
  'config:*': { perSecond: 3, burst: 5 },
  'cloudtrail:*': { perSecond: 5, burst: 10 },
  'ecr:*': { perSecond: 10, burst: 20 },
  'guardduty:*': { perSecond: 3, burst: 5 },
  'application-autoscaling:*': { perSecond: 3, burst: 5 },
  'cloudwatch:*': { perSecond: 5, burst: 10 },
  'logs:*': { perSecond: 5, burst: 10 },
  'bedrock:*': { perSecond: 5, burst: 10 },
  'bedrock-agent:*': { perSecond: 4, burst: 8 },
  'bedrock-agentcore:*': { perSecond: 3, burst: 5 },
  'organizations:*': { perSecond: 1, burst: 3 },
};

/** For a service that nobody has thought of here. */
const unknownService: Rate = { perSecond: 2, burst: 5 };

/** Rate of one read of AWS in one account and region. */
export function awsRate(service: string, operation: string): Rate {
  const exact = `${service}:${operation}`;
  const whole = `${service}:*`;
  return published[exact] ?? published[whole] ?? guessed[exact] ?? guessed[whole] ?? unknownService;
}
