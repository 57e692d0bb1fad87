import { describe, expect, it, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { denied, type Table } from '../../aws/testing/map.ts';
import { redactAzure } from '../redact.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { databricksWorkspaces } from './workspace.ts';

const base = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers';
const vnet = `${base}/Microsoft.Network/virtualNetworks/V`;
const logs = (...categories: string[]): Table => ({
  DiagnosticSettings_List: {
    value: [
      {
        name: 'd',
        properties: { workspaceId: '/w', logs: categories.map((category) => ({ category, enabled: true })) },
      },
    ],
  },
});
const item: JsonObject = {
  id: `${base}/Microsoft.Databricks/workspaces/Lake`,
  name: 'Lake',
  type: 'Microsoft.Databricks/workspaces',
  location: 'West Europe',
  tags: { owner: 'me' },
  sku: { name: 'premium' },
  systemData: { createdAt: '2025-01-01T00:00:00Z' },
  properties: {
    provisioningState: 'Succeeded',
    createdDateTime: '2024-01-01T00:00:00Z',
    computeMode: 'Hybrid',
    publicNetworkAccess: 'Disabled',
    isUcEnabled: true,
    parameters: {
      customVirtualNetworkId: { value: vnet },
      customPublicSubnetName: { value: 'Hosts' },
      customPrivateSubnetName: { value: 'Containers' },
      enableNoPublicIp: { value: true },
      encryption: { value: { keySource: 'Microsoft.Keyvault', KeyName: 'k' } },
    },
    encryption: {
      entities: {
        managedServices: { keySource: 'Microsoft.Keyvault' },
        managedDisk: { keySource: 'microsoft.keyvault' },
      },
    },
    enhancedSecurityCompliance: { complianceSecurityProfile: { value: 'Enabled' } },
    privateEndpointConnections: [
      { properties: { privateEndpoint: { id: '/PE' }, privateLinkServiceConnectionState: { status: 'Approved' } } },
    ],
  },
};
const given = azureGiven(item, logs('allLogs'));
const facts = factsOf(databricksWorkspaces, given);
const change = (pointer: string, value: Json | undefined) => varied(databricksWorkspaces, given, pointer, value);
const outOfScope = ['missing: out-of-scope'];
const notExposed = 'missing: not-exposed';
const unknown = 'missing: not-returned';

test('a workspace in a network of the customer, all under keys of theirs', () => {
  expect(facts).toMatchObject({
    region: 'westeurope',
    owner: 'me',
    createdAt: '2024-01-01T00:00:00Z',
    state: 'active',
    keyAtRest: 'customer',
    stores: [
      { name: 'metadata', key: 'customer' },
      { name: 'volume', key: 'customer' },
      { name: 'data', key: 'customer' },
    ],
    publicAccess: 'private',
    network: 'customer',
    egress: notExposed,
    publicIp: false,
    authMethods: notExposed,
    userIsolation: notExposed,
    hardened: true,
    accessLogged: true,
    '->keys': outOfScope,
    '->subnets': [`${vnet}/subnets/hosts`.toLowerCase(), `${vnet}/subnets/containers`.toLowerCase()],
    '->privateEndpoints': ['/pe'],
    '->principals': [notExposed],
    '->buckets': outOfScope,
  });
});

describe('each member alone', () => {
  it.each<[what: string, pointer: string, value: Json | undefined, expected: Record<string, Json>]>([
    ['open to everybody, or to a list', '/properties/publicNetworkAccess', 'Enabled', { publicAccess: notExposed }],
    ['the door left out', '/properties/publicNetworkAccess', undefined, { publicAccess: notExposed }],
    ['the door a new word', '/properties/publicNetworkAccess', 'Ajar', { publicAccess: unknown }],
    ['no Unity Catalog', '/properties/isUcEnabled', false, { userIsolation: false }],
    ['Unity Catalog left out', '/properties/isUcEnabled', undefined, { userIsolation: unknown }],
    [
      'addresses of their own',
      '/properties/parameters/enableNoPublicIp/value',
      false,
      { publicIp: true, egress: 'internet' },
    ],
    [
      'addresses left out',
      '/properties/parameters/enableNoPublicIp',
      undefined,
      { publicIp: unknown, egress: unknown },
    ],
    [
      'a network of Databricks',
      '/properties/parameters/customVirtualNetworkId/value',
      '',
      { network: 'managed', egress: 'internet', '->subnets': [] },
    ],
    [
      'the network left out',
      '/properties/parameters/customVirtualNetworkId',
      undefined,
      { network: 'managed', egress: 'internet', '->subnets': [] },
    ],
    [
      'one subnet',
      '/properties/parameters/customPublicSubnetName',
      undefined,
      { '->subnets': [`${vnet}/subnets/containers`.toLowerCase()] },
    ],
    [
      'the add-on off',
      '/properties/enhancedSecurityCompliance/complianceSecurityProfile/value',
      'Disabled',
      { hardened: false },
    ],
    ['no add-on', '/properties/enhancedSecurityCompliance', undefined, { hardened: false }],
    [
      'the add-on a new word',
      '/properties/enhancedSecurityCompliance/complianceSecurityProfile/value',
      'Half',
      { hardened: unknown },
    ],
    ['no private endpoints', '/properties/privateEndpointConnections', null, { '->privateEndpoints': [] }],
    ['made at no time', '/properties/createdDateTime', undefined, { createdAt: unknown }],
    ['failed', '/properties/provisioningState', 'Failed', { state: 'failed' }],
    ['ready', '/properties/provisioningState', 'Ready', {}],
    ['deleted', '/properties/provisioningState', 'Deleted', { state: 'deleting' }],
    ['a new state', '/properties/provisioningState', 'Dozing', { state: unknown }],
  ])('%s', (_what, pointer, value, expected) => {
    expect(change(pointer, value)).toEqual(expected);
  });
});

describe('whose keys', () => {
  const stores = (metadata: Json, volume: Json, data: Json) => [
    { name: 'metadata', key: metadata },
    { name: 'volume', key: volume },
    { name: 'data', key: data },
  ];
  it.each<[what: string, pointer: string, value: Json | undefined, changed: Json]>([
    [
      'no key for what Databricks keeps',
      '/properties/encryption/entities/managedServices',
      undefined,
      stores('provider', 'customer', 'customer'),
    ],
    [
      'no key for disks',
      '/properties/encryption/entities/managedDisk',
      undefined,
      stores('customer', 'provider', 'customer'),
    ],
    ['no key for either', '/properties/encryption', undefined, stores('provider', 'provider', 'customer')],
    [
      'no key for the storage',
      '/properties/parameters/encryption',
      undefined,
      stores('customer', 'customer', 'provider'),
    ],
    [
      'a key that was taken back',
      '/properties/parameters/encryption/value/keySource',
      'Default',
      stores('customer', 'customer', 'provider'),
    ],
  ])('%s', (_what, pointer, value, changed) => {
    expect(change(pointer, value)).toEqual({ stores: changed, keyAtRest: 'provider' });
  });

  it('a new word for one of them leaves the weakest unknown', () => {
    expect(change('/properties/encryption/entities/managedDisk/keySource', 'Elsewhere')).toEqual({
      stores: stores('customer', unknown, 'customer'),
      keyAtRest: unknown,
    });
  });
});

it('without its parameters, nothing that rests on them is known', () => {
  expect(change('/properties/parameters', null)).toEqual({
    network: unknown,
    egress: unknown,
    publicIp: unknown,
    keyAtRest: unknown,
    stores: [...(facts.stores as Json[]).slice(0, 2), { name: 'data', key: unknown }],
    '->subnets': unknown,
  });
});

it('a serverless workspace has neither network nor disks nor storage', () => {
  expect(change('/properties/computeMode', 'Serverless')).toEqual({
    network: 'provider',
    stores: [{ name: 'metadata', key: 'customer' }],
    '->subnets': [],
  });
  expect(change('/properties/computeMode', 'Nomadic')).toMatchObject({ network: unknown, publicIp: unknown });
});

describe('whether each use leaves a record', () => {
  const logged = (reads: Table) => factsOf(databricksWorkspaces, azureGiven(item, reads)).accessLogged;
  it.each<[what: string, reads: Table, expected: Json]>([
    ['the whole group', logs('audit'), true],
    ['every one that is needed', logs('accounts', 'clusters', 'jobs', 'notebook', 'workspace'), true],
    ['one is missing', logs('accounts', 'clusters', 'jobs', 'workspace'), false],
    ['none', { DiagnosticSettings_List: { value: [] } }, false],
    [
      'denied',
      { DiagnosticSettings_List: denied },
      'missing: access-denied Microsoft.Insights/diagnosticSettings/read',
    ],
  ])('%s', (_what, reads, expected) => {
    expect(logged(reads)).toBe(expected);
  });
});

describe('the identity that reads its data', () => {
  const withConnector = structuredClone(item) as { properties: JsonObject } & JsonObject; // as above
  withConnector.properties.accessConnector = { id: '/Connector', identityType: 'SystemAssigned' };
  const principals = (answer: Table[string]) =>
    factsOf(databricksWorkspaces, azureGiven(withConnector, { ...logs(), AccessConnectors_Get: answer }))[
      '->principals'
    ];
  it.each<[what: string, answer: Table[string], expected: Json]>([
    [
      'its connector has',
      { id: '/c', identity: { type: 'SystemAssigned', principalId: 'O' } },
      ['/principals/o', notExposed],
    ],
    [
      'is one of its own',
      { id: '/c', identity: { type: 'UserAssigned', userAssignedIdentities: { '/i': { principalId: 'P' } } } },
      ['/principals/p', notExposed],
    ],
    ['its connector lacks', { id: '/c' }, [notExposed]],
    ['nobody may look for', denied, 'missing: access-denied Microsoft.Databricks/accessConnectors/read'],
  ])('%s', (_what, answer, expected) => {
    expect(principals(answer)).toEqual(expected);
  });
});

it('how it is connected stays readable in the evidence; what is called so elsewhere does not', () => {
  const body = {
    properties: { parameters: { enableNoPublicIp: { value: true }, customPublicSubnetName: { value: 's' } } },
  };
  const hide = () => 'x';
  expect(redactAzure(body, hide, 'databricks', 'Workspaces_ListBySubscription')).toEqual(body);
  expect(JSON.stringify(redactAzure(body, hide, 'machinelearning', 'Jobs_List'))).toContain('redacted:string:x');
});
