import { listAddress } from '../../../reports/html/logic/address.ts';
import { sortRows } from '../../../reports/html/logic/order.ts';
import { matching, wordsOf } from '../../../reports/html/logic/search.ts';
import { thousands, utc } from '../../../reports/view/plain-words.ts';
import { visibleText } from '../../../reports/view/visible-text.ts';
import { cloud, h, identifier } from './dom.ts';
import { placeFacetsOf } from './finding-facets.ts';
import { ListView } from './list-view.ts';
import { type Model, regionName } from './model.ts';
import { type PanelContent, pairs } from './panel.ts';

/** Every list that was asked for, and whether its end was reached. */
export function populationsList(host: HTMLElement, { core }: Model): ListView {
  const { populations } = core;
  return new ListView(host, {
    place: 'coverage',
    label: 'Populations',
    noun: ['list', 'lists'],
    length: populations.operation.length,
    facets: [
      {
        name: 'end',
        title: 'End of list',
        values: ['not-reached', 'reached'],
        labels: ['not reached', 'reached'],
        codes: populations.endReached,
        open: true,
      },
      ...placeFacetsOf(populations.account, populations.region, populations.kind, core),
    ],
    columns: [
      { title: 'List', class: 'c-what' },
      { title: 'Account', class: 'c-place' },
      { title: 'Items', sort: 'items', class: 'c-number' },
      { title: 'Pages', class: 'c-number' },
      { title: 'End', class: 'c-result' },
    ],
    sorts: { '': 'Not ended first', items: 'Items' },
    class: 'populations-grid',
    placeholder: 'Search operations and kinds',
    matches: (query) =>
      matching(
        wordsOf(query),
        [
          {
            texts: populations.operation.map((one) => one.toLowerCase()),
            codes: Uint32Array.from(populations.operation.keys()),
          },
          { texts: core.kinds.map((kind) => `${kind.id}\n${kind.many}`.toLowerCase()), codes: populations.kind },
          { texts: core.accounts.map((one) => `${one.name}\n${one.id}`.toLowerCase()), codes: populations.account },
        ],
        populations.operation.length,
      ),
    arrange: (rows, params) => {
      const [name, direction] = (params.get('sort') ?? '').split(':');
      const key =
        name === 'items'
          ? (row: number) => populations.items[row] ?? 0
          : (row: number) => populations.endReached[row] ?? 0;
      const sorted = sortRows(rows, key, direction === 'down');
      const address = (index: number) => listAddress(`population/${sorted[index]}`);
      return {
        length: sorted.length,
        address,
        draw: (index, cells) => drawPopulation(core, sorted[index] ?? 0, address(index), cells),
      };
    },
  });
}

function drawPopulation(core: Model['core'], row: number, address: string, cells: HTMLElement[]): void {
  const { populations } = core;
  const put = (cell: number, ...children: (Node | string)[]) =>
    cells[cell]?.append(h('div', { class: 'clip' }, ...children));
  const reached = populations.endReached[row] === 1;
  put(
    0,
    h('a', { href: address, tabindex: '-1' }, identifier(populations.operation[row] ?? '')),
    h('span', { class: 'meta' }, core.kinds[populations.kind[row] ?? 0]?.many ?? ''),
  );
  put(
    1,
    cloud(core.accounts[populations.account[row] ?? 0]?.name ?? ''),
    h('span', { class: 'meta' }, cloud(regionName(core.regions[populations.region[row] ?? 0]))),
  );
  put(2, thousands(populations.items[row] ?? 0));
  put(3, thousands(populations.pages[row] ?? 0));
  put(
    4,
    reached ? (populations.bounded[row] === 1 ? 'reached, cut on purpose' : 'reached') : h('strong', {}, 'not reached'),
  );
}

/** One list: what an auditor asks of a population. */
export function populationPanel({ core }: Model, row: number): PanelContent {
  const { populations } = core;
  const operation = populations.operation[row];
  if (operation === undefined) throw new Error('this scan has no such list');
  const evidence = (populations.evidence[row] ?? []).map((number) =>
    h('a', { href: listAddress(`call/${number}`), class: 'spaced' }, String(number)),
  );
  const missing = populations.missing[row] ?? '';
  return {
    simulated: core.scan.simulated,
    title: h('h2', {}, identifier(operation)),
    body: [
      pairs([
        ['Kind', core.kinds[populations.kind[row] ?? 0]?.many ?? ''],
        [
          'Account, region',
          cloud(core.accounts[populations.account[row] ?? 0]?.name ?? ''),
          ', ',
          cloud(regionName(core.regions[populations.region[row] ?? 0])),
        ],
        [
          'End of list',
          populations.endReached[row] === 1 ? 'reached' : h('strong', {}, 'not reached'),
          missing === '' ? '' : `: ${visibleText(missing)}`,
        ],
        ['Items', thousands(populations.items[row] ?? 0), ` on ${thousands(populations.pages[row] ?? 0)} pages`],
        [
          'Of these',
          `${thousands(populations.gone[row] ?? 0)} were gone when they were read, ${thousands(populations.elsewhere[row] ?? 0)} are parts of others and judged there`,
        ],
        ...((populations.note[row] ?? '') === ''
          ? []
          : [
              [
                populations.bounded[row] === 1 ? 'Cut on purpose' : 'How it was read',
                visibleText(populations.note[row] ?? ''),
              ] as [string, string],
            ]),
        ['Asked', `${utc(populations.startedAt[row] ?? '')} to ${utc(populations.endedAt[row] ?? '')}`],
        [
          'First request',
          (populations.firstRequestId[row] ?? '') === '' ? 'none' : identifier(populations.firstRequestId[row] ?? ''),
        ],
        [
          'Last request',
          (populations.lastRequestId[row] ?? '') === '' ? 'none' : identifier(populations.lastRequestId[row] ?? ''),
        ],
        ['Collector', identifier(populations.collector[row] ?? '')],
        ['Evidence', ...evidence],
      ]),
    ],
  };
}
