import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { Database } from './database.ts';
import { ScanList } from './scan-list.ts';

it.each([undefined, 'Org'])('lists scans (%s) from an index: no summary is read', async (organisation) => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-list-'));
  const path = join(folder, 'store.db');
  const db = await Database.open(path);
  const summary = { counts: { findings: 7 }, catalog: { version: '2026.11', digest: 'abc' } };
  const insert = 'INSERT INTO scans VALUES (?, ?, ?, ?, ?, ?)';
  db.write(
    insert,
    'a',
    'Org',
    '2026-11-01T00:00:00.000Z',
    '2026-11-01T01:00:00.000Z',
    'complete',
    JSON.stringify(summary),
  );
  db.write(insert, 'b', 'Org', '2026-11-02T00:00:00.000Z', null, 'running', null);
  db.flush();
  const scans = await ScanList.open(path);
  const asked = vi.spyOn(Database.prototype, 'all');
  try {
    const rows = scans.all(organisation);
    expect(rows).toMatchObject([
      { id: 'b', counts: null, catalog: null },
      { id: 'a', counts: summary.counts, catalog: summary.catalog },
    ]);
    const [sql = '', ...values] = asked.mock.calls[0] ?? [];
    const plan = db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => String(detail));
    expect(plan).toContain('SCAN s USING COVERING INDEX scans_listed');
  } finally {
    asked.mockRestore();
    scans.close();
    db.close();
    rmSync(folder, { recursive: true });
  }
});
