import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, refused, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { recordedBy } from '../testing/trails.ts';
import { agents } from './agent.ts';

const bedrock = 'arn:aws:bedrock:eu-west-1:123456789012';
const role = 'arn:aws:iam::123456789012:role/agent';
const guardrail = `${bedrock}:guardrail/abc`;
const alias = (id: string, version: string, more: JsonObject = {}) => ({
  agentAliasId: id,
  agentAliasStatus: 'PREPARED',
  routingConfiguration: [{ agentVersion: version }],
  ...more,
});
const version = (more: JsonObject = {}) => ({
  agentVersion: {
    agentId: 'A1',
    version: '1',
    agentStatus: 'PREPARED',
    idleSessionTTLInSeconds: 1800,
    agentResourceRoleArn: role,
    customerEncryptionKeyArn: keyA,
    guardrailConfiguration: { guardrailIdentifier: 'abc', guardrailVersion: '1' },
    memoryConfiguration: { enabledMemoryTypes: ['SESSION_SUMMARY'] },
    instruction: 'Be kind.',
    ...more,
  },
});

const given: Given = {
  item: { agentId: 'A1', agentName: 'ward', agentStatus: 'PREPARED' },
  reads: {
    DescribeKey: usual.DescribeKey ?? {},
    ListTagsForResource: { tags: { owner: 'fraud-team' } },
    GetAgent: {
      agent: {
        agentId: 'A1',
        agentName: 'ward',
        agentStatus: 'NOT_PREPARED',
        idleSessionTTLInSeconds: 60,
        agentResourceRoleArn: role,
        createdAt: '2026-01-01T00:00:00Z',
        updatedAt: '2026-01-02T00:00:00Z',
      },
    },
    ListAgentAliases: {
      agentAliasSummaries: [
        alias('TSTALIASID', 'DRAFT'),
        alias('LIVE', '1', { aliasInvocationState: 'ACCEPT_INVOCATIONS' }),
      ],
    },
    GetAgentVersion: version(),
    ListAgentActionGroups: {
      actionGroupSummaries: [
        { actionGroupId: 'G1', actionGroupState: 'ENABLED' },
        { actionGroupId: 'G2', actionGroupState: 'DISABLED' },
      ],
    },
    GetAgentActionGroup: {
      agentActionGroup: {
        actionGroupId: 'G1',
        actionGroupName: 'book',
        functionSchema: { functions: [{ name: 'a', requireConfirmation: 'ENABLED' }] },
      },
    },
    ListAgentCollaborators: { agentCollaboratorSummaries: [{ collaboratorName: 'helper' }] },
    ListAgentKnowledgeBases: {
      agentKnowledgeBaseSummaries: [
        { knowledgeBaseId: 'KB1', knowledgeBaseState: 'ENABLED' },
        { knowledgeBaseId: 'KB2', knowledgeBaseState: 'DISABLED' },
      ],
    },
    Versions: { guardrails: [{ version: 'DRAFT' }, { version: '1' }] },
    ListEnforcedGuardrailsConfiguration: { guardrailsConfig: [] },
    DescribeEffectivePolicy: refused('EffectivePolicyNotFoundException'),
    EnforcedVersions: { guardrails: [] },
    ...recordedBy(['AWS::Bedrock::AgentAlias']),
  },
};

contract(agents, given);
const mapped = (change: Record<string, unknown> = {}) =>
  plainOf(resourceOf(agents, { ...given, reads: { ...given.reads, ...(change as typeof given.reads) } }));
const lost = 'missing: not-returned';

