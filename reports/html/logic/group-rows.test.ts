import { expect, test } from 'vitest';
import { groupRows } from './group-rows.ts';

test('equal keys together, in the order of their firsts', () => {
  const keys = [7, 3, 7, 7, 3];
  expect(groupRows([4, 0, 2, 1], (row) => keys[row] ?? 0)).toEqual([
    { first: 4, count: 2, rows: [4, 1] },
    { first: 0, count: 2, rows: [0, 2] },
  ]);
  expect(groupRows([], () => 0)).toEqual([]);
});
