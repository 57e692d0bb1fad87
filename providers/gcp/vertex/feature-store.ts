import {
  answersOf,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { bigQueryStore } from '../rows/big-query.ts';
import { notRead, providerApi, stateOf } from '../rows/common.ts';
import { encryption } from '../rows/encryption.ts';
import { bigQueryUid } from '../rows/names.ts';
import { perimeterReads } from '../rows/network.ts';
import { sharing, sharingReads } from '../rows/sharing.ts';
import type { FeatureGroup, FeatureOnlineStore, Featurestore } from './answers-jobs.ts';
import { about, documentsOf, nameOf, noDocuments, none, uid, vertexList } from './common.ts';
import { doorOf, noRanges } from './door.ts';

const { from, raw } = answersOf<{
  'featureOnlineStores.list': FeatureOnlineStore;
  'featureGroups.list': FeatureGroup;
  'featurestores.list': Featurestore;
}>('aiplatform');
const constant = <const V>(value: V): Spec<V> => ({ reads: [], map: () => ({ value, from: [] }) });
const state = stateOf({ STABLE: 'active', UPDATING: 'active' });
const shared = {
  ...sharing,
  runsAs: notSupported('It runs no code of the customer.'),
  documents: noDocuments,
  lastUsedAt: notExposed('Ask for the metrics of the feature store.'),
  idleStopMinutes: notSupported('A feature store runs until it is deleted.'),
  monitored: {
    reads: [],
    map: () => ({ value: missing('not read by this version: monitors of features', 'out-of-scope'), from: [] }),
  },
};
const nobody = notSupported('It runs no code of the customer.');
const base = {
  provider: 'gcp',
  service: 'aiplatform',
  kind: 'ml.feature_store',
  at: 'region',
  uid,
  name: nameOf,
} as const;

const online = about('featureOnlineStores.list');
const onlineDisk = encryption([{ name: 'online', key: online.key }]);
const serving = raw('featureOnlineStores.list', '/dedicatedServingEndpoint');

export const featureOnlineStores = collector({
  ...base,
  id: 'gcp/vertex/feature-online-store',
  nativeType: 'aiplatform.googleapis.com/FeatureOnlineStore',
  list: vertexList('featureOnlineStores.list', 'featureOnlineStores'),
  reads: [...sharingReads, ...perimeterReads.filter((one) => !sharingReads.includes(one))],
  facts: {
    ...onlineDisk.facts,
    ...online.facts,
    ...shared,
    // Bigtable is served by Vertex AI's own address; an optimized store has a public one unless it is private.
    publicAccess: doorOf(
      derive([serving, raw('featureOnlineStores.list', '/optimized')], (door, optimized) =>
        door?.privateServiceConnectConfig?.enablePrivateServiceConnect === true
          ? 'private'
          : optimized !== undefined || door?.publicEndpointDomainName
            ? 'open'
            : 'provider-api',
      ),
    ),
    allowedRanges: noRanges,
    online: constant(true),
    offline: constant(false),
    ttlDays: notSupported('Values follow the tables that they are copied from.'),
    state: from('featureOnlineStores.list', '/state', state, { absent: missing() }),
  },
  links: {
    ...onlineDisk.links,
    principals: nobody,
    privateEndpoints: notRead('compute forwarding rules that lead to Private Service Connect'),
    buckets: none,
  },
});

const group = about('featureGroups.list');
const source = raw('featureGroups.list', '/bigQuery/bigQuerySource/inputUri');
const table = bigQueryStore(
  derive([source], (uri) => uri !== undefined),
  source,
);
const groupDisk = encryption([{ name: 'offline', key: table.key, used: table.used }]);

/** Features in tables of BigQuery. */
export const featureGroups = collector({
  ...base,
  id: 'gcp/vertex/feature-group',
  nativeType: 'aiplatform.googleapis.com/FeatureGroup',
  list: vertexList('featureGroups.list', 'featureGroups'),
  reads: [table.read, ...sharingReads],
  facts: {
    ...groupDisk.facts,
    ...group.facts,
    ...shared,
    ...providerApi,
    documents: documentsOf(group.description),
    online: constant(false),
    offline: derive([source], (uri) => uri !== undefined),
    ttlDays: notSupported('It serves no live requests.'),
    state: constant('active'),
  },
  links: {
    ...groupDisk.links,
    principals: nobody,
    privateEndpoints: none,
    buckets: derive([source, fromScope((answers) => answers)], (uri, answers) => {
      if (uri === undefined) return [];
      return [bigQueryUid(uri, answers) ?? missing('the table cannot be read from its address')];
    }),
  },
});

const legacy = about('featurestores.list');
const legacyDisk = encryption([
  { name: 'online', key: legacy.key },
  { name: 'offline', key: legacy.key },
]);

/** The older feature store, with both kinds of storage of its own. */
export const featurestores = collector({
  ...base,
  id: 'gcp/vertex/featurestore',
  nativeType: 'aiplatform.googleapis.com/Featurestore',
  list: vertexList('featurestores.list', 'featurestores'),
  reads: sharingReads,
  facts: {
    ...legacyDisk.facts,
    ...legacy.facts,
    ...shared,
    ...providerApi,
    // Without nodes there is no serving. https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featurestores
    online: derive(
      [raw('featurestores.list', '/onlineServingConfig')],
      (config) => (config?.fixedNodeCount ?? 0) > 0 || (config?.scaling?.minNodeCount ?? 0) > 0,
    ),
    offline: constant(true),
    // Left out: 4,000 days, as the reference says.
    ttlDays: from('featurestores.list', '/onlineStorageTtlDays', (days) => days, { absent: 4000 }),
    state: from('featurestores.list', '/state', state, { absent: missing() }),
  },
  links: { ...legacyDisk.links, principals: nobody, privateEndpoints: none, buckets: none },
});
