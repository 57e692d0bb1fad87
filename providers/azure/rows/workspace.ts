import { answersOf, derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, regionName } from './arm.ts';
import { reachOf } from './reach.ts';

/**
 * An answer of Workspaces - List By Subscription, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/workspaces/list-by-subscription
 */
export interface Workspace extends ArmResource {
  properties: {
    provisioningState?: string;
    publicNetworkAccess?: string;
    allowPublicAccessWhenBehindVnet?: boolean;
    ipAllowlist?: string[];
    managedNetwork?: { isolationMode?: string };
    encryption?: { status?: string; keyVaultProperties?: { keyVaultArmId?: string; keyIdentifier?: string } };
    enableDataIsolation?: boolean;
    hbiWorkspace?: boolean;
    systemDatastoresAuthMode?: string;
    storageAccount?: string;
    keyVault?: string;
    containerRegistry?: string;
    hubResourceId?: string;
    privateEndpointConnections?: object[];
    /** Settings of the workspace for machines that the service takes for its jobs. */
    serverlessComputeSettings?: {
      serverlessComputeCustomSubnet?: string | null;
      serverlessComputeNoPublicIP?: boolean;
    } | null;
  };
}

/** The list that workspaces are known by; what lies in one sees its answer. */
export const workspaceList = 'Workspaces_ListBySubscription';
const { raw } = answersOf<{ Workspaces_ListBySubscription: Workspace }>('machinelearning');

/** Settings of the workspace that an item lies in. */
export const workspaceAbove: Spec<Workspace['properties']> = derive(
  [raw(workspaceList, '/properties')],
  (found) => (found as Workspace['properties'] | undefined) ?? missing('the workspace of it was not in the answer'),
);

const ranges: Spec<string[]> = derive([raw(workspaceList, '/properties/ipAllowlist')], (list) =>
  (list ?? []).map(String),
);

/** Trait reachability of a workspace, also as those inside see it. */
export const doorOfWorkspace = {
  publicAccess: derive(
    [
      raw(workspaceList, '/properties/publicNetworkAccess'),
      raw(workspaceList, '/properties/allowPublicAccessWhenBehindVnet'),
      ranges,
    ],
    (access, older, list) => {
      const rules = list.length > 0 ? { defaultAction: 'Deny', ipRules: list.map((value) => ({ value })) } : undefined;
      const reach = reachOf(access, rules);
      return reach === 'private' && older === true
        ? missing('publicNetworkAccess and allowPublicAccessWhenBehindVnet say the opposite of each other')
        : reach;
    },
  ),
  allowedRanges: ranges,
};

/** When the settings of the workspace were last changed. */
export const workspaceChangedAt = raw(workspaceList, '/systemData/lastModifiedAt');
export const workspaceKind = raw(workspaceList, '/kind');

/** A workspace's children have no location of their own. */
export const regionOfWorkspace: Spec<string> = derive(
  [raw(workspaceList, '/location')],
  (value) => regionName(value) ?? missing('the answer names no location'),
);

/** The workspace that an item lies in, however deep: the first nine segments of its id. */
export const workspaceId = (item: { id?: unknown }) => String(item.id).split('/').slice(0, 9).join('/');

/** Computes of a workspace: asked once for all who name one, and for those who judge them. */
export const computesRead: ReadSpec = {
  service: 'machinelearning',
  operation: 'Compute_List',
  permission: 'Microsoft.MachineLearningServices/workspaces/computes/read',
  pages: { items: 'value', ...armPaging },
  input: (workspace) => ({ workspace: String(workspace.id) }),
};
