import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { byDesign, derive, deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { partitionOfRegion } from '../analysis/arn.ts';

const partition = fromScope((answers: Answers) => answers);

/** ARN of an EC2 thing of the scope's own account; EC2 names subnets and groups by id only. */
export function ec2Arn(answers: Answers, type: 'subnet' | 'security-group' | 'vpc-endpoint', id: string): string {
  const { region, account } = answers.scope;
  return `arn:${partitionOfRegion(region)}:ec2:${region}:${account}:${type}/${id}`;
}

/** Links of trait network: subnets and security groups, by the ids that a resource names. */
export function networkLinks(subnets: Spec<string[] | string | undefined>, groups: Spec<string[] | undefined>) {
  const arns = (type: 'subnet' | 'security-group') => (ids: string[] | string | undefined, answers: Answers) =>
    [...new Set(typeof ids === 'string' ? [ids] : (ids ?? []))].map((id) => ec2Arn(answers, type, id));
  return {
    subnets: derive([subnets, partition], arns('subnet')),
    firewalls: derive([groups, partition], arns('security-group')),
  };
}

/** `VpcConfig` as models, jobs and endpoints have it. */
export interface VpcConfigRow {
  Subnets: string[] | undefined;
  SecurityGroupIds: string[] | undefined;
}

/**
 * Trait network of containers that SageMaker runs. Without a VPC of the customer they run in a network of SageMaker
 * with access to the internet, unless they are isolated. Both members are left out when they were never set.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/infrastructure-give-access.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
 */
export function containerNetwork(isolated: Spec<boolean | undefined>, vpc: Spec<VpcConfigRow | undefined>) {
  const subnets: Spec<string[] | undefined> = derive([vpc], (config) =>
    config !== undefined && !Array.isArray(config.Subnets) ? missing('VpcConfig names no subnets') : config?.Subnets,
  );
  const network: Spec<'customer' | 'managed' | 'provider'> = derive([subnets], (ids) =>
    ids !== undefined && ids.length > 0 ? 'customer' : 'provider',
  );
  const egress: Spec<'none' | 'allow-list' | 'customer-network' | 'internet'> = deriveSome(
    [isolated, subnets],
    (closed, ids) => {
      // Isolation cuts the container off whatever its network is.
      if (closed === true) return 'none';
      if (isMissingValue(closed)) return closed;
      if (isMissingValue(ids)) return ids;
      return ids !== undefined && ids.length > 0 ? 'customer-network' : 'internet';
    },
  );
  return {
    facts: { network, egress, publicIp: noPublicIp },
    links: networkLinks(
      subnets,
      derive([vpc], (config) => config?.SecurityGroupIds),
    ),
  };
}

/** Machines of SageMaker are reached through its service only. */
export const noPublicIp: Spec<boolean> = byDesign(
  false,
  'https://docs.aws.amazon.com/sagemaker/latest/dg/infrastructure-give-access.html',
  '2026-11',
);

/**
 * Fact nodeTraffic: one machine has nobody to talk to. Encryption is off unless it was asked for.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html
 */
export function nodeTraffic(
  machines: Spec<number>,
  encrypted: Spec<boolean | undefined>,
): Spec<'single-node' | 'encrypted' | 'plain'> {
  return deriveSome([machines, encrypted], (count, flag): 'single-node' | 'encrypted' | 'plain' | MissingValue => {
    if (count === 1) return 'single-node';
    if (flag === true) return 'encrypted';
    if (isMissingValue(flag)) return flag;
    if (isMissingValue(count)) return count;
    return 'plain';
  });
}
