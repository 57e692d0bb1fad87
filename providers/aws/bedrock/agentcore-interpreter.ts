import type { GetCodeInterpreterResponse } from '@aws-sdk/client-bedrock-agentcore-control';
import { answersOf, derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { same } from '../rows/common.ts';
import { notRead } from '../support/common.ts';
import { toolStates } from './agentcore-browser.ts';
import { agentCoreNetwork, noLogin, optionalRole } from './agentcore-rows.ts';
import { bedrockIdentity, inRegion, listOf, tagging } from './common.ts';

const { from, raw } = answersOf<{ GetCodeInterpreter: GetCodeInterpreterResponse }>('bedrock-agentcore');

const tags = tagging('bedrock-agentcore', (item) => String(item.codeInterpreterArn));
const network = agentCoreNetwork(derive([raw('GetCodeInterpreter', '/networkConfiguration')], (one) => [one]));
const role = optionalRole(raw('GetCodeInterpreter', '/executionRoleArn'));
const keepsNothing = notSupported('It keeps nothing when a session is over.');

/** A place where agents run code, set up by the customer. */
export const codeInterpreters = collector({
  provider: 'aws',
  id: 'aws/bedrock/agentcore-interpreter',
  service: 'bedrock',
  kind: 'genai.tool',
  nativeType: 'AWS::BedrockAgentCore::CodeInterpreterCustom',
  at: 'region',
  list: {
    ...listOf('bedrock-agentcore', 'ListCodeInterpreters', 'codeInterpreterSummaries'),
    input: { type: 'CUSTOM' },
  },
  reads: [
    {
      service: 'bedrock-agentcore',
      operation: 'GetCodeInterpreter',
      permission: 'bedrock-agentcore:GetCodeInterpreter',
      expects: 'codeInterpreterArn',
      gone: true,
      input: (item) => ({ codeInterpreterId: item.codeInterpreterId ?? '' }),
    },
    tags.read,
  ],
  uid: (item) => String(item.codeInterpreterArn),
  name: (item) => String(item.name ?? item.codeInterpreterId),
  facts: {
    ...network.facts,
    ...role.facts,
    ...tags.facts,
    ...inRegion,
    ...noLogin,
    keyAtRest: keepsNothing,
    stores: keepsNothing,
    authMethods: bedrockIdentity,
    accessLogged: notRead('cloudtrail:GetEventSelectors for data events of this type'),
    appLogged: notRead('logs:DescribeDeliverySources'),
    logFeeds: notRead('logs:DescribeDeliverySources'),
    toolType: derive([raw('GetCodeInterpreter', '/codeInterpreterArn')], () => 'code' as const) as Spec<
      'function' | 'code' | 'browser' | 'search' | 'mcp' | 'http' | 'agent'
    >,
    recorded: notSupported('What it runs is not recorded; its use is (accessLogged).'),
    policyMode: notSupported('Rules on what may be done stand before a gateway.'),
    errorDetail: notSupported(),
    state: from('GetCodeInterpreter', '/status', toolStates, { absent: missing() }),
    createdAt: from('GetCodeInterpreter', '/createdAt', same, { absent: missing() }),
    modifiedAt: from('GetCodeInterpreter', '/lastUpdatedAt', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock-AgentCore.'),
    idleStopMinutes: notSupported('Sessions end by themselves.'),
  },
  links: { ...network.links, ...role.links },
});
