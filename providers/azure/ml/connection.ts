import { collector } from '../../../src/model/provider.ts';
import { armPaging, armUid } from '../rows/arm.ts';
import { connectionRows } from '../rows/connection.ts';
import { regionOfWorkspace } from '../rows/workspace.ts';

const operation = 'WorkspaceConnections_List';

/** Connections of workspaces, Foundry hubs and their projects, api-version 2025-12-01. */
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
  facts: { ...connectionRows('machinelearning', operation, 'workspace').facts, region: regionOfWorkspace },
  links: {},
});
