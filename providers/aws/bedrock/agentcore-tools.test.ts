import { expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf, type Table } from '../testing/map.ts';
import { changesTable, keyA, keyB, usual } from '../testing/table.ts';
import { recordedBy } from '../testing/trails.ts';
import { browsers } from './agentcore-browser.ts';
import { gateways } from './agentcore-gateway.ts';
import { codeInterpreters } from './agentcore-interpreter.ts';
import { memories } from './agentcore-memory.ts';

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
const vpc = { subnets: ['subnet-1'], securityGroups: ['sg-1'] };

const gateway: Given = {
  item: { gatewayId: 'g', name: 'tools' },
  reads: {
    ...usualReads,
    GetGateway: {
      gatewayArn: `${core}:gateway/g`,
      gatewayId: 'g',
      status: 'READY',
      authorizerType: 'CUSTOM_JWT',
      kmsKeyArn: keyA,
      roleArn: role,
      policyEngineConfiguration: { arn: 'arn:x', mode: 'ENFORCE' },
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-02T00:00:00Z',
    },
  },
};
contract(gateways, gateway);

it('a gateway is mapped', () => {
  expect(plainOf(resourceOf(gateways, gateway))).toMatchObject({
    uid: `${core}:gateway/g`,
    name: 'tools',
    keyAtRest: 'customer',
    toolType: 'mcp',
    authMethods: ['token'],
    policyMode: 'enforce',
    errorDetail: false,
    recorded: true,
    runsAs: 'own',
    accessLogged: true,
    state: 'active',
  });
});
const g = (member: string) => `GetGateway/${member}`;
it('a gateway of which no trail keeps the calls may have a log of its own', () => {
  expect(plainOf(resourceOf(gateways, { ...gateway, reads: { ...gateway.reads, ...recordedBy([]) } }))).toMatchObject({
    accessLogged: false,
    recorded: 'missing: out-of-scope',
  });
});
const providerKey = { keyAtRest: 'provider', stores: [{ name: 'data', key: 'provider' }], '->keys': [] };
changesTable(gateways, gateway, [
  [g('kmsKeyArn'), undefined, providerKey],
  [g('authorizerType'), 'AWS_IAM', { authMethods: ['identity'] }],
  [g('authorizerType'), 'NONE', { authMethods: ['anonymous'] }],
  // What it lets through is written nowhere: not guessed.
  [g('authorizerType'), 'AUTHENTICATE_ONLY', { authMethods: lost }],
  [g('authorizerType'), undefined, { authMethods: lost }],
  [g('policyEngineConfiguration/mode'), 'LOG_ONLY', { policyMode: 'log-only' }],
  [g('policyEngineConfiguration/mode'), 'MAYBE', { policyMode: lost }],
  [g('policyEngineConfiguration'), undefined, { policyMode: 'none' }],
  [g('exceptionLevel'), 'DEBUG', { errorDetail: true }],
  [g('exceptionLevel'), 'TRACE', { errorDetail: lost }],
  [g('roleArn'), undefined, { runsAs: 'none', '->principals': [] }],
  [g('status'), 'UPDATE_UNSUCCESSFUL', {}],
]);

const browser: Given = {
  item: { browserId: 'b', browserArn: `${core}:browser-custom/b`, name: 'reader' },
  reads: {
    ...usualReads,
    GetBucketEncryption: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyB } }],
      },
    },
    GetBrowser: {
      browserArn: `${core}:browser-custom/b`,
      executionRoleArn: role,
      networkConfiguration: { networkMode: 'VPC', vpcConfig: vpc },
      recording: { enabled: true, s3Location: { bucket: 'recordings', prefix: 'b' } },
      status: 'READY',
      ...times,
    },
  },
};
contract(browsers, browser);

it('a browser is mapped', () => {
  expect(plainOf(resourceOf(browsers, browser))).toMatchObject({
    toolType: 'browser',
    recorded: true,
    egress: 'customer-network',
    stores: [{ name: 'capture', key: 'customer' }],
    runsAs: 'own',
    '->keys': [keyB],
    '->subnets': [`${ec2}:subnet/subnet-1`],
  });
});
const unrecorded = { recorded: false, stores: [], keyAtRest: 'missing: not-supported', '->keys': [] };
changesTable(browsers, browser, [
  ['GetBrowser/recording', undefined, unrecorded],
  ['GetBrowser/recording/enabled', false, unrecorded],
  ['GetBrowser/recording/s3Location', undefined, unrecorded],
  [
    'GetBrowser/networkConfiguration',
    { networkMode: 'PUBLIC' },
    { network: 'provider', egress: 'internet', '->subnets': [], '->firewalls': [] },
  ],
  ['GetBrowser/executionRoleArn', undefined, { runsAs: 'none', '->principals': [] }],
]);

const interpreter: Given = {
  item: { codeInterpreterId: 'c', codeInterpreterArn: `${core}:code-interpreter-custom/c`, name: 'sums' },
  reads: {
    ...usualReads,
    GetCodeInterpreter: {
      codeInterpreterArn: `${core}:code-interpreter-custom/c`,
      executionRoleArn: role,
      networkConfiguration: { networkMode: 'SANDBOX' },
      status: 'READY',
      ...times,
    },
  },
};
contract(codeInterpreters, interpreter);
changesTable(codeInterpreters, interpreter, [
  ['GetCodeInterpreter/networkConfiguration/networkMode', 'PUBLIC', { egress: 'internet' }],
  [
    'GetCodeInterpreter/networkConfiguration',
    { networkMode: 'VPC', vpcConfig: vpc },
    {
      egress: 'customer-network',
      network: 'customer',
      '->subnets': [`${ec2}:subnet/subnet-1`],
      '->firewalls': [`${ec2}:security-group/sg-1`],
    },
  ],
]);
it('a code interpreter in a sandbox reaches listed services only', () => {
  expect(plainOf(resourceOf(codeInterpreters, interpreter))).toMatchObject({ toolType: 'code', egress: 'allow-list' });
});

const memory: Given = {
  item: { id: 'm', arn: `${core}:memory/m` },
  reads: {
    ...usualReads,
    GetMemory: {
      memory: {
        arn: `${core}:memory/m`,
        encryptionKeyArn: keyA,
        status: 'ACTIVE',
        createdAt: times.createdAt,
        updatedAt: times.lastUpdatedAt,
      },
    },
  },
};
contract(memories, memory);
changesTable(memories, memory, [
  ['GetMemory/memory/encryptionKeyArn', undefined, providerKey],
  ['GetMemory/memory/memoryExecutionRoleArn', role, { runsAs: 'own', '->principals': [role] }],
  ['GetMemory/memory/status', 'FAILED', { state: 'failed' }],
]);
it.each([
  ['a trail keeps', ['AWS::BedrockAgentCore::Memory'], true],
  ['no trail keeps', [], 'missing: not-exposed'],
])('use of memories that %s', (_what, types, expected) => {
  const reads = { ...memory.reads, ...recordedBy(types) };
  expect(plainOf(resourceOf(memories, { ...memory, reads })).accessLogged).toBe(expected);
});
