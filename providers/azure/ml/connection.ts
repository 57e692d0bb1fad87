import { derive, fromScope, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, armUid } from '../rows/arm.ts';
import { regionOfWorkspace } from '../rows/workspace.ts';

/**
 * An item of Workspace Connections - List, api-version 2025-12-01. Its credentials are never in a list.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/workspace-connections/list
 */
interface Connection extends ArmResource {
  properties: {
    authType?: string;
    category?: string;
    target?: string;
    isSharedToAll?: boolean;
    expiryTime?: string | null;
  };
}

const operation = 'WorkspaceConnections_List';
const { common, field } = armRows<Connection>('machinelearning', operation);

/** How each sort of sign-in keeps what it signs in with. @see https://learn.microsoft.com/rest/api/azureml/workspace-connections ConnectionAuthType */
const kinds: Readonly<Record<string, 'identity' | 'delegated-user' | 'stored-key' | 'plain'>> = {
  aad: 'identity',
  managedidentity: 'identity',
  projectmanagedidentity: 'identity',
  agenticidentity: 'identity',
  oauth2: 'delegated-user',
  useraccess: 'delegated-user',
  accesskey: 'stored-key',
  accountkey: 'stored-key',
  apikey: 'stored-key',
  customkeys: 'stored-key',
  pat: 'stored-key',
  sas: 'stored-key',
  serviceprincipal: 'stored-key',
  usernamepassword: 'stored-key',
};

export const connections = collector({
  provider: 'azure',
  id: 'azure/ml/connection',
  service: 'machinelearning',
  kind: 'ml.connection',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/connections',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/connections/read',
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
    idleStopMinutes: notSupported('A connection is no machine.'),
    sharedWith: notExposed('role assignments of guests on the workspace'),
    outsiders: notExposed('role assignments of guests on the workspace'),
    secretKind: derive([field('/properties/authType')], (type) => {
      const word = String(type ?? '').toLowerCase();
      if (word === 'none') return 'identity' as const;
      return kinds[word] ?? missing(`authType ${String(type)} is not known to this version`);
    }),
    // No default of the API is documented.
    sharedToAll: derive([field('/properties/isSharedToAll')], (all) =>
      typeof all === 'boolean' ? all : missing('the answer does not say who may use it'),
    ),
    expiresAt: derive([field('/properties/expiryTime')], (time) => (typeof time === 'string' ? time : null)),
    target: derive([field('/properties/target')], (target) => (typeof target === 'string' ? target : '')),
  },
  links: {},
});
