import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { derive, fromScope, type Spec } from '../../../src/model/mapping/spec.ts';

const partition = fromScope((answers: Answers) => answers);

/** ARN of an EC2 thing of the scope's own account; EC2 names subnets and groups by id only. */
export function ec2Arn(answers: Answers, type: 'subnet' | 'security-group' | 'vpc-endpoint', id: string): string {
  const { region, account } = answers.scope;
  return `arn:${partitionOf(region)}:ec2:${region}:${account}:${type}/${id}`;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

/** Links of trait network: subnets and security groups, by the ids that a resource names. */
export function networkLinks(subnets: Spec<string[] | string | undefined>, groups: Spec<string[] | undefined>) {
  const arns = (type: 'subnet' | 'security-group') => (ids: string[] | string | undefined, answers: Answers) =>
    (typeof ids === 'string' ? [ids] : (ids ?? [])).map((id) => ec2Arn(answers, type, id));
  return {
    subnets: derive([subnets, partition], arns('subnet')),
    firewalls: derive([groups, partition], arns('security-group')),
  };
}
