import type { JsonObject } from '../../src/model/json.ts';
import type { RestOperation, RestOperations } from '../rest/operation.ts';

const version = (path: string, apiVersion: string, more: Partial<RestOperation> = {}): RestOperation => ({
  path,
  query: { 'api-version': apiVersion },
  ...more,
});

const ml = '2025-12-01';
const cognitive = '2025-09-01';
const security = '/subscriptions/{account}/providers/Microsoft.Security';
const workspaces = '/subscriptions/{account}/providers/Microsoft.MachineLearningServices/workspaces';

/** A query and its page, as the body of Resource Graph takes them. */
const graphBody = ({ query = '', subscriptions = [], $skipToken }: JsonObject): JsonObject => ({
  query,
  subscriptions,
  options: { resultFormat: 'objectArray', $top: 1000, ...($skipToken === undefined ? {} : { $skipToken }) },
});

/**
 * Every address of Azure Resource Manager that may be asked, with the API version that its answers are read by.
 * Facts come from these lists and GETs. Resource Graph only says where there is nothing to list (see graph/inventory.ts):
 * it leaves out what the caller may not read and says nothing, it may lag behind, and which API version stands behind a
 * row is its own choice, so that a member that is not there says nothing.
 *
 * @see https://learn.microsoft.com/rest/api/azure/
 */
