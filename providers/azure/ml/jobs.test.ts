import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { denied, type Table } from '../../aws/testing/map.ts';
import { redactAzure } from '../redact.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { jobs } from './job.ts';

const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers';
const workspace = `${group}/Microsoft.MachineLearningServices/workspaces/W`;
const small = workspace.toLowerCase();
const identities = {
  '/IDS/Train': { principalId: 'AA', clientId: 'C1' },
};
const cluster = (properties: object = {}, more: object = {}) => ({
  id: `${workspace}/computes/Pool`,
  name: 'Pool',
  identity: { type: 'UserAssigned', userAssignedIdentities: identities },
  properties: { computeType: 'AmlCompute', properties: { vmPriority: 'Dedicated', ...properties } },
  ...more,
});
const place = (settings: object = {}, ...computes: object[]): Table =>
  ({
    Workspaces_ListBySubscription: {
      location: 'West Europe',
      properties: {
        storageAccount: '/S',
        containerRegistry: '/registries/Own',
        managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' },
        ...settings,
      },
    },
    Compute_List: { value: computes.length > 0 ? computes : [cluster()] },
    ManagedNetworkSettingsRule_List: { value: [] },
  }) as unknown as Table; // JSON by its members

const env: Table = { EnvironmentVersions_Get: { properties: { image: 'own.azurecr.io/a@sha256:00' } } };

const job = (properties: object): JsonObject =>
  ({
    id: `${workspace}/jobs/J`,
    name: 'J',
    type: 'x',
    systemData: { createdAt: '2026-01-01T00:00:00Z' },
    properties: {
      jobType: 'Command',
      status: 'Completed',
      computeId: `${workspace}/computes/pool`,
      environmentId: '/ENV/versions/1',
      ...properties,
    },
  }) as JsonObject; // JSON by its members

