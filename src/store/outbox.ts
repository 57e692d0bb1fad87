import type { Database } from './database.ts';
import { DeadCount } from './dead-count.ts';
import { discardAside, sortByShape } from './set-aside.ts';
import { type SinkCounts, sinkCounts } from './sink-counts.ts';
import { SinkHolders } from './sink-holders.ts';
import { ToldScans } from './told.ts';

export type { SinkCounts } from './sink-counts.ts';

/** Receivers may ask for an hour; nothing is put off for longer, ms. */
export const latestMs = 61 * 60_000;

/** A frozen batch that waits for its sink. */
export interface Queued {
  readonly scan: string;
  readonly sha256: string;
  readonly gzip: boolean;
  readonly lane: string;
  /** What its events were made as: type of the receiver, format, version; see `shapeOf`. */
  readonly shape: string;
  /** RFC 3339. */
  readonly scanTime: string;
  readonly items: number;
}

/** A batch in the order of its sink. */
export interface Waiting extends Queued {
  readonly sink: string;
  /** Sorts as text; what a batch is cut into stands in its place. */
  readonly place: string;
  readonly attempts: number;
  /** Epoch ms before which it is not sent. */
  readonly due: number;
}

/**
 * What goes to each sink, in order: a state that is told before the one that came first would stand. Rows are added in
 * the transaction that ends the scan, so there is no finished scan of which nobody is told, and no message of an
 * unfinished one.
 */
export class Outbox {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  get holders(): SinkHolders {
    return new SinkHolders(this.db);
  }

  get dead(): DeadCount {
    return new DeadCount(this.db);
  }

  get told(): ToldScans {
    return new ToldScans(this.db);
  }

  /** Adds batches behind all others of the sink. Part of the transaction that is open. */
  add(sink: string, batches: readonly Queued[]): void {
    for (const batch of batches) this.insert(sink, this.next(sink), batch);
  }

  private next(sink: string): string {
    const last = String(this.db.get('SELECT max(place) AS place FROM outbox WHERE sink = ?', sink)?.place ?? '0');
    return String(Number(last.split('.')[0]) + 1).padStart(12, '0');
  }

  /** Notes events that were given up before they were sent. Part of the transaction that is open. */
  giveUp(sink: string, scan: string, { events, at }: { events: number; at: string }): void {
    const place = this.next(sink);
    this.insert(sink, place, { scan, sha256: '', gzip: false, lane: '', shape: '', scanTime: at, items: events });
    const sql = `UPDATE outbox SET state = 'done', dead = ?, ended_at = ? WHERE sink = ? AND place = ?`;
    this.db.write(sql, events, at, sink, place);
  }

  /** The batch whose turn it is, due or not; in the order in which they came. */
  first(sink: string): Waiting | undefined {
    return this.heads(sink)[0];
  }

  /**
   * The first batch of each lane, in order: one account whose receiver is shut keeps no other waiting, and within an
   * account nothing overtakes.
   */
  heads(sink: string): Waiting[] {
    // CROSS JOIN: the few heads are looked up, whatever SQLite thinks of the sizes.
    const sql = `SELECT o.* FROM
      (SELECT min(place) AS place FROM outbox WHERE sink = ? AND state = 'waiting' GROUP BY lane) h
      CROSS JOIN outbox o ON o.place = h.place WHERE o.sink = ? ORDER BY o.place`;
    return this.db.all(sql, sink, sink).map((row) => ({
      sink,
      place: String(row.place),
      scan: String(row.scan),
      sha256: String(row.sha256),
      gzip: row.gzip === 1,
      lane: String(row.lane),
      shape: String(row.shape),
      scanTime: String(row.scan_time),
      items: Number(row.items),
      attempts: Number(row.attempts),
      due: Number(row.due),
    }));
  }

  /** The receiver has it. `rest` are the parts that it did not take, to be sent in its place. */
  settle(batch: Waiting, what: { delivered: number; dead: number; at: string; rest: readonly Queued[] }): void {
    this.db.transaction(() => {
      this.db.write(
        `UPDATE outbox SET state = 'done', delivered = ?, dead = ?, ended_at = ?, note = '' WHERE sink = ? AND place = ?`,
        what.delivered,
        what.dead,
        what.at,
        batch.sink,
        batch.place,
      );
      for (const [index, part] of what.rest.entries())
        this.insert(batch.sink, `${batch.place}.${index}`, part, batch.attempts);
    });
  }

  /** It did not get through, and is tried again at `due`. */
  postpone(batch: Waiting, due: number, note: string): void {
    this.db.transaction(() =>
      this.db.write(
        'UPDATE outbox SET attempts = attempts + 1, due = ?, note = ? WHERE sink = ? AND place = ?',
        due,
        note,
        batch.sink,
        batch.place,
      ),
    );
  }

  /** Whether a batch waits whose time has come, or was set by a clock that has been put back since. */
  hasDue(now: number): boolean {
    const sql = `SELECT 1 AS one FROM outbox WHERE state = 'waiting' AND (due <= ? OR due > ?) LIMIT 1`;
    return this.db.get(sql, now, now + latestMs) !== undefined;
  }

  /** Everything that waits is due. @returns how many batches. */
  retry(sink: string): number {
    const waiting = Number(
      this.db.get(`SELECT count(*) AS n FROM outbox WHERE sink = ? AND state = 'waiting'`, sink)?.n ?? 0,
    );
    this.db.transaction(() =>
      this.db.write(`UPDATE outbox SET due = 0, attempts = 0 WHERE sink = ? AND state = 'waiting'`, sink),
    );
    return waiting;
  }

  /** Whether the sink still waits for these bytes, or may again. */
  isWanted(sink: string, sha256: string): boolean {
    const sql = `SELECT 1 AS one FROM outbox WHERE sha256 = ? AND state IN ('waiting', 'aside') AND sink = ? LIMIT 1`;
    return this.db.get(sql, sha256, sink) !== undefined;
  }

  counts(): SinkCounts[] {
    return sinkCounts(this.db);
  }

  /** Sets aside what was made as something that the sink takes no more, and takes back what it takes again. */
  sortByShape(sink: string, adopted: (shape: string) => string | undefined): void {
    sortByShape(this.db, sink, adopted);
  }

  /** @returns events that are set aside. */
  aside(sink: string): number {
    const sql = `SELECT sum(items) AS events FROM outbox WHERE sink = ? AND state = 'aside'`;
    return Number(this.db.get(sql, sink)?.events ?? 0);
  }

  /** Files of what is set aside. */
  asideFiles(sink: string): { sha256: string; gzip: boolean }[] {
    const sql = `SELECT DISTINCT sha256, gzip FROM outbox WHERE sink = ? AND state = 'aside'`;
    return this.db.all(sql, sink).map((row) => ({ sha256: String(row.sha256), gzip: row.gzip === 1 }));
  }

  /** Gives up what was set aside. @param at RFC 3339. @returns events by what they were made as. */
  discardAside(sink: string, at: string): { shape: string; events: number }[] {
    return discardAside(this.db, sink, at);
  }

  private insert(sink: string, place: string, batch: Queued, attempts = 0): void {
    this.db.write(
      `INSERT INTO outbox (sink, place, scan, sha256, gzip, lane, shape, scan_time, items, state, attempts, due, delivered, dead, ended_at, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, 0, 0, 0, '', '')`,
      sink,
      place,
      batch.scan,
      batch.sha256,
      batch.gzip ? 1 : 0,
      batch.lane,
      batch.shape,
      batch.scanTime,
      batch.items,
      attempts,
    );
  }
}
