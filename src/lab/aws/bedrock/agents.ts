import { findItem } from '../../collection.ts';
import type { StoredAgent, StoredKnowledgeBase } from '../../estate-bedrock.ts';
import { restJson } from '../protocols/rest-json.ts';
import { type Call, type Output, required, routes, type Service, text } from '../route.ts';
import { bedrockErrors, getRoute, listRoute, notFound, tagsOf } from './common.ts';

const version = '/agents/{agentId}/agentversions/{agentVersion}';
const base = '/knowledgebases/{knowledgeBaseId}';

/** The agents of Bedrock, and what they look things up in. */
export const bedrockAgent: Service = {
  name: 'bedrock-agent',
  signingName: 'bedrock',
  iamPrefix: 'bedrock',
  protocol: restJson({
    'POST /agents/': 'ListAgents',
    'GET /agents/{agentId}/': 'GetAgent',
    'POST /agents/{agentId}/agentaliases/': 'ListAgentAliases',
    [`GET ${version}/`]: 'GetAgentVersion',
    [`POST ${version}/actiongroups/`]: 'ListAgentActionGroups',
    [`GET ${version}/actiongroups/{actionGroupId}/`]: 'GetAgentActionGroup',
    [`POST ${version}/knowledgebases/`]: 'ListAgentKnowledgeBases',
    [`POST ${version}/agentcollaborators/`]: 'ListAgentCollaborators',
    'POST /knowledgebases/': 'ListKnowledgeBases',
    [`GET ${base}`]: 'GetKnowledgeBase',
    [`POST ${base}/datasources/`]: 'ListDataSources',
    [`GET ${base}/datasources/{dataSourceId}`]: 'GetDataSource',
    [`POST ${base}/datasources/{dataSourceId}/ingestionjobs/`]: 'ListIngestionJobs',
    'GET /tags/{resourceArn}': 'ListTagsForResource',
  }),
  errors: bedrockErrors,
  routes: routes(
    listRoute(
      'ListAgents',
      'agentSummaries',
      (call) => call.here.bedrock?.agents,
      ({ agent, versions }) => ({
        agentId: agent.agentId,
        agentName: agent.agentName,
        agentStatus: agent.agentStatus,
        description: agent.description,
        updatedAt: agent.updatedAt,
        latestAgentVersion: versions?.at(-1)?.version,
        guardrailConfiguration: agent.guardrailConfiguration,
      }),
    ),
    getRoute(
      'GetAgent',
      agentOf,
      ({ agent }) => ({ agent }),
      ({ agent }) => agent.agentArn,
    ),
    listRoute('ListAgentAliases', 'agentAliasSummaries', aliasesOf, (one) => one),
    getRoute(
      'GetAgentVersion',
      (call) => agentOf(call)?.versions?.find((one) => one.version === text(call, 'agentVersion')),
      (agentVersion) => ({ agentVersion }),
      ({ agentArn }) => agentArn,
    ),
    listRoute(
      'ListAgentActionGroups',
      'actionGroupSummaries',
      (call) => groupsOf(call),
      ({ actionGroupId, actionGroupName, actionGroupState, description, updatedAt }) => ({
        actionGroupId,
        actionGroupName,
        actionGroupState,
        description,
        updatedAt,
      }),
    ),
    getRoute(
      'GetAgentActionGroup',
      (call) => groupsOf(call).find((one) => one.actionGroupId === text(call, 'actionGroupId')),
      (agentActionGroup) => ({ agentActionGroup }),
      () => undefined,
    ),
    listRoute(
      'ListAgentKnowledgeBases',
      'agentKnowledgeBaseSummaries',
      (call) => found(call).knowledgeBases?.[text(call, 'agentVersion') ?? ''],
      (one) => one,
    ),
    listRoute(
      'ListAgentCollaborators',
      'agentCollaboratorSummaries',
      (call) => found(call).collaborators?.[text(call, 'agentVersion') ?? ''],
      (one) => one,
    ),
    listRoute(
      'ListKnowledgeBases',
      'knowledgeBaseSummaries',
      (call) => call.here.bedrock?.knowledgeBases,
      ({ knowledgeBase: { knowledgeBaseId, name, description, status, updatedAt } }) => ({
        knowledgeBaseId,
        name,
        description,
        status,
        updatedAt,
      }),
    ),
    getRoute(
      'GetKnowledgeBase',
      baseOf,
      ({ knowledgeBase }) => ({ knowledgeBase }),
      ({ knowledgeBase }) => knowledgeBase.knowledgeBaseArn,
    ),
    listRoute(
      'ListDataSources',
      'dataSourceSummaries',
      (call) => baseOf(call)?.dataSources,
      ({ knowledgeBaseId, dataSourceId, name, status, updatedAt }) => ({
        knowledgeBaseId,
        dataSourceId,
        name,
        status,
        updatedAt,
      }),
    ),
    getRoute(
      'GetDataSource',
      (call) => baseOf(call)?.dataSources?.find((one) => one.dataSourceId === text(call, 'dataSourceId')),
      (dataSource) => ({ dataSource }),
      () => undefined,
    ),
    listRoute(
      'ListIngestionJobs',
      'ingestionJobSummaries',
      (call) => baseOf(call)?.ingestionJobs,
      (one) => one,
      { keep: (one, call) => one.dataSourceId === text(call, 'dataSourceId') },
    ),
    {
      operation: 'ListTagsForResource',
      resource: (call) => required(call, 'resourceArn'),
      handle: (call): Output => ({ tags: tagsOf(call, required(call, 'resourceArn')) }),
    },
  ),
};

function agentOf(call: Call): StoredAgent | undefined {
  return findItem(call.here.bedrock?.agents, text(call, 'agentId') ?? '', ({ agent }) => agent.agentId);
}

/** @throws ApiError ResourceNotFoundException for an agent that is not there. */
function found(call: Call): StoredAgent {
  const agent = agentOf(call);
  if (agent === undefined) throw notFound(`Agent ${text(call, 'agentId')}`);
  return agent;
}

/** The aliases of an agent. Bedrock makes the first one itself: it always leads to the draft. */
function aliasesOf(call: Call) {
  const { agent, aliases = [] } = found(call);
  const test = {
    agentAliasId: 'TSTALIASID',
    agentAliasName: 'AgentTestAlias',
    agentAliasStatus: 'PREPARED',
    aliasInvocationState: 'ACCEPT_INVOCATIONS',
    routingConfiguration: [{ agentVersion: 'DRAFT' }],
    createdAt: agent.createdAt,
    updatedAt: agent.updatedAt,
  };
  return [test, ...aliases];
}

function groupsOf(call: Call) {
  const wanted = text(call, 'agentVersion');
  return (found(call).actionGroups ?? []).filter((one) => one.agentVersion === wanted);
}

function baseOf(call: Call): StoredKnowledgeBase | undefined {
  return findItem(
    call.here.bedrock?.knowledgeBases,
    text(call, 'knowledgeBaseId') ?? '',
    ({ knowledgeBase }) => knowledgeBase.knowledgeBaseId,
  );
}
