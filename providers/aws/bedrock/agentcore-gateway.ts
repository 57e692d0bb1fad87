import type { GetGatewayResponse } from '@aws-sdk/client-bedrock-agentcore-control';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { partitionOfRegion } from '../analysis/arn.ts';
import { byTable, same, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { notRead } from '../support/common.ts';
import { noLogin, optionalRole } from './agentcore-rows.ts';
import { inRegion, listOf, tagging } from './common.ts';

const { from, raw } = answersOf<{ GetGateway: GetGatewayResponse }>('bedrock-agentcore');

const arnOf = (item: Record<string, unknown>, { region, account }: { region: string; account: string }) =>
  `arn:${partitionOfRegion(region)}:bedrock-agentcore:${region}:${account}:gateway/${String(item.gatewayId)}`;
const tags = tagging('bedrock-agentcore', arnOf);
// Left out: a key of AWS.
const stores = encryption([{ name: 'data', key: raw('GetGateway', '/kmsKeyArn') }]);
const role = optionalRole(raw('GetGateway', '/roleArn'));

type Method = 'identity' | 'token' | 'key' | 'password' | 'anonymous';
const methods = byTable<Method[]>('authorizer', { AWS_IAM: ['identity'], CUSTOM_JWT: ['token'], NONE: ['anonymous'] });
const states = stateOf({
  READY: 'active',
  UPDATING: 'active',
  UPDATE_UNSUCCESSFUL: 'active',
  CREATING: 'pending',
  FAILED: 'failed',
  DELETING: 'deleting',
});
const used = useRecorded('AWS::BedrockAgentCore::Gateway');
const noCode = notSupported('A gateway runs no code of the customer; what it leads to does.');

/** The door to an agent's tools. */
export const gateways = collector({
  provider: 'aws',
  id: 'aws/bedrock/agentcore-gateway',
  service: 'bedrock',
  kind: 'genai.tool',
  nativeType: 'AWS::BedrockAgentCore::Gateway',
  at: 'region',
  list: listOf('bedrock-agentcore', 'ListGateways', 'items'),
  reads: [
    {
      service: 'bedrock-agentcore',
      operation: 'GetGateway',
      permission: 'bedrock-agentcore:GetGateway',
      expects: 'gatewayArn',
      gone: true,
      input: (item) => ({ gatewayIdentifier: item.gatewayId ?? '' }),
    },
    tags.read,
    stores.read,
    ...trailReads,
  ],
  uid: arnOf,
  name: (item) => String(item.name),
  facts: {
    ...stores.facts,
    ...role.facts,
    ...tags.facts,
    ...inRegion,
    ...noLogin,
    network: noCode,
    egress: noCode,
    publicIp: noCode,
    authMethods: from('GetGateway', '/authorizerType', methods, { absent: missing() }),
    accessLogged: used,
    appLogged: notRead('logs:DescribeDeliverySources'),
    logFeeds: notRead('logs:DescribeDeliverySources'),
    toolType: derive([raw('GetGateway', '/gatewayArn')], () => 'mcp' as const) as Spec<
      'function' | 'code' | 'browser' | 'search' | 'mcp' | 'http' | 'agent'
    >,
    // Its own log would tell more; that each call leaves a record is enough.
    recorded: derive([used], (all) =>
      all ? true : missing('not read by this version: logs:DescribeDeliverySources', 'out-of-scope'),
    ),
    policyMode: derive(
      [raw('GetGateway', '/gatewayArn'), raw('GetGateway', '/policyEngineConfiguration')],
      (_there, engine): 'enforce' | 'log-only' | 'none' | MissingValue => {
        if (engine === undefined) return 'none';
        const mode: string | undefined = engine.mode;
        if (mode === 'ENFORCE') return 'enforce';
        return mode === 'LOG_ONLY' ? 'log-only' : missing(`policy mode ${mode ?? 'left out'} is not known`);
      },
    ),
    // Left out: callers get a plain error.
    errorDetail: from(
      'GetGateway',
      '/exceptionLevel',
      (level) => (level === 'DEBUG' ? true : missing(`exception level ${level} is not known`)),
      {
        absent: false,
      },
    ),
    state: from('GetGateway', '/status', states, { absent: missing() }),
    createdAt: from('GetGateway', '/createdAt', same, { absent: missing() }),
    modifiedAt: from('GetGateway', '/updatedAt', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock-AgentCore.'),
    idleStopMinutes: notSupported('A gateway does not idle.'),
  },
  links: { ...stores.links, ...role.links },
});
