import { afterEach, beforeEach, expect, it } from 'vitest';
import { fixtureFinding, openFixtureStore, storeFixture } from '../drift/fixture.ts';
import type { ScanStore } from './scan-store.ts';

let store: ScanStore;
beforeEach(async () => {
  store = await openFixtureStore();
});
afterEach(() => store.close());

/** A finished scan of an hour. */
function scan(id: string, hour: number, organisation = 'Org', selection = ''): void {
  const endedAt = `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
  storeFixture(store, { scan: id, endedAt, organisation, selection, findings: [fixtureFinding(id, {})] });
}

it.each<[string, string, string | undefined, string | undefined]>([
  ['the last one of the same selection, though another is newer', 'now', '', 'all-2'],
  ['that of another selection, where there is no other', 'now', '{"services":["iam"]}', 'narrow'],
  ['any, where none is of that selection', 'now', '{"services":["s3"]}', 'narrow'],
  ['none of another organisation', 'other', '', undefined],
  ['the one before it, for an old scan', 'all-2', undefined, 'all-1'],
  ['nothing before the first', 'all-1', undefined, undefined],
])('the scan before is %s', (_name, id, selection, expected) => {
  scan('all-1', 1);
  scan('all-2', 2);
  scan('narrow', 3, 'Org', '{"services":["iam"]}');
  scan('other', 4, 'Another');
  const organisation = id === 'other' ? 'Another' : 'Org';
  expect(store.other(id).previous(organisation, selection)?.scan).toBe(expected);
});

it('the trend is of the same organisation and selection, the oldest first, the newest where there are many', () => {
  for (let hour = 1; hour < 6; hour += 1) scan(`s${hour}`, hour);
  scan('narrow', 7, 'Org', 'x');
  scan('other', 8, 'Another');
  store.other('failed').begin('Org', '2026-11-20T09:00:00.000Z');
  store.other('failed').end('failed', '2026-11-20T09:30:00.000Z', null);
  const now = store.other('now');
  now.begin('Org', '2026-11-20T10:00:00.000Z');
  expect(now.trend('Org', 3).map((one) => one.scan)).toEqual(['s3', 's4', 's5']);
  expect(now.trend('Org', 1)[0]).toMatchObject({ verdicts: { fail: 1, pass: 0 }, scopeFindings: 0 });
});
