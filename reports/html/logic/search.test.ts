import { expect, test } from 'vitest';
import { matching, wordsOf } from './search.ts';

const fields = [
  { texts: ['notebook alpha', 'endpoint beta'], codes: [0, 1, 0] },
  { texts: ['reaches the internet', ''], codes: [0, 1, 1] },
];
const found = (query: string) => {
  const matches = matching(wordsOf(query), fields, 3);
  return matches ? [0, 1, 2].filter((row) => matches[row] === 1) : 'all';
};

test.each([
  ['', 'all'],
  ['  ', 'all'],
  ['NOTE', [0, 2]],
  ['beta', [1]],
  ['internet notebook', [0]],
  ['internet beta', []],
  ['a', [0, 1, 2]],
  ['.*', []],
])('%j', (query, rows) => expect(found(query)).toEqual(rows));