describe('an agent', () => {
  it('is mapped, as the version answers that its alias leads to', () => {
    expect(mapped()).toMatchObject({
      uid: `${bedrock}:agent/A1`,
      name: 'ward',
      keyAtRest: 'customer',
      stores: [{ name: 'data', key: 'customer' }],
      runsAs: 'own',
      plainSecrets: 0,
      accessLogged: true,
      tools: [
        { name: 'book', type: 'function', confirms: true },
        { name: 'helper', type: 'agent', confirms: false },
      ],
      versionPinned: true,
      sessionMinutes: 30,
      memory: true,
      state: 'active',
      owner: 'fraud-team',
      '->principals': [role],
      '->guardrails': [guardrail],
      '->knowledgeBases': [`${bedrock}:knowledge-base/KB1`],
      '->keys': [keyA],
    });
  });

  it.each([
    ['no alias of its own', []],
    ['one that takes no calls', [alias('OFF', '1', { aliasInvocationState: 'REJECT_INVOCATIONS' })]],
    ['one that failed', [alias('BAD', '1', { agentAliasStatus: 'FAILED' })]],
  ])('answers as its draft with %s', (_name, aliases) => {
    const draft = mapped({ ListAgentAliases: { agentAliasSummaries: [alias('TSTALIASID', 'DRAFT'), ...aliases] } });
    expect(draft).toMatchObject({
      sessionMinutes: 1,
      memory: false,
      keyAtRest: 'provider',
      versionPinned: false,
      state: 'pending',
      '->guardrails': [],
    });
  });

  it('with an alias that leads to the draft is not pinned', () => {
    expect(mapped({ ListAgentAliases: { agentAliasSummaries: [alias('X', 'DRAFT')] } })).toMatchObject({
      versionPinned: false,
      state: 'active',
    });
  });

  it('of which two versions answer is the weaker of both', () => {
    const two = {
      ListAgentAliases: { agentAliasSummaries: [alias('A', '1'), alias('B', '2')] },
      GetAgentVersion: (input: JsonObject) =>
        version(
          input.agentVersion === '1'
            ? {}
            : { customerEncryptionKeyArn: keyB, idleSessionTTLInSeconds: 3601, agentResourceRoleArn: `${role}2` },
        ),
    };
    expect(mapped(two)).toMatchObject({
      sessionMinutes: 61,
      '->principals': [role, `${role}2`],
      '->keys': [keyA, keyB],
      '->guardrails': [guardrail],
    });
    const without = {
      ...two,
      GetAgentVersion: (input: JsonObject) => {
        const { agentVersion } = version() as { agentVersion: Record<string, Json> };
        if (input.agentVersion === '2') delete agentVersion.guardrailConfiguration;
        return { agentVersion };
      },
    };
    expect(mapped(without)['->guardrails']).toEqual([]);
    const refusedOne = {
      ...two,
      GetAgentVersion: (input: JsonObject) => (input.agentVersion === '1' ? version() : denied),
    };
    expect(mapped(refusedOne)).toMatchObject({
      sessionMinutes: 'missing: access-denied bedrock:GetAgentVersion',
      '->guardrails': 'missing: access-denied bedrock:GetAgentVersion',
    });
  });

  it('without a guardrail has those of the account, or of its organisation', () => {
    const none = { GetAgentVersion: version({ guardrailConfiguration: {} }) };
    const enforced = {
      ListEnforcedGuardrailsConfiguration: { guardrailsConfig: [{ guardrailArn: guardrail, guardrailVersion: '3' }] },
      EnforcedVersions: { guardrails: [{ version: '3' }, { version: '4' }] },
    };
    expect(mapped(none)['->guardrails']).toEqual([]);
    expect(mapped({ ...none, ...enforced })['->guardrails']).toEqual([`${guardrail}:3`]);
    expect(mapped({ ...none, ListEnforcedGuardrailsConfiguration: denied })['->guardrails']).toBe(
      'missing: access-denied bedrock:ListEnforcedGuardrailsConfiguration',
    );
    const held = { identifier: `${guardrail.replace('123456789012', '999999999999')}:1` };
    const policy = (content: object) => ({
      EffectivePolicy: { PolicyType: 'BEDROCK_POLICY', PolicyContent: JSON.stringify(content) },
    });
    const above = policy({ bedrock: { guardrail_inference: { 'eu-west-1': { config_1: held } } } });
    expect(mapped({ ...none, DescribeEffectivePolicy: above })['->guardrails']).toEqual([held.identifier]);
    expect(mapped({ ...none, DescribeEffectivePolicy: denied })['->guardrails']).toBe(
      'missing: access-denied organizations:DescribeEffectivePolicy',
    );
    const unread = { ListEnforcedGuardrailsConfiguration: denied, DescribeEffectivePolicy: above };
    expect(mapped({ ...none, ...unread })['->guardrails']).toEqual([
      held.identifier,
      'missing: access-denied bedrock:ListEnforcedGuardrailsConfiguration',
    ]);
    // With one of its own, those of the account need not be known.
    expect(mapped({ ListEnforcedGuardrailsConfiguration: denied })['->guardrails']).toEqual([guardrail]);
  });

  it('names the version of its guardrail that it uses', () => {
    const using = (guardrailVersion: string, versions: string[]) =>
      mapped({
        GetAgentVersion: version({ guardrailConfiguration: { guardrailIdentifier: guardrail, guardrailVersion } }),
        Versions: { guardrails: versions.map((one) => ({ version: one })) },
      })['->guardrails'];
    expect(using('2', ['DRAFT', '1', '2'])).toEqual([guardrail]);
    expect(using('1', ['DRAFT', '1', '2'])).toEqual([`${guardrail}:1`]);
    expect(using('DRAFT', ['DRAFT', '1'])).toEqual([`${guardrail}:DRAFT`]);
    expect(using('DRAFT', ['DRAFT'])).toEqual([guardrail]);
    expect(mapped({ Versions: denied })['->guardrails']).toEqual(['missing: access-denied bedrock:ListGuardrails']);
  });
});

const at = (member: string) => `GetAgentVersion/agentVersion/${member}`;
changesTable(agents, given, [
  [
    at('customerEncryptionKeyArn'),
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'data', key: 'provider' }], '->keys': [] },
  ],
  [at('agentResourceRoleArn'), undefined, { runsAs: lost, '->principals': [lost] }],
  [at('idleSessionTTLInSeconds'), undefined, { sessionMinutes: lost }],
  [at('memoryConfiguration'), undefined, { memory: false }],
  [at('guardrailConfiguration/guardrailVersion'), undefined, { '->guardrails': [lost] }],
  [at('instruction'), 'Sign in with password="hunter2hunter2".', { plainSecrets: 1 }],
  [
    at('promptOverrideConfiguration'),
    { promptConfigurations: [{ basePromptTemplate: 'api_key = "a1b2c3d4e5f6a1b2c3d4"' }] },
    { plainSecrets: 1 },
  ],
  ['GetAgent/agent/createdAt', undefined, { createdAt: lost }],
  ['GetAgent/agent/updatedAt', undefined, { modifiedAt: lost }],
  ['GetAgent/agent/agentStatus', 'FAILED', {}],
]);
