import type { GetBrowserResponse } from '@aws-sdk/client-bedrock-agentcore-control';
import { answersOf, derive, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { bucketStores } from '../rows/bucket-default.ts';
import { same, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { notRead } from '../support/common.ts';
import { agentCoreNetwork, noLogin, optionalRole } from './agentcore-rows.ts';
import { bedrockIdentity, inRegion, listOf, tagging } from './common.ts';

const { from, raw } = answersOf<{ GetBrowser: GetBrowserResponse }>('bedrock-agentcore');

const tags = tagging('bedrock-agentcore', (item) => String(item.browserArn));
const network = agentCoreNetwork(derive([raw('GetBrowser', '/networkConfiguration')], (one) => [one]));
const role = optionalRole(raw('GetBrowser', '/executionRoleArn'));
/** Off unless it was switched on, and of no use without a place for it. */
const recording = derive([raw('GetBrowser', '/browserArn'), raw('GetBrowser', '/recording')], (_there, set) =>
  set?.enabled === true && set.s3Location?.bucket ? set.s3Location : null,
);
const bucket = bucketStores(
  'capture',
  derive([recording], (place) => (place === null ? [] : [`s3://${place.bucket}/${place.prefix ?? ''}`])),
);
const stores = encryption([bucket.row]);

/** Browsers and code interpreters have the same states. */
export const toolStates = stateOf({
  READY: 'active',
  DELETE_FAILED: 'active',
  CREATING: 'pending',
  CREATE_FAILED: 'failed',
  DELETING: 'deleting',
  DELETED: 'deleting',
});

/** A browser that agents open pages with, set up by the customer. The one that AWS brings along cannot be changed. */
export const browsers = collector({
  provider: 'aws',
  id: 'aws/bedrock/agentcore-browser',
  service: 'bedrock',
  kind: 'genai.tool',
  nativeType: 'AWS::BedrockAgentCore::BrowserCustom',
  at: 'region',
  list: { ...listOf('bedrock-agentcore', 'ListBrowsers', 'browserSummaries'), input: { type: 'CUSTOM' } },
  reads: [
    {
      service: 'bedrock-agentcore',
      operation: 'GetBrowser',
      permission: 'bedrock-agentcore:GetBrowser',
      expects: 'browserArn',
      gone: true,
      input: (item) => ({ browserId: item.browserId ?? '' }),
    },
    tags.read,
    bucket.read,
    stores.read,
  ],
  uid: (item) => String(item.browserArn),
  name: (item) => String(item.name ?? item.browserId),
  facts: {
    ...stores.facts,
    ...network.facts,
    ...role.facts,
    ...tags.facts,
    ...inRegion,
    ...noLogin,
    authMethods: bedrockIdentity,
    accessLogged: notRead('cloudtrail:GetEventSelectors for data events of this type'),
    appLogged: notRead('logs:DescribeDeliverySources'),
    logFeeds: notRead('logs:DescribeDeliverySources'),
    toolType: derive([raw('GetBrowser', '/browserArn')], () => 'browser' as const) as Spec<
      'function' | 'code' | 'browser' | 'search' | 'mcp' | 'http' | 'agent'
    >,
    recorded: derive([recording], (place) => place !== null),
    policyMode: notSupported('Rules on what may be done stand before a gateway.'),
    errorDetail: notSupported(),
    state: from('GetBrowser', '/status', toolStates, { absent: missing() }),
    createdAt: from('GetBrowser', '/createdAt', same, { absent: missing() }),
    modifiedAt: from('GetBrowser', '/lastUpdatedAt', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock-AgentCore.'),
    idleStopMinutes: notSupported('Sessions end by themselves.'),
  },
  links: { ...stores.links, ...network.links, ...role.links },
});
