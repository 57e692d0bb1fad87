import type { CallColumns } from '../../../reports/html/data/format.ts';
import { formatAddress } from '../../../reports/html/logic/address.ts';
import { sortRows } from '../../../reports/html/logic/order.ts';
import { matching, wordsOf } from '../../../reports/html/logic/search.ts';
import { thousands, utc } from '../../../reports/view/plain-words.ts';
import { cloud, h, identifier } from './dom.ts';
import { placeFacetsOf } from './finding-facets.ts';
import { ListView } from './list-view.ts';
import { loadCalls, type Model, regionName } from './model.ts';

/** Every call that this file lists. */
export async function evidenceList(host: HTMLElement, { core }: Model): Promise<ListView> {
  const calls = await loadCalls();
  const start = Date.parse(core.scan.startedAt);
  return new ListView(host, {
    place: 'evidence',
    label: 'Calls',
    noun: ['call', 'calls'],
    length: calls.number.length,
    facets: [
      {
        name: 'result',
        title: 'Result',
        values: ['answered', 'failed', 'silent'],
        labels: ['answered', 'answered with an error', 'no answer'],
        codes: Uint8Array.from(calls.status, (status, call) =>
          resultOf(status, calls.errorCodes[calls.errorCode[call] ?? 0] ?? ''),
        ),
        open: true,
      },
      {
        name: 'operation',
        title: 'Operation',
        values: calls.operations,
        labels: calls.operations,
        operations: true,
        sorted: true,
        codes: calls.operation,
        open: true,
      },
      {
        name: 'answer',
        title: 'Raw answer',
        values: ['inside', 'outside'],
        labels: ['inside this file', 'in the folder only'],
        codes: Uint8Array.from(calls.frame, (frame) => (frame === -1 ? 1 : 0)),
      },
      ...placeFacetsOf(calls.account, calls.region, [], calls),
    ],
    columns: [
      { title: 'No.', sort: 'number', class: 'c-number' },
      { title: 'Operation', sort: 'operation', class: 'c-what' },
      { title: 'Account', class: 'c-place' },
      { title: 'Asked', class: 'c-time' },
      { title: 'Result', class: 'c-result' },
    ],
    sorts: { '': 'In order of asking', operation: 'Operation' },
    class: 'calls-grid',
    placeholder: 'Search operations, accounts, evidence numbers',
    matches: (query) => matching(wordsOf(query), callFields(calls), calls.number.length),
    arrange: (rows, params) => {
      const [name = '', direction] = (params.get('sort') ?? '').split(':');
      const key = name === 'operation' ? (call: number) => calls.operation[call] ?? 0 : (call: number) => call;
      const sorted = name === '' ? rows : sortRows(rows, key, direction === 'down');
      const address = (index: number) => formatAddress('call', String(calls.number[sorted[index] ?? 0] ?? 0), params);
      return {
        length: sorted.length,
        address,
        draw: (index, cells) => drawCall(calls, sorted[index] ?? 0, address(index), start, cells),
      };
    },
  });
}

function drawCall(calls: CallColumns, call: number, address: string, start: number, cells: HTMLElement[]): void {
  const put = (cell: number, ...children: (Node | string)[]) =>
    cells[cell]?.append(h('div', { class: 'clip' }, ...children));
  const page = calls.page[call] ?? 1;
  const status = calls.status[call] ?? 0;
  const error = calls.errorCodes[calls.errorCode[call] ?? 0] ?? '';
  put(0, String(calls.number[call] ?? 0));
  put(
    1,
    h('a', { href: address, tabindex: '-1' }, identifier(calls.operations[calls.operation[call] ?? 0] ?? '')),
    h('span', { class: 'meta' }, page > 1 ? `page ${page}` : ''),
  );
  put(
    2,
    cloud(calls.accounts[calls.account[call] ?? 0]?.name ?? ''),
    h('span', { class: 'meta' }, cloud(regionName(calls.regions[calls.region[call] ?? 0]))),
  );
  put(
    3,
    utc(new Date(start + (calls.asked[call] ?? 0)).toISOString()),
    h('span', { class: 'meta' }, `${thousands(calls.took[call] ?? 0)} ms`),
  );
  put(
    4,
    error !== '' || status === 0 ? h('strong', {}, status === 0 ? 'no answer' : String(status)) : String(status),
    h('span', { class: 'meta' }, error),
  );
}

function resultOf(status: number, error: string): number {
  return status === 0 ? 2 : error === '' ? 0 : 1;
}

function callFields(calls: CallColumns) {
  return [
    { texts: calls.operations.map((one) => one.toLowerCase()), codes: calls.operation },
    { texts: calls.accounts.map((one) => `${one.name}\n${one.id}`.toLowerCase()), codes: calls.account },
    { texts: calls.regions.map((one) => one.toLowerCase()), codes: calls.region },
    { texts: calls.errorCodes.map((one) => one.toLowerCase()), codes: calls.errorCode },
    { texts: calls.number.map(String), codes: Uint32Array.from(calls.number.keys()) },
  ];
}
