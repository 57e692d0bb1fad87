import type {
  GetAgentRuntimeResponse,
  GetBrowserResponse,
  GetCodeInterpreterResponse,
  GetGatewayResponse,
  Memory,
} from '@aws-sdk/client-bedrock-agentcore-control';
import type { StoredRuntime } from '../../estate-bedrock.ts';
import { hex, type Place } from '../place.ts';
import { coreArn } from './bedrock.ts';

/** An id as AgentCore makes them: the name and ten letters and digits. */
const idOf = (name: string) => `${name}-${hex(`agentcore ${name}`, 10)}`;

/** A runtime in its second version. Its first endpoint follows the newest version; `live` stays where it was put. */
export function runtime(
  place: Place,
  name: string,
  daysAgo: number,
  more: Partial<GetAgentRuntimeResponse> & Pick<GetAgentRuntimeResponse, 'roleArn'>,
  live?: { version: string; older?: Partial<GetAgentRuntimeResponse> },
): StoredRuntime {
  const id = idOf(name);
  const arn = coreArn(place, `runtime/${id}`);
  const base: GetAgentRuntimeResponse = {
    agentRuntimeArn: arn,
    agentRuntimeId: id,
    agentRuntimeName: name,
    agentRuntimeVersion: '2',
    status: 'READY',
    createdAt: place.daysAgo(daysAgo),
    lastUpdatedAt: place.daysAgo(daysAgo / 4),
    lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
    ...more,
  };
  const endpoint = (endpointName: string, version: string) => ({
    name: endpointName,
    id: endpointName,
    liveVersion: version,
    agentRuntimeArn: arn,
    agentRuntimeEndpointArn: `${arn}/runtime-endpoint/${endpointName}`,
    status: 'READY' as const,
    createdAt: place.daysAgo(daysAgo),
    lastUpdatedAt: place.daysAgo(daysAgo / 4),
  });
  return {
    runtime: base,
    older: [{ ...base, ...live?.older, agentRuntimeVersion: '1' }],
    endpoints: [endpoint('DEFAULT', '2'), ...(live === undefined ? [] : [endpoint('live', live.version)])],
  };
}

/** A gateway that speaks MCP to its callers. */
export function gateway(
  place: Place,
  name: string,
  daysAgo: number,
  more: Partial<GetGatewayResponse> & Pick<GetGatewayResponse, 'authorizerType'>,
): GetGatewayResponse {
  const gatewayId = idOf(name);
  return {
    gatewayArn: coreArn(place, `gateway/${gatewayId}`),
    gatewayId,
    gatewayUrl: `https://${gatewayId}.gateway.bedrock-agentcore.${place.region}.amazonaws.com/mcp`,
    name,
    status: 'READY',
    protocolType: 'MCP',
    createdAt: place.daysAgo(daysAgo),
    updatedAt: place.daysAgo(daysAgo / 3),
    ...more,
  };
}

export function memory(place: Place, name: string, daysAgo: number, more: Partial<Memory> = {}): Memory {
  const id = idOf(name);
  return {
    arn: coreArn(place, `memory/${id}`),
    id,
    name,
    eventExpiryDuration: 90,
    status: 'ACTIVE',
    createdAt: place.daysAgo(daysAgo),
    updatedAt: place.daysAgo(daysAgo / 3),
    ...more,
  };
}

export function browser(
  place: Place,
  name: string,
  daysAgo: number,
  more: Partial<GetBrowserResponse> & Pick<GetBrowserResponse, 'networkConfiguration'>,
): GetBrowserResponse {
  const browserId = idOf(name);
  return {
    browserId,
    browserArn: coreArn(place, `browser-custom/${browserId}`),
    name,
    status: 'READY',
    createdAt: place.daysAgo(daysAgo),
    lastUpdatedAt: place.daysAgo(daysAgo),
    ...more,
  };
}

export function codeInterpreter(
  place: Place,
  name: string,
  daysAgo: number,
  more: Partial<GetCodeInterpreterResponse> & Pick<GetCodeInterpreterResponse, 'networkConfiguration'>,
): GetCodeInterpreterResponse {
  const codeInterpreterId = idOf(name);
  return {
    codeInterpreterId,
    codeInterpreterArn: coreArn(place, `code-interpreter-custom/${codeInterpreterId}`),
    name,
    status: 'READY',
    createdAt: place.daysAgo(daysAgo),
    lastUpdatedAt: place.daysAgo(daysAgo),
    ...more,
  };
}
