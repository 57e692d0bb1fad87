import { type RestCall, RestError, type RestPaging, type RestRoute } from '../rest/route.ts';
import { authorityRoutes } from './authority-routes.ts';
import type { ArmObject, AzureEstate, AzureSubscription } from './estate.ts';
import { graphRoutes } from './graph-routes.ts';
import { nativeRoutes } from './native-routes.ts';
import { need, typeIn } from './rights.ts';

type Call = RestCall<AzureEstate>;
type Route = RestRoute<AzureEstate>;

const paging: RestPaging = { items: 'value', answer: 'nextLink', ask: '$skipToken', style: 'link', defaultSize: 50 };
const group = '/subscriptions/{subscriptionId}/resourceGroups/{group}/providers';

/** Resources by id in small letters, as long as their subscription is held. */
const indexes = new WeakMap<AzureSubscription, Map<string, ArmObject>>();

function subscriptionOf({ estate, account }: Call): AzureSubscription | undefined {
  return estate.subscriptions.find((one) => one.id === account.id);
}

function indexOf(subscription: AzureSubscription): Map<string, ArmObject> {
  let index = indexes.get(subscription);
  if (!index) {
    index = new Map(subscription.resources.map((one) => [one.id.toLowerCase(), one]));
    indexes.set(subscription, index);
  }
  return index;
}

/** All resources of a type in the subscription. */
function listAll(service: string, operation: string, type: string): Route {
  return {
    service,
    operation,
    path: `/subscriptions/{subscriptionId}/providers/${type}`,
    list: (call) => {
      need(call, `/subscriptions/${call.account.id}`, `${type}/read`);
      return subscriptionOf(call)?.resources.filter((one) => one.type.toLowerCase() === type.toLowerCase()) ?? [];
    },
    paging,
  };
}

/** The children of one resource. */
function listBelow(service: string, operation: string, parent: string, child: string): Route {
  const action = `${typeIn(`${parent}/${child}`)}/read`;
  return {
    service,
    operation,
    path: `${group}/${parent}/${child}`,
    list: (call) => {
      const path = call.url.pathname.toLowerCase();
      const subscription = subscriptionOf(call);
      const above = path.slice(0, path.lastIndexOf('/'));
      need(call, above, action);
      if (!subscription || !indexOf(subscription).has(above)) throw notFound(above);
      return subscription.resources.filter(({ id }) => {
        const text = id.toLowerCase();
        return text.startsWith(`${path}/`) && !text.slice(path.length + 1).includes('/');
      });
    },
    paging,
  };
}

/** One resource. */
function get(service: string, operation: string, path: string): Route {
  return {
    service,
    operation,
    path: `${group}/${path}`,
    handle: (call) => {
      need(call, call.url.pathname, `${typeIn(path)}/read`);
      const subscription = subscriptionOf(call);
      const found = subscription && indexOf(subscription).get(call.url.pathname.toLowerCase());
      if (!found) throw notFound(call.url.pathname);
      return found;
    },
  };
}

function notFound(id: string): RestError {
  return new RestError(404, { error: { code: 'ResourceNotFound', message: `The Resource '${id}' was not found.` } });
}

const ml = 'Microsoft.MachineLearningServices';
const cognitive = 'Microsoft.CognitiveServices';

