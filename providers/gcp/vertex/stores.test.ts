import { expect, it } from 'vitest';
import { answersOf } from '../../aws/testing/map.ts';
import { described, key, keyUid, ours, parent } from '../testing/canned.ts';
import { contract } from '../testing/contract.ts';
import { full } from '../testing/map.ts';
import { changesTable } from '../testing/table.ts';
import { datasets } from './dataset.ts';
import { featureGroups, featureOnlineStores, featurestores } from './feature-store.ts';
import { metadataStores, tensorboards } from './tracking.ts';
import { indexEndpoints, unattachedIndexes } from './vector-index.ts';

const keyless = (name: string) => ({ keyAtRest: 'provider', stores: [{ name, key: 'provider' }], '->keys': [] });
const around = [{ status: { resources: ['projects/111'], restrictedServices: ['aiplatform.googleapis.com'] } }];
const perimeters = { 'servicePerimeters.list': { servicePerimeters: [] } };

const dataset = {
  item: described('datasets', {
    metadataSchemaUri: 'gs://google-cloud-aiplatform/schema/dataset/metadata/image_1.0.0.yaml',
    metadata: {
      dataItemSchemaUri: 'gs://google-cloud-aiplatform/schema/dataset/dataitem/image_1.0.0.yaml',
      gcsBucket: 'cloud-ai-platform-1',
      inputConfig: { gcsSource: { uri: ['gs://imaging-phi/a.csv'] } },
    },
  }),
  reads: {
    'datasets.datasetVersions.list': {
      datasetVersions: [
        { name: `${parent}/datasets/7/datasetVersions/20`, createTime: '2026-05-01T00:00:00Z' },
        { name: `${parent}/datasets/7/datasetVersions/10`, createTime: '2026-04-01T00:00:00Z' },
      ],
    },
  },
};
contract(datasets, dataset);
changesTable(datasets, dataset, [
  ['/encryptionSpec', undefined, keyless('data')],
  ['/metadataSchemaUri', undefined, {}],
  [
    '/metadataSchemaUri',
    'gs://google-cloud-aiplatform/schema/dataset/metadata/tabular_1.0.0.yaml',
    { schemaKnown: 'missing: not-exposed' },
  ],
  [
    '/metadataSchemaUri',
    'gs://google-cloud-aiplatform/schema/dataset/metadata/time_series_1.0.0.yaml',
    { schemaKnown: 'missing: not-exposed' },
  ],
  ['/metadata/dataItemSchemaUri', undefined, { schemaKnown: 'missing: not-supported' }],
  ['/description', undefined, { documents: [] }],
  ['datasets.datasetVersions.list#/datasetVersions', undefined, { version: '', versioned: false }],
  [
    '/metadata/gcsBucket',
    undefined,
    {
      artifacts: [{ uri: 'gs://imaging-phi/a.csv', pinned: false, format: '' }],
      '->buckets': ['//storage.googleapis.com/imaging-phi'],
    },
  ],
  [
    '/metadata',
    { inputConfig: { bigquerySource: { uri: 'bq://imaging-train.d.t' } } },
    {
      artifacts: [{ uri: 'bq://imaging-train.d.t', pinned: false, format: '' }],
      '->buckets': ['//bigquery.googleapis.com/projects/imaging-train/datasets/d'],
      schemaKnown: 'missing: not-supported',
    },
  ],
  ['/metadata', undefined, { artifacts: [], '->buckets': [], schemaKnown: 'missing: not-supported' }],
]);

const online = { item: described('featureOnlineStores', { state: 'STABLE', optimized: {} }), reads: perimeters };
contract(featureOnlineStores, online);
changesTable(featureOnlineStores, online, [
  ['/optimized', undefined, { publicAccess: 'provider-api' }],
  [
    '/dedicatedServingEndpoint',
    { privateServiceConnectConfig: { enablePrivateServiceConnect: true } },
    { publicAccess: 'private' },
  ],
  ['/dedicatedServingEndpoint', { publicEndpointDomainName: 'x' }, {}],
  ['servicePerimeters.list#/servicePerimeters', around, { publicAccess: 'filtered' }],
  ['/encryptionSpec', undefined, keyless('online')],
  ['/state', 'UPDATING', {}],
  ['/state', undefined, { state: 'missing: not-returned' }],
]);

