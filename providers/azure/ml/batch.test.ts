import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { denied, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { arm } from '../testing/workspace.ts';
import { batchDeployments } from './batch-deployment.ts';
import { batchEndpoints } from './batch-endpoint.ts';

const version = '/subscriptions/s/resourceGroups/g/providers/x/workspaces/W/models/M/versions/3';
const deployed = (more: object = {}) =>
  arm('workspaces/W/batchEndpoints/E/deployments/v3', {
    compute: '/C/Pool',
    model: { referenceType: 'Id', assetId: version },
    environmentId: '/ENV/versions/1',
    ...more,
  });
const cluster = (more: object = {}) =>
  ({ id: '/C/Pool', name: 'Pool', properties: { computeType: 'AmlCompute', properties: {}, ...more } }) as Record<
    string,
    Json
  >; // JSON by its members
/** A workspace that was last changed before the endpoint was made. */
const inside = (settings: object = {}, changed = '2025-12-31T00:00:00Z', compute = cluster()): Table =>
  ({
    Workspaces_ListBySubscription: {
      location: 'West Europe',
      systemData: { lastModifiedAt: changed },
      properties: { publicNetworkAccess: 'Disabled', containerRegistry: '/registries/Own', ...settings },
    },
    Compute_List: { value: [compute] },
  }) as Table; // JSON by its members

describe('a batch endpoint', () => {
  const given = azureGiven(
    arm('workspaces/W/batchEndpoints/E', { authMode: 'AADToken', defaults: { deploymentName: 'v3' } }),
    { BatchDeployments_List: { value: [deployed()] } },
    inside(),
  );
  it('with its default deployment', () => {
    expect(factsOf(batchEndpoints, given)).toMatchObject({
      name: 'E',
      region: 'westeurope',
      state: 'active',
      authMethods: ['identity'],
      publicAccess: 'private',
      allowedRanges: [],
      stores: [],
      keyAtRest: 'missing: not-supported',
      variants: [{ name: 'v3', trafficPercent: 100, minReplicas: 0, serverless: true, shadow: false }],
      capture: 'missing: not-supported',
      accessLogged: 'missing: not-exposed',
      '->versions': [version.toLowerCase()],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/authMode', 'Key', { authMethods: ['key'] }],
    ['/properties/authMode', undefined, { authMethods: 'missing: not-returned' }],
    ['/properties/provisioningState', 'Failed', { state: 'failed' }],
    ['/properties/provisioningState', undefined, { state: 'missing: not-returned' }],
    [
      '/properties/defaults',
      undefined,
      { variants: [{ name: 'v3', trafficPercent: 0, minReplicas: 0, serverless: true, shadow: false }] },
    ],
    [
      '/systemData/createdAt',
      undefined,
      {
        createdAt: 'missing: not-returned',
        publicAccess: 'missing: not-exposed',
        allowedRanges: 'missing: not-exposed',
      },
    ],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(batchEndpoints, given, pointer, value)).toEqual(expected);
  });
  it.each<[string, Table, Json]>([
    ['is open as its workspace is', inside({ publicNetworkAccess: 'Enabled' }), 'open'],
    [
      'lets in whom its workspace does',
      inside({ publicNetworkAccess: 'Enabled', ipAllowlist: ['1.2.3.4'] }),
      'filtered',
    ],
    [
      'keeps the door of a workspace that was changed since',
      inside({}, '2026-06-01T00:00:00Z'),
      'missing: not-exposed',
    ],
    ['is not known where nobody knows when that was', inside({}, ''), 'missing: not-exposed'],
  ])('%s', (_name, above, publicAccess) => {
    expect(factsOf(batchEndpoints, { ...given, above }).publicAccess).toBe(publicAccess);
  });
  it('whose deployments were denied says nothing of them', () => {
    const facts = factsOf(batchEndpoints, { ...given, reads: { BatchDeployments_List: denied } });
    for (const name of ['variants', '->deployments', '->versions'])
      expect(JSON.stringify(facts[name])).toMatch(/missing: access-denied/);
  });
});

describe('a batch deployment', () => {
  const env: Table = { EnvironmentVersions_Get: { properties: { image: 'own.azurecr.io/a@sha256:00' } } };
  const given = azureGiven(deployed(), env, inside());
  it('runs where its compute does, with the rights of the caller', () => {
    expect(factsOf(batchDeployments, given)).toMatchObject({
      runsAs: 'user',
      network: 'provider',
      egress: 'internet',
      publicIp: true,
      keyAtRest: 'provider',
      plainSecrets: 0,
      images: [{ ref: 'own.azurecr.io/a@sha256:00', pinned: true, registry: 'own' }],
      artifacts: [{ uri: version, pinned: true, format: '' }],
      '->versions': [version.toLowerCase()],
      '->principals': [],
      '->subnets': [],
    });
  });
  const nowhere = Object.fromEntries(
    ['network', 'egress', 'publicIp', 'keyAtRest', 'stores', '->subnets'].map((name) => [name, 'missing: not-exposed']),
  );
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/compute', undefined, nowhere],
    [
      '/properties/compute',
      '/C/Gone',
      Object.fromEntries(Object.keys(nowhere).map((name) => [name, 'missing: not-returned'])),
    ],
    ['/properties/environmentVariables', { API_KEY: 'sk-live-0123456789abcdef0123' }, { plainSecrets: 1 }],
    [
      '/properties/deploymentConfiguration',
      { settings: { api_key: 'sk-live-0123456789abcdef0123' } },
      { plainSecrets: 1 },
    ],
    ['/properties/environmentId', null, { images: 'missing: not-exposed' }],
    ['/properties/model', null, { artifacts: [], '->versions': [] }],
    [
      '/properties/model',
      { referenceType: 'DataPath', path: 'a/versions/3' },
      { artifacts: [{ uri: 'a/versions/3', pinned: false, format: '' }], '->versions': [] },
    ],
    [
      '/properties/model',
      { referenceType: 'Id', assetId: 'azureml://registries/r/models/m/versions/1' },
      {
        artifacts: [{ uri: 'azureml://registries/r/models/m/versions/1', pinned: true, format: '' }],
        '->versions': [],
      },
    ],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(batchDeployments, given, pointer, value)).toEqual(expected);
  });
  it.each<[string, Table, Record<string, Json>]>([
    [
      'a subnet',
      inside({}, '', cluster({ properties: { subnet: { id: '/SUB' }, enableNodePublicIp: false } })),
      { network: 'customer', egress: 'customer-network', publicIp: false, '->subnets': ['/sub'] },
    ],
    ['an attached cluster', inside({}, '', cluster({ computeType: 'Kubernetes' })), nowhere],
  ])('on %s', (_name, above, expected) => {
    expect(factsOf(batchDeployments, { ...given, above })).toMatchObject(expected);
  });
  it('whose computes were denied does not say where it runs', () => {
    const facts = factsOf(batchDeployments, { ...given, above: { ...given.above, Compute_List: denied } });
    expect(facts.egress).toMatch(/missing: access-denied/);
  });
});
