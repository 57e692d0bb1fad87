import type { RestCall, RestRoute } from '../rest/route.ts';
import { azureDialect } from './dialect.ts';
import type { AzureEstate } from './estate.ts';
import { badQuery, isWithin, may, need, rightsIn } from './rights.ts';

type Call = RestCall<AzureEstate>;

/** Types below that its table holds, of those that the lab has. @see https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources */
const held = new Set(
  [
    'microsoft.machinelearningservices/registries',
    'microsoft.machinelearningservices/workspaces',
    'microsoft.machinelearningservices/workspaces/batchendpoints',
    'microsoft.machinelearningservices/workspaces/batchendpoints/deployments',
    'microsoft.machinelearningservices/workspaces/onlineendpoints',
    'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments',
    'microsoft.machinelearningservices/workspaces/serverlessendpoints',
    'microsoft.databricks/workspaces',
    'microsoft.search/searchservices',
  ].map((type) => type.toLowerCase()),
);

/** Rows of one type; those that the caller may not read are left out without a word. */
function rows(call: Call): { id: string }[] {
  const { query = '', subscriptions } = call.body;
  const type = /^resources \| where type =~ '([^'|]+)' \| project id \| order by id asc$/.exec(String(query))?.[1];
  if (!type) throw badQuery(String(query));
  const asked = Array.isArray(subscriptions) ? subscriptions.map(String) : [];
  const { estate } = call;
  const readable = estate.subscriptions.filter(
    ({ id }) => asked.includes(id) && rightsIn(estate).some(({ scope }) => isWithin(scope, `/subscriptions/${id}`)),
  );
  if (readable.length === 0)
    throw azureDialect.error('denied', { ...call, operation: 'Microsoft.ResourceGraph/resources/read' });
  if (!held.has(type.toLowerCase())) return [];
  const unheard = new Set((estate.graph?.unheard ?? []).map((id) => id.toLowerCase()));
  return readable
    .flatMap(({ resources }) => resources.filter((one) => one.type.toLowerCase() === type.toLowerCase()))
    .filter(({ id }) => !unheard.has(id.toLowerCase()) && may(estate, id, `${type}/read`))
    .map(({ id }) => ({ id }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Resource Manager's own index: it is not behind, and leaves out what may not be read, too. */
function indexed(call: Call): { id: string; type: string }[] {
  const filter = call.query.get('$filter') ?? '';
  const types = filter.split(' or ').map((one) => /^resourceType eq '([^']+)'$/.exec(one)?.[1]?.toLowerCase());
  if (types.includes(undefined)) throw badQuery(filter);
  need(call, ofSubscription(call), 'Microsoft.Resources/subscriptions/resources/read');
  const { estate, account } = call;
  return (estate.subscriptions.find(({ id }) => id === account.id)?.resources ?? [])
    .filter(({ id, type }) => types.includes(type.toLowerCase()) && may(estate, id, `${type}/read`))
    .map(({ id, name, type }) => ({ id, name, type }));
}

const root = '/subscriptions/{subscriptionId}/providers/Microsoft.Authorization';
const paging = { items: 'value', answer: 'nextLink', ask: '$skipToken', style: 'link', defaultSize: 50 } as const;
const ofSubscription = ({ account }: Call): string => `/subscriptions/${account.id}`;

/** Resource Graph, and what the caller may do where. */
export const graphRoutes: readonly RestRoute<AzureEstate>[] = [
  {
    service: 'resourcegraph',
    operation: 'Resources',
    method: 'POST',
    path: '/providers/Microsoft.ResourceGraph/resources',
    list: (call) => rows(call).slice(0, call.estate.graph?.most),
    paging: {
      items: 'data',
      answer: '$skipToken',
      ask: 'options.$skipToken',
      style: 'token',
      size: 'options.$top',
      defaultSize: 100,
    },
    more: (call, count) => {
      const total = rows(call).length;
      const cut = total > (call.estate.graph?.most ?? total);
      return { totalRecords: total, count, resultTruncated: cut ? 'true' : 'false', facets: [] };
    },
  },
  {
    service: 'resources',
    operation: 'Resources_List',
    path: '/subscriptions/{subscriptionId}/resources',
    list: indexed,
    paging,
  },
  {
    service: 'authorization',
    operation: 'Permissions_ListForSubscription',
    path: `${root}/permissions`,
    list: (call) => {
      need(call, ofSubscription(call), 'Microsoft.Authorization/permissions/read');
      return rightsIn(call.estate)
        .filter(({ scope }) => isWithin(ofSubscription(call), scope))
        .map(({ actions, notActions = [] }) => ({ actions, notActions, dataActions: [], notDataActions: [] }));
    },
    paging,
  },
  {
    service: 'authorization',
    operation: 'DenyAssignments_List',
    path: `${root}/denyAssignments`,
    list: (call) => {
      need(call, ofSubscription(call), 'Microsoft.Authorization/denyAssignments/read');
      return (call.estate.denials ?? [])
        .filter(({ scope }) => isWithin(scope, ofSubscription(call)))
        .map(({ scope, actions, notActions = [] }, index) => ({
          id: `${scope}/providers/Microsoft.Authorization/denyAssignments/${index}`,
          name: String(index),
          type: 'Microsoft.Authorization/denyAssignments',
          properties: {
            denyAssignmentName: `Denial ${index}`,
            permissions: [{ actions, notActions, dataActions: [], notDataActions: [], condition: null }],
            scope,
            doNotApplyToChildScopes: false,
            principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
            excludePrincipals: [],
            isSystemProtected: true,
          },
        }));
    },
    paging,
  },
];
