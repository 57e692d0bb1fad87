import { expect, it } from 'vitest';
import { daysWords, openDays } from './open-days.ts';

it.each<[string, string, string, number | null, string]>([
  ['just now', '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z', 0, 'less than a day'],
  ['nearly a day', '2026-11-20T10:00:00Z', '2026-11-21T08:59:59Z', 0, 'less than a day'],
  ['two nights, the second scan a little earlier', '2026-11-20T02:14:00Z', '2026-11-22T02:01:00Z', 2, '2 days'],
  ['a day', '2026-11-20T10:00:00Z', '2026-11-21T10:00:00Z', 1, '1 day'],
  ['years', '2022-11-20T10:00:00Z', '2026-11-20T10:00:00Z', 1461, '1,461 days'],
  ['a clock that was put back', '2026-11-22T10:00:00Z', '2026-11-20T10:00:00Z', 0, 'less than a day'],
  ['no time', '', '2026-11-20T10:00:00Z', null, ''],
])('%s', (_name, first, last, days, words) => {
  expect(openDays(first, last)).toBe(days);
  if (days !== null) expect(daysWords(days)).toBe(words);
});
