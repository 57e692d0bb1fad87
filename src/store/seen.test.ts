import { expect, it } from 'vitest';
import { ScanStore } from './scan-store.ts';

it.each<[string, string[], string, string | null]>([
  ['a first failure', ['fail'], 'day 1', null],
  ['a failure that stands', ['fail', 'fail', 'fail'], 'day 1', 'fail'],
  ['a failure that could not be read for a while', ['fail', 'unknown', 'unknown', 'fail'], 'day 1', 'fail'],
  ['a failure that was fixed while nobody could look', ['fail', 'unknown', 'pass'], 'day 3', 'fail'],
  ['a failure that came back', ['fail', 'pass', 'fail'], 'day 3', 'pass'],
  ['a pass that could not be read for a while', ['pass', 'unknown', 'pass'], 'day 3', 'unknown'],
  ['blind', ['fail', 'fail', 'unknown'], 'day 3', 'fail'],
  ['a failure after a pass that could not be read', ['pass', 'unknown', 'fail'], 'day 3', 'unknown'],
])('%s: since when', async (_name, verdicts, since, previous) => {
  const store = await ScanStore.open(':memory:', 's');
  let last: ReturnType<ScanStore['see']> | undefined;
  for (const [index, verdict] of verdicts.entries()) last = store.see('key', verdict, `day ${index + 1}`);
  expect(last).toEqual({ since, previous });
  store.close();
});
