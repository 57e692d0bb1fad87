import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { denied, refused, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { buckets } from './bucket.ts';
import { daysOf, keys } from './key.ts';
import { logGroups } from './log-group.ts';
import { principals } from './principal.ts';
import { privateEndpoints } from './private-endpoint.ts';
import { repositories } from './repository.ts';
import { secretStores } from './secret-store.ts';
import { trails } from './trail.ts';

const id = '/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/g/providers/x/y/z';
type Row = [string, Json | undefined, Record<string, Json>];

/** The facts when a member of one read is set, as far as they differ. */
function changed(collector: Parameters<typeof factsOf>[0], item: Record<string, Json>, table: Table, read: string) {
  const base = factsOf(collector, azureGiven(item, table));
  return (properties: object) => {
    const now = factsOf(collector, azureGiven(item, { ...table, [read]: { properties } as never })); // JSON by its members
    return Object.fromEntries(
      Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(base[name])),
    );
  };
}

describe('a storage account', () => {
  const account = {
    creationTime: '2026-01-01T00:00:00Z',
    provisioningState: 'Succeeded',
    publicNetworkAccess: 'Disabled',
    supportsHttpsTrafficOnly: true,
    minimumTlsVersion: 'TLS1_2',
    allowSharedKeyAccess: false,
  };
  const table: Table = {
    StorageAccounts_GetProperties: { properties: account },
    BlobServices_GetServiceProperties: { properties: { isVersioningEnabled: true } },
    DiagnosticSettings_List: { value: [] },
  };
  const change = changed(buckets, { id }, table, 'StorageAccounts_GetProperties');
  it.each<Row>([
    ['supportsHttpsTrafficOnly', false, { clientTls: 'optional' }],
    ['supportsHttpsTrafficOnly', undefined, { clientTls: 'missing: not-returned' }],
    ['minimumTlsVersion', 'TLS1_0', { clientTls: 'optional' }],
    ['minimumTlsVersion', undefined, { clientTls: 'optional' }],
    ['minimumTlsVersion', 'TLS1_3', {}],
    ['allowSharedKeyAccess', undefined, { authMethods: ['identity', 'key'] }],
    ['isSftpEnabled', true, { authMethods: ['identity', 'password'] }],
    ['isLocalUserEnabled', true, {}],
    ['isNfsV3Enabled', true, { authMethods: ['identity', 'anonymous'], clientTls: 'optional' }],
    ['publicNetworkAccess', 'Enabled', { publicAccess: 'open' }],
    [
      'encryption',
      { keySource: 'Microsoft.Keyvault' },
      { keyAtRest: 'customer', stores: [{ name: 'data', key: 'customer' }], '->keys': ['missing: out-of-scope'] },
    ],
    ['immutableStorageWithVersioning', { enabled: true }, { locked: true }],
  ])('%s %j', (member, value, expected) => {
    expect(change({ ...account, [member]: value })).toEqual(expected);
  });
  it('has no local users where they were switched off', () => {
    const sftp = { ...account, isSftpEnabled: true };
    expect(change({ ...sftp, isLocalUserEnabled: false })).toEqual({});
    expect(change({ ...sftp, isLocalUserEnabled: null })).toEqual({ authMethods: ['identity', 'password'] });
  });
  it('keeps and recovers files as its blob service says', () => {
    const blobs = changed(buckets, { id }, table, 'BlobServices_GetServiceProperties');
    expect(blobs({ isVersioningEnabled: false })).toEqual({ versioned: false });
    expect(blobs({})).toEqual({ versioned: false });
    expect(blobs({ isVersioningEnabled: true, deleteRetentionPolicy: { enabled: true, days: 7 } })).toEqual({
      recoverableDays: 7,
    });
  });
});

