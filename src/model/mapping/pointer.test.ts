import { expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { at } from './pointer.ts';

const value: Json = { a: { b: [1, { c: 'x' }] }, 'a/b': 2, 'm~n': 3, '': 4, n: null, no: false, zero: 0 };

it.each<[string, Json | undefined]>([
  ['', value],
  ['/a/b/0', 1],
  ['/a/b/1/c', 'x'],
  ['/a~1b', 2],
  ['/m~0n', 3],
  ['/', 4],
  ['/no', false],
  ['/zero', 0],
  ['/n', undefined],
  ['/a/x', undefined],
  ['/a/b/7', undefined],
  ['/a/b/1/c/d', undefined],
  ['/no/a', undefined],
  ['/toString', undefined],
  ['/a/__proto__', undefined],
])('%s leads to what is there', (pointer, expected) => {
  // Twice: the second time its segments are known.
  expect([at(value, pointer), at(value, pointer)]).toEqual([expected, expected]);
});

it('keeps telling pointers apart, however many there are', () => {
  for (let index = 0; index < 12_000; index += 1) expect(at({ [`k${index}`]: index }, `/k${index}`)).toBe(index);
});
