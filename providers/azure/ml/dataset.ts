import type { MissingValue } from '../../../src/model/facts.ts';
import { byDesign, derive, fromScope, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';
import { regionOfWorkspace, workspaceAbove } from '../rows/workspace.ts';
import { inOwnStorage } from './job-rows.ts';

/**
 * An item of Data Versions - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/data-versions/list
 */
interface DataVersion extends ArmResource {
  properties: {
    dataType?: string;
    dataUri?: string;
    description?: string | null;
    tags?: Record<string, string>;
    isArchived?: boolean;
  };
}

const operation = 'DataVersions_List';
const { common, field } = armRows<DataVersion>('machinelearning', operation, { tags: '/properties/tags' });
const uri = field('/properties/dataUri');
const storage = 'An asset names files; the storage that they lie in is judged for itself.';

/** Tags that people keep the hash of a manifest in, and what such a hash looks like. */
const hashTag = /^(content|manifest)?[-_ ]?(sha-?256|hash|digest)$/i;
const hash = /^(sha256:)?[0-9a-f]{64}$/i;

const table = {
  provider: 'azure',
  service: 'machinelearning',
  kind: 'ml.dataset',
  at: 'account',
  uid: armUid,
  facts: {
    ...common,
    region: regionOfWorkspace,
    state: derive([field('/properties/isArchived')], (archived) =>
      archived === true ? ('archived' as const) : ('active' as const),
    ),
    lastUsedAt: notExposed('the jobs that read it, from its lineage in the studio'),
    idleStopMinutes: notSupported('Data is no machine.'),
    keyAtRest: notSupported(storage),
    stores: notSupported(storage),
    sharedWith: notExposed('role assignments of guests on the workspace'),
    outsiders: notExposed('role assignments of guests on the workspace'),
    images: notSupported('Data runs nothing.'),
    // A version keeps the address; who can write to the storage can change what lies there.
    artifacts: derive([uri], (address) =>
      typeof address === 'string' && address !== '' ? [{ uri: address, pinned: false, format: '' }] : [],
    ),
    sourceRevision: notSupported('Data is not built from code.'),
    patched: notSupported('Data runs nothing.'),
    documents: derive([field('/properties/description')], (text) =>
      typeof text === 'string' && text.trim() !== '' ? ['description' as const] : [],
    ),
    version: fromScope(({ item }) => String(item.id).split('/').at(-1) ?? ''),
    versioned: byDesign(
      true as boolean,
      'https://learn.microsoft.com/azure/machine-learning/how-to-create-data-assets',
      '2026-11',
    ),
    contentHash: derive([common.tags], (tags) => {
      const found = Object.entries(tags).find(([name, value]) => hashTag.test(name) && hash.test(value));
      return found?.[1] ?? missing('a hash of the data: Azure keeps none, and no tag holds one', 'not-exposed');
    }),
    schemaKnown: derive([field('/properties/dataType')], (type) => {
      const word = String(type).toLowerCase();
      if (word === 'mltable') return true;
      return word === 'uri_file' || word === 'uri_folder'
        ? false
        : missing(`dataType ${String(type)} is not known to this version`);
    }),
  },
  links: {
    buckets: derive([uri, workspaceAbove], (address, workspace): (string | MissingValue)[] => {
      if (typeof address !== 'string' || address === '') return [];
      return inOwnStorage(address) && workspace.storageAccount
        ? [workspace.storageAccount.toLowerCase()]
        : [missing('which storage lies behind its address', 'not-exposed')];
    }),
  },
} as const;

/** The names under which versions of data are registered: no resources of their own, their versions are. */
export const dataContainers = collector({
  ...table,
  id: 'azure/ml/data',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/data',
  list: {
    service: 'machinelearning',
    operation: 'DataContainers_List',
    permission: 'Microsoft.MachineLearningServices/workspaces/data/read',
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/workspace', input: (workspace) => ({ workspace: String(workspace.id) }) },
  },
  reads: [],
  keep: () => false,
  name: (item) => String(item.name),
});

/** Versions of data assets. Archived ones are left out, as the service does: nobody is offered them any more. */
export const dataVersions = collector({
  ...table,
  id: 'azure/ml/data-version',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/data/versions',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/data/versions/read',
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ml/data',
      input: (data) => ({ data: String(data.id), listViewType: 'ActiveOnly' }),
    },
  },
  reads: [],
  name: (item) => `${String(item.id).split('/').at(-3)} version ${String(item.id).split('/').at(-1)}`,
});
