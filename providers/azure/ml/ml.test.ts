import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import { denied, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { arm, inside, noLogs, rules, vault } from '../testing/workspace.ts';
import { computes } from './compute.ts';
import { minutesOf } from './compute-rows.ts';
import { notebooks } from './notebook.ts';
import { workspaces } from './workspace.ts';

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
    ['/properties/allowPublicAccessWhenBehindVnet', false, {}],
    // The older switch says the opposite.
    ['/properties/allowPublicAccessWhenBehindVnet', true, { publicAccess: 'missing: not-returned' }],
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
    {},
    inside(),
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
    ['/properties/properties/applicationSharingPolicy', undefined, { singleUser: false }],
    ['/properties/properties/applicationSharingPolicy', 'Odd', { singleUser: 'missing: not-returned' }],
    ['/properties/properties/sshSettings/sshPublicAccess', 'NotSpecified', { shell: 'missing: not-returned' }],
    ['/properties/properties/setupScripts', { scripts: { creationScript: null } }, {}],
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
    {},
    inside(),
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
      {
        shell: 'missing: not-supported',
        authMethods: 'missing: not-supported',
        idleStopMinutes: 'missing: not-supported',
        ...Object.fromEntries(
          ['keyAtRest', 'stores', 'network', 'egress', 'publicIp', 'interruptible', '->subnets'].map((name) => [
            name,
            'missing: not-exposed',
          ]),
        ),
      },
    ],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(computes, given, pointer, value)).toEqual(expected);
  });
  it.each<[string, Table, Record<string, Json>]>([
    ['no managed network', inside(), { network: 'provider', egress: 'internet', publicIp: true }],
    [
      'an open one',
      inside({ isolationMode: 'AllowInternetOutbound' }),
      { network: 'managed', egress: 'internet', publicIp: false },
    ],
    [
      'a list of what is let out',
      inside({ isolationMode: 'AllowOnlyApprovedOutbound' }, rules()),
      { network: 'managed', egress: 'allow-list', publicIp: false },
    ],
    [
      'a list that lets everything out',
      inside({ isolationMode: 'AllowOnlyApprovedOutbound' }, rules('FQDN', '*')),
      { network: 'managed', egress: 'internet', publicIp: false },
    ],
    [
      'a list that was not read',
      inside({ isolationMode: 'AllowOnlyApprovedOutbound' }, { ManagedNetworkSettingsRule_List: denied }),
      { network: 'managed', egress: 'missing: access-denied' },
    ],
    ['a mode that is new', inside({ isolationMode: 'New' }), { network: 'missing: not-returned' }],
  ])('in a workspace with %s', (_name, above, expected) => {
    expect(factsOf(computes, { ...given, above })).toMatchObject(expected);
  });
  it('whose workspace is not in the answer does not say where it runs', () => {
    expect(factsOf(computes, { ...given, above: {} })).toMatchObject({ egress: 'missing: not-returned' });
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
