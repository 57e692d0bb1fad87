import type {
  FoundationModelDetails,
  GetGuardrailResponse,
  GuardrailContentFilter,
  GuardrailContentFilterAction,
} from '@aws-sdk/client-bedrock';
import type { Agent, AgentActionGroup, AgentVersion } from '@aws-sdk/client-bedrock-agent';
import type { StoredAgent, StoredKnowledgeBase } from '../../estate-bedrock.ts';
import { hex, type Place } from '../place.ts';

/** An id as Bedrock gives them out: ten capitals and digits, the same for the same name. */
export function bedrockId(name: string): string {
  return hex(`bedrock ${name}`, 10).toUpperCase();
}

/** ARN of a thing of Bedrock in a place. */
export function bedrockArn(place: Place, resource: string): string {
  return `arn:aws:bedrock:${place.region}:${place.account}:${resource}`;
}

/** ARN of a thing of AgentCore in a place. */
export function coreArn(place: Place, resource: string): string {
  return `arn:aws:bedrock-agentcore:${place.region}:${place.account}:${resource}`;
}

/** ARN of a model of a provider. */
export function foundationArn(place: Place, model: string): string {
  return `arn:aws:bedrock:${place.region}::foundation-model/${model}`;
}

/** A model of a provider, with the day on which it is withdrawn where one is set. */
export function foundationModel(place: Place, modelId: string, endOfLifeTime?: Date): FoundationModelDetails {
  return {
    modelArn: foundationArn(place, modelId),
    modelId,
    modelName: modelId,
    inputModalities: ['TEXT'],
    outputModalities: ['TEXT'],
    modelLifecycle: { status: 'ACTIVE', ...(endOfLifeTime === undefined ? {} : { endOfLifeTime }) },
  };
}

/** The six content filters, all as strict as they can be and all with one action. */
export function contentFilters(action: GuardrailContentFilterAction): GuardrailContentFilter[] {
  const types = ['HATE', 'INSULTS', 'SEXUAL', 'VIOLENCE', 'MISCONDUCT', 'PROMPT_ATTACK'] as const;
  return types.map((type) => ({
    type,
    inputStrength: 'HIGH',
    outputStrength: type === 'PROMPT_ATTACK' ? 'NONE' : 'HIGH',
    inputAction: action,
    outputAction: action,
    inputEnabled: true,
    outputEnabled: type !== 'PROMPT_ATTACK',
  }));
}

/** Versions of a guardrail, oldest first; the draft is like the last of them. */
export function guardrail(
  place: Place,
  name: string,
  daysAgo: number,
  versions: readonly Partial<GetGuardrailResponse>[],
): GetGuardrailResponse[] {
  const guardrailId = hex(`guardrail ${name}`, 12);
  const base = {
    name,
    guardrailId,
    guardrailArn: bedrockArn(place, `guardrail/${guardrailId}`),
    status: 'READY' as const,
    createdAt: place.daysAgo(daysAgo),
    updatedAt: place.daysAgo(daysAgo / 2),
    statusReasons: [],
    failureRecommendations: [],
    blockedInputMessaging: 'I cannot help with that. Please ask a member of staff.',
    blockedOutputsMessaging: 'I cannot help with that. Please ask a member of staff.',
  };
  const numbered = versions.map((one, index) => ({ ...base, ...one, version: String(index + 1) }));
  return [{ ...base, ...versions.at(-1), version: 'DRAFT' }, ...numbered];
}

