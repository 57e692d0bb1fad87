/**
 * Types of ours that the table `resources` of Resource Graph holds, and the calls that list or read them; of what lies below
 * them it holds nothing (computes, jobs, datastores, connections, models, data, diagnostic settings).
 *
 * @see https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources
 */
const held = new Set(
  [
    'MachineLearningServices/workspaces',
    'MachineLearningServices/workspaces/onlineEndpoints',
    'MachineLearningServices/workspaces/onlineEndpoints/deployments',
    'MachineLearningServices/workspaces/batchEndpoints',
    'MachineLearningServices/workspaces/batchEndpoints/deployments',
    'MachineLearningServices/workspaces/serverlessEndpoints',
    'MachineLearningServices/registries',
    'CognitiveServices/accounts',
    'Databricks/workspaces',
    'Search/searchServices',
  ].map((type) => `Microsoft.${type}`),
);
const spent = new Set([
  'machinelearning:Workspaces_ListBySubscription',
  'machinelearning:OnlineEndpoints_List',
  'machinelearning:OnlineDeployments_List',
  'machinelearning:BatchEndpoints_List',
  'machinelearning:BatchDeployments_List',
  'machinelearning:ServerlessEndpoints_List',
  'machinelearning:Registries_ListBySubscription',
  'cognitiveservices:Accounts_List',
  'databricks:Workspaces_ListBySubscription',
  'search:Services_ListBySubscription',
  // What it takes to ask Resource Graph, and to believe it.
  'resourcegraph:Resources',
  'resources:Resources_List',
  'authorization:Permissions_ListForSubscription',
  'authorization:DenyAssignments_List',
]);

/** Calls for types that Resource Graph holds, and resources of these types. */
export function graphShare(
  byOperation: Readonly<Record<string, number>>,
  nativeTypes: Iterable<string>,
): { calls: number; resources: number } {
  const calls = Object.entries(byOperation).reduce((sum, [name, count]) => sum + (spent.has(name) ? count : 0), 0);
  let resources = 0;
  for (const type of nativeTypes) if (held.has(type)) resources += 1;
  return { calls, resources };
}
