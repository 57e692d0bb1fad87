import type {
  AccountEnforcedGuardrailOutputConfiguration,
  DataRetentionMode,
  FoundationModelDetails,
  GetCustomModelDeploymentResponse,
  GetCustomModelResponse,
  GetGuardrailResponse,
  GetImportedModelResponse,
  GetModelCustomizationJobResponse,
  GetProvisionedModelThroughputResponse,
  InferenceProfileSummary,
  LoggingConfig,
  ModelInvocationJobSummary,
} from '@aws-sdk/client-bedrock';
import type {
  Agent,
  AgentActionGroup,
  AgentAliasSummary,
  AgentCollaboratorSummary,
  AgentKnowledgeBaseSummary,
  AgentVersion,
  DataSource,
  IngestionJobSummary,
  KnowledgeBase,
} from '@aws-sdk/client-bedrock-agent';
import type {
  AgentRuntimeEndpoint,
  GetAgentRuntimeResponse,
  GetBrowserResponse,
  GetCodeInterpreterResponse,
  GetGatewayResponse,
  Memory,
} from '@aws-sdk/client-bedrock-agentcore-control';
import type { Collection } from './collection.ts';

/** Bedrock in one region, with its agents and AgentCore. Items are what their Get operations answer. */
export interface BedrockEstate {
  /** Models that were called in the last two weeks: CloudWatch has a metric of each. */
  called?: readonly string[];
  /** Absent: prompts and answers are not recorded. */
  logging?: LoggingConfig;
  /** Default `inherit`: nobody set it. */
  dataRetention?: DataRetentionMode;
  enforcedGuardrails?: readonly AccountEnforcedGuardrailOutputConfiguration[];
  /** Every version is an item; each guardrail has a draft. */
  guardrails?: Collection<GetGuardrailResponse>;
  foundationModels?: readonly FoundationModelDetails[];
  customModels?: Collection<GetCustomModelResponse>;
  importedModels?: Collection<GetImportedModelResponse>;
  customizationJobs?: Collection<GetModelCustomizationJobResponse>;
  invocationJobs?: Collection<ModelInvocationJobSummary>;
  provisionedThroughputs?: Collection<GetProvisionedModelThroughputResponse>;
  customDeployments?: Collection<GetCustomModelDeploymentResponse>;
  /** The customer's own; those of AWS are left out. */
  inferenceProfiles?: Collection<InferenceProfileSummary>;
  agents?: Collection<StoredAgent>;
  knowledgeBases?: Collection<StoredKnowledgeBase>;
  runtimes?: Collection<StoredRuntime>;
  gateways?: Collection<GetGatewayResponse>;
  memories?: Collection<Memory>;
  browsers?: Collection<GetBrowserResponse>;
  codeInterpreters?: Collection<GetCodeInterpreterResponse>;
  /** Tags by the ARN of their resource. */
  tags?:
    | Readonly<Record<string, Readonly<Record<string, string>>>>
    | ((arn: string) => Readonly<Record<string, string>>);
}

/** An agent: its draft, its versions, and what belongs to each; the draft's version is DRAFT. */
export interface StoredAgent {
  agent: Agent;
  versions?: readonly AgentVersion[];
  /** The test alias is there without being named. */
  aliases?: readonly AgentAliasSummary[];
  actionGroups?: readonly AgentActionGroup[];
  /** By version. */
  knowledgeBases?: Readonly<Record<string, readonly AgentKnowledgeBaseSummary[]>>;
  /** By version. */
  collaborators?: Readonly<Record<string, readonly AgentCollaboratorSummary[]>>;
}

export interface StoredKnowledgeBase {
  knowledgeBase: KnowledgeBase;
  dataSources?: readonly DataSource[];
  /** Of all its data sources, newest first. */
  ingestionJobs?: readonly IngestionJobSummary[];
}

/** A runtime: its newest version, older ones that still answer, and the endpoints that lead to them. */
export interface StoredRuntime {
  runtime: GetAgentRuntimeResponse;
  older?: readonly GetAgentRuntimeResponse[];
  endpoints?: readonly AgentRuntimeEndpoint[];
}