describe('a command job', () => {
  const given = azureGiven(job({}), env, place());
  it('with as little as Azure takes', () => {
    expect(factsOf(jobs, given)).toMatchObject({
      region: 'westeurope',
      state: 'stopped',
      outcome: 'succeeded',
      purpose: 'train',
      network: 'managed',
      egress: 'allow-list',
      publicIp: false,
      runsAs: 'default',
      nodeTraffic: 'single-node',
      shell: 'off',
      plainSecrets: 0,
      images: [{ ref: 'own.azurecr.io/a@sha256:00', pinned: true, registry: 'own' }],
      artifacts: [],
      sourceRevision: '',
      interruptible: false,
      maxMinutes: 'missing: not-returned',
      inputs: [],
      '->computes': [`${small}/computes/pool`],
      '->principals': [],
      '->outputs': ['/s'],
      '->datasets': [],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/status', 'Running', { state: 'active', outcome: 'running' }],
    ['/properties/status', 'Queued', { state: 'pending', outcome: 'running' }],
    ['/properties/status', 'NotResponding', { state: 'active', outcome: 'running' }],
    ['/properties/status', 'Failed', { state: 'failed', outcome: 'failed' }],
    ['/properties/status', 'Canceled', { outcome: 'stopped' }],
    ['/properties/status', 'Unknown', { state: 'missing: not-returned', outcome: 'missing: not-returned' }],
    ['/properties/status', 'constructor', { state: 'missing: not-returned', outcome: 'missing: not-returned' }],
    ['/properties/status', undefined, { state: 'missing: not-returned', outcome: 'missing: not-returned' }],
    ['/properties/isArchived', true, { state: 'archived' }],
    ['/properties/tags', { owner: 'ml' }, { tags: { owner: 'ml' }, owner: 'ml' }],
    ['/properties/jobType', 'Base', { purpose: 'missing: not-returned', nodeTraffic: 'missing: not-exposed' }],
    ['/properties/jobType', 'Spark', { purpose: 'process', nodeTraffic: 'missing: not-exposed' }],
    ['/properties/jobType', 'FineTuning', { purpose: 'fine-tune', nodeTraffic: 'missing: not-exposed' }],
    ['/properties/resources', { instanceCount: 2 }, { nodeTraffic: 'missing: not-supported' }],
    ['/properties/resources', { instanceCount: 1 }, {}],
    ['/properties/services', { a: { jobServiceType: 'Studio' }, b: { jobServiceType: 'TensorBoard' } }, {}],
    ['/properties/services', { a: { jobServiceType: 'Studio' }, b: { jobServiceType: 'SSH' } }, { shell: 'brokered' }],
    ['/properties/services', { a: { jobServiceType: 'JupyterLab' } }, { shell: 'brokered' }],
    ['/properties/services', { a: { jobServiceType: 'Odd' } }, { shell: 'missing: not-returned' }],
    ['/properties/services', { a: {} }, { shell: 'missing: not-returned' }],
    ['/properties/environmentVariables', { API_KEY: 'sk-live-0123456789abcdef0123' }, { plainSecrets: 1 }],
    ['/properties/environmentVariables', { LEVEL: 'info' }, {}],
    ['/properties/command', 'python x.py --key AKIAIOSFODNN7REALKEY', { plainSecrets: 1 }],
    ['/properties/inputs', { db_password: { jobInputType: 'literal', value: 'hunter-22-x' } }, { plainSecrets: 1 }],
    ['/properties/limits', { timeout: 'PT90M' }, { maxMinutes: 90 }],
    ['/properties/queueSettings', { jobTier: 'Spot' }, { interruptible: true }],
    ['/properties/queueSettings', { jobTier: 'Basic' }, {}],
    [
      '/properties/codeId',
      '/W/codes/c/versions/2',
      { artifacts: [{ uri: '/W/codes/c/versions/2', pinned: true, format: '' }] },
    ],
    [
      '/properties/codeId',
      'azureml://datastores/d/paths/versions/2',
      { artifacts: [{ uri: 'azureml://datastores/d/paths/versions/2', pinned: false, format: '' }] },
    ],
    ['/properties/properties', { 'azureml.git.commit': 'abc' }, { sourceRevision: 'abc' }],
    [
      '/properties/inputs',
      { a: { jobInputType: 'uri_folder', uri: 'azureml:Vitals:3' } },
      { inputs: [{ uri: 'azureml:Vitals:3', versioned: true }], '->datasets': [`${small}/data/vitals/versions/3`] },
    ],
    [
      '/properties/inputs',
      { a: { jobInputType: 'uri_folder', uri: 'azureml://locations/x/workspaces/y/data/Vitals/versions/3' } },
      {
        inputs: [{ uri: 'azureml://locations/x/workspaces/y/data/Vitals/versions/3', versioned: true }],
        '->datasets': [`${small}/data/vitals/versions/3`],
      },
    ],
    [
      '/properties/inputs',
      { a: { jobInputType: 'uri_folder', uri: 'azureml://datastores/d/paths/p' } },
      { inputs: [{ uri: 'azureml://datastores/d/paths/p', versioned: false }] },
    ],
    [
      '/properties/inputs',
      { a: { jobInputType: 'uri_folder', uri: 'https://x.blob.core.windows.net/c/data/v/versions/latest' } },
      { inputs: [{ uri: 'https://x.blob.core.windows.net/c/data/v/versions/latest', versioned: false }] },
    ],
    [
      '/properties/inputs',
      { a: { jobInputType: 'uri_folder', uri: 'azureml://datastores/d/paths/data/v/versions/1' } },
      { inputs: [{ uri: 'azureml://datastores/d/paths/data/v/versions/1', versioned: false }] },
    ],
    ['/properties/outputs', { a: { uri: 'azureml://datastores/workspaceblobstore/paths/p' } }, {}],
    [
      '/properties/outputs',
      { a: { uri: 'azureml://datastores/lake/paths/p' } },
      { '->outputs': ['/s', 'missing: not-exposed'] },
    ],
    ['/properties/identity', { identityType: 'AMLToken' }, {}],
    ['/properties/identity', { identityType: 'UserIdentity' }, { runsAs: 'user' }],
    [
      '/properties/identity',
      { identityType: 'Odd' },
      { runsAs: 'missing: not-returned', '->principals': 'missing: not-returned' },
    ],
    [
      '/properties/identity',
      { identityType: 'Managed', objectId: 'BB' },
      { runsAs: 'own', '->principals': ['/principals/bb'] },
    ],
    [
      '/properties/identity',
      { identityType: 'Managed', resourceId: '/ids/train' },
      { runsAs: 'own', '->principals': ['/principals/aa'] },
    ],
    [
      '/properties/identity',
      { identityType: 'Managed', clientId: 'c1' },
      { runsAs: 'own', '->principals': ['/principals/aa'] },
    ],
    [
      '/properties/identity',
      { identityType: 'Managed', clientId: 'c9' },
      { runsAs: 'own', '->principals': ['missing: not-returned'] },
    ],
    ['/properties/identity', { identityType: 'Managed' }, { runsAs: 'own', '->principals': ['/principals/aa'] }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(jobs, given, pointer, value)).toEqual(expected);
  });

  it.each<[string, Table, Record<string, Json>]>([
    [
      'open managed network',
      place({ managedNetwork: { isolationMode: 'AllowInternetOutbound' } }),
      { network: 'managed', egress: 'internet', publicIp: false },
    ],
    [
      'no managed network',
      place({ managedNetwork: undefined }),
      { network: 'provider', egress: 'internet', publicIp: true },
    ],
    [
      'unknown mode',
      place({ managedNetwork: { isolationMode: 'New' } }),
      { network: 'missing: not-returned', egress: 'missing: not-returned' },
    ],
    [
      'own subnet',
      place({}, cluster({ subnet: { id: '/SUB' }, enableNodePublicIp: false })),
      { network: 'customer', egress: 'customer-network', publicIp: false, '->subnets': ['/sub'] },
    ],
    [
      'own subnet, with addresses',
      place({}, cluster({ subnet: { id: '/SUB' } })),
      { network: 'customer', egress: 'internet', publicIp: true },
    ],
    ['low priority', place({}, cluster({ vmPriority: 'LowPriority' })), { interruptible: true, egress: 'allow-list' }],
    [
      'a notebook machine',
      place({}, cluster({}, { properties: { computeType: 'ComputeInstance', properties: {} } })),
      { egress: 'allow-list', '->computes': [] },
    ],
    [
      'attached',
      place({}, cluster({}, { properties: { computeType: 'Kubernetes' } })),
      { network: 'missing: not-exposed', egress: 'missing: not-exposed' },
    ],
    [
      'gone',
      place({}, cluster({}, { id: '/other', name: 'other' })),
      { egress: 'missing: not-returned', runsAs: 'default' },
    ],
  ])('on %s', (_name, above, expected) => {
    expect(factsOf(jobs, { ...given, above })).toMatchObject(expected);
  });

  it.each<[object, Record<string, Json>]>([
    [{}, { network: 'managed', egress: 'allow-list' }],
    [{ managedNetwork: undefined }, { network: 'provider', egress: 'internet', publicIp: true }],
    [
      { serverlessComputeSettings: { serverlessComputeCustomSubnet: '/SUB', serverlessComputeNoPublicIP: true } },
      { network: 'customer', egress: 'customer-network', '->subnets': ['/sub'] },
    ],
    [
      { serverlessComputeSettings: { serverlessComputeCustomSubnet: '/SUB' } },
      { network: 'customer', egress: 'internet', publicIp: true },
    ],
  ])('on machines of the service, workspace %j', (settings, expected) => {
    for (const computeId of [null, 'serverless'])
      expect(factsOf(jobs, azureGiven(job({ computeId }), env, place(settings)))).toMatchObject({
        ...expected,
        '->computes': [],
      });
  });

  it('in a managed network that lets everything out has a way to the internet', () => {
    const value = [{ name: 'all', properties: { type: 'FQDN', destination: '*' } }];
    const above = { ...given.above, ManagedNetworkSettingsRule_List: { value } };
    expect(factsOf(jobs, { ...given, above })).toMatchObject({ network: 'managed', egress: 'internet' });
    const lost = { ...given.above, ManagedNetworkSettingsRule_List: denied };
    expect(factsOf(jobs, { ...given, above: lost }).egress).toMatch(/missing: access-denied/);
  });
  it.each(['Workspaces_ListBySubscription', 'Compute_List'])('with %s denied does not say where it ran', (name) => {
    const facts = factsOf(jobs, { ...given, above: { ...given.above, [name]: denied } });
    for (const fact of ['network', 'egress', 'publicIp', '->subnets', '->computes'])
      expect(JSON.stringify(facts[fact])).toMatch(/missing: access-denied/);
  });
});

it('a sweep is judged by its trial', () => {
  const trial = {
    environmentId: '/ENV/versions/1',
    command: 'x',
    codeId: '/W/codes/c/versions/2',
    environmentVariables: { DB_PASSWORD: 'hunter-22-x' },
    resources: { instanceCount: 3 },
  };
  const item = job({ jobType: 'Sweep', environmentId: undefined, trial });
  expect(factsOf(jobs, azureGiven(JSON.parse(JSON.stringify(item)) as JsonObject, env, place()))).toMatchObject({
    purpose: 'tune',
    plainSecrets: 1,
    nodeTraffic: 'missing: not-supported',
    images: [{ pinned: true }],
    artifacts: [{ pinned: true }],
  });
});

it('automated machine learning names its data in its task, and takes an image of the platform', () => {
  const taskDetails = {
    trainingData: { jobInputType: 'mltable', uri: 'azureml:t:1' },
    limitSettings: { timeout: 'PT6H' },
  };
  const item = job({ jobType: 'AutoML', environmentId: null, taskDetails });
  expect(factsOf(jobs, azureGiven(item, {}, place()))).toMatchObject({
    purpose: 'automl',
    maxMinutes: 360,
    images: 'missing: not-exposed',
    inputs: [{ uri: 'azureml:t:1', versioned: true }],
  });
});

it('what people type into jobs is not stored', () => {
  const told = {
    inputs: {
      a: { jobInputType: 'literal', value: 'SECRET' },
      b: { jobInputType: 'uri_file', uri: 'https://s/x?sv=1&sig=SECRET' },
    },
    args: '--key SECRET',
    conf: { 'spark.key': 'SECRET' },
    trial: { command: 'SECRET', environmentVariables: { A: 'SECRET' } },
    jobs: {
      one: { environment_variables: { A: 'SECRET' }, inputs: { c: { job_input_type: 'literal', value: 'SECRET' } } },
    },
    ipRules: [{ value: '10.0.0.1' }],
  };
  const text = JSON.stringify(redactAzure(told, () => 'digest'));
  expect(text).not.toContain('SECRET');
  expect(text).toContain('10.0.0.1');
  expect(text).toContain('https://s/x?sv=1&sig=redacted:string:digest');
});
