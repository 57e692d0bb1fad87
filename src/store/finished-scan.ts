import { existsSync } from 'node:fs';
import { PlumblineError } from '../model/errors.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { Database } from './database.ts';

/** A scan of a store that came to an end, to be read once from its first finding to its last. */
export class FinishedScan {
  readonly summary: ScanSummary;
  private readonly db: Database;

  private constructor(db: Database, summary: ScanSummary) {
    this.db = db;
    this.summary = summary;
  }

  /**
   * Opens a scan by its id, the beginning of it (four characters or more), or `latest`.
   *
   * @throws PlumblineError CONFIG_INVALID where there is no store, no such scan, or it did not finish.
   */
  static async open(path: string, word: string): Promise<FinishedScan> {
    if (!existsSync(path)) {
      // Looking must not make one.
      throw new PlumblineError('CONFIG_INVALID', `There is no folder "${word}", and no store ${path}.`, {
        hint: 'Give the folder of a scan, or the id of one with --store sqlite:PATH.',
      });
    }
    const db = await Database.open(path);
    try {
      return new FinishedScan(db, summaryIn(db, word));
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Findings as JSON lines, worst first. */
  *findingLines(): IterableIterator<string> {
    const sql = 'SELECT body FROM findings WHERE scan = ? ORDER BY verdict, severity, control, account, region, uid';
    for (const row of this.db.rows(sql, this.summary.scan)) yield String(row.body);
  }

  close(): void {
    this.db.close();
  }
}

function summaryIn(db: Database, word: string): ScanSummary {
  const like =
    word === 'latest'
      ? db.all(`SELECT id, summary FROM scans WHERE state = 'complete' ORDER BY started_at DESC, id DESC LIMIT 1`)
      : db.all('SELECT id, summary FROM scans WHERE id >= ? AND id < ? LIMIT 6', word, `${word}\uffff`);
  const rows = like.some(({ id }) => id === word) ? like.filter(({ id }) => id === word) : like;
  const [row] = rows;
  if (!row || (word !== 'latest' && word.length < 4)) {
    const newest = db.all('SELECT id FROM scans ORDER BY started_at DESC, id DESC LIMIT 3').map(({ id }) => String(id));
    throw new PlumblineError('CONFIG_INVALID', `There is no scan or folder "${word}".`, {
      hint: newest.length > 0 ? `The newest scans of the store are ${newest.join(', ')}.` : 'The store is empty.',
    });
  }
  if (rows.length > 1) {
    throw new PlumblineError('CONFIG_INVALID', `More than one scan begins with "${word}".`, {
      hint: `They are ${rows.map(({ id }) => String(id)).join(', ')}.`,
    });
  }
  if (typeof row.summary !== 'string') {
    throw new PlumblineError('CONFIG_INVALID', `The scan ${String(row.id)} did not finish: it has no verdicts.`, {
      hint: 'Scan again, or name another.',
    });
  }
  return JSON.parse(row.summary) as ScanSummary; // written by ScanStore.end
}
