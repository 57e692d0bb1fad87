import { expect, test } from 'vitest';
import { ranksOf, sortRows } from './order.ts';

test.each([
  [
    ['b', 'a', 'b'],
    [1, 0, 1],
  ],
  [
    ['n10', 'n9'],
    [1, 0],
  ],
  [[], []],
])('ranks of %j', (texts, ranks) => expect([...ranksOf(texts)]).toEqual(ranks));

test.each([
  [false, [2, 0, 1]],
  [true, [0, 1, 2]],
])('descending %s; equal ones keep their order', (descending, rows) => {
  expect([...sortRows(Uint32Array.of(0, 1, 2), (row) => [5, 5, 3][row] ?? 0, descending)]).toEqual(rows);
});
