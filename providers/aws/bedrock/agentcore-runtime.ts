import type {
  GetAgentRuntimeResponse,
  ListAgentRuntimeEndpointsResponse,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import {
  answersOf,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { doorsNotRead, same, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { secretsInAll } from '../rows/secrets.ts';
import { supply } from '../rows/supply.ts';
import { trailReads, useRecorded } from '../rows/trail-events.ts';
import { notRead } from '../support/common.ts';
import { agentCoreNetwork } from './agentcore-rows.ts';
import { bedrockApi, byToken, inRegion, listOf, noLinks, tagging } from './common.ts';
import { compulsoryLinks, compulsoryReads } from './compulsory-guardrails.ts';
import { artifactOf, imageOf } from './runtime-code.ts';

const { from, raw, each } = answersOf<{
  GetAgentRuntime: GetAgentRuntimeResponse;
  ListAgentRuntimeEndpoints: ListAgentRuntimeEndpointsResponse;
}>('bedrock-agentcore');
type Runtime = Jsonified<GetAgentRuntimeResponse>;

const tags = tagging('bedrock-agentcore', (item) => String(item.agentRuntimeArn));
const endpoints = raw('ListAgentRuntimeEndpoints', '/runtimeEndpoints');

/** This endpoint follows the newest version by itself; others stay where they are put. */
const followsNewest = 'DEFAULT';

/** Versions besides the newest that an endpoint leads callers to. */
const older = (_item: unknown, got: Answers): string[] => {
  const { value } = endpoints.map(got);
  const newest = raw('GetAgentRuntime', '/agentRuntimeVersion').map(got).value;
  if (isMissingValue(value)) return [];
  const live = (value ?? []).flatMap((one) => one.liveVersion ?? []);
  return [...new Set(live)].filter((version) => version !== newest);
};

/** Every version that answers, the newest first. */
const versions: Spec<Runtime[]> = deriveSome(
  [raw('GetAgentRuntime', ''), endpoints, each('GetAgentRuntime', '', { read: 'OlderVersion' })],
  (newest, list, others) => {
    if (isMissingValue(newest)) return newest;
    if (isMissingValue(list)) return list;
    if (newest === undefined || list === undefined) return missing('the runtime');
    if (isMissingValue(others)) return others;
    const out: Runtime[] = [newest];
    for (const one of others.values()) {
      if (isMissingValue(one)) return one;
      if (one !== undefined) out.push(one);
    }
    return out;
  },
);

const network = agentCoreNetwork(derive([versions], (list) => list.map((one) => one.networkConfiguration)));
const code = supply({
  images: derive([versions], (list) => list.flatMap(imageOf)),
  artifacts: derive([versions], (list) => list.flatMap(artifactOf)),
});
/** What a session keeps between calls lies with AgentCore, which takes no key for it. */
const stores = encryption([
  {
    name: 'volume',
    key: derive([versions], (list) =>
      list.some((one) => (one.filesystemConfigurations ?? []).some((each) => 'sessionStorage' in each))
        ? [undefined]
        : [],
    ),
  },
]);
const roles = derive([versions], (list) => list.map((one) => one.roleArn));

const states = stateOf({
  READY: 'active',
  UPDATING: 'active',
  UPDATE_FAILED: 'active',
  DELETE_FAILED: 'active',
  CREATING: 'pending',
  CREATE_FAILED: 'failed',
  DELETING: 'deleting',
});
const inCode = notExposed('Ask for the code of the agent: what it uses is written there.');

/** An agent of the customer's own code, as the versions answer that its endpoints lead to. */
export const agentRuntimes = collector({
  provider: 'aws',
  id: 'aws/bedrock/agentcore-runtime',
  service: 'bedrock',
  kind: 'genai.agent',
  nativeType: 'AWS::BedrockAgentCore::Runtime',
  at: 'region',
  list: listOf('bedrock-agentcore', 'ListAgentRuntimes', 'agentRuntimes'),
  reads: [
    {
      service: 'bedrock-agentcore',
      operation: 'GetAgentRuntime',
      permission: 'bedrock-agentcore:GetAgentRuntime',
      expects: 'agentRuntimeArn',
      gone: true,
      input: (item) => ({ agentRuntimeId: item.agentRuntimeId ?? '' }),
    },
    {
      service: 'bedrock-agentcore',
      operation: 'ListAgentRuntimeEndpoints',
      permission: 'bedrock-agentcore:ListAgentRuntimeEndpoints',
      pages: { ...byToken, items: 'runtimeEndpoints' },
      input: (item) => ({ agentRuntimeId: item.agentRuntimeId ?? '' }),
    },
    {
      service: 'bedrock-agentcore',
      operation: 'GetAgentRuntime',
      as: 'OlderVersion',
      permission: 'bedrock-agentcore:GetAgentRuntime',
      expects: 'agentRuntimeArn',
      each: older,
      input: (item, _got, version) => ({ agentRuntimeId: item.agentRuntimeId ?? '', agentRuntimeVersion: version }),
    },
    ...compulsoryReads,
    tags.read,
    stores.read,
    ...trailReads,
  ],
  uid: (item) => String(item.agentRuntimeArn),
  name: (item) => String(item.agentRuntimeName),
  facts: {
    ...stores.facts,
    ...bedrockApi,
    ...network.facts,
    ...code.facts,
    ...tags.facts,
    ...inRegion,
    runsAs: derive([roles], (arns) => (arns.includes(undefined) ? missing('no role is named') : ('own' as const))),
    // Without an authorizer of its own it takes signed requests.
    authMethods: derive([versions], (list) => [
      ...new Set(
        list.map((one) => (one.authorizerConfiguration === undefined ? ('identity' as const) : ('token' as const))),
      ),
    ]) as Spec<('identity' | 'token' | 'key' | 'password' | 'anonymous')[]>,
    shell: notSupported('A runtime has no login.'),
    plainSecrets: secretsInAll(derive([versions], (list) => list.map((one) => one.environmentVariables))),
    accessLogged: useRecorded('AWS::BedrockAgentCore::Runtime'),
    appLogged: notRead('logs:DescribeDeliverySources'),
    logFeeds: notRead('logs:DescribeDeliverySources'),
    sourceRevision: notSupported('A runtime records no commit; its image does.'),
    patched: notSupported('The image says what software runs.'),
    tools: inCode,
    versionPinned: derive([endpoints], (list) =>
      list === undefined ? missing('the endpoints') : list.some((one) => one.name !== followsNewest && one.liveVersion),
    ) as Spec<boolean>,
    // Left out: 900 seconds. @see API_LifecycleConfiguration.html
    sessionMinutes: derive([versions], (list) =>
      Math.ceil(Math.max(...list.map((one) => one.lifecycleConfiguration?.idleRuntimeSessionTimeout ?? 900)) / 60),
    ),
    memory: inCode,
    metadataV2: derive([versions], (list) => {
      const flags = list.map((one) => one.metadataConfiguration?.requireMMDSV2);
      if (flags.includes(false)) return false;
      return flags.includes(undefined) ? missing('whether session requests are required') : true;
    }),
    state: from('GetAgentRuntime', '/status', states, { absent: missing() }),
    createdAt: from('GetAgentRuntime', '/createdAt', same, { absent: missing() }),
    modifiedAt: from('GetAgentRuntime', '/lastUpdatedAt', same, { absent: missing() }),
    lastUsedAt: notExposed('Ask for the metric Invocations in AWS/Bedrock-AgentCore.'),
    idleStopMinutes: notSupported('A session ends by itself; see sessionMinutes.'),
  },
  links: {
    ...stores.links,
    ...network.links,
    ...code.links,
    privateEndpoints: doorsNotRead,
    principals: derive([roles], (arns) => [...new Set(arns.map((arn) => arn ?? missing('no role is named')))]),
    guardrails: derive([compulsoryLinks], (list): (string | MissingValue)[] | MissingValue =>
      list.length > 0 ? list : missing('Ask for the code of the agent: it names its guardrail there.', 'not-exposed'),
    ),
    knowledgeBases: noLinks(missing('Ask for the code of the agent: what it uses is written there.', 'not-exposed')),
    toolResources: noLinks(missing('Ask for the code of the agent: what it uses is written there.', 'not-exposed')),
  },
});
