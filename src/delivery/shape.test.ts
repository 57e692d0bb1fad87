import { expect, test } from 'vitest';
import { fits, shapeOf } from './shape.ts';

const takes = { type: 'file', format: 'ocsf', version: undefined };

test.each<[string, object, boolean]>([
  [shapeOf(takes, '1.8.0'), {}, true],
  [shapeOf(takes, '1.6.0'), {}, true],
  [shapeOf(takes, '1.6.0'), { version: '1.6.0' }, true],
  [shapeOf(takes, '1.6.0'), { version: '1.8.0' }, false],
  [shapeOf(takes, '1.8.0'), { format: 'ecs' }, false],
  [shapeOf(takes, '1.8.0'), { type: 's3' }, false],
  [shapeOf({ ...takes, format: 'ocsf2' }, '1.8.0'), {}, false],
  ['', { type: 's3' }, true],
])('%j for %j: %s', (shape, more, expected) => {
  expect(fits(shape, { ...takes, ...more })).toBe(expected);
});
