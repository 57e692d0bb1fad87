import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import type { Json } from './json.ts';

test('names are in the order of their UTF-16 code units, however many there are', () => {
  // The examples that RFC 8785 gives for its order: the astral character comes before U+FB33.
  const names = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
  const many = Array.from({ length: 50 }, (_, index) => `name-${(index * 37) % 50}`);
  for (const keys of [names, many, [...many].reverse(), ['b', 'a'], ['a', 'b'], ['a'], []]) {
    const value = Object.fromEntries(keys.map((key) => [key, 1]));
    expect(canonical(value)).toBe(
      `{${[...keys]
        .sort()
        .map((key) => `${JSON.stringify(key)}:1`)
        .join(',')}}`,
    );
  }
});

test('equal values give equal text, and other values another', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(canonical([])).toBe('[]');
  expect(canonical([''])).toBe('[""]');
  expect(canonical(['', ''])).toBe('["",""]');
  expect(canonical([[], [[]]])).toBe('[[],[[]]]');
});

test('what JSON cannot hold is an error', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => canonical([value] as Json)).toThrow(TypeError);
  expect(canonical({ a: undefined, b: 1 } as unknown as Json)).toBe('{"b":1}');
});
