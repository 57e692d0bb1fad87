import { expect, test } from 'vitest';
import { adopted, fits, isFor, shapeOf, shapeWords } from './shape.ts';

const takes = { type: 'file', format: 'ocsf', version: undefined, place: 'here' };

test.each<[string, object, boolean]>([
  [shapeOf(takes, '1.8.0'), {}, true],
  [shapeOf(takes, '1.6.0'), {}, true],
  [shapeOf(takes, '1.6.0'), { version: '1.6.0' }, true],
  [shapeOf(takes, '1.6.0'), { version: '1.8.0' }, false],
  [shapeOf(takes, '1.8.0'), { format: 'ecs' }, false],
  [shapeOf(takes, '1.8.0'), { type: 's3' }, false],
  [shapeOf(takes, '1.8.0'), { place: 'there' }, true],
  [shapeOf({ ...takes, format: 'ocsf2' }, '1.8.0'), {}, false],
  ['', { type: 's3' }, true],
])('%j for %j: %s', (shape, more, expected) => {
  const now = { ...takes, ...more };
  expect(fits(shape, now)).toBe(expected);
  const then = adopted(shape, now);
  expect(then !== undefined).toBe(expected);
  // From then on it is the receiver's own, and made as it was.
  if (then !== undefined) expect([isFor(then, now), shapeWords(then)]).toEqual([true, shapeWords(shape)]);
});

test('what was made for another receiver is not this one\u2019s, until it is adopted', () => {
  const shape = shapeOf({ ...takes, place: 'there' }, '1.8.0');
  expect(isFor(shape, takes)).toBe(false);
  expect(isFor(shapeOf(takes, '1.8.0'), takes)).toBe(true);
  expect(isFor('', takes)).toBe(true);
  expect(shapeWords(shape)).toBe('file ocsf@1.8.0');
});
