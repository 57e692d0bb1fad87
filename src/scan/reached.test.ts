import { expect, it } from 'vitest';
import { reachedOf } from './reached.ts';

it.each([
  ['mlflow', 'ml.endpoint', undefined],
  ['mlflow', 'ml.run', 'out-of-scope'],
  ['aws', 'ml.endpoint', 'out-of-scope'],
])('of %s, %s that nobody read', (provider, kind, expected) => {
  expect(reachedOf([]).lacking(provider, kind, 'a', 'global')?.reason).toBe(expected);
});
