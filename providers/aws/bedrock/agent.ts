import type { GetAgentResponse, ListAgentKnowledgeBasesResponse } from '@aws-sdk/client-bedrock-agent';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { countPlainSecrets } from '../../analysis/secrets.ts';
import { same, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { notRead } from '../support/common.ts';
import { agentGuardrails, guardrailReads } from './agent-guardrails.ts';
import { aliasVersions, eachLive, type LiveAgent, liveReads, ofLive } from './agent-live.ts';
import { toolReads, tools } from './agent-tools.ts';
import { bedrockApi, bedrockArn, bedrockIdentity, byToken, inRegion, listOf, tagging } from './common.ts';

const { from, raw, each } = answersOf<{
  GetAgent: GetAgentResponse;
  ListAgentKnowledgeBases: ListAgentKnowledgeBasesResponse;
}>('bedrock-agent');

const arnOf = (item: Record<string, unknown>, scope: { region: string; account: string }) =>
  bedrockArn(scope, `agent/${String(item.agentId)}`);
const tags = tagging('bedrock-agent', arnOf);

const stores = encryption([
  { name: 'data', key: ofLive((agents) => agents.map((one) => one.customerEncryptionKeyArn)) },
]);

/** States of the draft; while an alias of its own leads to a version, that one answers whatever the draft does. */
const states = stateOf({
  PREPARED: 'active',
  PREPARING: 'pending',
  NOT_PREPARED: 'pending',
  CREATING: 'pending',
  UPDATING: 'pending',
  VERSIONING: 'active',
  FAILED: 'failed',
  DELETING: 'deleting',
});

const roles = ofLive((agents) => agents.map((one) => one.agentResourceRoleArn));

const knowledgeBases: Spec<(string | MissingValue)[]> = deriveSome(
  [each('ListAgentKnowledgeBases', '/agentKnowledgeBaseSummaries'), aliasVersions, fromScope(({ scope }) => scope)],
  (lists, live, scope) => {
    for (const one of [lists, live, scope]) if (isMissingValue(one)) return one;
    const out = new Set<string | MissingValue>();
    for (const list of (
      lists as ReadonlyMap<string, MissingValue | { knowledgeBaseId?: string; knowledgeBaseState?: string }[]>
    ).values()) {
      if (isMissingValue(list)) return list;
      for (const { knowledgeBaseId: id, knowledgeBaseState: state } of list ?? [])
        if (state !== 'DISABLED')
          out.add(
            id === undefined
              ? missing()
              : bedrockArn(scope as { region: string; account: string }, `knowledge-base/${id}`),
          );
    }
    return [...out];
  },
);

const noCode = notSupported('It runs no code of the customer itself; its functions run where they are.');

/** An agent, as the versions answer that its aliases lead to. */
export const agents = collector({
  provider: 'aws',
  id: 'aws/bedrock/agent',
  service: 'bedrock',
  kind: 'genai.agent',
  nativeType: 'AWS::Bedrock::Agent',
  at: 'region',
  list: listOf('bedrock-agent', 'ListAgents', 'agentSummaries'),
  reads: [
    ...liveReads,
    ...toolReads,
    {
      service: 'bedrock-agent',
      operation: 'ListAgentKnowledgeBases',
      permission: 'bedrock:ListAgentKnowledgeBases',
      pages: { ...byToken, items: 'agentKnowledgeBaseSummaries' },
      each: eachLive,
      input: (item, _got, version) => ({ agentId: String(item.agentId ?? ''), agentVersion: version }),
    },
    ...guardrailReads,
    tags.read,
    stores.read,
    ...trailReads,
  ],
  uid: arnOf,
  name: (item) => String(item.agentName),
  facts: {
    ...stores.facts,
    ...bedrockApi,
    ...tags.facts,
    ...inRegion,
    network: noCode,
    egress: noCode,
    publicIp: noCode,
    runsAs: derive([roles], (arns) => (arns.includes(undefined) ? missing('no role is named') : ('own' as const))),
    authMethods: bedrockIdentity,
    shell: noCode,
    plainSecrets: ofLive((list) => list.reduce((sum, one) => sum + countPlainSecrets(wordsOf(one)), 0)),
    accessLogged: useRecorded('AWS::Bedrock::AgentAlias'),
    appLogged: notRead('logs:DescribeDeliverySources'),
    logFeeds: notRead('logs:DescribeDeliverySources'),
    images: noCode,
    artifacts: noCode,
    sourceRevision: notSupported('It is made in Bedrock, not built from source.'),
    patched: noCode,
    tools,
    versionPinned: derive(
      [aliasVersions],
      (versions) => versions.length > 0 && versions.every((version) => version !== 'DRAFT'),
    ),
    // Of several versions that answer, the longest.
    sessionMinutes: ofLive((list) => {
      const seconds = list.map((one) => one.idleSessionTTLInSeconds);
      return seconds.includes(undefined) ? missing() : Math.ceil(Math.max(...(seconds as number[])) / 60); // none is undefined
    }),
    memory: ofLive((list) => list.some((one) => (one.memoryConfiguration?.enabledMemoryTypes ?? []).length > 0)),
    metadataV2: noCode,
    state: deriveSome(
      [aliasVersions, from('GetAgent', '/agent/agentStatus', states, { absent: missing() })],
      (live, own) => (isMissingValue(live) ? live : live.length > 0 ? ('active' as const) : own),
    ),
    createdAt: from('GetAgent', '/agent/createdAt', same, { absent: missing() }),
    modifiedAt: from('GetAgent', '/agent/updatedAt', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the metric InvocationCount in AWS/Bedrock/Agents.'),
    idleStopMinutes: notSupported('It runs only while it answers.'),
  },
  links: {
    ...stores.links,
    principals: derive([roles, raw('GetAgent', '/agent/agentId')], (arns) => [
      ...new Set(arns.map((arn) => arn ?? missing('no role is named'))),
    ]),
    guardrails: agentGuardrails,
    knowledgeBases,
  },
});

/** Everything that people wrote for it to read. */
function wordsOf({ instruction, promptOverrideConfiguration: prompts }: LiveAgent): string {
  const templates = (prompts?.promptConfigurations ?? []).map((one) => one.basePromptTemplate ?? '');
  return [instruction ?? '', ...templates].join('\n');
}