describe('a container registry', () => {
  const registry = {
    creationDate: '2026-01-01T00:00:00Z',
    provisioningState: 'Succeeded',
    publicNetworkAccess: 'Disabled',
  };
  const table: Table = { Registries_Get: { properties: registry }, Tokens_List: { value: [] } };
  const change = changed(repositories, { id }, table, 'Registries_Get');
  it.each<Row>([
    ['adminUserEnabled', true, { authMethods: ['identity', 'password'] }],
    ['adminUserEnabled', false, {}],
    ['anonymousPullEnabled', true, { authMethods: ['identity', 'anonymous'], sharedWith: 'everyone' }],
    ['publicNetworkAccess', undefined, { publicAccess: 'open' }],
    [
      'encryption',
      { status: 'enabled' },
      { keyAtRest: 'customer', stores: [{ name: 'data', key: 'customer' }], '->keys': ['missing: out-of-scope'] },
    ],
    ['encryption', { status: 'disabled' }, {}],
    ['policies', { quarantinePolicy: { status: 'enabled' } }, { quarantine: true }],
  ])('%s %j', (member, value, expected) => {
    expect(change({ ...registry, [member]: value })).toEqual(expected);
  });
  const password = { credentials: { passwords: [{ name: 'password1' }] } };
  it.each<[properties: object, methods: string[]]>([
    [{ status: 'enabled', ...password }, ['identity', 'password']],
    [{ status: 'disabled', ...password }, ['identity']],
    [{ ...password }, ['identity', 'password']],
    [{ status: 'enabled', credentials: { certificates: [{ name: 'certificate1' }] } }, ['identity']],
    [{ status: 'enabled', credentials: null }, ['identity']],
  ])('with the token %j', (properties, methods) => {
    const reads = { ...table, Tokens_List: { value: [{ name: 't', properties }] } } as Table; // JSON by its members
    expect(factsOf(repositories, azureGiven({ id }, reads))).toMatchObject({ authMethods: methods });
  });
  it('with tokens that could not be read, is no door for identities only', () => {
    const open = { Registries_Get: { properties: { ...registry, adminUserEnabled: true } }, Tokens_List: denied };
    const seen = (reads: Table) => factsOf(repositories, azureGiven({ id }, reads)).authMethods;
    expect(seen({ ...table, Tokens_List: denied })).toMatch(/^missing: access-denied/);
    expect(seen(open)).toEqual(['identity', 'password']);
  });
});

describe('a key', () => {
  const key = { kty: 'RSA', attributes: { enabled: true, created: 1_700_000_000, updated: 1_700_000_000 } };
  const table: Table = { Keys_Get: { properties: key }, Vaults_Get: { properties: { enablePurgeProtection: true } } };
  const change = changed(keys, { id }, table, 'Keys_Get');
  const rotate = (trigger: Record<string, string>, attributes?: Record<string, string>): Json => ({
    lifetimeActions: [{ action: { type: 'rotate' }, trigger }],
    ...(attributes ? { attributes } : {}),
  });
  it.each<Row>([
    ['kty', 'EC-HSM', { protection: 'hsm' }],
    ['kty', undefined, { protection: 'missing: not-returned' }],
    [
      'attributes',
      { enabled: false, created: 1_700_000_000, updated: 1_700_000_000 },
      { enabled: false, state: 'stopped' },
    ],
    ['rotationPolicy', rotate({ timeAfterCreate: 'P90D' }), { rotationDays: 90 }],
    ['rotationPolicy', rotate({ timeBeforeExpiry: 'P30D' }, { expiryTime: 'P1Y' }), { rotationDays: 335 }],
    ['rotationPolicy', rotate({ timeBeforeExpiry: 'P30D' }), {}],
    ['rotationPolicy', { lifetimeActions: [{ action: { type: 'notify' }, trigger: { timeAfterCreate: 'P90D' } }] }, {}],
  ])('%s %j', (member, value, expected) => {
    expect(change({ ...key, [member]: value })).toEqual(expected);
  });
  it.each([
    ['P1Y', 365],
    ['P18M', 540],
    ['P2W', 14],
    ['P', null],
    ['PT1H', null],
    [undefined, null],
  ])('%s is %s days', (text, days) => {
    expect(daysOf(text)).toBe(days);
  });
});