const group = {
  item: described('featureGroups', {
    encryptionSpec: {},
    bigQuery: { bigQuerySource: { inputUri: 'bq://imaging-train.features.t' } },
  }),
  reads: { 'datasets.get': { id: 'x', defaultEncryptionConfiguration: { kmsKeyName: key } } },
};
contract(featureGroups, group);
changesTable(featureGroups, group, [
  ['datasets.get#/defaultEncryptionConfiguration', undefined, keyless('offline')],
  ['/description', undefined, { documents: [] }],
  [
    '/bigQuery',
    undefined,
    { keyAtRest: 'missing: not-supported', stores: [], offline: false, '->keys': [], '->buckets': [] },
  ],
]);

const legacy = {
  item: described('featurestores', {
    state: 'STABLE',
    onlineServingConfig: { fixedNodeCount: 1 },
    onlineStorageTtlDays: 30,
  }),
};
contract(featurestores, legacy);
changesTable(featurestores, legacy, [
  ['/onlineServingConfig', {}, { online: false }],
  ['/onlineServingConfig', undefined, { online: false }],
  ['/onlineServingConfig', { scaling: { minNodeCount: 2 } }, {}],
  ['/onlineStorageTtlDays', undefined, { ttlDays: 4000 }],
  [
    '/encryptionSpec',
    undefined,
    {
      keyAtRest: 'provider',
      stores: [
        { name: 'online', key: 'provider' },
        { name: 'offline', key: 'provider' },
      ],
      '->keys': [],
    },
  ],
]);

const metadata = { item: described('metadataStores', { dataplexConfig: { enabledPipelinesLineage: true } }) };
contract(metadataStores, metadata);
changesTable(metadataStores, metadata, [
  ['/dataplexConfig', undefined, { lineage: false }],
  ['/encryptionSpec', undefined, keyless('metadata')],
]);
const board = { item: described('tensorboards', { blobStoragePathPrefix: 'cloud-ai-platform-1' }) };
contract(tensorboards, board);
changesTable(tensorboards, board, [
  ['/blobStoragePathPrefix', undefined, { '->buckets': [] }],
  ['/encryptionSpec', undefined, keyless('metadata')],
]);

const deployed = {
  id: 'i',
  index: `${parent}/indexes/3`,
  enableAccessLogging: true,
  deployedIndexAuthConfig: { authProvider: {} },
  automaticResources: { minReplicaCount: 3 },
};
const endpoint = {
  item: described('indexEndpoints', { network: 'projects/111/global/networks/n', deployedIndexes: [deployed] }),
  reads: perimeters,
};
contract(indexEndpoints, endpoint);
changesTable(indexEndpoints, endpoint, [
  ['/publicEndpointEnabled', true, { publicAccess: 'open', authMethods: ['identity'] }],
  ['/network', undefined, { publicAccess: 'missing: not-returned' }],
  ['/privateServiceConnectConfig', { enablePrivateServiceConnect: true }, {}],
  ['/deployedIndexes/0/deployedIndexAuthConfig', undefined, { authMethods: ['anonymous'] }],
  ['/deployedIndexes/0/enableAccessLogging', undefined, { accessLogged: false }],
  ['/deployedIndexes/0/automaticResources', undefined, { replicas: 2 }],
  ['/deployedIndexes/0/dedicatedResources', { minReplicaCount: 1 }, { replicas: 1 }],
  ['/deployedIndexes/0/index', `${parent}/indexes/4`, { parts: [`${ours}/indexes/4`] }],
  [
    '/deployedIndexes',
    undefined,
    { state: 'stopped', replicas: 'missing: not-supported', authMethods: [], accessLogged: false, parts: [] },
  ],
  ['/encryptionSpec', undefined, keyless('data')],
]);

const index = { item: described('indexes', {}) };
contract(unattachedIndexes, index);
changesTable(unattachedIndexes, index, [['/encryptionSpec', undefined, keyless('data')]]);
it('that is deployed is judged with its endpoint', () => {
  const keep = (more: object) =>
    unattachedIndexes.keep?.(answersOf(unattachedIndexes, full({ item: { ...index.item, ...more } })));
  expect([keep({}), keep({ deployedIndexes: [] }), keep({ deployedIndexes: [{ deployedIndexId: 'i' }] })]).toEqual([
    true,
    true,
    false,
  ]);
  expect(keyUid).toContain(key);
});
