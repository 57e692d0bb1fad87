import { existsSync } from 'node:fs';
import { PlumblineError } from '../model/errors.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { Database } from './database.ts';
import { StoredScan } from './stored-scan.ts';

/** One scan of the store, without what it found. */
export interface ScanRow {
  id: string;
  organisation: string;
  startedAt: string;
  /** null while it runs, or where it was killed. */
  endedAt: string | null;
  state: 'running' | 'complete' | 'failed' | 'aborted';
  /** What was asked for, in canonical form; empty for scans of versions that did not note it. */
  selection: string;
  catalog: { version: string; digest: string } | null;
  /** null where it did not finish. */
  counts: ScanSummary['counts'] | null;
  /** Whether it is what its organisation compares with. */
  baseline: boolean;
}

/** All scans of a store. */
export class ScanList {
  private readonly db: Database;

  private constructor(db: Database) {
    this.db = db;
  }

  /** @throws PlumblineError CONFIG_INVALID where there is no store: looking must not make one. */
  static async open(path: string): Promise<ScanList> {
    if (!existsSync(path)) {
      throw new PlumblineError('CONFIG_INVALID', `There is no store ${path}.`, {
        hint: 'Name the store that a scan wrote with --store sqlite:PATH, or scan first.',
      });
    }
    return new ScanList(await Database.open(path));
  }

  close(): void {
    this.db.close();
  }

  /** The newest first. */
  all(organisation?: string): ScanRow[] {
    const where = organisation === undefined ? '' : 'WHERE s.organisation = ?';
    const sql = `SELECT s.id, s.organisation, s.started_at, s.ended_at, s.state, selection, b.scan AS baseline,
      json_extract(s.summary, '$.counts') AS counts, json_extract(s.summary, '$.catalog.version') AS version,
      json_extract(s.summary, '$.catalog.digest') AS digest
      FROM scans s LEFT JOIN selections l ON l.scan = s.id
      LEFT JOIN baselines b ON b.organisation = s.organisation AND b.scan = s.id ${where}
      ORDER BY s.started_at DESC, s.id DESC`;
    return this.db.all(sql, ...(organisation === undefined ? [] : [organisation])).map((row) => ({
      id: String(row.id),
      organisation: String(row.organisation),
      startedAt: String(row.started_at),
      endedAt: typeof row.ended_at === 'string' ? row.ended_at : null,
      state: row.state as ScanRow['state'], // written by begin and end
      selection: String(row.selection ?? ''),
      catalog: typeof row.digest === 'string' ? { version: String(row.version), digest: row.digest } : null,
      counts: typeof row.counts === 'string' ? (JSON.parse(row.counts) as ScanSummary['counts']) : null, // written by end
      baseline: row.baseline !== null,
    }));
  }

  scan(id: string): StoredScan {
    return new StoredScan(this.db, id);
  }

  baseline(organisation: string): { scan: string; setAt: string } | undefined {
    const row = this.db.get('SELECT scan, set_at FROM baselines WHERE organisation = ?', organisation);
    return row && { scan: String(row.scan), setAt: String(row.set_at) };
  }

  setBaseline({ organisation, id }: Pick<ScanRow, 'organisation' | 'id'>, at: string): void {
    const sql = 'INSERT OR REPLACE INTO baselines (organisation, scan, set_at) VALUES (?, ?, ?)';
    this.db.write(sql, organisation, id, at);
    this.db.flush();
  }

  /** @returns whether there was one. */
  clearBaseline(organisation: string): boolean {
    const found = this.baseline(organisation) !== undefined;
    this.db.write('DELETE FROM baselines WHERE organisation = ?', organisation);
    this.db.flush();
    return found;
  }
}
