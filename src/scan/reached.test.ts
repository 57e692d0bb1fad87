import { expect, it } from 'vitest';
import { reachedOf } from './reached.ts';

it.each([
  ['mlflow', 'ml.endpoint', undefined],
  ['mlflow', 'ml.run', 'out-of-scope'],
  ['aws', 'ml.endpoint', 'out-of-scope'],
  ['azure', 'ml.data_validation', 'not-exposed'],
  ['gcp', 'ml.data_validation', 'not-exposed'],
  ['aws', 'ml.data_validation', 'out-of-scope'],
])('of %s, %s that nobody read', (provider, kind, expected) => {
  expect(reachedOf([]).lacking(provider, kind, 'a', 'global')?.reason).toBe(expected);
});
