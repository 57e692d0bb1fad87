import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { denied, type Table } from '../../aws/testing/map.ts';
import { azureGiven, factsOf, varied } from '../testing/vary.ts';
import { dataContainers, dataVersions } from './dataset.ts';
import { datastores } from './datastore.ts';

const workspace =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers/Microsoft.MachineLearningServices/workspaces/W';
const above: Table = {
  Workspaces_ListBySubscription: { location: 'West Europe', properties: { keyVault: '/V', storageAccount: '/S' } },
};
const item = (path: string, properties: object): JsonObject =>
  ({
    id: `${workspace}/${path}`,
    name: path.split('/').at(-1),
    systemData: { createdAt: '2026-01-01T00:00:00Z' },
    properties,
  }) as JsonObject; // JSON by its members

describe('a datastore', () => {
  const given = azureGiven(
    item('datastores/D', {
      datastoreType: 'AzureBlob',
      accountName: 'acct',
      containerName: 'box',
      credentials: { credentialsType: 'None' },
    }),
    {},
    above,
  );
  it('of nothing but an identity', () => {
    expect(factsOf(datastores, given)).toMatchObject({
      region: 'westeurope',
      secretKind: 'identity',
      expiresAt: null,
      target: 'https://acct.blob.core.windows.net/box',
      '->secrets': [],
    });
  });
  const kept = { secretKind: 'stored-key', expiresAt: 'missing: not-exposed', '->secrets': ['/v'] };
  const unknown = {
    secretKind: 'missing: not-returned',
    expiresAt: 'missing: not-returned',
    '->secrets': 'missing: not-returned',
  };
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/credentials/credentialsType', 'AccountKey', kept],
    ['/properties/credentials/credentialsType', 'Sas', kept],
    ['/properties/credentials/credentialsType', 'ServicePrincipal', kept],
    ['/properties/credentials/credentialsType', 'Certificate', kept],
    ['/properties/credentials/credentialsType', 'KerberosKeytab', unknown],
    ['/properties/credentials', undefined, unknown],
    ['/properties/endpoint', 'core.chinacloudapi.cn', { target: 'https://acct.blob.core.chinacloudapi.cn/box' }],
    ['/properties/accountName', undefined, { target: 'missing: not-returned' }],
    ['/properties/datastoreType', 'Hdfs', { target: 'missing: not-returned' }],
    ['/properties/tags', { owner: 'ml' }, { tags: { owner: 'ml' }, owner: 'ml' }],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(datastores, given, pointer, value)).toEqual(expected);
  });
  it.each([
    [{ datastoreType: 'AzureDataLakeGen2', accountName: 'a', filesystem: 'f' }, 'https://a.dfs.core.windows.net/f'],
    [{ datastoreType: 'AzureFile', accountName: 'a', fileShareName: 's' }, 'https://a.file.core.windows.net/s'],
    [{ datastoreType: 'AzureDataLakeGen1', storeName: 'l' }, 'adl://l.azuredatalakestore.net/'],
    [{ datastoreType: 'OneLake', oneLakeWorkspaceName: 'w' }, 'https://onelake.dfs.fabric.microsoft.com/w'],
  ])('%j leads to %s', (properties, target) => {
    expect(factsOf(datastores, azureGiven(item('datastores/D', properties), {}, above)).target).toBe(target);
  });
});

describe('a version of data', () => {
  const given = azureGiven(
    item('data/Vitals/versions/3', {
      dataType: 'uri_folder',
      dataUri: 'azureml://datastores/workspaceblobstore/paths/x/',
    }),
    {},
    above,
  );
  it('with as little as Azure takes', () => {
    expect(factsOf(dataVersions, given)).toMatchObject({
      region: 'westeurope',
      state: 'active',
      version: '3',
      versioned: true,
      schemaKnown: false,
      contentHash: 'missing: not-exposed',
      documents: [],
      artifacts: [{ uri: 'azureml://datastores/workspaceblobstore/paths/x/', pinned: false, format: '' }],
      '->buckets': ['/s'],
    });
  });
  const sha = '0a'.repeat(32);
  it.each<[string, Json | undefined, Record<string, Json>]>([
    ['/properties/dataType', 'mltable', { schemaKnown: true }],
    ['/properties/dataType', 'uri_file', {}],
    ['/properties/dataType', 'odd', { schemaKnown: 'missing: not-returned' }],
    ['/properties/dataType', undefined, { schemaKnown: 'missing: not-returned' }],
    ['/properties/isArchived', true, { state: 'archived' }],
    ['/properties/description', 'Vital signs', { documents: ['description'] }],
    ['/properties/description', ' ', {}],
    ['/properties/tags', { sha256: sha }, { tags: { sha256: sha }, contentHash: sha }],
    ['/properties/tags', { 'content-hash': 'soon' }, { tags: { 'content-hash': 'soon' } }],
    ['/properties/tags', { commit: sha }, { tags: { commit: sha } }],
    ['/properties/dataUri', undefined, { artifacts: [], '->buckets': [] }],
    [
      '/properties/dataUri',
      'azureml://datastores/lake/paths/x',
      {
        artifacts: [{ uri: 'azureml://datastores/lake/paths/x', pinned: false, format: '' }],
        '->buckets': ['missing: not-exposed'],
      },
    ],
  ])('%s %j', (pointer, value, expected) => {
    expect(varied(dataVersions, given, pointer, value)).toEqual(expected);
  });
  it('whose workspace was denied does not say where it lies', () => {
    const facts = factsOf(dataVersions, { ...given, above: { Workspaces_ListBySubscription: denied } });
    expect(JSON.stringify(facts['->buckets'])).toMatch(/missing: access-denied/);
    expect(facts.region).toMatch(/missing: access-denied/);
  });
  it('is the resource, its name is not', () => {
    expect(dataContainers.keep?.({ item: item('data/Vitals', {}) } as never)).toBe(false); // looks at nothing
  });
});
