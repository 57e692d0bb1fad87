import { derive, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ListSpec } from '../../../src/model/provider.ts';
import { networkLinks } from '../rows/network.ts';
import { jobRows } from '../sagemaker/job.ts';
import { listOf } from './common.ts';

const ofAws = notSupported('It runs code of AWS only, which reads and writes what it is told to.');

/** Lists of jobs have no end: the newest are judged, as with the jobs of SageMaker. */
export function newestJobs(operation: string, items: string): ListSpec {
  return {
    ...listOf('bedrock', operation, items),
    bounded: {
      newest: (settings) => settings.newestJobs,
      order: { sortBy: 'CreationTime', sortOrder: 'Descending' },
      why: 'a list of jobs has no end, and old jobs cannot be changed',
    },
  };
}

/** Facts that all jobs of Bedrock share. */
export const bedrockJobRows = {
  ...jobRows,
  nodeTraffic: ofAws,
  shell: ofAws,
  images: ofAws,
  artifacts: ofAws,
  egress: ofAws,
  publicIp: ofAws,
  interruptible: ofAws,
};

/** Where a job's connections to storage start: in the customer's subnets where they are named. */
export function jobNetwork(
  vpc: Spec<{ subnetIds?: string[] | undefined; securityGroupIds?: string[] | undefined } | undefined>,
) {
  const network: Spec<'customer' | 'managed' | 'provider'> = derive([vpc], (config) => {
    if (config === undefined) return 'provider';
    return (config.subnetIds ?? []).length > 0 ? 'customer' : missing('the network names no subnets');
  });
  return {
    facts: { network },
    links: networkLinks(
      derive([vpc], (config) => config?.subnetIds),
      derive([vpc], (config) => config?.securityGroupIds),
    ),
  };
}
