import { expect, test } from 'vitest';
import { rowsInView } from './window.ts';

const list = { count: 1000, rowHeight: 10 };

test.each([
  ['at the top', list, { top: 0, height: 100 }, { first: 0, end: 12 }],
  ['above the top', list, { top: -500, height: 100 }, { first: 0, end: 12 }],
  ['in the middle', list, { top: 5000, height: 100 }, { first: 498, end: 512 }],
  ['at the end', list, { top: 9900, height: 100 }, { first: 988, end: 1000 }],
  ['far below', list, { top: 99999, height: 100 }, { first: 997, end: 1000 }],
  ['an empty list', { count: 0, rowHeight: 10 }, { top: 0, height: 100 }, { first: 0, end: 0 }],
  ['not laid out yet', { count: 5, rowHeight: 0 }, { top: 0, height: 100 }, { first: 0, end: 0 }],
])('%s', (_, rows, view, expected) => expect(rowsInView(rows, view, 2)).toEqual(expected));
