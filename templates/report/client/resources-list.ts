import { formatAddress } from '../../../reports/html/logic/address.ts';
import { middle } from '../../../reports/html/logic/middle.ts';
import { ranksOf, sortRows } from '../../../reports/html/logic/order.ts';
import { matching, wordsOf } from '../../../reports/html/logic/search.ts';
import { thousands } from '../../../reports/view/plain-words.ts';
import { verdicts } from '../../../src/model/verdict.ts';
import { cloud, h, mark } from './dom.ts';
import { placeFacetsOf } from './finding-facets.ts';
import { ListView } from './list-view.ts';
import { type Model, subjectAt } from './model.ts';

const judgedVerdicts = ['fail', 'unknown', 'manual', 'pass'] as const;

/** The inventory: every resource that was found, with how it stands. */
export function resourcesList(host: HTMLElement, { core }: Model): ListView {
  const { subjects } = core;
  const resources = Uint32Array.from(subjects.id.keys()).filter((subject) => subjects.row[subject] !== -1);
  const counts = countVerdicts(core.findings, subjects.id.length);
  const column = (of: number[]) => Uint16Array.from(resources, (subject) => of[subject] ?? 0);
  let texts: string[] | undefined;
  const sorts: Record<string, () => (row: number) => number> = {
    fail: () => (row) => -(counts.fail[resources[row] ?? 0] ?? 0),
    name: ranked(() => resources, subjects.name),
    kind: () => (row) => subjects.kind[resources[row] ?? 0] ?? 0,
    account: () => (row) => subjects.account[resources[row] ?? 0] ?? 0,
  };
  return new ListView(host, {
    place: 'resources',
    label: 'Resources',
    noun: ['resource', 'resources'],
    length: resources.length,
    facets: [
      {
        name: 'state',
        title: 'Findings',
        values: [...judgedVerdicts],
        labels: ['with failures', 'with unknowns', 'with something to attest', 'with passes'],
        codes: stateCodes(counts, resources),
        valuesOf: stateValues(),
        open: true,
      },
      ...placeFacetsOf(column(subjects.account), column(subjects.region), column(subjects.kind), core),
    ],
    columns: [
      { title: 'Name', sort: 'name', class: 'c-what' },
      { title: 'Kind', sort: 'kind', class: 'c-resource' },
      { title: 'Account', sort: 'account', class: 'c-place' },
      { title: 'Verdicts', sort: 'fail', class: 'c-counts' },
    ],
    sorts: { '': 'Most failures first', name: 'Name', kind: 'Kind', account: 'Account' },
    class: 'resources-grid',
    placeholder: 'Search names and ids',
    matches: (query) => {
      texts ??= Array.from(resources, (subject) => `${subjects.name[subject]}\n${subjects.uid[subject]}`.toLowerCase());
      return matching(wordsOf(query), [{ texts, codes: Uint32Array.from(texts.keys()) }], resources.length);
    },
    arrange: (rows, params) => {
      const [name = '', direction] = (params.get('sort') ?? 'fail').split(':');
      const sorted = sortRows(
        rows,
        (sorts[name] ?? (sorts.fail as NonNullable<typeof sorts.fail>))(),
        direction === 'down',
      );
      const subjectOfItem = (index: number) => subjectAt(core, resources[sorted[index] ?? 0] ?? 0);
      return {
        length: sorted.length,
        address: (index) => formatAddress('resource', subjectOfItem(index).id, params),
        draw: (index, cells) => {
          const subject = subjectOfItem(index);
          const put = (cell: number, ...children: (Node | string)[]) =>
            cells[cell]?.append(h('div', { class: 'clip' }, ...children));
          put(
            0,
            h(
              'a',
              { href: formatAddress('resource', subject.id, params), tabindex: '-1' },
              cloud(middle(subject.name, 90)),
            ),
          );
          put(1, subject.kindWord, h('span', { class: 'meta' }, subject.nativeType));
          put(2, cloud(subject.accountName), h('span', { class: 'meta' }, cloud(subject.region)));
          put(3, ...judgedVerdicts.flatMap((verdict) => countOf(verdict, counts[verdict][subject.index] ?? 0)));
        },
      };
    },
  });
}

function ranked(rows: () => Uint32Array, texts: string[]): () => (row: number) => number {
  let ranks: Uint32Array | undefined;
  return () => {
    ranks ??= ranksOf(texts);
    const known = ranks;
    return (row) => known[rows()[row] ?? 0] ?? 0;
  };
}

function countOf(verdict: string, count: number): (Node | string)[] {
  return count === 0
    ? []
    : [h('span', { class: 'tally' }, mark(verdict), `${thousands(count)} `, h('span', { class: 'hidden' }, verdict))];
}

type Counts = Record<(typeof judgedVerdicts)[number], Uint32Array>;

function countVerdicts(findings: { verdict: number[]; subject: number[] }, subjects: number): Counts {
  const counts = {
    fail: new Uint32Array(subjects),
    unknown: new Uint32Array(subjects),
    manual: new Uint32Array(subjects),
    pass: new Uint32Array(subjects),
  };
  for (const [finding, subject] of findings.subject.entries()) {
    const verdict = verdicts[findings.verdict[finding] ?? -1];
    if (verdict === undefined || verdict === 'not-applicable') continue;
    const column = counts[verdict];
    column[subject] = (column[subject] ?? 0) + 1;
  }
  return counts;
}

/** Each resource has a code of four bits: which verdicts it has. */
function stateCodes(counts: Counts, resources: Uint32Array): Uint8Array {
  return Uint8Array.from(resources, (subject) =>
    judgedVerdicts.reduce((code, verdict, bit) => code | ((counts[verdict][subject] ?? 0) > 0 ? 1 << bit : 0), 0),
  );
}

function stateValues(): number[][] {
  return Array.from({ length: 16 }, (_, code) =>
    judgedVerdicts.flatMap((_verdict, bit) => ((code & (1 << bit)) !== 0 ? [bit] : [])),
  );
}
