import { answersOf, derive, fromScope, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';
import { regionOfWorkspace } from '../rows/workspace.ts';

/**
 * An item of Model Containers - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/model-containers/list
 */
interface ModelContainer extends ArmResource {
  properties: { description?: string | null; tags?: Record<string, string>; isArchived?: boolean };
}

const operation = 'ModelContainers_List';
const { common, field } = armRows<ModelContainer>('machinelearning', operation, { tags: '/properties/tags' });
const { raw } = answersOf<{ ModelVersions_List: { value: object[] } }>('machinelearning');

/** The names under which versions are registered. */
export const models = collector({
  provider: 'azure',
  id: 'azure/ml/model',
  service: 'machinelearning',
  kind: 'ml.model',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/models',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/models/read',
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/workspace', input: (workspace) => ({ workspace: String(workspace.id) }) },
  },
  reads: [
    {
      service: 'machinelearning',
      operation: 'ModelVersions_List',
      permission: 'Microsoft.MachineLearningServices/workspaces/models/versions/read',
      input: (item) => ({ model: String(item.id) }),
      pages: { items: 'value', ...armPaging },
    },
  ],
  uid: armUid,
  name: (item) => String(item.name),
  facts: {
    ...common,
    region: regionOfWorkspace,
    state: derive([field('/properties/isArchived')], (archived) =>
      archived === true ? ('archived' as const) : ('active' as const),
    ),
    lastUsedAt: notSupported('A name is not used; its versions are.'),
    idleStopMinutes: notSupported('A model is no machine.'),
    sharedWith: notExposed('role assignments of guests on the workspace'),
    outsiders: notExposed('role assignments of guests on the workspace'),
    documents: derive([field('/properties/description')], (text) =>
      typeof text === 'string' && text.trim() !== '' ? ['description' as const] : [],
    ),
    versions: derive([raw('ModelVersions_List', '/value')], (list) => (list ?? []).length),
  },
  links: {},
});

/** Versions lie below their name. */
export const modelOf = fromScope((answers) => [
  String(answers.item.id).toLowerCase().split('/').slice(0, -2).join('/'),
]);
