import type {
  GetAgentResponse,
  GetAgentVersionResponse,
  ListAgentAliasesResponse,
} from '@aws-sdk/client-bedrock-agent';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { byTable } from '../rows/common.ts';
import { byToken } from './common.ts';

const { raw, each } = answersOf<{
  GetAgent: GetAgentResponse;
  GetAgentVersion: GetAgentVersionResponse;
  ListAgentAliases: ListAgentAliasesResponse;
}>('bedrock-agent');

type Draft = Jsonified<GetAgentResponse>['agent'];
type Numbered = Jsonified<GetAgentVersionResponse>['agentVersion'];
/** What drafts and versions have in common. */
export type LiveAgent = NonNullable<Draft> | NonNullable<Numbered>;

/** Every agent has this alias; it always leads to the draft, and is meant for trying out. */
const testAlias = 'TSTALIASID';

/** Whether an alias of this status answers. @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_AgentAliasSummary.html */
const answers = byTable('status of an alias', {
  PREPARED: true,
  UPDATING: true,
  CREATING: false,
  FAILED: false,
  DELETING: false,
  DISSOCIATED: false,
});

/** Versions that an alias of the customer's own leads to and that answer: whoever calls the agent gets one of these. */
export const aliasVersions: Spec<string[]> = derive([raw('ListAgentAliases', '/agentAliasSummaries')], (list) => {
  if (list === undefined) return missing('the aliases of the agent');
  const own = list.filter(
    (alias) => alias.agentAliasId !== testAlias && alias.aliasInvocationState !== 'REJECT_INVOCATIONS',
  );
  const strange = own.map((alias) => answers(alias.agentAliasStatus ?? 'left out')).find(isMissingValue);
  if (strange !== undefined) return strange;
  const open = own.filter((alias) => answers(alias.agentAliasStatus ?? '') === true);
  const versions = open.flatMap(({ routingConfiguration: routes }) =>
    (routes ?? []).flatMap(({ agentVersion }) => agentVersion ?? []),
  );
  return [...new Set(versions)].sort();
});

/** Versions that answer: where no alias of its own leads anywhere, the draft does, by the test alias. */
export const liveVersions: Spec<string[]> = derive([aliasVersions], (versions) =>
  versions.length === 0 ? ['DRAFT'] : versions,
);

/** Keys of reads that are made once for each version that answers. */
export const eachLive = (_item: unknown, got: Answers): string[] => {
  const { value } = liveVersions.map(got);
  return isMissingValue(value) ? [] : value;
};

const agentId = (item: Record<string, unknown>) => String(item.agentId ?? '');

/** What tells which versions answer, and what they are. */
export const liveReads: readonly ReadSpec[] = [
  {
    service: 'bedrock-agent',
    operation: 'GetAgent',
    permission: 'bedrock:GetAgent',
    expects: 'agent',
    gone: true,
    input: (item) => ({ agentId: agentId(item) }),
  },
  {
    service: 'bedrock-agent',
    operation: 'ListAgentAliases',
    permission: 'bedrock:ListAgentAliases',
    pages: { ...byToken, items: 'agentAliasSummaries' },
    input: (item) => ({ agentId: agentId(item) }),
  },
  {
    service: 'bedrock-agent',
    operation: 'GetAgentVersion',
    permission: 'bedrock:GetAgentVersion',
    expects: 'agentVersion',
    each: (item, got) => eachLive(item, got).filter((version) => version !== 'DRAFT'),
    input: (item, _got, version) => ({ agentId: agentId(item), agentVersion: version }),
  },
];

/** The agents that answer, one for each live version. */
export const liveAgents: Spec<(LiveAgent | MissingValue)[]> = deriveSome(
  [liveVersions, raw('GetAgent', '/agent'), each('GetAgentVersion', '/agentVersion')],
  (versions, draft, numbered) => {
    if (isMissingValue(versions)) return versions;
    return versions.map((version): LiveAgent | MissingValue => {
      if (version === 'DRAFT') return draft ?? missing('the agent');
      if (isMissingValue(numbered)) return numbered;
      return numbered.get(version) ?? missing(`version ${version} of the agent`);
    });
  },
);

/** A fact of all live versions: missing where one of them could not be read. */
export function ofLive<V>(fn: (agents: LiveAgent[]) => V | MissingValue): Spec<V> {
  return derive([liveAgents], (agents) => {
    const lacking = agents.find(isMissingValue);
    return lacking ?? fn(agents.filter((one): one is LiveAgent => !isMissingValue(one)));
  });
}
