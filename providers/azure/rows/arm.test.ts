import { expect, it } from 'vitest';
import { isMissingValue } from '../../../src/model/facts.ts';
import { timeOf } from './arm.ts';

it.each<[value: unknown, isTime: boolean]>([
  ['2026-03-19T21:35:01.7780743Z', true],
  ['2021-04-01T22:00:00.0000000+00:00', true],
  ['2020-02-20T00:10:29', true],
  ['Thu, 10 Sep 2020 23:39:37 GMT', true],
  ['', false],
  ['never', false],
  ['n/a 1', false], // which the engine takes for a day in 2001
  ['2026', false],
  ['2026-13-40T99:99:99Z', false],
  ['0001-01-01T00:00:00Z', false],
  [1_700_000_000, false],
  [null, false],
  [undefined, false],
  [{}, false],
])('%j is a time: %s', (value, isTime) => {
  const found = timeOf(value);
  expect(isMissingValue(found)).toBe(!isTime);
  if (isTime) expect(found).toBe(value);
});
