import { isScope } from '../../../reports/html/data/format.ts';
import { formatAddress } from '../../../reports/html/logic/address.ts';
import { groupRows, type RowGroup } from '../../../reports/html/logic/group-rows.ts';
import { sortRows } from '../../../reports/html/logic/order.ts';
import { matching, wordsOf } from '../../../reports/html/logic/search.ts';
import { thousands } from '../../../reports/view/plain-words.ts';
import { findingFacets } from './finding-facets.ts';
import { drawFinding, drawGroup } from './finding-rows.ts';
import { findingFields, findingSorts } from './finding-search.ts';
import type { Items } from './list-options.ts';
import { ListView } from './list-view.ts';
import { type Model, severityOf, subjectOf, verdictOf } from './model.ts';

/** The list of findings: grouped where they say the same, or one by one. */
export function findingsList(host: HTMLElement, model: Model, shown: () => void, tools: HTMLElement[]): ListView {
  const { core } = model;
  const fields = findingFields(model);
  const length = core.findings.verdict.length;
  window.requestIdleCallback?.(fields); // So that the first search does not wait for it.
  const sortKeys = findingSorts(model);
  return new ListView(host, {
    place: 'findings',
    label: 'Findings',
    noun: ['finding', 'findings'],
    length,
    facets: findingFacets(core),
    columns: [
      { title: 'Verdict', class: 'c-verdict' },
      { title: 'Severity', sort: 'severity', class: 'c-severity' },
      { title: 'Control', sort: 'control', class: 'c-control' },
      { title: 'Finding', class: 'c-what' },
      { title: 'Resource', sort: 'resource', class: 'c-resource' },
      { title: 'Account', sort: 'account', class: 'c-place' },
      { title: 'Since', sort: 'since', class: 'c-since' },
    ],
    sorts: {
      '': 'Worst first',
      severity: 'Severity',
      control: 'Control',
      resource: 'Resource',
      account: 'Account',
      since: 'Since',
    },
    class: 'findings-grid',
    placeholder: 'Search names, ids, controls, reasons',
    tools,
    shown,
    matches: (query) => {
      const found = wordsOf(query);
      const key = found.length === 1 && /^[0-9a-f]{8,64}$/.test(found[0] ?? '') ? model.findingOf(found[0] ?? '') : -1;
      if (key === -1) return matching(found, fields(), length);
      return new Uint8Array(length).fill(1, key, key + 1);
    },
    arrange: (rows, params) => {
      const [name = '', direction] = (params.get('sort') ?? '').split(':');
      const key = sortKeys[name];
      const sorted = key ? sortRows(rows, key(), direction === 'down') : rows;
      return params.get('view') === 'each' || key ? eachItem(model, sorted, params) : groupItems(model, sorted, params);
    },
  });
}

/** Address of a finding's page over a list. */
export function findingAddress(model: Model, finding: number, params: URLSearchParams): string {
  return formatAddress('finding', model.keyOf(finding, 16), params);
}

function eachItem(model: Model, rows: Uint32Array, params: URLSearchParams): Items {
  return {
    length: rows.length,
    address: (index) => findingAddress(model, rows[index] ?? 0, params),
    draw: (index, cells) =>
      drawFinding(model, rows[index] ?? 0, findingAddress(model, rows[index] ?? 0, params), cells),
  };
}

function groupItems(model: Model, rows: Uint32Array, params: URLSearchParams): Items {
  const { core } = model;
  const { verdict, severity, control, subject, flags } = core.findings;
  const { account, kind } = core.subjects;
  const [controls, accounts, kinds] = [core.controls.length, core.accounts.length, core.kinds.length];
  const groups = groupRows(rows, (row) => {
    const at = subject[row] ?? 0;
    const judged = ((verdict[row] ?? 0) * 8 + (severity[row] ?? 0)) * controls + (control[row] ?? 0);
    return ((judged * accounts + (account[at] ?? 0)) * kinds + (kind[at] ?? 0)) * 2 + ((flags[row] ?? 0) & isScope);
  });
  groups.sort(
    (a, b) =>
      (verdict[a.first] ?? 0) - (verdict[b.first] ?? 0) ||
      (severity[a.first] ?? 0) - (severity[b.first] ?? 0) ||
      b.count - a.count ||
      a.first - b.first,
  );
  const addressOf = (group: RowGroup) =>
    group.count === 1 ? findingAddress(model, group.first, params) : groupAddress(model, group.first, params);
  return {
    length: groups.length,
    note: groups.length < rows.length ? `, in ${thousands(groups.length)} groups that say the same` : '',
    address: (index) => addressOf(groups[index] as RowGroup), // The grid asks for rows that are there.
    draw: (index, cells) => {
      const group = groups[index] as RowGroup; // As above.
      if (group.count === 1) drawFinding(model, group.first, addressOf(group), cells);
      else drawGroup(model, group, addressOf(group), cells);
    },
  };
}

/** The same list with this group's filters picked, one by one. */
function groupAddress(model: Model, finding: number, params: URLSearchParams): string {
  const { core } = model;
  const subject = subjectOf(core, finding);
  const picked = new URLSearchParams(params);
  picked.set('view', 'each');
  picked.set('verdict', verdictOf(core, finding));
  picked.set('severity', severityOf(core, finding));
  picked.set('control', core.controls[core.findings.control[finding] ?? 0]?.id ?? '');
  picked.set('account', `${subject.provider}:${subject.account}`);
  picked.set('kind', subject.kind);
  if (subject.isScope) picked.set('flag', 'list');
  return formatAddress('findings', '', picked);
}
