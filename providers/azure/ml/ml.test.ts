import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { denied, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { computes } from './compute.ts';
import { minutesOf } from './compute-rows.ts';
import { deployments } from './deployment.ts';
import { endpoints } from './endpoint.ts';
import { notebooks } from './notebook.ts';
import { workspaces } from './workspace.ts';

const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers';
const arm = (path: string, properties: object, more: object = {}) =>
  ({
    id: `${group}/Microsoft.MachineLearningServices/${path}`,
    name: path.split('/').at(-1),
    type: 'x',
    location: 'West Europe',
    tags: {},
    systemData: { createdAt: '2026-01-01T00:00:00Z', lastModifiedAt: '2026-02-01T00:00:00Z' },
    properties: { provisioningState: 'Succeeded', ...properties },
    ...more,
  }) as unknown as Record<string, Json>; // JSON by its members

const noLogs: Table = { DiagnosticSettings_List: { value: [] }, Compute_List: { value: [] } };
const vault = `${group}/Microsoft.KeyVault/vaults/V`;

const rules = (type = 'FQDN', destination: Json = '*.harbourvale.example'): Table => ({
  ManagedNetworkSettingsRule_List: { value: [{ name: 'r', properties: { type, destination } }] },
});

describe('a workspace', () => {
  const given = azureGiven(
    arm('workspaces/W', {
      publicNetworkAccess: 'Disabled',
      managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' },
    }),
    { ...noLogs, ...rules() },
  );
  it('is named and placed as Azure does', () => {
    expect(factsOf(workspaces, given)).toMatchObject({
      region: 'westeurope',
      state: 'active',
      keyAtRest: 'provider',
      publicAccess: 'private',
      network: 'managed',
      egress: 'allow-list',
      runsAs: 'none',
      accessLogged: false,
      dataAuth: 'key',
      userIsolation: false,
      '->keys': [],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/publicNetworkAccess', 'Enabled', { publicAccess: 'open' }],
    ['/properties/publicNetworkAccess', undefined, { publicAccess: 'open' }],
    ['/properties/publicNetworkAccess', 'Sometimes', { publicAccess: 'missing: not-returned' }],
    ['/properties/managedNetwork/isolationMode', 'AllowInternetOutbound', { egress: 'internet' }],
    ['/properties/managedNetwork/isolationMode', 'Disabled', { egress: 'internet', network: 'provider' }],
    ['/properties/managedNetwork', undefined, { egress: 'internet', network: 'provider' }],
    ['/properties/managedNetwork/isolationMode', 'New', { egress: 'missing: not-returned' }],
    ['/properties/enableDataIsolation', true, { userIsolation: true }],
    ['/properties/hbiWorkspace', true, { hardened: true }],
    ['/properties/systemDatastoresAuthMode', 'Identity', { dataAuth: 'identity' }],
    ['/properties/systemDatastoresAuthMode', 'UserDelegationSAS', { dataAuth: 'delegated-key' }],
    ['/properties/provisioningState', 'Failed', { state: 'failed' }],
    ['/properties/provisioningState', 'Odd', { state: 'missing: not-returned' }],
    [
      '/identity',
      { type: 'SystemAssigned', principalId: 'AA' },
      { runsAs: 'system', '->principals': ['/principals/aa'] },
    ],
    [
      '/identity',
      { type: 'UserAssigned', userAssignedIdentities: { x: { principalId: 'BB' } } },
      { runsAs: 'own', '->principals': ['/principals/bb'] },
    ],
    ['/identity', { type: 'Strange' }, { runsAs: 'missing: not-returned' }],
    ['/tags', { owner: 'ml', x: 'y' }, { tags: { owner: 'ml', x: 'y' }, owner: 'ml' }],
    ['/properties/storageAccount', '/S', { '->buckets': ['/s'] }],
    ['/properties/hubResourceId', '/H', { '->parents': ['/h'] }],
    [
      '/properties/encryption',
      {
        status: 'Enabled',
        keyVaultProperties: { keyVaultArmId: vault, keyIdentifier: 'https://v.vault.azure.net/keys/K/1' },
      },
      {
        keyAtRest: 'customer',
        stores: [{ name: 'metadata', key: 'customer' }],
        '->keys': [`${vault.toLowerCase()}/keys/k`],
      },
    ],
    ['/properties/encryption', { status: 'Disabled' }, {}],
    // Enabled without a key is Microsoft's own.
    ['/properties/encryption', { status: 'Enabled' }, {}],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(workspaces, given, pointer, value)).toEqual(expected);
  });
  it.each<[string, Json, string]>([
    ['FQDN', 'files.example.org', 'allow-list'],
    ['FQDN', '*', 'internet'],
    ['FQDN', '*.com', 'internet'],
    ['FQDN', '*.example.com', 'allow-list'],
    ['PrivateEndpoint', { serviceResourceId: '/S' }, 'allow-list'],
    ['ServiceTag', { serviceTag: 'AzureMonitor' }, 'allow-list'],
    ['ServiceTag', { serviceTag: 'Internet' }, 'internet'],
    ['ServiceTag', { serviceTag: 'Internet', action: 'Deny' }, 'allow-list'],
    ['ServiceTag', { serviceTag: 'x', addressPrefixes: ['10.0.0.0/8', '0.0.0.0/0'] }, 'internet'],
    ['ServiceTag', {}, 'missing: not-returned'],
    ['ServiceTag', { addressPrefixes: [] }, 'missing: not-returned'],
    ['FQDN', { serviceTag: 'x' }, 'missing: not-returned'],
    ['Odd', '*', 'missing: not-returned'],
  ])('that lets out %s %j: %s', (type, destination, egress) => {
    expect(factsOf(workspaces, { ...given, reads: { ...noLogs, ...rules(type, destination) } }).egress).toBe(egress);
  });
  it('whose rules were not read does not say that it keeps a list', () => {
    const facts = factsOf(workspaces, { ...given, reads: { ...noLogs, ManagedNetworkSettingsRule_List: denied } });
    expect(facts.egress).toMatch(/missing: access-denied/);
  });
  it('whose log settings were denied does not say that it logs nothing', () => {
    const facts = factsOf(workspaces, { ...given, reads: { ...noLogs, ...rules(), DiagnosticSettings_List: denied } });
    expect(facts.accessLogged).toMatch(/missing: access-denied/);
  });
  it.each([
    ['audit', true],
    ['allLogs', true],
    ['metrics', false],
  ])('that sends %s to a store: recorded %s', (categoryGroup, expected) => {
    const reads: Table = {
      ...noLogs,
      ...rules(),
      DiagnosticSettings_List: {
        value: [{ name: 'd', properties: { workspaceId: '/L', logs: [{ categoryGroup, enabled: true }] } }],
      },
    };
    expect(factsOf(workspaces, { ...given, reads }).accessLogged).toBe(expected);
    const off: Table = {
      ...noLogs,
      ...rules(),
      DiagnosticSettings_List: {
        value: [{ name: 'd', properties: { workspaceId: '/L', logs: [{ categoryGroup, enabled: false }] } }],
      },
    };
    expect(factsOf(workspaces, { ...given, reads: off }).accessLogged).toBe(false);
  });
});

describe('a compute instance', () => {
  const given = azureGiven(
    arm('workspaces/W/computes/C', {
      computeType: 'ComputeInstance',
      createdOn: '2026-01-01T00:00:00Z',
      modifiedOn: '2026-01-02T00:00:00Z',
      disableLocalAuth: true,
      properties: {
        state: 'Running',
        subnet: { id: '/SUB' },
        enableNodePublicIp: false,
        enableRootAccess: false,
        applicationSharingPolicy: 'Personal',
        sshSettings: { sshPublicAccess: 'Disabled' },
        idleTimeBeforeShutdown: 'PT1H30M',
        osImageMetadata: { isLatestOsImageVersion: true },
      },
    }),
  );
  it('well set up', () => {
    expect(factsOf(notebooks, given)).toMatchObject({
      rootAccess: false,
      shell: 'off',
      idleStopMinutes: 90,
      singleUser: true,
      egress: 'customer-network',
      publicIp: false,
      authMethods: ['identity'],
      patched: 'current',
      '->subnets': ['/sub'],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/properties/enableRootAccess', true, { rootAccess: true }],
    ['/properties/properties/enableRootAccess', undefined, { rootAccess: true }],
    ['/properties/properties/sshSettings/sshPublicAccess', 'Enabled', { shell: 'open' }],
    ['/properties/properties/sshSettings', undefined, {}],
    ['/properties/properties/sshSettings/sshPublicAccess', 'Odd', { shell: 'missing: not-returned' }],
    ['/properties/properties/idleTimeBeforeShutdown', undefined, { idleStopMinutes: null }],
    [
      '/properties/properties/enableNodePublicIp',
      true,
      { publicIp: true, egress: 'internet', publicAccess: 'provider-api' },
    ],
    [
      '/properties/properties/enableNodePublicIp',
      undefined,
      { publicIp: true, egress: 'internet', publicAccess: 'provider-api' },
    ],
    ['/properties/properties/subnet', undefined, { network: 'provider', egress: 'internet', '->subnets': [] }],
    ['/properties/properties/applicationSharingPolicy', 'Shared', { singleUser: false }],
    ['/properties/disableLocalAuth', false, { authMethods: ['identity', 'key'] }],
    ['/properties/disableLocalAuth', undefined, { authMethods: ['identity', 'key'] }],
    ['/properties/properties/osImageMetadata/isLatestOsImageVersion', false, { patched: 'behind' }],
    ['/properties/properties/osImageMetadata', undefined, { patched: 'missing: not-returned' }],
    ['/properties/properties/state', 'Stopped', { state: 'stopped' }],
    ['/properties/properties/state', 'Odd', { state: 'missing: not-returned' }],
    ['/properties/properties/setupScripts', { scripts: { creationScript: {} } }, { startScript: true }],
    ['/properties/properties/enableOSPatching', true, { autoPatch: true }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(notebooks, given, pointer, value)).toEqual(expected);
  });
});

describe('a cluster', () => {
  const given = azureGiven(
    arm('workspaces/W/computes/C', {
      computeType: 'AmlCompute',
      properties: {
        remoteLoginPortPublicAccess: 'Disabled',
        scaleSettings: { minNodeCount: 0, nodeIdleTimeBeforeScaleDown: 'PT120S' },
      },
    }),
  );
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/properties/remoteLoginPortPublicAccess', 'Enabled', { shell: 'open' }],
    ['/properties/properties/remoteLoginPortPublicAccess', 'NotSpecified', { shell: 'missing: not-returned' }],
    ['/properties/properties/scaleSettings/minNodeCount', 2, { minNodes: 2, idleStopMinutes: null }],
    ['/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown', 'PT2H', { idleStopMinutes: 120 }],
    ['/properties/properties/vmPriority', 'LowPriority', { interruptible: true }],
    [
      '/properties/computeType',
      'Kubernetes',
      { shell: 'missing: not-supported', idleStopMinutes: 'missing: not-supported' },
    ],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(computes, given, pointer, value)).toEqual(expected);
  });
});

it.each([
  ['PT30M', 30],
  ['PT2H', 120],
  ['P1DT1M', 1441],
  ['PT90S', 2],
  ['3 hours', null],
  [undefined, null],
])('%s is %s minutes', (duration, minutes) => {
  expect(minutesOf(duration)).toBe(minutes);
});

const deployed = (more: object = {}) =>
  arm(
    'workspaces/W/onlineEndpoints/E/deployments/blue',
    {
      model: '/M/versions/3',
      environmentId: '/ENV/versions/1',
      egressPublicNetworkAccess: 'Disabled',
      scaleSettings: { scaleType: 'Default' },
      dataCollector: { collections: { inputs: { dataCollectionMode: 'Enabled', samplingRate: 0.5 } } },
      ...more,
    },
    { sku: { capacity: 2 } },
  );

describe('an online endpoint', () => {
  const item = arm('workspaces/W/onlineEndpoints/E', {
    authMode: 'AADToken',
    publicNetworkAccess: 'Disabled',
    traffic: { blue: 100 },
  });
  const given = azureGiven(item, { ...noLogs, OnlineDeployments_List: { value: [deployed()] } });
  it('with one deployment', () => {
    expect(factsOf(endpoints, given)).toMatchObject({
      authMethods: ['identity'],
      publicAccess: 'private',
      variants: [{ name: 'blue', trafficPercent: 100, minReplicas: 2, serverless: false, shadow: false }],
      capture: 'sampled',
      samplePercent: 50,
      autoscaled: 'missing: not-exposed',
      '->versions': ['/m/versions/3'],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/authMode', 'Key', { authMethods: ['key'] }],
    ['/properties/authMode', 'AMLToken', { authMethods: ['token'] }],
    ['/properties/authMode', undefined, { authMethods: 'missing: not-returned' }],
    ['/properties/publicNetworkAccess', 'Enabled', { publicAccess: 'open' }],
    ['/properties/publicNetworkAccess', undefined, { publicAccess: 'open' }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(endpoints, given, pointer, value)).toEqual(expected);
  });
  it.each<[string, object, Record<string, Json>]>([
    [
      'all is kept',
      { dataCollector: { collections: { x: { dataCollectionMode: 'Enabled' } } } },
      { capture: 'all', samplePercent: 100 },
    ],
    [
      'nothing is kept',
      { dataCollector: { collections: { x: { dataCollectionMode: 'Disabled' } } } },
      { capture: 'off', samplePercent: 0 },
    ],
    ['no collector', { dataCollector: undefined }, { capture: 'off', samplePercent: 0 }],
    [
      'it scales by itself',
      { scaleSettings: { scaleType: 'TargetUtilization', minInstances: 3 } },
      { autoscaled: true },
    ],
  ])('%s', (_name, more, expected) => {
    const value = JSON.parse(JSON.stringify([deployed(more)])) as Json; // undefined members fall out
    expect(
      factsOf(endpoints, { ...given, reads: { ...given.reads, OnlineDeployments_List: { value } } }),
    ).toMatchObject(expected);
  });
  it('whose deployments were denied says nothing of them', () => {
    const facts = factsOf(endpoints, { ...given, reads: { ...given.reads, OnlineDeployments_List: denied } });
    for (const name of ['variants', 'capture', 'autoscaled', '->deployments', '->versions'])
      expect(JSON.stringify(facts[name])).toMatch(/missing: access-denied/);
  });
});

describe('an online deployment', () => {
  const env = (image: string | null): Table => ({
    EnvironmentVersions_Get: { properties: image === null ? {} : { image } },
  });
  const given = azureGiven(deployed(), env('own.azurecr.io/a@sha256:00'));
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/egressPublicNetworkAccess', 'Enabled', { egress: 'internet' }],
    ['/properties/egressPublicNetworkAccess', undefined, { egress: 'internet' }],
    ['/properties/environmentVariables', { API_KEY: 'sk-live-0123456789abcdef0123' }, { plainSecrets: 1 }],
    ['/properties/environmentVariables', { LEVEL: 'info' }, {}],
    [
      '/properties/model',
      'azureml://datastores/x/paths/y.pkl',
      { artifacts: [{ uri: 'azureml://datastores/x/paths/y.pkl', pinned: false, format: '' }], '->versions': [] },
    ],
    ['/properties/model', undefined, { artifacts: [], '->versions': [] }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(deployments, given, pointer, value)).toEqual(expected);
  });
  it.each([
    ['own.azurecr.io/a@sha256:00', [{ ref: 'own.azurecr.io/a@sha256:00', pinned: true, registry: 'own' }]],
    ['mcr.microsoft.com/x:1', [{ ref: 'mcr.microsoft.com/x:1', pinned: false, registry: 'provider' }]],
    ['docker.io/x:latest', [{ ref: 'docker.io/x:latest', pinned: false, registry: 'public' }]],
    ['evil.com/own.azurecr.io/x', [{ ref: 'evil.com/own.azurecr.io/x', pinned: false, registry: 'public' }]],
    [null, 'missing: not-returned'],
  ])('runs %s', (image, expected) => {
    expect(factsOf(deployments, { ...given, reads: env(image) }).images).toEqual(expected);
  });
});
