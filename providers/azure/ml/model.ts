import { answersOf, derive, fromScope, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';
import { type Holder, registryHolder, workspaceHolder } from '../rows/holder.ts';

/**
 * An item of Model Containers - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/model-containers/list
 */
interface ModelContainer extends ArmResource {
  properties: { description?: string | null; tags?: Record<string, string>; isArchived?: boolean };
}

/** The names under which versions are registered, in a workspace or in a registry. */
function modelTable(containers: string, versions: string, { type, region, place, right }: Holder) {
  const { common, field } = armRows<ModelContainer>('machinelearning', containers, { tags: '/properties/tags' });
  const { raw } = answersOf<{ [operation: string]: { value: object[] } }>('machinelearning');
  return {
    provider: 'azure',
    service: 'machinelearning',
    kind: 'ml.model',
    nativeType: `${type}/models`,
    at: 'account',
    reads: [
      {
        service: 'machinelearning',
        operation: versions,
        permission: right('models/versions'),
        input: (item: { id?: unknown }) => ({ model: String(item.id) }),
        pages: { items: 'value', ...armPaging },
      },
    ],
    uid: armUid,
    name: (item: { name?: unknown }) => String(item.name),
    facts: {
      ...common,
      region,
      state: derive([field('/properties/isArchived')], (archived) =>
        archived === true ? ('archived' as const) : ('active' as const),
      ),
      lastUsedAt: notSupported('A name is not used; its versions are.'),
      idleStopMinutes: notSupported('A model is no machine.'),
      sharedWith: notExposed(`role assignments of guests on the ${place}`),
      outsiders: notExposed(`role assignments of guests on the ${place}`),
      documents: derive([field('/properties/description')], (text) =>
        typeof text === 'string' && text.trim() !== '' ? ['description' as const] : [],
      ),
      versions: derive([raw(versions, '/value')], (list) => (list ?? []).length),
    },
    links: {},
  } as const;
}

export const models = collector({
  ...modelTable('ModelContainers_List', 'ModelVersions_List', workspaceHolder),
  id: 'azure/ml/model',
  list: {
    service: 'machinelearning',
    operation: 'ModelContainers_List',
    permission: workspaceHolder.right('models'),
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/workspace', input: (workspace) => ({ workspace: String(workspace.id) }) },
  },
});

/** Models that several workspaces share. @see https://learn.microsoft.com/rest/api/azureml/registry-model-containers/list */
export const registryModels = collector({
  ...modelTable('RegistryModelContainers_List', 'RegistryModelVersions_List', registryHolder),
  id: 'azure/ml/registry-model',
  list: {
    service: 'machinelearning',
    operation: 'RegistryModelContainers_List',
    permission: registryHolder.right('models'),
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/registry', input: (registry) => ({ registry: String(registry.id) }) },
  },
});

/** Versions lie below their name. */
export const modelOf = fromScope((answers) => [
  String(answers.item.id).toLowerCase().split('/').slice(0, -2).join('/'),
]);