export const azureOperations: RestOperations = {
  machinelearning: {
    Workspaces_ListBySubscription: version(workspaces, ml),
    ManagedNetworkSettingsRule_List: version('/{+workspace}/outboundRules', ml),
    Jobs_List: version('/{+workspace}/jobs', ml),
    Registries_ListBySubscription: version(
      '/subscriptions/{account}/providers/Microsoft.MachineLearningServices/registries',
      ml,
    ),
    Compute_List: version('/{+workspace}/computes', ml),
    OnlineEndpoints_List: version('/{+workspace}/onlineEndpoints', ml),
    OnlineDeployments_List: version('/{+endpoint}/deployments', ml),
    BatchEndpoints_List: version('/{+workspace}/batchEndpoints', ml),
    BatchDeployments_List: version('/{+endpoint}/deployments', ml),
    ServerlessEndpoints_List: version('/{+workspace}/serverlessEndpoints', ml),
    FeaturesetContainers_List: version('/{+workspace}/featuresets', ml),
    FeaturesetVersions_List: version('/{+featureset}/versions', ml),
    ModelContainers_List: version('/{+workspace}/models', ml),
    ModelVersions_List: version('/{+model}/versions', ml),
    Datastores_List: version('/{+workspace}/datastores', ml),
    DataContainers_List: version('/{+workspace}/data', ml),
    DataVersions_List: version('/{+data}/versions', ml),
    WorkspaceConnections_List: version('/{+workspace}/connections', ml),
    Schedules_List: version('/{+workspace}/schedules', ml),
    EnvironmentVersions_Get: version('/{+environment}', ml),
  },
  cognitiveservices: {
    Accounts_List: version('/subscriptions/{account}/providers/Microsoft.CognitiveServices/accounts', cognitive),
    Deployments_List: version('/{+parent}/deployments', cognitive),
    RaiPolicies_List: version('/{+parent}/raiPolicies', cognitive),
    DefenderForAISettings_List: version('/{+parent}/defenderForAISettings', cognitive),
    RaiBlocklists_List: version('/{+parent}/raiBlocklists', cognitive),
    AccountConnections_List: version('/{+parent}/connections', cognitive),
    Projects_List: version('/{+parent}/projects', cognitive),
    ProjectConnections_List: version('/{+project}/connections', cognitive),
  },
  databricks: {
    AccessConnectors_Get: version('/{+connector}', '2026-01-01'),
    Workspaces_ListBySubscription: version(
      '/subscriptions/{account}/providers/Microsoft.Databricks/workspaces',
      '2026-01-01',
    ),
  },
  search: {
    Services_ListBySubscription: version(
      '/subscriptions/{account}/providers/Microsoft.Search/searchServices',
      '2025-05-01',
    ),
  },
  authorization: {
    RoleAssignments_ListForSubscription: version(
      '/subscriptions/{account}/providers/Microsoft.Authorization/roleAssignments',
      '2022-04-01',
    ),
    RoleDefinitions_GetById: version('/{+role}', '2022-04-01'),
    Permissions_ListForSubscription: version(
      '/subscriptions/{account}/providers/Microsoft.Authorization/permissions',
      '2022-04-01',
    ),
    DenyAssignments_List: version(
      '/subscriptions/{account}/providers/Microsoft.Authorization/denyAssignments',
      '2022-04-01',
    ),
    PolicyAssignments_List: version(
      '/subscriptions/{account}/providers/Microsoft.Authorization/policyAssignments',
      '2022-06-01',
    ),
    PolicyExemptions_List: version(
      '/subscriptions/{account}/providers/Microsoft.Authorization/policyExemptions',
      '2022-07-01-preview',
    ),
  },
  insights: {
    SubscriptionDiagnosticSettings_List: version(
      '/subscriptions/{account}/providers/Microsoft.Insights/diagnosticSettings',
      '2021-05-01-preview',
    ),
    DiagnosticSettings_List: version(
      '/{+resource}/providers/Microsoft.Insights/diagnosticSettings',
      '2021-05-01-preview',
    ),
  },
  keyvault: {
    Keys_Get: version('/{+key}', '2024-11-01'),
    Vaults_Get: version('/{+vault}', '2024-11-01'),
  },
  operationalinsights: {
    LogWorkspaces_Get: version('/{+workspace}', '2023-09-01'),
  },
  network: {
    PrivateEndpoints_Get: version('/{+endpoint}', '2024-05-01'),
    VirtualNetworks_Get: version('/{+network}', '2024-05-01'),
    RouteTables_Get: version('/{+table}', '2024-05-01'),
    NetworkSecurityGroups_Get: version('/{+group}', '2024-05-01'),
    NetworkWatchers_ListAll: version(
      '/subscriptions/{account}/providers/Microsoft.Network/networkWatchers',
      '2024-05-01',
    ),
    FlowLogs_List: version('/{+watcher}/flowLogs', '2024-05-01'),
  },
  storage: {
    StorageAccounts_GetProperties: version('/{+bucket}', '2024-01-01'),
    BlobServices_GetServiceProperties: version('/{+bucket}/blobServices/default', '2024-01-01'),
  },
  containerregistry: {
    Registries_Get: version('/{+registry}', '2023-07-01'),
    Tokens_List: version('/{+registry}/tokens', '2023-07-01'),
  },
  resources: {
    Resources_List: version('/subscriptions/{account}/resources', '2021-04-01'),
  },
  resourcegraph: {
    Resources: version('/providers/Microsoft.ResourceGraph/resources', '2024-04-01', {
      method: 'POST',
      body: graphBody,
    }),
  },
  policyinsights: {
    PolicyStates_ListQueryResultsForSubscription: version(
      '/subscriptions/{account}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults',
      '2019-10-01',
      { method: 'POST', inQuery: true },
    ),
  },
  // Not by `@azure/arm-security`: its newest release (5.0.0, 2022-03) walks all pages within one call, so that none of
  // them would pass the gate by itself or be asked for again, and types answers as it has rebuilt them, not as received.
  security: {
    Assessments_List: version(`${security}/assessments`, '2021-06-01'),
    Pricings_List: version(`${security}/pricings`, '2024-01-01'),
    Settings_List: version(`${security}/settings`, '2022-05-01'),
    Alerts_List: version(`${security}/alerts`, '2022-01-01'),
    SubAssessments_ListAll: version(`${security}/subAssessments`, '2019-01-01-preview'),
    RegulatoryComplianceStandards_List: version(`${security}/regulatoryComplianceStandards`, '2019-01-01-preview'),
    SecureScores_List: version(`${security}/secureScores`, '2020-01-01'),
  },
};
