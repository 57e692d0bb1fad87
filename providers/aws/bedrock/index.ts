import type { Collector } from '../../../src/model/provider.ts';
import { bedrockAccounts } from './account.ts';
import { agents } from './agent.ts';
import { browsers } from './agentcore-browser.ts';
import { gateways } from './agentcore-gateway.ts';
import { codeInterpreters } from './agentcore-interpreter.ts';
import { memories } from './agentcore-memory.ts';
import { agentRuntimes } from './agentcore-runtime.ts';
import { customDeployments } from './custom-deployment.ts';
import { customModels } from './custom-model.ts';
import { customizationJobs } from './customization-job.ts';
import { guardrails } from './guardrail.ts';
import { guardrailVersions } from './guardrail-version.ts';
import { importedModels } from './imported-model.ts';
import { inferenceProfiles } from './inference-profile.ts';
import { invocationJobs } from './invocation-job.ts';
import { invocationLogs } from './invocation-log.ts';
import { knowledgeBases } from './knowledge-base.ts';
import { provisionedThroughputs } from './provisioned-throughput.ts';

/** What is read of Bedrock, its agents and AgentCore, one collector a native type. */
export const bedrockCollectors: readonly Collector[] = [
  bedrockAccounts,
  agents,
  agentRuntimes,
  browsers,
  codeInterpreters,
  customDeployments,
  customModels,
  customizationJobs,
  gateways,
  guardrails,
  guardrailVersions,
  importedModels,
  inferenceProfiles,
  invocationJobs,
  invocationLogs,
  knowledgeBases,
  memories,
  provisionedThroughputs,
];
