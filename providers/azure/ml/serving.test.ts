import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { denied, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { arm, inside, noLogs, rules } from '../testing/workspace.ts';
import { deployments } from './deployment.ts';
import { endpoints } from './endpoint.ts';

const deployed = (more: object = {}) =>
  arm(
    'workspaces/W/onlineEndpoints/E/deployments/blue',
    {
      endpointComputeType: 'Managed',
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
    ['/properties/compute', null, {}],
    [
      '/properties/compute',
      '/C',
      Object.fromEntries(
        ['keyAtRest', 'stores', 'publicAccess', 'allowedRanges'].map((name) => [name, 'missing: not-exposed']),
      ),
    ],
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
    [
      'a collection that is null',
      { dataCollector: { collections: { x: null } } },
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
  const given = azureGiven(deployed(), env('own.azurecr.io/a@sha256:00'), inside());
  it.each<[string, Table, Json | undefined, Record<string, Json>]>([
    ['no managed network', inside(), 'Enabled', { network: 'provider', egress: 'internet' }],
    [
      'a list of what is let out',
      inside({ isolationMode: 'AllowOnlyApprovedOutbound' }, rules()),
      'Enabled',
      { network: 'managed', egress: 'allow-list' },
    ],
    [
      'a list that was not read',
      inside({ isolationMode: 'AllowOnlyApprovedOutbound' }, { ManagedNetworkSettingsRule_List: denied }),
      'Enabled',
      { network: 'managed', egress: 'missing: access-denied' },
    ],
    [
      'a list that was not read, with the older switch',
      inside({ isolationMode: 'AllowOnlyApprovedOutbound' }, { ManagedNetworkSettingsRule_List: denied }),
      'Disabled',
      { egress: 'allow-list' },
    ],
  ])('in a workspace with %s', (_name, above, egressPublicNetworkAccess, expected) => {
    const item = deployed({ egressPublicNetworkAccess });
    expect(factsOf(deployments, { ...given, item, above })).toMatchObject(expected);
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    [
      '/properties/endpointComputeType',
      undefined,
      Object.fromEntries(
        ['keyAtRest', 'stores', 'network', 'egress', 'publicIp', 'shell'].map((name) => [
          name,
          'missing: not-returned',
        ]),
      ),
    ],
    [
      '/properties/endpointComputeType',
      'Kubernetes',
      Object.fromEntries(
        ['keyAtRest', 'stores', 'network', 'egress', 'publicIp', 'shell'].map((name) => [name, 'missing: not-exposed']),
      ),
    ],
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
    [
      '/properties/model',
      'azureml://registries/azureml/models/bert/versions/3',
      {
        artifacts: [{ uri: 'azureml://registries/azureml/models/bert/versions/3', pinned: true, format: '' }],
        '->versions': [],
      },
    ],
    ['/identity', { type: 'None' }, {}],
    [
      '/identity',
      { type: 'SystemAssigned', principalId: 'BB' },
      { runsAs: 'system', '->principals': ['/principals/bb'] },
    ],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(deployments, given, pointer, value)).toEqual(expected);
  });
  it('has the identity of its endpoint', () => {
    const endpoint = { identity: { type: 'UserAssigned', userAssignedIdentities: { x: { principalId: 'AA' } } } };
    const above: Table = { ...given.above, OnlineEndpoints_List: endpoint };
    expect(factsOf(deployments, { ...given, above })).toMatchObject({
      runsAs: 'own',
      '->principals': ['/principals/aa'],
    });
  });
  it.each<[string | null, Json]>([
    ['own.azurecr.io/a@sha256:00', [{ ref: 'own.azurecr.io/a@sha256:00', pinned: true, registry: 'own' }]],
    ...['other.azurecr.io/a:1', 'own-1f3c.azurecr.io/a:1', 'own.westeurope.geo.azurecr.io.evil.com/a:1'].map(
      (ref): [string, Json] => [
        ref,
        [{ ref, pinned: false, registry: ref.includes('evil') ? 'public' : 'missing: not-exposed' }],
      ],
    ),
    ['mcr.microsoft.com/x:1', [{ ref: 'mcr.microsoft.com/x:1', pinned: false, registry: 'provider' }]],
    ['docker.io/x:latest', [{ ref: 'docker.io/x:latest', pinned: false, registry: 'public' }]],
    ['evil.com/own.azurecr.io/x', [{ ref: 'evil.com/own.azurecr.io/x', pinned: false, registry: 'public' }]],
    [null, 'missing: not-returned'],
  ])('runs %s', (image, expected) => {
    expect(factsOf(deployments, { ...given, reads: env(image) }).images).toEqual(expected);
  });
});
