import type { Inventory, ListSpec, Look } from '../../../src/model/provider.ts';
import { armPaging, armUid } from '../rows/arm.ts';
import { denialsCall, permissionsCall, provenInAll } from './rights.ts';
import { isSame, type Rows, rowsFrom } from './rows.ts';

/** Subscriptions that one query takes. @see https://learn.microsoft.com/azure/governance/resource-graph/troubleshoot/general */
const mostSubscriptions = 1000;

/** What it takes to show that there is nothing: roles, deny assignments and Resource Manager's own index. */
const callsOfProof = 3;

const workspaces = 'Microsoft.MachineLearningServices/workspaces';

/** Types below workspaces that are asked for so. */
export type BelowWorkspace = 'onlineEndpoints' | 'batchEndpoints' | 'serverlessEndpoints';
const below: readonly BelowWorkspace[] = ['onlineEndpoints', 'batchEndpoints', 'serverlessEndpoints'];

/**
 * One query of Resource Graph. Sorted by id, since pages of what is not sorted may overlap; without `limit`, which would
 * cut it.
 *
 * @see https://learn.microsoft.com/azure/governance/resource-graph/concepts/paging-results
 */
const graphCall: ListSpec = {
  service: 'resourcegraph',
  operation: 'Resources',
  permission: 'Microsoft.ResourceGraph/resources/read',
  items: 'data',
  leads: true,
  paging: { ask: '$skipToken', answer: '$skipToken' },
  whole: { total: 'totalRecords', truncated: 'resultTruncated' },
};

/**
 * Resource Manager's own index of a subscription, which is written when a resource is made: what Resource Graph has not
 * heard of yet is there. It leaves out without a word what the caller may not read, as Resource Graph does.
 *
 * @see https://learn.microsoft.com/rest/api/resources/resources/list
 */
const indexCall: ListSpec = {
  service: 'resources',
  operation: 'Resources_List',
  permission: 'Microsoft.Resources/subscriptions/resources/read',
  items: 'value',
  leads: true,
  paging: armPaging,
  input: { $filter: below.map((type) => `resourceType eq '${workspaces}/${type}'`).join(' or ') },
};

/**
 * What Resource Graph knows of a type below a workspace: one query for all subscriptions of the scan. That there is nothing
 * counts only where it is shown to see all: the query came whole, the workspace is among its rows, its table does hold the
 * type, the caller may read the type in the whole subscription, and Resource Manager's own index knows of the same. The
 * proof costs calls, so it is asked for only where it spares more.
 *
 * @see https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources 2026-11
 */
export function graphBelowWorkspace(type: BelowWorkspace): Inventory {
  const full = `${workspaces}/${type}`;
  return {
    name: 'Azure Resource Graph',
    calls: [graphCall, permissionsCall, denialsCall, indexCall],
    below: async (workspace, { account }, look) => {
      const [places, rows] = await Promise.all([queried(account, workspaces, look), queried(account, full, look)]);
      const id = armUid(workspace);
      // A workspace that it has not heard of, or that it hides from us: what lies below is no better known.
      if (!places?.byWorkspace.has(id) || !rows) return undefined;
      const uids = rows.byWorkspace.get(id) ?? new Set();
      const known = { uids, evidence: [...places.evidence, ...rows.evidence], certain: false };
      if (uids.size > 0 || !pays(account, places, rows)) return known;
      const proof = await provenNone(account, full, rows, look);
      return proof ? { ...known, evidence: [...known.evidence, ...proof], certain: true } : known;
    },
  };
}

/**
 * Whether it spares more lists in a subscription than its proof costs. A type of which it has no row at all may be one that
 * it does not hold in this cloud.
 */
function pays(account: string, places: Rows, rows: Rows): boolean {
  const bare = (places.inSubscription.get(account) ?? 0) - (rows.inSubscription.get(account) ?? 0);
  return rows.byWorkspace.size > 0 && bare > callsOfProof;
}

/** @returns The calls that show that a workspace without rows has nothing; undefined where they do not. */
async function provenNone(account: string, type: string, rows: Rows, look: Look): Promise<number[] | undefined> {
  const ask = look.in(account, 'global');
  const [rights, found] = await Promise.all([provenInAll(ask, `${type}/read`), ask.list(indexCall)]);
  const index = rowsFrom(found, type);
  if (!rights || !index || !isSame(index, rows, account)) return undefined;
  return [...rights, ...index.evidence];
}

/** Rows of a type in all subscriptions, asked with the session of the first; in several queries where one takes no more. */
async function queried(account: string, type: string, look: Look): Promise<Rows | undefined> {
  const all = [...look.accounts].sort();
  const start = Math.floor(all.indexOf(account) / mostSubscriptions) * mostSubscriptions;
  const subscriptions = all.slice(start, start + mostSubscriptions);
  const query = `resources | where type =~ '${type}' | project id | order by id asc`;
  const ask = look.in(subscriptions[0] ?? account, 'global');
  return rowsFrom(await ask.list({ ...graphCall, input: { query, subscriptions } }), type);
}
