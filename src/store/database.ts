import { chmodSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { PlumblineError } from '../model/errors.ts';
import { makeFolder } from './make-folder.ts';
import { outboxSchema, schema, storeVersion } from './schema.ts';

/** Rows a transaction takes before it is committed. */
const batch = 4000;
/** The longest that a transaction is left open: meanwhile no other process can write. */
const longestMs = 250;
/** Time that others get between two transactions, where there are others. */
const pauseMs = 20;
const pauseOn = new Int32Array(new SharedArrayBuffer(4));
/** Pages that the write-ahead log takes (32 MB) before they are written back. */
const logPages = 4000;

/** A SQLite file with prepared statements and batched writes. Readable by its owner only. */
export class Database {
  private readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private pending = 0;
  private begun = 0;
  private idle: NodeJS.Timeout | undefined;
  /** Others write into the same file: they get their turn. */
  shared = false;
  /** Within `transaction`: its rows are committed together, or not at all. */
  private together = false;
  /** What a commit that nobody waited for ran into; told to the next who writes. */
  private failed: unknown;

  private constructor(db: DatabaseSync) {
    this.db = db;
  }

  /**
   * Opens or makes the store.
   *
   * @throws PlumblineError OUTPUT_UNWRITABLE when the file cannot be opened, STORE_CORRUPT when it is no store of ours.
   */
  static async open(path: string): Promise<Database> {
    const { DatabaseSync } = await import('node:sqlite');
    const memory = path === ':memory:';
    const before = process.umask(0o077);
    try {
      if (!memory) makeFolder(dirname(path));
      const db = new DatabaseSync(path);
      const database = new Database(db);
      if (!memory && existsSync(path)) chmodSync(path, 0o600);
      database.prepare();
      return database;
    } catch (error) {
      if (error instanceof PlumblineError) throw error;
      const text = error instanceof Error ? error.message : String(error);
      if (/not a database|malformed/.test(text)) {
        throw new PlumblineError('STORE_CORRUPT', `${path} is not a Plumbline store: ${text}`, {
          cause: error,
          hint: 'Name another file with --store sqlite:PATH, or restore this one from a backup.',
        });
      }
      if (isDiskFull(text)) throw diskFull(error, text);
      throw new PlumblineError('OUTPUT_UNWRITABLE', `The store ${path} cannot be opened: ${text}`, {
        cause: error,
        hint: 'Check that the folder exists and may be written, or name another file with --store sqlite:PATH.',
      });
    } finally {
      process.umask(before);
    }
  }

  private prepare(): void {
    // Rows are a few kB and keys are random: larger pages, written back less often, save a third of the time. The size
    // of pages is that of a new file's only.
    this.db.exec(
      `PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000;
      PRAGMA cache_size = -6000; PRAGMA wal_autocheckpoint = ${logPages};`,
    );
    const version = this.db.prepare('PRAGMA user_version').get()?.user_version;
    if (version !== 0 && version !== storeVersion) {
      throw new PlumblineError(
        'STORE_CORRUPT',
        `The store has format ${String(version)}; this version reads ${storeVersion}.`,
        {
          hint: 'Use the version of Plumbline that wrote it, or name another file with --store sqlite:PATH.',
        },
      );
    }
    this.db.exec(schema);
    this.db.exec(outboxSchema);
    this.db.exec(`PRAGMA user_version = ${storeVersion}`);
  }

  /** Writes a row; committed with its batch or by `flush`. */
  write(sql: string, ...values: (string | number | null | Uint8Array)[]): void {
    if (this.failed !== undefined) throw this.failed;
    this.guard(() => {
      if (this.pending === 0) this.begin();
      this.pending += 1;
      this.statement(sql).run(...values);
      if (this.together) return;
      if (this.pending >= batch) this.flush();
      else if (performance.now() - this.begun > longestMs) this.giveWay();
    });
  }

  private begin(): void {
    this.db.exec('BEGIN');
    this.begun = performance.now();
    // Nobody else can write meanwhile: what waits for more is committed without.
    this.idle ??= setTimeout(() => {
      this.idle = undefined;
      try {
        this.flush();
      } catch (error) {
        this.failed = error;
      }
    }, longestMs).unref();
  }

  /** Commits, and lets another process in where one is waiting: it asks again and again, and may not be quick. */
  private giveWay(): void {
    this.flush();
    if (this.shared) Atomics.wait(pauseOn, 0, 0, pauseMs);
  }

  flush(): void {
    if (this.pending === 0 || this.together) return;
    this.guard(() => {
      this.pending = 0;
      this.db.exec('COMMIT');
    });
  }

  /** Rows that stand or fall together, committed when it returns. What it throws undoes them. */
  transaction(work: () => void): void {
    this.flush();
    if (this.failed !== undefined) throw this.failed;
    this.guard(() => this.db.exec('BEGIN IMMEDIATE'));
    this.pending = 1;
    this.together = true;
    try {
      work();
    } catch (error) {
      this.together = false;
      this.pending = 0;
      this.db.exec('ROLLBACK');
      throw error;
    }
    this.together = false;
    this.flush();
  }

  get(sql: string, ...values: (string | number)[]): Record<string, unknown> | undefined {
    return this.statement(sql).get(...values);
  }

  all(sql: string, ...values: (string | number)[]): Record<string, unknown>[] {
    return this.statement(sql).all(...values);
  }

  /** Rows one by one, over a statement of its own, so that others may run meanwhile. */
  *rows(sql: string, ...values: (string | number)[]): IterableIterator<Record<string, unknown>> {
    this.flush();
    yield* this.db.prepare(sql).iterate(...values);
  }

  close(): void {
    clearTimeout(this.idle);
    this.flush();
    this.statements.clear();
    this.db.close();
  }

  private statement(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      throw isDiskFull(text) ? diskFull(error, text) : error;
    }
  }
}

function isDiskFull(text: string): boolean {
  return /disk is full|SQLITE_FULL|disk I\/O/i.test(text);
}

function diskFull(cause: unknown, text: string): PlumblineError {
  return new PlumblineError('DISK_FULL', `The store could not be written: ${text}`, {
    cause,
    hint: 'Free some space; what was committed before is kept.',
  });
}
