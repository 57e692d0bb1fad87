import { expect, test } from 'vitest';
import { createThrottle } from './rates.ts';

const rates = {
  default: { perSecond: 2, burst: 3 },
  overrides: { 'sagemaker:DescribeModel': { perSecond: 1, burst: 1 }, 'kms:*': { perSecond: 100, burst: 100 } },
};

/** How many of `count` requests pass. */
function passing(
  throttle: ReturnType<typeof createThrottle>,
  count: number,
  where: [string, string, string, string],
): number {
  return Array.from({ length: count }, () => throttle(...where)).filter(Boolean).length;
}

test('no rates: everything passes', () => {
  expect(
    passing(
      createThrottle(undefined, () => 0),
      1000,
      ['1', 'r', 's', 'o'],
    ),
  ).toBe(1000);
});

test('the burst passes, then as many as flow back', () => {
  let now = 0;
  const throttle = createThrottle(rates, () => now);
  expect(passing(throttle, 10, ['1', 'r', 'sagemaker', 'ListModels'])).toBe(3);
  now = 500;
  expect(passing(throttle, 10, ['1', 'r', 'sagemaker', 'ListModels'])).toBe(1);
  now = 60_000;
  expect(passing(throttle, 10, ['1', 'r', 'sagemaker', 'ListModels'])).toBe(3);
});

test.each<[string, [string, string, string, string]]>([
  ['account', ['2', 'r', 'sagemaker', 'ListModels']],
  ['region', ['1', 's', 'sagemaker', 'ListModels']],
  ['service', ['1', 'r', 'ecr', 'ListModels']],
  ['operation', ['1', 'r', 'sagemaker', 'ListEndpoints']],
])('another %s has a bucket of its own', (_name, where) => {
  const throttle = createThrottle(rates, () => 0);
  passing(throttle, 10, ['1', 'r', 'sagemaker', 'ListModels']);
  expect(passing(throttle, 10, where)).toBe(3);
});

test('overrides by operation and by service', () => {
  const throttle = createThrottle(rates, () => 0);
  expect(passing(throttle, 10, ['1', 'r', 'sagemaker', 'DescribeModel'])).toBe(1);
  expect(passing(throttle, 200, ['1', 'r', 'kms', 'DescribeKey'])).toBe(100);
});

test.each<['account' | 'service', [string, string, string, string], boolean]>([
  ['account', ['1', 'r', 's', 'p'], false],
  ['account', ['1', 'q', 't', 'o'], false],
  ['account', ['2', 'r', 's', 'o'], true],
  ['service', ['1', 'r', 's', 'p'], false],
  ['service', ['1', 'q', 's', 'o'], true],
  ['service', ['1', 'r', 't', 'o'], true],
])('a bucket of the %s is drawn on together: %j passes: %s', (pool, where, passes) => {
  const throttle = createThrottle({ default: { perSecond: 1, burst: 1, pool } }, () => 0);
  expect(throttle('1', 'r', 's', 'o')).toBe(true);
  expect(throttle(...where)).toBe(passes);
});
