import {
  answersOf,
  byDesign,
  derive,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { auditReads, useRecorded } from '../rows/audit.ts';
import { alwaysActive, iamIdentities, providerApi } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity } from '../rows/identity.ts';
import { perimeterReads, subnetsUnknown, vertexNetwork } from '../rows/network.ts';
import { supply } from '../rows/supply.ts';
import type { ReasoningEngine } from './answers-jobs.ts';
import { about, nameOf, none, noShell, secretsOf, uid, vertexList } from './common.ts';

const operation = 'reasoningEngines.list';
const own = about(operation);
const { raw } = answersOf<{ 'reasoningEngines.list': ReasoningEngine }>('aiplatform');
const memory = encryption([{ name: 'memory', key: own.key }]);
const spec = raw(operation, '/spec');
const attachment = derive([spec], (one) => one?.deploymentSpec?.pscInterfaceConfig?.networkAttachment);
const net = vertexNetwork({ attachment });
const identity = accountIdentity(
  derive([spec], (one) => one?.serviceAccount),
  { runsAs: 'default', what: "Google's service agent for agents, which is no account of the project" },
);
const parts = supply(
  derive([spec], (one) => (one?.containerSpec?.imageUri ? [one.containerSpec.imageUri] : [])),
  derive([spec], (one) =>
    [one?.packageSpec?.pickleObjectGcsUri, one?.packageSpec?.dependencyFilesGcsUri].flatMap((uri) => uri ?? []),
  ),
);
/** An identity that Google makes with the agent and deletes with it. */
const agentIdentity = derive([spec], (one) => one?.identityType === 'AGENT_IDENTITY');
const ask = 'Ask for the code of the agent: the platform does not know.';

/** @see https://docs.cloud.google.com/agent-builder/agent-engine/overview */
export const reasoningEngines = collector({
  provider: 'gcp',
  id: 'gcp/vertex/reasoning-engine',
  service: 'aiplatform',
  kind: 'genai.agent',
  nativeType: 'aiplatform.googleapis.com/ReasoningEngine',
  at: 'region',
  list: vertexList(operation, 'reasoningEngines'),
  reads: [...auditReads, ...perimeterReads.filter((one) => !auditReads.includes(one))],
  uid,
  name: nameOf,
  facts: {
    ...memory.facts,
    ...own.facts,
    ...providerApi,
    ...net.facts,
    ...parts.facts,
    runsAs: derive([agentIdentity, identity.facts.runsAs], (system, account) => (system ? 'system' : account)),
    authMethods: iamIdentities,
    shell: noShell,
    plainSecrets: derive([spec], (one) => secretsOf(one?.deploymentSpec?.env)),
    accessLogged: useRecorded('aiplatform.googleapis.com'),
    appLogged: byDesign(
      true,
      'https://docs.cloud.google.com/agent-builder/agent-engine/manage/logging',
      '2026-11',
    ) as Spec<boolean>,
    logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
    sourceRevision: notSupported('An agent records no commit.'),
    patched: notSupported('Which software it holds is up to its image or its requirements.'),
    tools: notExposed(ask),
    versionPinned: notSupported('An agent has one version: that which was put up last.'),
    sessionMinutes: notExposed(ask),
    // Without settings of its own, code may still use it with the defaults.
    memory: derive([raw(operation, '/contextSpec/memoryBankConfig')], (config) =>
      config === undefined ? missing('Ask whether the code of the agent uses Memory Bank.', 'not-exposed') : true,
    ),
    metadataV2: notSupported('Which address gives out tokens is up to Google.'),
    state: alwaysActive,
    lastUsedAt: notExposed('Ask for the metrics of the agent.'),
    idleStopMinutes: notSupported('Google scales it down by itself.'),
  },
  links: {
    ...memory.links,
    ...parts.links,
    principals: derive([agentIdentity, identity.links.principals], (system, accounts) =>
      system ? missing('not read by this version: rights of agent identities', 'out-of-scope') : accounts,
    ),
    privateEndpoints: none,
    subnets: subnetsUnknown(attachment),
    firewalls: subnetsUnknown(attachment),
    logGroups: notExposed('Ask for the log sinks of the project.'),
    guardrails: notExposed('Ask whether the code of the agent calls Model Armor, and with which template.'),
    knowledgeBases: notExposed(ask),
    toolResources: notExposed(ask),
  },
});
