import type { MissingValue } from '../../../src/model/facts.ts';
import { byDesign, derive, missing, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { networkLinks } from '../rows/network.ts';

type Egress = 'none' | 'allow-list' | 'customer-network' | 'internet';

export interface AgentCoreNetwork {
  networkMode?: string | undefined;
  /** Of a runtime. */
  networkModeConfig?: VpcRow | undefined;
  /** Of a tool. */
  vpcConfig?: VpcRow | undefined;
}
interface VpcRow {
  subnets?: string[] | undefined;
  securityGroups?: string[] | undefined;
}

/** Worst last. */
const order: readonly Egress[] = ['none', 'allow-list', 'customer-network', 'internet'];

/**
 * Trait network of what runs in AgentCore. A sandbox reaches some services of AWS, S3 among them, and nothing else.
 * Where several versions answer, the one with the widest way out stands for all.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/code-interpreter-resource-management.html
 */
export function agentCoreNetwork(versions: Spec<(AgentCoreNetwork | undefined)[]>) {
  const ways: Spec<Egress[]> = derive([versions], (list): Egress[] | MissingValue => {
    const out: Egress[] = [];
    for (const one of list) {
      const way = wayOf(one);
      if (typeof way !== 'string') return way;
      out.push(way);
    }
    return out;
  });
  const egress: Spec<Egress> = derive(
    [ways],
    (list) => order[Math.max(...list.map((one) => order.indexOf(one)))] ?? missing(),
  );
  const network: Spec<'customer' | 'managed' | 'provider'> = derive([ways], (list) =>
    list.every((one) => one === 'customer-network') ? 'customer' : 'provider',
  );
  const vpcs = derive([versions], (list) => list.flatMap((one) => one?.networkModeConfig ?? one?.vpcConfig ?? []));
  return {
    facts: { network, egress, publicIp: noAddress },
    links: networkLinks(
      derive([vpcs], (list) => list.flatMap((one) => one.subnets ?? [])),
      derive([vpcs], (list) => list.flatMap((one) => one.securityGroups ?? [])),
    ),
  };
}

function wayOf(one: AgentCoreNetwork | undefined): Egress | MissingValue {
  // A runtime on machines of a capacity provider has the network of that one.
  if (one?.networkMode === undefined)
    return missing('not read by this version: bedrock-agentcore:GetCapacityProvider', 'out-of-scope');
  if (one.networkMode === 'PUBLIC') return 'internet';
  if (one.networkMode === 'SANDBOX') return 'allow-list';
  return one.networkMode === 'VPC' ? 'customer-network' : missing(`network mode ${one.networkMode} is not known`);
}

const noAddress: Spec<boolean> = byDesign(
  false,
  'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html',
  '2026-11',
);

/** Trait identity of what may do without a role: it has no rights in AWS then. */
export function optionalRole(role: Spec<string | undefined>) {
  const runsAs: Spec<'own' | 'system' | 'user' | 'default' | 'none'> = derive([role], (arn) => (arn ? 'own' : 'none'));
  const principals: Spec<(string | MissingValue)[]> = derive([role], (arn) => (arn ? [arn] : []));
  return { facts: { runsAs }, links: { principals } };
}

/** Facts of tools that are machines for agents: nobody signs in to them but by AWS. */
export const noLogin = {
  shell: notSupported('It is used through the API of AgentCore only.'),
  plainSecrets: notSupported('It has no variables.'),
};
