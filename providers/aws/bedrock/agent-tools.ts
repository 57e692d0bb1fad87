import type {
  GetAgentActionGroupResponse,
  ListAgentActionGroupsResponse,
  ListAgentCollaboratorsResponse,
} from '@aws-sdk/client-bedrock-agent';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { FactOf } from '../../../src/model/kinds/index.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { byTable } from '../rows/common.ts';
import { eachLive, liveVersions } from './agent-live.ts';
import { byToken } from './common.ts';

const { each } = answersOf<{
  ListAgentActionGroups: ListAgentActionGroupsResponse;
  GetAgentActionGroup: GetAgentActionGroupResponse;
  ListAgentCollaborators: ListAgentCollaboratorsResponse;
}>('bedrock-agent');

type Tool = FactOf<'genai.agent', 'tools'>[number];
type Group = NonNullable<Jsonified<GetAgentActionGroupResponse>['agentActionGroup']>;

const groupLists = each('ListAgentActionGroups', '/actionGroupSummaries');
const groups = each('GetAgentActionGroup', '/agentActionGroup');
const collaborators = each('ListAgentCollaborators', '/agentCollaboratorSummaries');

/** `<version> <id>` of every action group that is switched on. */
function groupKeys(_item: unknown, got: Answers): string[] {
  const { value } = groupLists.map(got);
  if (isMissingValue(value)) return [];
  return [...value].flatMap(([version, list]) =>
    isMissingValue(list)
      ? []
      : (list ?? [])
          .filter((one) => one.actionGroupState !== 'DISABLED')
          .map((one) => `${version} ${one.actionGroupId}`),
  );
}

const agentId = (item: Record<string, unknown>) => String(item.agentId ?? '');

/** What tells which tools each live version has. */
export const toolReads: readonly ReadSpec[] = [
  {
    service: 'bedrock-agent',
    operation: 'ListAgentActionGroups',
    permission: 'bedrock:ListAgentActionGroups',
    pages: { ...byToken, items: 'actionGroupSummaries' },
    each: eachLive,
    input: (item, _got, version) => ({ agentId: agentId(item), agentVersion: version }),
  },
  {
    service: 'bedrock-agent',
    operation: 'GetAgentActionGroup',
    permission: 'bedrock:GetAgentActionGroup',
    expects: 'agentActionGroup',
    each: groupKeys,
    input: (item, _got, key) => {
      const [agentVersion = '', actionGroupId = ''] = key.split(' ');
      return { agentId: agentId(item), agentVersion, actionGroupId };
    },
  },
  {
    service: 'bedrock-agent',
    operation: 'ListAgentCollaborators',
    permission: 'bedrock:ListAgentCollaborators',
    pages: { ...byToken, items: 'agentCollaboratorSummaries' },
    each: eachLive,
    input: (item, _got, version) => ({ agentId: agentId(item), agentVersion: version }),
  },
];

/** Tools that Amazon and Anthropic bring along. UserInput is none: with it the agent asks its user for what it lacks. */
const builtIn = byTable<Exclude<Tool['type'], MissingValue>>('tool', {
  'AMAZON.CodeInterpreter': 'code',
  'ANTHROPIC.Bash': 'code',
  'ANTHROPIC.TextEditor': 'code',
  'ANTHROPIC.Computer': 'browser',
});

/** One tool for each action group, as it is described. */
export function toolOf(group: Group): Tool | undefined {
  const name = group.actionGroupName ?? missing();
  const signature: string | undefined = group.parentActionSignature;
  if (signature === 'AMAZON.UserInput') return undefined;
  if (signature !== undefined) return { name, type: builtIn(signature), confirms: false };
  return { name, type: 'function', confirms: confirms(group) };
}

const confirmation = byTable('confirmation', { ENABLED: true, DISABLED: false });

/** A person agrees before a function is called where it says so; left out, it does not. */
function confirms({ functionSchema, apiSchema }: Group): boolean | MissingValue {
  const functions = (functionSchema as { functions?: { requireConfirmation?: string }[] } | undefined)?.functions; // a union of one member, and of those to come
  if (functions !== undefined) {
    const each = functions.map((one) => confirmation(one.requireConfirmation ?? 'DISABLED'));
    return each.length > 0 && !each.includes(false) && (each.find(isMissingValue) ?? true);
  }
  // The description of an API says it for each of its calls (x-requireConfirmation), and may lie in a bucket.
  if (apiSchema !== undefined) return missing('Ask for the API description of the action group.', 'not-exposed');
  return false;
}

/** Tools of all live versions, other agents among them. A list that was not read leaves all of them open. */
export const tools: Spec<Tool[]> = deriveSome(
  [liveVersions, groupLists, groups, collaborators],
  (versions, lists, found, others) => {
    for (const one of [versions, lists, found, others]) if (isMissingValue(one)) return one;
    const out: Tool[] = [];
    for (const map of [lists, others] as ReadonlyMap<string, unknown>[])
      for (const list of map.values()) if (isMissingValue(list)) return list;
    for (const group of (found as ReadonlyMap<string, Group | undefined | MissingValue>).values()) {
      if (isMissingValue(group)) return group;
      const tool = group === undefined ? undefined : toolOf(group);
      if (tool) out.push(tool);
    }
    for (const list of (
      others as ReadonlyMap<string, { collaboratorName?: string | undefined }[] | undefined>
    ).values())
      for (const one of list ?? [])
        out.push({ name: one.collaboratorName ?? missing(), type: 'agent', confirms: false });
    return [...new Map(out.map((one) => [JSON.stringify(one), one])).values()];
  },
);
