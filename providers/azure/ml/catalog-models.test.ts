import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import type { Table } from '../../aws/testing/map.ts';
import { redactAzure } from '../redact.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { arm, inside } from '../testing/workspace.ts';
import { featureSets, featureSetVersions } from './feature-set.ts';
import { serverlessEndpoints } from './serverless-endpoint.ts';

describe('a serverless endpoint', () => {
  const place = (kind: string | undefined, publicNetworkAccess: string): Table =>
    ({
      Workspaces_ListBySubscription: {
        location: 'West Europe',
        properties: { publicNetworkAccess },
        ...(kind ? { kind } : {}),
      },
    }) as Table; // JSON by its members
  const given = azureGiven(
    arm('workspaces/W/serverlessEndpoints/S', {
      authMode: 'Key',
      endpointState: 'Online',
      modelSettings: { modelId: 'azureml://registries/r/models/M/versions/4' },
      contentSafety: { contentSafetyStatus: 'Enabled' },
    }),
    {},
    place('Hub', 'Disabled'),
  );
  it('of a hub', () => {
    expect(factsOf(serverlessEndpoints, given)).toMatchObject({
      state: 'active',
      publicAccess: 'private',
      allowedRanges: [],
      authMethods: ['key'],
      model: 'azureml://registries/r/models/M/versions/4',
      versionPinned: true,
      processing: 'missing: not-exposed',
      accessLogged: 'missing: not-exposed',
      '->guardrails': ['missing: not-exposed'],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/endpointState', 'Suspended', { state: 'stopped' }],
    ['/properties/endpointState', 'Reinstating', { state: 'pending' }],
    ['/properties/endpointState', 'CreationFailed', { state: 'failed' }],
    ['/properties/endpointState', 'Unknown', { state: 'missing: not-returned' }],
    ['/properties/endpointState', 'constructor', { state: 'missing: not-returned' }],
    ['/properties/endpointState', undefined, { state: 'missing: not-returned' }],
    ['/properties/authMode', 'AAD', { authMethods: ['identity'] }],
    ['/properties/authMode', undefined, { authMethods: 'missing: not-returned' }],
    ['/properties/modelSettings', null, { model: 'missing: not-returned', versionPinned: 'missing: not-returned' }],
    [
      '/properties/modelSettings/modelId',
      'azureml://registries/r/models/M',
      { model: 'azureml://registries/r/models/M', versionPinned: 'missing: not-exposed' },
    ],
    ['/properties/contentSafety/contentSafetyStatus', 'Disabled', { '->guardrails': [] }],
    // Left out: the platform chooses.
    ['/properties/contentSafety', null, {}],
    ['/location', undefined, { region: 'missing: not-returned' }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(serverlessEndpoints, given, pointer, value)).toEqual(expected);
  });
  it.each<[string | undefined, string, Json]>([
    ['Hub', 'Enabled', 'open'],
    [undefined, 'Disabled', 'private'],
    ['Default', 'Disabled', 'private'],
    ['Project', 'Disabled', 'missing: not-exposed'],
    ['Project', 'Enabled', 'missing: not-exposed'],
  ])('of a workspace of kind %s with public access %s: %s', (kind, access, publicAccess) => {
    expect(factsOf(serverlessEndpoints, { ...given, above: place(kind, access) }).publicAccess).toBe(publicAccess);
  });
  it.each([
    { relayConnectionString: 'SECRET', serviceBusConnectionString: 'SECRET' },
    { sslConfiguration: { status: 'Enabled', cert: 'SECRET', key: 'SECRET' } },
    { databricksAccessToken: 'SECRET' },
    { administratorAccount: { username: 'me', password: 'SECRET', privateKeyData: 'SECRET', publicKeyData: 'SECRET' } },
  ])('what a compute may have of keys is not stored: %j', (properties) => {
    expect(JSON.stringify(redactAzure({ properties: { properties } }, () => 'digest'))).not.toContain('SECRET');
  });
  it('what callers have to send along is not stored', () => {
    const told = { inferenceEndpoint: { uri: 'https://x', headers: { 'x-key': 'SECRET' } } };
    expect(JSON.stringify(redactAzure(told, () => 'digest'))).not.toContain('SECRET');
  });
});

describe('a version of a feature set', () => {
  const given = azureGiven(
    arm('workspaces/F/featuresets/vitals/versions/2', {
      description: 'Vital signs',
      tags: { owner: 'ml' },
      materializationSettings: { storeType: 'OnlineAndOffline' },
    }),
    {},
    inside(),
  );
  it('that is kept for training and for live requests', () => {
    expect(factsOf(featureSetVersions, given)).toMatchObject({
      name: 'vitals version 2',
      region: 'westeurope',
      owner: 'ml',
      state: 'active',
      online: true,
      offline: true,
      documents: ['description'],
      stores: [
        { name: 'online', key: 'missing: not-exposed' },
        { name: 'offline', key: 'missing: not-exposed' },
      ],
      '->keys': ['missing: not-exposed', 'missing: not-exposed'],
      '->buckets': ['missing: not-exposed'],
    });
  });
  const nowhere = { online: false, offline: false, stores: [], '->keys': [], '->buckets': [] };
  const odd = Object.fromEntries(Object.keys(nowhere).map((name) => [name, 'missing: not-returned']));
  it.each<[string, Json | undefined, Record<string, Json>]>([
    [
      '/properties/materializationSettings/storeType',
      'Offline',
      { online: false, stores: [{ name: 'offline', key: 'missing: not-exposed' }], '->keys': ['missing: not-exposed'] },
    ],
    ['/properties/materializationSettings/storeType', 'None', nowhere],
    ['/properties/materializationSettings', null, nowhere],
    ['/properties/materializationSettings/storeType', 'constructor', odd],
    ['/properties/isArchived', true, { state: 'archived' }],
    ['/properties/provisioningState', 'Canceled', { state: 'failed' }],
    ['/properties/description', null, { documents: [] }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(featureSetVersions, given, pointer, value)).toEqual(expected);
  });
  it('is looked for in feature stores only, and is the resource, not its name', () => {
    const of = featureSets.list?.of;
    expect(of?.input?.({ id: '/W', kind: 'FeatureStore' })).toEqual({ workspace: '/W' });
    for (const kind of ['Default', 'Hub', undefined])
      expect(of?.input?.({ id: '/W', ...(kind ? { kind } : {}) })).toBe(null);
    expect(featureSets.keep?.({ item: {} } as never)).toBe(false); // looks at nothing
  });
});
