import { expect, it, test } from 'vitest';
import { advisories, asOf } from './advisories.ts';
import { weaknessesOf } from './versions.ts';

test.each([
  ['3.17.2', []],
  ['3.15.0', []],
  ['3.15.0rc1', ['CVE-2026-64849', 'CVE-2026-69146', 'CVE-2026-69148']],
  ['3.14.0', ['CVE-2026-64849', 'CVE-2026-69146', 'CVE-2026-69148']],
  ['3.12.0', ['CVE-2026-13484', 'CVE-2026-8147', 'CVE-2026-64849', 'CVE-2026-69148']],
  ['3.17.2+company.1', []],
  ['3.17', []],
])('%s has %j', (version, expected) => {
  expect(weaknessesOf(version)).toEqual(expected);
});

it('counts those of its time only', () => {
  expect(weaknessesOf('2.1.1')).toContain('CVE-2023-1177');
  expect(weaknessesOf('2.1.1')).not.toContain('CVE-2026-64849');
  expect(weaknessesOf('2.2.1')).not.toContain('CVE-2023-1177');
  // Read again from the database, record by record.
  expect(weaknessesOf('2.9.1')).toEqual(expect.arrayContaining(['CVE-2023-6977', 'CVE-2023-6975', 'CVE-2024-27132']));
  expect(weaknessesOf('2.9.2')).not.toContain('CVE-2023-6975');
  expect(weaknessesOf('2.15.0')).not.toContain('CVE-2024-8859');
  expect(weaknessesOf('2.15.1')).toContain('CVE-2024-8859');
});

test.each(['', 'latest', '3', 'v3.1.0', '3.1.0 (custom)', '3.1.0.1'])('%s is no version', (text) => {
  expect(weaknessesOf(text)).toBeUndefined();
});

it('is a dated list of distinct CVEs, each with the version that fixes it', () => {
  expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  const ids = advisories.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, from, fixed } of advisories) {
    expect(id).toMatch(/^CVE-\d{4}-\d{4,}$/);
    // One that is fixed where it begins would never be found.
    expect(weaknessesOf(from === '' ? '0.1.0' : from), id).toContain(id);
    expect(weaknessesOf(fixed), id).not.toContain(id);
  }
});
