import type { Scope } from '../../../src/model/evidence.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Ask, ListSpec, NativeReader, NativeReading } from '../../../src/model/provider.ts';
import { notReadable, portions, type Row, worstOfEach } from '../../native/results.ts';
import { notRegistered } from '../rows/registration.ts';

/**
 * The newest state of each resource under each assignment. A POST that reads.
 *
 * @see https://learn.microsoft.com/rest/api/policy/policy-states/list-query-results-for-subscription (2026-11)
 */
const statesList: ListSpec = {
  service: 'policyinsights',
  operation: 'PolicyStates_ListQueryResultsForSubscription',
  permission: 'Microsoft.PolicyInsights/policyStates/queryResults/action',
  items: 'value',
  paging: { ask: '$next', answer: '@odata.nextLink' },
};

/** What we look at of a policy state, api-version 2019-10-01. */
interface PolicyState {
  resourceId?: string;
  policyDefinitionId?: string;
  complianceState?: string;
}

/** All that is looked at: a state also carries the whole assignment with its parameters. */
const columns = 'timestamp,resourceId,policyAssignmentId,policyDefinitionId,complianceState';

/** So that the address stays short. */
const namesAtOnce = 20;

/**
 * An exempted resource is spared the rule. Conflict, Error, Protected and Unknown say nothing of it.
 *
 * @see https://learn.microsoft.com/azure/governance/policy/concepts/compliance-states (2026-11)
 */
const statuses: Readonly<Record<string, Row['status']>> = {
  compliant: 'pass',
  noncompliant: 'fail',
  exempt: 'not-applicable',
};

/** States of the built-in definitions of Azure Policy that the catalog names. */
export const policyReader: NativeReader = {
  provider: 'azure',
  id: 'azure/policy',
  service: 'policyinsights',
  at: 'account',
  source: 'azure-policy',
  calls: [statesList],
  read,
};

async function read(ask: Ask, _scope: Scope, wanted: ReadonlySet<string>): Promise<NativeReading> {
  const rows: Row[] = [];
  for (const names of portions([...wanted].sort(), namesAtOnce)) {
    const list = await ask.list({ ...statesList, input: { $filter: filterOf(names), $select: columns } });
    // A list that was cut off may lack the worse half: none of it is used.
    if (!list.endReached) {
      const off = list.missing.some((one) => notRegistered.includes(one.errorCode ?? ''));
      return off
        ? { state: 'not-enabled', detail: 'Microsoft.PolicyInsights is not registered here', rules: 0, rows: [] }
        : notReadable(list.missing);
    }
    for (const { item, evidence } of list.items) rows.push(...rowsOf(item, evidence, wanted));
  }
  const rules = new Set(rows.map((row) => row.rule)).size;
  const detail = rules === 0 ? 'no definition that the controls name is assigned here' : '';
  return { state: 'read', detail, rules, rows: worstOfEach(rows) };
}

function filterOf(names: readonly string[]): string {
  return names.map((name) => `PolicyDefinitionName eq '${name}'`).join(' or ');
}

function rowsOf(item: JsonObject, evidence: number, wanted: ReadonlySet<string>): Row[] {
  const { resourceId, policyDefinitionId, complianceState = '' } = item as PolicyState; // as the API documents it
  const rule = builtIn(policyDefinitionId ?? '');
  if (rule === undefined || !wanted.has(rule) || !resourceId) return [];
  const status = statuses[complianceState.toLowerCase()] ?? 'unknown';
  return [{ rule, subject: resourceId.toLowerCase(), status, evidence }];
}

/** Name of a definition of Microsoft's own. Customers may give theirs the same name, in a subscription or a management group. */
function builtIn(definitionId: string): string | undefined {
  return /^\/providers\/microsoft\.authorization\/policydefinitions\/([^/]+)$/i.exec(definitionId)?.[1]?.toLowerCase();
}
