import type { MissingValue } from '../../../src/model/facts.ts';
import {
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';
import { type Holder, registryHolder, workspaceHolder } from '../rows/holder.ts';
import { workspaceAbove } from '../rows/workspace.ts';
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

const storage = 'An asset names files; the storage that they lie in is judged for itself.';

/** Tags that people keep the hash of a manifest in, and what such a hash looks like. */
const hashTag = /^(content|manifest)?[-_ ]?(sha-?256|hash|digest)$/i;
const hash = /^(sha256:)?[0-9a-f]{64}$/i;

/** The storage behind an address: known where it is that of the workspace. */
const ofWorkspace = (uri: Spec<unknown>): Spec<(string | MissingValue)[]> =>
  derive([uri, workspaceAbove], (address, workspace) => {
    if (typeof address !== 'string' || address === '') return [];
    return inOwnStorage(address) && workspace.storageAccount
      ? [workspace.storageAccount.toLowerCase()]
      : [missing('which storage lies behind its address', 'not-exposed')];
  });

/** A registry copies what it is given into storage of its own, of which it may have one in each region. */
const ofRegistry = (uri: Spec<unknown>): Spec<(string | MissingValue)[]> =>
  derive([uri], (address) =>
    typeof address !== 'string' || address === ''
      ? []
      : [missing('which storage of the registry it lies in', 'not-exposed')],
  );

/** Data assets, in a workspace or in a registry. */
function dataTable(operation: string, { place, region }: Holder) {
  const { common, field } = armRows<DataVersion>('machinelearning', operation, { tags: '/properties/tags' });
  const uri = field('/properties/dataUri');
  return {
    provider: 'azure',
    service: 'machinelearning',
    kind: 'ml.dataset',
    at: 'account',
    uid: armUid,
    facts: {
      ...common,
      region,
      state: derive([field('/properties/isArchived')], (archived) =>
        archived === true ? ('archived' as const) : ('active' as const),
      ),
      lastUsedAt: notExposed('the jobs that read it, from its lineage in the studio'),
      idleStopMinutes: notSupported('Data is no machine.'),
      keyAtRest: notSupported(storage),
      stores: notSupported(storage),
      sharedWith: notExposed(`role assignments of guests on the ${place}`),
      outsiders: notExposed(`role assignments of guests on the ${place}`),
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
      buckets: place === 'workspace' ? ofWorkspace(uri) : ofRegistry(uri),
    },
  } as const;
}

const nameOnly = { reads: [], keep: () => false, name: (item: { name?: unknown }) => String(item.name) } as const;
const versionName = {
  reads: [],
  name: (item: { id?: unknown }) => {
    const steps = String(item.id).split('/');
    return `${steps.at(-3)} version ${steps.at(-1)}`;
  },
} as const;

/** The names under which versions of data are registered: no resources of their own, their versions are. */
export const dataContainers = collector({
  ...dataTable('DataVersions_List', workspaceHolder),
  ...nameOnly,
  id: 'azure/ml/data',
  nativeType: `${workspaceHolder.type}/data`,
  list: {
    service: 'machinelearning',
    operation: 'DataContainers_List',
    permission: workspaceHolder.right('data'),
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/workspace', input: (workspace) => ({ workspace: String(workspace.id) }) },
  },
});

/** Versions of data assets. Archived ones are left out, as the service does: nobody is offered them any more. */
export const dataVersions = collector({
  ...dataTable('DataVersions_List', workspaceHolder),
  ...versionName,
  id: 'azure/ml/data-version',
  nativeType: `${workspaceHolder.type}/data/versions`,
  list: {
    service: 'machinelearning',
    operation: 'DataVersions_List',
    permission: workspaceHolder.right('data/versions'),
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/data', input: (data) => ({ data: String(data.id), listViewType: 'ActiveOnly' }) },
  },
});

/** The same in registries. @see https://learn.microsoft.com/rest/api/azureml/registry-data-containers/list */
export const registryDataContainers = collector({
  ...dataTable('RegistryDataVersions_List', registryHolder),
  ...nameOnly,
  id: 'azure/ml/registry-data',
  nativeType: `${registryHolder.type}/data`,
  list: {
    service: 'machinelearning',
    operation: 'RegistryDataContainers_List',
    permission: registryHolder.right('data'),
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/registry', input: (registry) => ({ registry: String(registry.id) }) },
  },
});

/** @see https://learn.microsoft.com/rest/api/azureml/registry-data-versions/list */
export const registryDataVersions = collector({
  ...dataTable('RegistryDataVersions_List', registryHolder),
  ...versionName,
  id: 'azure/ml/registry-data-version',
  nativeType: `${registryHolder.type}/data/versions`,
  list: {
    service: 'machinelearning',
    operation: 'RegistryDataVersions_List',
    permission: registryHolder.right('data/versions'),
    items: 'value',
    paging: armPaging,
    of: {
      collector: 'azure/ml/registry-data',
      input: (data) => ({ data: String(data.id), listViewType: 'ActiveOnly' }),
    },
  },
});
