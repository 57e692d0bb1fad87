import type { GetMemoryOutput } from '@aws-sdk/client-bedrock-agentcore-control';
import type { MissingValue } from '../../../src/model/facts.ts';
import { answersOf, missing, notExposed, notSupported, refine } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { doorsNotRead, same, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { notRead } from '../support/common.ts';
import { noLogin, optionalRole } from './agentcore-rows.ts';
import { bedrockApi, bedrockIdentity, inRegion, listOf, tagging } from './common.ts';

const { from, raw } = answersOf<{ GetMemory: GetMemoryOutput }>('bedrock-agentcore');

const tags = tagging('bedrock-agentcore', (item) => String(item.arn));
// Left out: a key of AWS.
const stores = encryption([{ name: 'data', key: raw('GetMemory', '/memory/encryptionKeyArn') }]);
const role = optionalRole(raw('GetMemory', '/memory/memoryExecutionRoleArn'));
const states = stateOf({
  ACTIVE: 'active',
  UPDATING: 'active',
  CREATING: 'pending',
  FAILED: 'failed',
  DELETING: 'deleting',
});

/**
 * What agents remember: texts that are found again by their meaning. No API says which agent uses which memory, so it is
 * judged as the store that it is.
 */
export const memories = collector({
  provider: 'aws',
  id: 'aws/bedrock/agentcore-memory',
  service: 'bedrock',
  kind: 'vector.index',
  nativeType: 'AWS::BedrockAgentCore::Memory',
  at: 'region',
  list: listOf('bedrock-agentcore', 'ListMemories', 'memories'),
  reads: [
    {
      service: 'bedrock-agentcore',
      operation: 'GetMemory',
      permission: 'bedrock-agentcore:GetMemory',
      expects: 'memory',
      gone: true,
      input: (item) => ({ memoryId: item.id ?? '' }),
    },
    tags.read,
    stores.read,
    ...trailReads,
  ],
  uid: (item) => String(item.arn),
  name: (item) => String(item.id),
  facts: {
    ...stores.facts,
    ...role.facts,
    ...tags.facts,
    ...bedrockApi,
    ...inRegion,
    ...noLogin,
    authMethods: bedrockIdentity,
    // AWS does not list the type among those of data events: a trail that names it is believed, none says nothing.
    accessLogged: refine(useRecorded('AWS::BedrockAgentCore::Memory'), (yes): boolean | MissingValue => {
      const ask = 'Ask for the record of who read memories: CloudTrail tells no data events of them.';
      return yes || missing(ask, 'not-exposed');
    }),
    appLogged: notRead('logs:DescribeDeliverySources'),
    logFeeds: notRead('logs:DescribeDeliverySources'),
    sharedWith: notRead('bedrock-agentcore:GetResourcePolicy'),
    outsiders: notRead('bedrock-agentcore:GetResourcePolicy'),
    replicas: notSupported('AWS keeps the copies.'),
    state: from('GetMemory', '/memory/status', states, { absent: missing() }),
    createdAt: from('GetMemory', '/memory/createdAt', same, { absent: missing() }),
    modifiedAt: from('GetMemory', '/memory/updatedAt', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock-AgentCore.'),
    idleStopMinutes: notSupported('It does not run, so it cannot idle.'),
  },
  links: { ...stores.links, ...role.links, privateEndpoints: doorsNotRead },
});
