import { isDisputed, isNew, isScope } from '../../../reports/html/data/format.ts';
import { formatAddress } from '../../../reports/html/logic/address.ts';
import { groupRows, mixed, type RowGroup } from '../../../reports/html/logic/group-rows.ts';
import { middle } from '../../../reports/html/logic/middle.ts';
import { sortRows } from '../../../reports/html/logic/order.ts';
import { matching, wordsOf } from '../../../reports/html/logic/search.ts';
import { failsAs, thousands } from '../../../reports/view/plain-words.ts';
import { cloud, h, mark, words } from './dom.ts';
import { findingFacets } from './finding-facets.ts';
import { findingFields, findingSorts } from './finding-search.ts';
import { type Items, ListView } from './list-view.ts';
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
  const sizes = [5, 8, core.controls.length, core.accounts.length, core.kinds.length, 2];
  const groups = groupRows(rows, (row) => {
    const at = subject[row] ?? 0;
    return mixed(
      [
        verdict[row] ?? 0,
        severity[row] ?? 0,
        control[row] ?? 0,
        account[at] ?? 0,
        kind[at] ?? 0,
        (flags[row] ?? 0) & isScope,
      ],
      sizes,
    );
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

function drawFinding(model: Model, finding: number, address: string, cells: HTMLElement[]): void {
  const { core } = model;
  const control = core.controls[core.findings.control[finding] ?? 0];
  const subject = subjectOf(core, finding);
  const flags = core.findings.flags[finding] ?? 0;
  const scope = (flags & isScope) !== 0;
  const name = scope ? `all ${subject.kindWords}` : middle(subject.name, 80);
  fill(cells, [
    verdictCell(verdictOf(core, finding)),
    severityCell(severityOf(core, finding)),
    [control?.id ?? ''],
    [
      h(
        'a',
        { href: address, tabindex: '-1' },
        sentenceOf(verdictOf(core, finding), control?.title ?? '', control?.failsAs ?? ''),
      ),
      (flags & isDisputed) !== 0 ? h('span', { class: 'note' }, ' (the cloud says otherwise)') : '',
    ],
    [cloud(name), h('span', { class: 'meta' }, scope ? 'list not read' : subject.kindWord)],
    [cloud(subject.accountName), h('span', { class: 'meta' }, cloud(subject.region))],
    [
      (flags & isNew) !== 0
        ? h('strong', {}, 'new')
        : (core.times[core.findings.firstSeen[finding] ?? 0] ?? '').slice(0, 10),
    ],
  ]);
}

function drawGroup(model: Model, group: RowGroup, address: string, cells: HTMLElement[]): void {
  const { core } = model;
  const verdict = verdictOf(core, group.first);
  const control = core.controls[core.findings.control[group.first] ?? 0];
  const subject = subjectOf(core, group.first);
  const fresh = group.rows.filter((row) => ((core.findings.flags[row] ?? 0) & isNew) !== 0).length;
  const since = group.rows.map((row) => core.times[core.findings.firstSeen[row] ?? 0] ?? '').sort()[0] ?? '';
  const regions = new Set(group.rows.map((row) => subjectOf(core, row).region));
  fill(cells, [
    verdictCell(verdict),
    severityCell(severityOf(core, group.first)),
    [control?.id ?? ''],
    [
      h(
        'a',
        { href: address, tabindex: '-1' },
        groupWords(verdict, group.count, subject, control?.title ?? '', control?.failsAs ?? ''),
      ),
    ],
    subject.isScope
      ? [`all ${subject.kindWords}`, h('span', { class: 'meta' }, `${thousands(group.count)} lists not read`)]
      : [h('strong', {}, `${thousands(group.count)} ${subject.kindWords}`)],
    [
      cloud(subject.accountName),
      h('span', { class: 'meta' }, regions.size === 1 ? cloud(subject.region) : `${regions.size} regions`),
    ],
    [
      since.slice(0, 10),
      fresh > 0 ? h('span', { class: 'meta' }, fresh === group.count ? 'all new' : `${thousands(fresh)} new`) : '',
    ],
  ]);
}

function groupWords(
  verdict: string,
  count: number,
  subject: { kindWords: string; accountName: string },
  title: string,
  fails: string,
): (string | HTMLElement)[] {
  if (verdict !== 'fail') return [sentenceOf(verdict, title, fails)];
  return [`${thousands(count)} ${subject.kindWords} in `, cloud(subject.accountName), ` ${failsAs(fails, count)}`];
}

function sentenceOf(verdict: string, title: string, fails: string): string {
  if (verdict !== 'fail') return title;
  const text = failsAs(fails, 1);
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

type Content = (string | Node | (string | Node)[])[];

function fill(cells: HTMLElement[], contents: Content[]): void {
  for (const [index, content] of contents.entries())
    cells[index]?.append(h('div', { class: 'clip' }, ...content.flat()));
}

function verdictCell(verdict: string): Content {
  return [mark(verdict), words(verdict)];
}

function severityCell(severity: string): Content {
  return [h('span', { class: `severity s-${severity}` }, severity)];
}