describe('a key vault', () => {
  const vault = {
    provisioningState: 'Succeeded',
    publicNetworkAccess: 'Disabled',
    enableRbacAuthorization: true,
    enableSoftDelete: true,
    enablePurgeProtection: true,
    softDeleteRetentionInDays: 30,
  };
  const table: Table = { Vaults_Get: { properties: vault }, DiagnosticSettings_List: { value: [] } };
  const change = changed(secretStores, { id }, table, 'Vaults_Get');
  const rules = { defaultAction: 'Deny', ipRules: [{ value: '192.0.2.0/24' }] };
  it.each<Row>([
    ['provisioningState', 'RegisteringDns', { state: 'pending' }],
    ['provisioningState', 'Odd', { state: 'missing: not-returned' }],
    ['provisioningState', undefined, { state: 'missing: not-returned' }],
    ['publicNetworkAccess', 'Enabled', { publicAccess: 'open' }],
    ['publicNetworkAccess', undefined, { publicAccess: 'open' }],
    ['publicNetworkAccess', 'Odd', { publicAccess: 'missing: not-returned' }],
    ['networkAcls', rules, { allowedRanges: ['192.0.2.0/24'] }],
    ['enableRbacAuthorization', false, { accessModel: 'vault-policy' }],
    ['enableRbacAuthorization', null, { accessModel: 'vault-policy' }],
    ['enableRbacAuthorization', undefined, { accessModel: 'vault-policy' }],
    ['enableSoftDelete', false, { recoverableDays: null }],
    ['enableSoftDelete', undefined, {}],
    ['enablePurgeProtection', false, { recoverableDays: null }],
    ['enablePurgeProtection', undefined, { recoverableDays: null }],
    ['softDeleteRetentionInDays', 7, { recoverableDays: 7 }],
    ['softDeleteRetentionInDays', undefined, { recoverableDays: 90 }],
    [
      'privateEndpointConnections',
      [
        {
          properties: {
            privateEndpoint: { id: '/Subscriptions/S/PE' },
            privateLinkServiceConnectionState: { status: 'Approved' },
          },
        },
      ],
      { '->privateEndpoints': ['/subscriptions/s/pe'] },
    ],
  ])('%s %j', (member, value, expected) => {
    expect(change({ ...vault, [member]: value })).toEqual(expected);
  });
  it.each([
    ['AuditEvent', true, true],
    ['AuditEvent', false, false],
    ['AzurePolicyEvaluationDetails', true, false],
  ])('with the log %s %s records its use: %s', (category, enabled, expected) => {
    const setting = { name: 's', properties: { storageAccountId: '/x', logs: [{ category, enabled }] } };
    const reads: Table = { ...table, DiagnosticSettings_List: { value: [setting] } };
    expect(factsOf(secretStores, azureGiven({ id }, reads))).toMatchObject({ accessLogged: expected });
  });
});

describe('a log store', () => {
  const store = {
    provisioningState: 'Succeeded',
    createdDate: '2026-01-01T00:00:00Z',
    modifiedDate: '2026-01-02T00:00:00Z',
    retentionInDays: 90,
    publicNetworkAccessForIngestion: 'Disabled',
    publicNetworkAccessForQuery: 'Disabled',
    features: { disableLocalAuth: true },
  };
  const change = changed(logGroups, { id }, { LogWorkspaces_Get: { properties: store } }, 'LogWorkspaces_Get');
  it.each<Row>([
    ['retentionInDays', 30, { retentionDays: 30 }],
    ['retentionInDays', -1, { retentionDays: null }],
    ['retentionInDays', undefined, { retentionDays: 'missing: not-returned' }],
    ['publicNetworkAccessForIngestion', 'Enabled', { publicAccess: 'open' }],
    ['publicNetworkAccessForIngestion', undefined, { publicAccess: 'open' }],
    ['publicNetworkAccessForQuery', 'Enabled', { publicAccess: 'open' }],
    ['publicNetworkAccessForQuery', undefined, { publicAccess: 'open' }],
    ['publicNetworkAccessForQuery', 'SecuredByPerimeter', { publicAccess: 'filtered' }],
    ['publicNetworkAccessForQuery', 'Odd', { publicAccess: 'missing: not-returned' }],
    ['features', undefined, { authMethods: ['identity', 'key'] }],
    ['features', { disableLocalAuth: false }, { authMethods: ['identity', 'key'] }],
    [
      'features',
      { disableLocalAuth: true, clusterResourceId: '/c' },
      {
        keyAtRest: 'missing: out-of-scope',
        stores: 'missing: out-of-scope',
        '->keys': ['missing: out-of-scope'],
      },
    ],
    ['privateLinkScopedResources', [{ resourceId: '/s' }], { '->privateEndpoints': ['missing: out-of-scope'] }],
    ['privateLinkScopedResources', [], {}],
    ['createdDate', undefined, { createdAt: 'missing: not-returned' }],
    ['modifiedDate', undefined, { modifiedAt: 'missing: not-returned' }],
  ])('%s %j', (member, value, expected) => {
    expect(change({ ...store, [member]: value })).toEqual(expected);
  });
});

