import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { denied, type Given, plainOf, refused, resourceOf, type Table } from '../testing/map.ts';
import { changesTable, usual } from '../testing/table.ts';
import { recordedBy } from '../testing/trails.ts';
import { agentRuntimes } from './agentcore-runtime.ts';

const core = 'arn:aws:bedrock-agentcore:eu-west-1:123456789012';
const ec2 = 'arn:aws:ec2:eu-west-1:123456789012';
const role = 'arn:aws:iam::123456789012:role/agent';
const lost = 'missing: not-returned';
const usualReads: Table = {
  DescribeKey: usual.DescribeKey ?? {},
  ListTagsForResource: { tags: { owner: 'fraud-team' } },
  ...recordedBy(['AWS::BedrockAgentCore::Runtime', 'AWS::BedrockAgentCore::Gateway']),
};
const times = { createdAt: '2026-01-01T00:00:00Z', lastUpdatedAt: '2026-01-02T00:00:00Z' };
const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/agent';
const vpc = { subnets: ['subnet-1'], securityGroups: ['sg-1'] };

const version = (more: JsonObject = {}): JsonObject => ({
  agentRuntimeArn: `${core}:runtime/r`,
  agentRuntimeVersion: '2',
  roleArn: role,
  status: 'READY',
  networkConfiguration: { networkMode: 'VPC', networkModeConfig: vpc },
  agentRuntimeArtifact: { containerConfiguration: { containerUri: `${image}@sha256:${'ab'.repeat(32)}` } },
  authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl: 'https://id' } },
  lifecycleConfiguration: { idleRuntimeSessionTimeout: 1800 },
  environmentVariables: { MODE: 'live' },
  metadataConfiguration: { requireMMDSV2: true },
  ...times,
  ...more,
});
const runtime: Given = {
  item: { agentRuntimeArn: `${core}:runtime/r`, agentRuntimeId: 'r', agentRuntimeName: 'ward' },
  reads: {
    ...usualReads,
    GetAgentRuntime: version(),
    ListAgentRuntimeEndpoints: {
      runtimeEndpoints: [
        { name: 'DEFAULT', liveVersion: '2' },
        { name: 'live', liveVersion: '2' },
      ],
    },
    OlderVersion: version({ agentRuntimeVersion: '1' }),
    ListEnforcedGuardrailsConfiguration: { guardrailsConfig: [] },
    DescribeEffectivePolicy: refused('EffectivePolicyNotFoundException'),
    EnforcedVersions: { guardrails: [] },
  },
};
contract(agentRuntimes, runtime);

describe('a runtime', () => {
  const mapped = (change: Table = {}) =>
    plainOf(resourceOf(agentRuntimes, { ...runtime, reads: { ...runtime.reads, ...change } }));

  it('is mapped', () => {
    expect(mapped()).toMatchObject({
      name: 'ward',
      network: 'customer',
      egress: 'customer-network',
      runsAs: 'own',
      authMethods: ['token'],
      plainSecrets: 0,
      images: [{ ref: `${image}@sha256:${'ab'.repeat(32)}`, pinned: true, registry: 'own' }],
      artifacts: [],
      accessLogged: true,
      versionPinned: true,
      sessionMinutes: 30,
      metadataV2: true,
      stores: [],
      state: 'active',
      '->subnets': [`${ec2}:subnet/subnet-1`],
      '->firewalls': [`${ec2}:security-group/sg-1`],
      '->principals': [role],
      '->guardrails': 'missing: not-exposed',
    });
  });

  it('of which an older version still answers is the weaker of both', () => {
    const endpoints = {
      runtimeEndpoints: [
        { name: 'DEFAULT', liveVersion: '2' },
        { name: 'old', liveVersion: '1' },
      ],
    };
    const OlderVersion = version({
      agentRuntimeVersion: '1',
      networkConfiguration: { networkMode: 'PUBLIC' },
      environmentVariables: { DB_PASSWORD: 'hunter2hunter2' },
    });
    expect(mapped({ ListAgentRuntimeEndpoints: endpoints, OlderVersion })).toMatchObject({
      egress: 'internet',
      network: 'provider',
      plainSecrets: 1,
    });
    expect(mapped({ ListAgentRuntimeEndpoints: endpoints, OlderVersion: denied }).egress).toBe(
      'missing: access-denied bedrock-agentcore:GetAgentRuntime',
    );
  });

  it('with the endpoint alone that follows the newest version is not pinned', () => {
    expect(
      mapped({ ListAgentRuntimeEndpoints: { runtimeEndpoints: [{ name: 'DEFAULT', liveVersion: '2' }] } }),
    ).toMatchObject({
      versionPinned: false,
    });
  });

  it('of uploaded code loads it from a bucket', () => {
    const code = (s3: JsonObject) => ({
      codeConfiguration: { code: { s3 }, runtime: 'PYTHON_3_12', entryPoint: ['a.py'] },
    });
    const of = (s3: JsonObject) => mapped({ GetAgentRuntime: version({ agentRuntimeArtifact: code(s3) }) });
    expect(of({ bucket: 'code', prefix: 'a.zip', versionId: 'v' })).toMatchObject({
      images: [],
      artifacts: [{ uri: 's3://code/a.zip', pinned: true, format: '' }],
      '->buckets': ['arn:aws:s3:::code'],
    });
    expect(of({ bucket: 'code', prefix: 'a.zip' }).artifacts).toEqual([
      { uri: 's3://code/a.zip', pinned: false, format: '' },
    ]);
  });
});

const of = (member: string) => `GetAgentRuntime/${member}`;
changesTable(agentRuntimes, runtime, [
  [
    of('networkConfiguration'),
    { networkMode: 'PUBLIC' },
    { network: 'provider', egress: 'internet', '->subnets': [], '->firewalls': [] },
  ],
  [of('networkConfiguration/networkMode'), 'MESH', { network: lost, egress: lost }],
  [
    of('networkConfiguration'),
    undefined,
    { network: 'missing: out-of-scope', egress: 'missing: out-of-scope', '->subnets': [], '->firewalls': [] },
  ],
  [of('authorizerConfiguration'), undefined, { authMethods: ['identity'] }],
  [of('lifecycleConfiguration/idleRuntimeSessionTimeout'), undefined, { sessionMinutes: 15 }],
  [of('environmentVariables'), { DB_PASSWORD: 'hunter2hunter2' }, { plainSecrets: 1 }],
  [of('environmentVariables'), undefined, {}],
  [of('metadataConfiguration/requireMMDSV2'), false, { metadataV2: false }],
  [of('metadataConfiguration'), undefined, { metadataV2: lost }],
  [
    of('agentRuntimeArtifact'),
    undefined,
    {
      images: [{ ref: lost, pinned: lost, registry: lost }],
      artifacts: [{ uri: lost, pinned: lost, format: lost }],
      '->repositories': [lost],
      '->buckets': [lost],
    },
  ],
  [
    of('filesystemConfigurations'),
    [{ sessionStorage: { mountPath: '/mnt' } }],
    { keyAtRest: 'provider', stores: [{ name: 'volume', key: 'provider' }] },
  ],
  [of('roleArn'), undefined, { runsAs: lost, '->principals': [lost] }],
  [of('status'), 'UPDATE_FAILED', {}],
  [of('status'), 'CREATE_FAILED', { state: 'failed' }],
]);
