import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { PlumblineError } from '../model/errors.ts';
import { makeFolder } from './make-folder.ts';

const tables = `
CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS locks (
  id TEXT NOT NULL UNIQUE, what TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL, token TEXT NOT NULL,
  since TEXT NOT NULL, beat INTEGER NOT NULL, units TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS entries (name TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, settled TEXT NOT NULL, again INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS runs (
  id TEXT NOT NULL UNIQUE, entry TEXT NOT NULL, due TEXT NOT NULL, attempt INTEGER NOT NULL, missed INTEGER NOT NULL,
  started_at TEXT NOT NULL, ended_at TEXT, state TEXT NOT NULL, scan TEXT, detail TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS runs_entry ON runs (entry, started_at);
`;

/**
 * What runs, and what is to run: a small file beside the store. A scan holds the store in long batches; who looks whether
 * a scan is under way must never wait for one.
 */
export class RunsFile {
  private readonly db: DatabaseSync;

  private constructor(db: DatabaseSync) {
    this.db = db;
  }

  /**
   * @param store Path of the store that it belongs to.
   * @throws PlumblineError OUTPUT_UNWRITABLE
   */
  static async open(store: string): Promise<RunsFile> {
    const path = runsPath(store);
    const { DatabaseSync } = await import('node:sqlite');
    const before = process.umask(0o077);
    try {
      makeFolder(dirname(path));
      const db = new DatabaseSync(path);
      chmodSync(path, 0o600);
      db.exec(`PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL; ${tables}`);
      return new RunsFile(db);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      throw new PlumblineError('OUTPUT_UNWRITABLE', `${path} cannot be opened: ${text}`, {
        cause: error,
        hint: 'Check that the folder may be written, or name another store with --store sqlite:PATH.',
      });
    } finally {
      process.umask(before);
    }
  }

  /** Whether there is one to look at. */
  static exists(store: string): boolean {
    return existsSync(runsPath(store));
  }

  /** Runs work that nobody else may come between. */
  alone<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
  }

  all(sql: string, ...values: (string | number)[]): Record<string, unknown>[] {
    return this.db.prepare(sql).all(...values);
  }

  /** @returns how many rows were changed. */
  run(sql: string, ...values: (string | number | null)[]): number {
    return Number(this.db.prepare(sql).run(...values).changes);
  }

  /** A text of this store's own, made once: jitter differs from store to store. */
  salt(): string {
    this.run('INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)', 'salt', randomUUID());
    return String(this.all('SELECT value FROM meta WHERE name = ?', 'salt')[0]?.value ?? '');
  }

  close(): void {
    this.db.close();
  }
}

function runsPath(store: string): string {
  return `${store}.runs`;
}
