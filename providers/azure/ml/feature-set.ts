import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, armUid, provisioned, type State } from '../rows/arm.ts';
import { regionOfWorkspace } from '../rows/workspace.ts';

/**
 * An item of Featureset Versions - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/featureset-versions/list
 */
interface FeatureSetVersion extends ArmResource {
  properties: {
    description?: string | null;
    tags?: Record<string, string>;
    isArchived?: boolean;
    provisioningState?: string;
    materializationSettings?: { storeType?: string } | null;
  };
}

const operation = 'FeaturesetVersions_List';
const { common, field } = armRows<FeatureSetVersion>('machinelearning', operation, { tags: '/properties/tags' });
const online = 'the key of the cache that is connected as the online store';
const offline = 'the key of the storage account that is connected as the offline store; see there';

type Kept = ('online' | 'offline')[];
/** Where values are kept, once computed. Left out means nowhere: the default of the API is None. */
const kept = derive([field('/properties/materializationSettings/storeType')], (type): Kept | MissingValue => {
  const table: Readonly<Record<string, Kept>> = {
    none: [],
    online: ['online'],
    offline: ['offline'],
    onlineandoffline: ['online', 'offline'],
  };
  const word = String(type ?? 'None').toLowerCase();
  return (
    (Object.hasOwn(table, word) ? table[word] : undefined) ?? missing(`storeType ${word} is not known to this version`)
  );
});
const doors = notSupported('The feature store is the door; see its workspace.');

const table = {
  provider: 'azure',
  service: 'machinelearning',
  kind: 'ml.feature_store',
  at: 'account',
  uid: armUid,
  facts: {
    ...common,
    region: regionOfWorkspace,
    state: derive(
      [field('/properties/isArchived'), field('/properties/provisioningState')],
      (archived, last): State | MissingValue => (archived === true ? 'archived' : provisioned(last)),
    ),
    lastUsedAt: notExposed('the jobs that read it, from its lineage in the studio'),
    idleStopMinutes: notSupported('A feature set is no machine.'),
    keyAtRest: notExposed(offline),
    stores: derive([kept], (names): { name: 'online' | 'offline'; key: MissingValue }[] =>
      names.map((name) => ({ name, key: missing(name === 'online' ? online : offline, 'not-exposed') })),
    ),
    publicAccess: doors,
    allowedRanges: doors,
    runsAs: notSupported('What fills it has the identity of the feature store; see its workspace.'),
    sharedWith: notExposed('role assignments of guests on the feature store'),
    outsiders: notExposed('role assignments of guests on the feature store'),
    documents: derive([field('/properties/description')], (text) =>
      typeof text === 'string' && text.trim() !== '' ? ['description' as const] : [],
    ),
    online: derive([kept], (names) => names.includes('online')),
    offline: derive([kept], (names) => names.includes('offline')),
    ttlDays: notSupported('A feature set has no time after which its values are deleted.'),
    monitored: notSupported('A feature set has no monitor of its own.'),
  },
  links: {
    keys: derive([kept], (names): MissingValue[] =>
      names.map((name) => missing(name === 'online' ? online : offline, 'not-exposed')),
    ),
    buckets: derive([kept], (names): MissingValue[] =>
      names.includes('offline')
        ? [missing('which storage account is connected as the offline store', 'not-exposed')]
        : [],
    ),
  },
} as const;

/** The names under which feature sets are registered: no resources of their own, their versions are. */
export const featureSets = collector({
  ...table,
  id: 'azure/ml/feature-set',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/featuresets',
  list: {
    service: 'machinelearning',
    operation: 'FeaturesetContainers_List',
    permission: 'Microsoft.MachineLearningServices/workspaces/featuresets/read',
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ml/workspace',
      // Feature stores are workspaces of a kind of their own; no other has feature sets.
      input: (workspace) =>
        String(workspace.kind).toLowerCase() === 'featurestore' ? { workspace: String(workspace.id) } : null,
    },
  },
  reads: [],
  keep: () => false,
  name: (item) => String(item.name),
});

/** Versions of feature sets. Archived ones are left out, as the service does: nobody is offered them any more. */
export const featureSetVersions = collector({
  ...table,
  id: 'azure/ml/feature-set-version',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/featuresets/versions',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/featuresets/versions/read',
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ml/feature-set',
      input: (set) => ({ featureset: String(set.id), listViewType: 'ActiveOnly' }),
    },
  },
  reads: [],
  name: (item) => `${String(item.id).split('/').at(-3)} version ${String(item.id).split('/').at(-1)}`,
});
