import { findItem } from '../../collection.ts';
import type { StoredRuntime } from '../../estate-bedrock.ts';
import { restJson } from '../protocols/rest-json.ts';
import { type Call, type Output, required, routes, type Service, text } from '../route.ts';
import { bedrockErrors, getRoute, listRoute, tagsOf } from './common.ts';

const pages = { maxSize: 100 };

/** AgentCore: where agents of the customer's own code run, and their tools. */
export const bedrockAgentCore: Service = {
  name: 'bedrock-agentcore',
  signingName: 'bedrock-agentcore',
  protocol: restJson({
    'POST /runtimes/': 'ListAgentRuntimes',
    'GET /runtimes/{agentRuntimeId}/': 'GetAgentRuntime',
    'POST /runtimes/{agentRuntimeId}/runtime-endpoints/': 'ListAgentRuntimeEndpoints',
    'GET /gateways/': 'ListGateways',
    'GET /gateways/{gatewayIdentifier}/': 'GetGateway',
    'POST /memories/': 'ListMemories',
    'GET /memories/{memoryId}/details': 'GetMemory',
    'POST /browsers': 'ListBrowsers',
    'GET /browsers/{browserId}': 'GetBrowser',
    'POST /code-interpreters': 'ListCodeInterpreters',
    'GET /code-interpreters/{codeInterpreterId}': 'GetCodeInterpreter',
    'GET /tags/{resourceArn}': 'ListTagsForResource',
  }),
  errors: bedrockErrors,
  routes: routes(
    listRoute(
      'ListAgentRuntimes',
      'agentRuntimes',
      (call) => call.here.bedrock?.runtimes,
      ({ runtime }) => ({
        agentRuntimeArn: runtime.agentRuntimeArn,
        agentRuntimeId: runtime.agentRuntimeId,
        agentRuntimeVersion: runtime.agentRuntimeVersion,
        agentRuntimeName: runtime.agentRuntimeName,
        description: runtime.description ?? '',
        lastUpdatedAt: runtime.lastUpdatedAt,
        status: runtime.status,
      }),
      pages,
    ),
    getRoute(
      'GetAgentRuntime',
      runtimeVersion,
      (one) => one,
      (one) => one.agentRuntimeArn,
    ),
    listRoute(
      'ListAgentRuntimeEndpoints',
      'runtimeEndpoints',
      (call) => runtimeOf(call)?.endpoints,
      (one) => one,
      pages,
    ),
    listRoute(
      'ListGateways',
      'items',
      (call) => call.here.bedrock?.gateways,
      ({ gatewayId, name, status, description, createdAt, updatedAt, authorizerType, protocolType }) => ({
        gatewayId,
        name,
        status,
        description,
        createdAt,
        updatedAt,
        authorizerType,
        protocolType,
      }),
    ),
    getRoute(
      'GetGateway',
      (call) => findItem(call.here.bedrock?.gateways, text(call, 'gatewayIdentifier') ?? '', (one) => one.gatewayId),
      (one) => one,
      (one) => one.gatewayArn,
    ),
    listRoute(
      'ListMemories',
      'memories',
      (call) => call.here.bedrock?.memories,
      ({ arn, id, status, createdAt, updatedAt }) => ({ arn, id, status, ...inSeconds({ createdAt, updatedAt }) }),
      pages,
    ),
    getRoute(
      'GetMemory',
      (call) => findItem(call.here.bedrock?.memories, text(call, 'memoryId') ?? '', (one) => one.id),
      (memory) => ({ memory: { ...memory, ...inSeconds(memory) } }),
      (one) => one.arn,
    ),
    listRoute(
      'ListBrowsers',
      'browserSummaries',
      (call) => call.here.bedrock?.browsers,
      ({ browserId, browserArn, name, status, createdAt }) => ({ browserId, browserArn, name, status, createdAt }),
      pages,
    ),
    getRoute(
      'GetBrowser',
      (call) => findItem(call.here.bedrock?.browsers, text(call, 'browserId') ?? '', (one) => one.browserId),
      (one) => one,
      (one) => one.browserArn,
    ),
    listRoute(
      'ListCodeInterpreters',
      'codeInterpreterSummaries',
      (call) => call.here.bedrock?.codeInterpreters,
      ({ codeInterpreterId, codeInterpreterArn, name, status, createdAt }) => ({
        codeInterpreterId,
        codeInterpreterArn,
        name,
        status,
        createdAt,
      }),
      pages,
    ),
    getRoute(
      'GetCodeInterpreter',
      (call) =>
        findItem(
          call.here.bedrock?.codeInterpreters,
          text(call, 'codeInterpreterId') ?? '',
          (one) => one.codeInterpreterId,
        ),
      (one) => one,
      (one) => one.codeInterpreterArn,
    ),
    {
      operation: 'ListTagsForResource',
      resource: (call) => required(call, 'resourceArn'),
      handle: (call): Output => ({ tags: tagsOf(call, required(call, 'resourceArn')) }),
    },
  ),
};

function runtimeOf(call: Call): StoredRuntime | undefined {
  return findItem(
    call.here.bedrock?.runtimes,
    text(call, 'agentRuntimeId') ?? '',
    ({ runtime }) => runtime.agentRuntimeId,
  );
}

/** The version asked for (in the query string it is called `version`), the newest where none is. */
function runtimeVersion(call: Call) {
  const found = runtimeOf(call);
  const wanted = text(call, 'version');
  if (found === undefined || wanted === undefined) return found?.runtime;
  return [found.runtime, ...(found.older ?? [])].find((one) => one.agentRuntimeVersion === wanted);
}

/** Memories write times as seconds since 1970, everything else here as texts. */
function inSeconds({ createdAt, updatedAt }: { createdAt: Date | undefined; updatedAt: Date | undefined }) {
  return { createdAt: (createdAt?.getTime() ?? 0) / 1000, updatedAt: (updatedAt?.getTime() ?? 0) / 1000 };
}
