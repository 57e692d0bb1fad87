import type { Database } from './database.ts';

/** What a sink was told of last, of one organisation and selection. */
export interface Told {
  readonly sink: string;
  readonly organisation: string;
  /** What was asked for, in canonical form. */
  readonly selection: string;
  readonly scan: string;
  /** Where it led then: another address, type or format is another receiver, which knows nothing. */
  readonly place: string;
  /** What it chose then, as JSON. */
  readonly choice: string;
}

/**
 * Which scan each sink was told of last. What changed is what changed since then: a sink that was left out for a while, or
 * that leads elsewhere, has not heard of the scans between.
 */
export class ToldScans {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** Of one organisation, the last told first: one a selection, whose scan is still there. */
  of(sink: string, organisation: string): Told[] {
    const sql = `SELECT t.* FROM told t JOIN scans s ON s.id = t.scan AND s.state = 'complete'
      WHERE t.sink = ? AND t.organisation = ? ORDER BY t.rowid DESC`;
    return this.db.all(sql, sink, organisation).map((row) => ({
      sink,
      organisation,
      selection: String(row.selection),
      scan: String(row.scan),
      place: String(row.place),
      choice: String(row.choice),
    }));
  }

  /** Part of the transaction that queues what is told. The row that is replaced becomes the last one. */
  note({ sink, organisation, selection, scan, place, choice }: Told): void {
    this.db.write(
      'INSERT OR REPLACE INTO told (sink, organisation, selection, scan, place, choice) VALUES (?, ?, ?, ?, ?, ?)',
      ...[sink, organisation, selection, scan, place, choice],
    );
  }

  /**
   * What was queued for it is lost: the next scan tells it everything.
   *
   * @param but a place where nothing was.
   */
  forget(sink: string, but?: string): void {
    this.db.transaction(() => this.db.write('DELETE FROM told WHERE sink = ? AND place IS NOT ?', sink, but ?? null));
  }
}
