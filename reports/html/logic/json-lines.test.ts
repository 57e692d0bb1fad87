import { expect, test } from 'vitest';
import { jsonLines, liesIn } from './json-lines.ts';

const value = { a: 1, 'b/c~': [true, { d: 'x' }], empty: {}, none: [] };

test('the lines are JSON, each with the pointer to what starts on it', () => {
  const lines = jsonLines(value, 100);
  expect(JSON.parse(lines.map((line) => line.text).join('\n'))).toEqual(value);
  expect(lines.map((line) => line.pointer)).toEqual([
    '',
    '/a',
    '/b~1c~0',
    '/b~1c~0/0',
    '/b~1c~0/1',
    '/b~1c~0/1/d',
    undefined,
    undefined,
    '/empty',
    '/none',
    undefined,
  ]);
});

test('no more lines than asked for', () =>
  expect(
    jsonLines(
      Array.from({ length: 1000 }, () => 0),
      10,
    ),
  ).toHaveLength(10));

test.each([
  ['/a/b', '/a', true],
  ['/a', '/a', true],
  ['/ab', '/a', false],
  [undefined, '', false],
  ['/a', '', true],
])('%s in %s: %s', (pointer, outer, expected) => expect(liesIn(pointer, outer)).toBe(expected));