/** An agent whose alias `live` leads to its newest version; without versions only the draft answers. */
export function agent(
  place: Place,
  name: string,
  daysAgo: number,
  draft: Partial<Agent> & Pick<Agent, 'agentResourceRoleArn'>,
  more: {
    versions?: readonly Partial<AgentVersion>[];
    groups?: readonly Partial<AgentActionGroup>[];
    knows?: string;
  } = {},
): StoredAgent {
  const agentId = bedrockId(name);
  const times = { createdAt: place.daysAgo(daysAgo), updatedAt: place.daysAgo(daysAgo / 3) };
  const common = {
    agentId,
    agentName: name,
    agentArn: bedrockArn(place, `agent/${agentId}`),
    agentStatus: 'PREPARED' as const,
    foundationModel: 'amazon.nova-pro-v1:0',
    idleSessionTTLInSeconds: 1800,
    agentCollaboration: 'DISABLED' as const,
    ...times,
    ...draft,
  };
  const versions = (more.versions ?? []).map((one, index) => ({ ...common, ...one, version: String(index + 1) }));
  const live = versions.at(-1)?.version;
  const all = [...versions.map(({ version }) => version), 'DRAFT'];
  return {
    agent: { ...common, agentVersion: 'DRAFT' },
    versions,
    aliases:
      live === undefined
        ? []
        : [
            {
              agentAliasId: bedrockId(`${name} live`),
              agentAliasName: 'live',
              agentAliasStatus: 'PREPARED',
              aliasInvocationState: 'ACCEPT_INVOCATIONS',
              routingConfiguration: [{ agentVersion: live }],
              ...times,
            },
          ],
    actionGroups: all.flatMap((agentVersion) =>
      (more.groups ?? []).map((group) => ({
        agentId,
        agentVersion,
        actionGroupId: bedrockId(`${name} ${group.actionGroupName}`),
        actionGroupName: group.actionGroupName,
        actionGroupState: 'ENABLED' as const,
        ...times,
        ...group,
      })),
    ) as AgentActionGroup[], // the names are given
    knowledgeBases: Object.fromEntries(
      all.map((version) => [
        version,
        more.knows === undefined
          ? []
          : [{ knowledgeBaseId: bedrockId(more.knows), knowledgeBaseState: 'ENABLED' as const, ...times }],
      ]),
    ),
  };
}

/** A knowledge base with one data source, read in last night. */
export function knowledgeBase(
  place: Place,
  name: string,
  daysAgo: number,
  roleArn: string,
  source: Partial<NonNullable<StoredKnowledgeBase['dataSources']>[number]>,
): StoredKnowledgeBase {
  const knowledgeBaseId = bedrockId(name);
  const dataSourceId = bedrockId(`${name} source`);
  const times = { createdAt: place.daysAgo(daysAgo), updatedAt: place.daysAgo(daysAgo / 2) };
  return {
    knowledgeBase: {
      knowledgeBaseId,
      name,
      knowledgeBaseArn: bedrockArn(place, `knowledge-base/${knowledgeBaseId}`),
      roleArn,
      status: 'ACTIVE',
      knowledgeBaseConfiguration: {
        type: 'VECTOR',
        vectorKnowledgeBaseConfiguration: { embeddingModelArn: foundationArn(place, 'amazon.titan-embed-text-v2:0') },
      },
      storageConfiguration: {
        type: 'OPENSEARCH_SERVERLESS',
        opensearchServerlessConfiguration: {
          collectionArn: `arn:aws:aoss:${place.region}:${place.account}:collection/${hex(name, 20)}`,
          vectorIndexName: 'bedrock-knowledge-base-default-index',
          fieldMapping: { vectorField: 'vector', textField: 'text', metadataField: 'metadata' },
        },
      },
      ...times,
    },
    dataSources: [
      {
        knowledgeBaseId,
        dataSourceId,
        name: `${name}-source`,
        status: 'AVAILABLE',
        dataSourceConfiguration: { type: 'S3' },
        dataDeletionPolicy: 'DELETE',
        ...times,
        ...source,
      },
    ],
    ingestionJobs: [
      {
        knowledgeBaseId,
        dataSourceId,
        ingestionJobId: bedrockId(`${name} job`),
        status: 'COMPLETE',
        startedAt: place.daysAgo(0.4),
        updatedAt: place.daysAgo(0.38),
      },
    ],
  };
}