describe('a private endpoint', () => {
  const connection = (status: string | undefined, ...groupIds: string[]) => [
    { properties: { groupIds, ...(status ? { privateLinkServiceConnectionState: { status } } : {}) } },
  ];
  const door = { provisioningState: 'Succeeded', privateLinkServiceConnections: connection('Approved', 'vault') };
  const change = changed(
    privateEndpoints,
    { id },
    { PrivateEndpoints_Get: { properties: door } },
    'PrivateEndpoints_Get',
  );
  it.each<Row>([
    ['privateLinkServiceConnections', connection('Approved', 'vault'), {}],
    ['privateLinkServiceConnections', connection('Pending', 'vault'), { approved: false }],
    ['privateLinkServiceConnections', connection('Odd', 'vault'), { approved: 'missing: not-returned' }],
    ['privateLinkServiceConnections', connection(undefined, 'vault'), { approved: 'missing: not-returned' }],
    ['privateLinkServiceConnections', connection('Approved'), { service: 'missing: not-returned' }],
    [
      'privateLinkServiceConnections',
      undefined,
      { approved: 'missing: not-returned', service: 'missing: not-returned' },
    ],
    ['manualPrivateLinkServiceConnections', connection('Rejected', 'vault'), { approved: false }],
    ['manualPrivateLinkServiceConnections', connection('Approved', 'blob'), { service: 'blob, vault' }],
  ])('%s %j', (member, value, expected) => {
    expect(change({ ...door, [member]: value })).toEqual(expected);
  });
  it('is accepted when its connection is', () => {
    const reads: Table = { PrivateEndpoints_Get: { properties: door } };
    expect(factsOf(privateEndpoints, azureGiven({ id }, reads))).toMatchObject({ approved: true, service: 'vault' });
  });
});

describe('a trail', () => {
  const logs = (category: string, enabled: boolean): Json => [{ category, enabled }];
  const item = { id, name: 'n', properties: { workspaceId: '/W', logs: logs('Administrative', true) } };
  const given = azureGiven(item);
  const off = { active: false, management: 'none', state: 'stopped' };
  it('records changes of settings', () => {
    expect(factsOf(trails, given)).toMatchObject({
      active: true,
      management: 'write-only',
      tamperProof: 'missing: not-exposed',
      '->logGroups': ['/w'],
      '->buckets': [],
    });
  });
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/logs', logs('Administrative', false), off],
    ['/properties/logs', undefined, off],
    ['/properties/logs', [{ categoryGroup: 'allLogs', enabled: true }], {}],
    ['/properties/storageAccountId', '/S', { '->buckets': ['/s'] }],
    ['/properties/workspaceId', undefined, { '->logGroups': [] }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(trails, given, pointer, value)).toEqual(expected);
  });
  it.each<[Json, boolean]>([
    [logs('Administrative', true), true],
    [logs('Administrative', false), true],
    [logs('ServiceHealth', true), false],
    [[], true],
  ])('sending %j is one: %s', (value, kept) => {
    expect(trails.keep?.({ item: { ...item, properties: { logs: value } } } as never)).toBe(kept); // looks at the item only
  });
});

describe('an identity', () => {
  const item = { principalId: '11111111-1111-4111-8111-111111111111' };
  const role = '/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/r';
  const assigned = {
    value: [
      { id: 'a', properties: { roleDefinitionId: role, principalId: item.principalId, scope: '/subscriptions/s' } },
    ],
  };
  it('has the rights of its roles', () => {
    const reads: Table = {
      RoleAssignments_ListForSubscription: assigned,
      RoleDefinitions_GetById: { properties: { permissions: [{ actions: ['*'] }] } },
    };
    expect(factsOf(principals, azureGiven(item, reads))).toMatchObject({
      admin: true,
      escalates: true,
      staticKeys: 'missing: not-exposed',
    });
  });
  it('without a role has no rights', () => {
    const reads: Table = { RoleAssignments_ListForSubscription: { value: [] } };
    expect(factsOf(principals, azureGiven(item, reads))).toMatchObject({
      admin: false,
      escalates: false,
      dataWide: false,
    });
  });
  it.each<[string, Table]>([
    ['its roles are denied', { RoleAssignments_ListForSubscription: denied }],
    ['a role is denied', { RoleAssignments_ListForSubscription: assigned, RoleDefinitions_GetById: denied }],
    [
      'a role is gone',
      { RoleAssignments_ListForSubscription: assigned, RoleDefinitions_GetById: refused('RoleDefinitionDoesNotExist') },
    ],
  ])('of which %s has no known rights', (_name, reads) => {
    const facts = factsOf(principals, azureGiven(item, reads));
    for (const name of ['admin', 'escalates', 'dataWide', 'actsAsOthers', 'wildcardActions'])
      expect(JSON.stringify(facts[name])).toContain('missing: ');
  });
});
