import { describe, expect, test } from 'vitest';
import { errorOf } from './outcome.ts';

const now = Date.parse('2026-11-28T10:00:00Z');
const hour = 3_600_000;

describe('Retry-After', () => {
  test.each([
    ['7', 7000],
    [' 7 ', 7000],
    ['0', 0],
    ['Sat, 28 Nov 2026 10:00:30 GMT', 30_000],
    ['Saturday, 28-Nov-26 10:00:30 GMT', 30_000],
    ['Sat, 28 Nov 2026 09:59:30 GMT', 0],
    ['Sat, 28 Nov 2026 12:00:00 GMT', hour],
    ['86400', hour],
    ['soon', 0],
    ['', 0],
  ])('%j: %d ms', (value, ms) => {
    expect(errorOf({ status: 429, headers: { 'retry-after': value }, text: '' }, now).afterMs).toBe(ms);
  });

  test('none: none', () => {
    expect(errorOf({ status: 429, headers: {}, text: '' }, now).afterMs).toBe(0);
  });
});
