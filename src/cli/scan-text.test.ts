import { afterEach, expect, test, vi } from 'vitest';
import { announce } from './scan-text.ts';

afterEach(() => vi.restoreAllMocks());

/** What `announce` writes to stderr before the first call. */
function said(estimate: Parameters<typeof announce>[0]['estimate']): string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  announce({ identities: [], estimate, catalog: { version: '2026.11', controls: 1 }, scan: 's' });
  return write.mock.calls.map(([text]) => String(text)).join('');
}

test('a first scan says what the lists cost, and what a thousand resources add', () => {
  expect(said({ lists: 2400, calls: 2400, minutes: 2, basis: 'lists only' })).toContain(
    'Expecting at least 2,400 calls for the lists, about 2 minutes; then one to five a resource, for each 1,000 of them less than a minute to about 5 minutes.',
  );
});

test('a later scan says what the last one took', () => {
  expect(said({ lists: 70, calls: 1842, minutes: 0.4, basis: 'last scan' })).toContain(
    'Expecting about 1,842 calls and less than a minute, as in the last scan.',
  );
});