/** Every address of Azure that the lab answers. */
export const azureRoutes: readonly Route[] = [
  ...authorityRoutes,
  {
    service: 'resources',
    operation: 'Subscriptions_List',
    path: '/subscriptions',
    list: ({ estate }) =>
      estate.subscriptions.map(({ id, name, state = 'Enabled' }) => ({
        id: `/subscriptions/${id}`,
        subscriptionId: id,
        displayName: name,
        state,
        tenantId: estate.tenant,
      })),
    paging,
  },
  listAll('machinelearning', 'Workspaces_ListBySubscription', `${ml}/workspaces`),
  listAll('machinelearning', 'Registries_ListBySubscription', `${ml}/registries`),
  listBelow('machinelearning', 'ManagedNetworkSettingsRule_List', `${ml}/workspaces/{workspace}`, 'outboundRules'),
  listBelow('machinelearning', 'Jobs_List', `${ml}/workspaces/{workspace}`, 'jobs'),
  listBelow('machinelearning', 'Compute_List', `${ml}/workspaces/{workspace}`, 'computes'),
  listBelow('machinelearning', 'OnlineEndpoints_List', `${ml}/workspaces/{workspace}`, 'onlineEndpoints'),
  listBelow(
    'machinelearning',
    'OnlineDeployments_List',
    `${ml}/workspaces/{workspace}/onlineEndpoints/{endpoint}`,
    'deployments',
  ),
  listBelow('machinelearning', 'BatchEndpoints_List', `${ml}/workspaces/{workspace}`, 'batchEndpoints'),
  listBelow(
    'machinelearning',
    'BatchDeployments_List',
    `${ml}/workspaces/{workspace}/batchEndpoints/{endpoint}`,
    'deployments',
  ),
  listBelow('machinelearning', 'ServerlessEndpoints_List', `${ml}/workspaces/{workspace}`, 'serverlessEndpoints'),
  listBelow('machinelearning', 'FeaturesetContainers_List', `${ml}/workspaces/{workspace}`, 'featuresets'),
  listBelow(
    'machinelearning',
    'FeaturesetVersions_List',
    `${ml}/workspaces/{workspace}/featuresets/{featureset}`,
    'versions',
  ),
  get(
    'machinelearning',
    'EnvironmentVersions_Get',
    `${ml}/workspaces/{workspace}/environments/{name}/versions/{version}`,
  ),
  listBelow('machinelearning', 'ModelContainers_List', `${ml}/workspaces/{workspace}`, 'models'),
  listBelow('machinelearning', 'ModelVersions_List', `${ml}/workspaces/{workspace}/models/{model}`, 'versions'),
  listBelow('machinelearning', 'Datastores_List', `${ml}/workspaces/{workspace}`, 'datastores'),
  listBelow('machinelearning', 'DataContainers_List', `${ml}/workspaces/{workspace}`, 'data'),
  listBelow('machinelearning', 'DataVersions_List', `${ml}/workspaces/{workspace}/data/{data}`, 'versions'),
  listBelow('machinelearning', 'WorkspaceConnections_List', `${ml}/workspaces/{workspace}`, 'connections'),
  listBelow('machinelearning', 'Schedules_List', `${ml}/workspaces/{workspace}`, 'schedules'),
  listAll('cognitiveservices', 'Accounts_List', `${cognitive}/accounts`),
  listBelow('cognitiveservices', 'Deployments_List', `${cognitive}/accounts/{account}`, 'deployments'),
  listBelow('cognitiveservices', 'RaiPolicies_List', `${cognitive}/accounts/{account}`, 'raiPolicies'),
  listBelow(
    'cognitiveservices',
    'DefenderForAISettings_List',
    `${cognitive}/accounts/{account}`,
    'defenderForAISettings',
  ),
  listBelow('cognitiveservices', 'RaiBlocklists_List', `${cognitive}/accounts/{account}`, 'raiBlocklists'),
  listBelow('cognitiveservices', 'AccountConnections_List', `${cognitive}/accounts/{account}`, 'connections'),
  listBelow('cognitiveservices', 'Projects_List', `${cognitive}/accounts/{account}`, 'projects'),
  listBelow(
    'cognitiveservices',
    'ProjectConnections_List',
    `${cognitive}/accounts/{account}/projects/{project}`,
    'connections',
  ),
  listAll('databricks', 'Workspaces_ListBySubscription', 'Microsoft.Databricks/workspaces'),
  get('databricks', 'AccessConnectors_Get', 'Microsoft.Databricks/accessConnectors/{connector}'),
  listAll('search', 'Services_ListBySubscription', 'Microsoft.Search/searchServices'),
  get('keyvault', 'Vaults_Get', 'Microsoft.KeyVault/vaults/{vault}'),
  get('keyvault', 'Keys_Get', 'Microsoft.KeyVault/vaults/{vault}/keys/{key}'),
  get('operationalinsights', 'LogWorkspaces_Get', 'Microsoft.OperationalInsights/workspaces/{workspace}'),
  get('network', 'PrivateEndpoints_Get', 'Microsoft.Network/privateEndpoints/{endpoint}'),
  get('network', 'VirtualNetworks_Get', 'Microsoft.Network/virtualNetworks/{network}'),
  get('network', 'RouteTables_Get', 'Microsoft.Network/routeTables/{table}'),
  get('network', 'NetworkSecurityGroups_Get', 'Microsoft.Network/networkSecurityGroups/{securityGroup}'),
  listAll('network', 'NetworkWatchers_ListAll', 'Microsoft.Network/networkWatchers'),
  listBelow('network', 'FlowLogs_List', 'Microsoft.Network/networkWatchers/{watcher}', 'flowLogs'),
  get('storage', 'StorageAccounts_GetProperties', 'Microsoft.Storage/storageAccounts/{account}'),
  get(
    'storage',
    'BlobServices_GetServiceProperties',
    'Microsoft.Storage/storageAccounts/{account}/blobServices/default',
  ),
  get('containerregistry', 'Registries_Get', 'Microsoft.ContainerRegistry/registries/{registry}'),
  listBelow('containerregistry', 'Tokens_List', 'Microsoft.ContainerRegistry/registries/{registry}', 'tokens'),
  ...nativeRoutes,
  ...graphRoutes,
  {
    service: 'insights',
    operation: 'SubscriptionDiagnosticSettings_List',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Insights/diagnosticSettings',
    list: (call) => subscriptionOf(call)?.activityLog ?? [],
    paging,
  },
  {
    service: 'insights',
    operation: 'DiagnosticSettings_List',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/{+resource}/providers/Microsoft.Insights/diagnosticSettings',
    list: (call) => {
      const id = call.url.pathname.toLowerCase().split('/providers/microsoft.insights/')[0] ?? '';
      const settings = subscriptionOf(call)?.diagnostics ?? {};
      return Object.entries(settings).find(([of]) => of.toLowerCase() === id)?.[1] ?? [];
    },
    paging,
  },
  {
    service: 'authorization',
    operation: 'RoleAssignments_ListForSubscription',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleAssignments',
    list: (call) => {
      const wanted = /^assignedTo\('([^']+)'\)$/.exec(call.query.get('$filter') ?? '')?.[1];
      return (subscriptionOf(call)?.roleAssignments ?? [])
        .filter((one) => wanted === undefined || one.principalId === wanted)
        .map((properties, index) => ({
          id: `${properties.scope}/providers/Microsoft.Authorization/roleAssignments/${index}`,
          name: String(index),
          type: 'Microsoft.Authorization/roleAssignments',
          properties: { ...properties, principalType: 'ServicePrincipal', condition: null },
        }));
    },
    paging,
  },
  {
    service: 'authorization',
    operation: 'RoleDefinitions_GetById',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/{role}',
    handle: ({ params, estate }) => {
      const found = estate.roles.find((one) => one.id === params.role);
      if (!found) throw notFound(params.role ?? '');
      return {
        id: `/subscriptions/${params.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${found.id}`,
        name: found.id,
        type: 'Microsoft.Authorization/roleDefinitions',
        properties: { roleName: found.name, type: 'BuiltInRole', permissions: found.permissions },
      };
    },
  },
];
