import { at } from '../../../src/model/mapping/pointer.ts';
import { byDesign, derive, fromScope, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';
import { regionOfWorkspace, workspaceAbove } from '../rows/workspace.ts';

/**
 * An item of Datastores - List, api-version 2025-12-01. What it signs in with is never in a list, only of which sort it is.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/datastores/list
 */
interface Datastore extends ArmResource {
  properties: {
    datastoreType?: string;
    credentials?: { credentialsType?: string };
    tags?: Record<string, string>;
    accountName?: string;
    containerName?: string;
    filesystem?: string;
    fileShareName?: string;
    storeName?: string;
    oneLakeWorkspaceName?: string;
    endpoint?: string;
    protocol?: string;
  };
}

const operation = 'Datastores_List';
const { common, field } = armRows<Datastore>('machinelearning', operation, { tags: '/properties/tags' });

/** None: the one who reads signs in. @see https://learn.microsoft.com/rest/api/azureml/datastores/list CredentialsType */
const secretKind = derive([field('/properties/credentials/credentialsType')], (type) => {
  const word = String(type ?? '').toLowerCase();
  if (word === 'none') return 'identity' as const;
  return ['accountkey', 'sas', 'serviceprincipal', 'certificate'].includes(word)
    ? ('stored-key' as const)
    : missing(`credentialsType ${String(type)} is not known to this version`);
});

/** Address of what a datastore leads to; the defaults of its parts are those of Azure's own cloud. */
function addressOf(of: Datastore['properties']): string | undefined {
  const { accountName, endpoint = 'core.windows.net', protocol = 'https' } = of;
  const account = (service: string, path = '') => `${protocol}://${accountName}.${service}.${endpoint}/${path}`;
  switch (of.datastoreType?.toLowerCase()) {
    case 'azureblob':
      return accountName && account('blob', of.containerName);
    case 'azuredatalakegen2':
      return accountName && account('dfs', of.filesystem);
    case 'azurefile':
      return accountName && account('file', of.fileShareName);
    case 'azuredatalakegen1':
      return of.storeName && `adl://${of.storeName}.azuredatalakestore.net/`;
    case 'onelake':
      return (
        of.oneLakeWorkspaceName &&
        `https://${of.endpoint ?? 'onelake.dfs.fabric.microsoft.com'}/${of.oneLakeWorkspaceName}`
      );
    default:
      return undefined;
  }
}

/** Datastores: the stored ways to the data of a workspace. */
export const datastores = collector({
  provider: 'azure',
  id: 'azure/ml/datastore',
  service: 'machinelearning',
  kind: 'ml.connection',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/datastores',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/datastores/read',
    items: 'value',
    paging: armPaging,
    of: { collector: 'azure/ml/workspace', input: (workspace) => ({ workspace: String(workspace.id) }) },
  },
  reads: [],
  uid: armUid,
  name: (item) => String(item.name),
  facts: {
    ...common,
    region: regionOfWorkspace,
    state: fromScope(() => 'active' as const),
    lastUsedAt: notExposed('the audit log of the workspace'),
    idleStopMinutes: notSupported('A datastore is no machine.'),
    sharedWith: notExposed('role assignments of guests on the workspace'),
    outsiders: notExposed('role assignments of guests on the workspace'),
    secretKind,
    sharedToAll: byDesign(
      true as boolean,
      'https://learn.microsoft.com/azure/machine-learning/how-to-datastore',
      '2026-11',
    ),
    expiresAt: derive([secretKind], (kind) =>
      kind === 'identity' ? null : missing('when the key or signature that it keeps expires', 'not-exposed'),
    ),
    target: fromScope(
      ({ item }) =>
        addressOf((at(item, '/properties') ?? {}) as Datastore['properties']) ?? // an answer's own member
        missing('the answer does not say where it leads to'),
    ),
  },
  links: {
    // Keys lie in the vault of the workspace.
    secrets: derive([secretKind, workspaceAbove], (kind, workspace) =>
      kind !== 'identity' && workspace.keyVault ? [workspace.keyVault.toLowerCase()] : [],
    ),
  },
});
