import { expect, test } from 'vitest';
import { applyFilters, type Facet, pickedIn } from './filter.ts';

//                                          rows:  0  1  2  3  4
const verdict: Facet = { name: 'verdict', values: ['fail', 'pass'], codes: [0, 0, 1, 1, 1] };
const account: Facet = { name: 'account', values: ['a', 'b', 'c'], codes: [0, 1, 0, 1, 2] };
const requirement: Facet = {
  name: 'requirement',
  values: ['R1', 'R2'],
  codes: [0, 1, 2, 2, 0],
  valuesOf: [[], [0], [0, 1]],
};
const facets = [verdict, account, requirement];

function apply(query: string, matches?: Uint8Array) {
  const { rows, counts } = applyFilters(5, facets, pickedIn(facets, new URLSearchParams(query)), matches);
  return { rows: [...rows], counts: counts.map((each) => [...each]) };
}

test.each([
  [
    'nothing picked: everything, counted',
    '',
    [0, 1, 2, 3, 4],
    [
      [2, 3],
      [2, 2, 1],
      [3, 2],
    ],
  ],
  [
    'one value: its own facet still counts the others',
    'verdict=fail',
    [0, 1],
    [
      [2, 3],
      [1, 1, 0],
      [1, 0],
    ],
  ],
  [
    'two values of one facet are alternatives',
    'account=a&account=c',
    [0, 2, 4],
    [
      [1, 2],
      [2, 2, 1],
      [1, 1],
    ],
  ],
  [
    'two facets are both needed',
    'verdict=pass&account=a',
    [2],
    [
      [1, 1],
      [1, 1, 1],
      [1, 1],
    ],
  ],
  [
    'a code of several values counts for each',
    'requirement=R2',
    [2, 3],
    [
      [0, 2],
      [1, 1, 0],
      [3, 2],
    ],
  ],
  [
    'a value that is not there finds nothing, and says what else would',
    'account=zzz',
    [],
    [
      [0, 0],
      [2, 2, 1],
      [0, 0],
    ],
  ],
])('%s', (_, query, rows, counts) => expect(apply(query)).toEqual({ rows, counts }));

test('searched text narrows rows and counts alike', () => {
  expect(apply('verdict=pass', Uint8Array.of(0, 1, 0, 1, 0))).toEqual({
    rows: [3],
    counts: [
      [1, 1],
      [0, 1, 0],
      [1, 1],
    ],
  });
});

test('an empty list', () => {
  const empty: Facet = { name: 'x', values: [], codes: [] };
  expect(applyFilters(0, [empty], [new Set()], undefined)).toEqual({
    rows: new Uint32Array(),
    counts: [new Uint32Array()],
  });
});
