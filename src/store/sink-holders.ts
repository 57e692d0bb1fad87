import type { Database } from './database.ts';
import { type Owner, thisProcess } from './owner.ts';

/** The worker that has a sink, in its own words, and its signs of life so far. */
export interface SinkHolder {
  readonly owner: string;
  readonly beat: number;
}

/** Which worker has which sink. */
export class SinkHolders {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** This process, as it takes sinks of this store. */
  me(): Owner {
    return thisProcess(this.db.file);
  }

  /**
   * Takes a sink for one worker: two would send out of order.
   *
   * @param isDead tells whether one that is noted works no more.
   * @returns the one that has it, when it is another one.
   */
  claim(sink: string, owner: string, isDead: (holder: SinkHolder) => boolean): SinkHolder | undefined {
    let other: SinkHolder | undefined;
    this.db.transaction(() => {
      const row = this.db.get('SELECT owner, beat FROM sink_holders WHERE sink = ?', sink);
      const holder = row && { owner: String(row.owner), beat: Number(row.beat) };
      if (holder && holder.owner !== owner && !isDead(holder)) other = holder;
      else this.db.write('INSERT OR REPLACE INTO sink_holders (sink, owner, beat) VALUES (?, ?, 0)', sink, owner);
    });
    return other;
  }

  /** Gives a sign of life. @returns false where another one has the sink by now. */
  beat(sink: string, owner: string): boolean {
    let held = false;
    this.db.transaction(() => {
      held = this.db.get('SELECT 1 AS one FROM sink_holders WHERE sink = ? AND owner = ?', sink, owner) !== undefined;
      if (held) this.db.write('UPDATE sink_holders SET beat = beat + 1 WHERE sink = ? AND owner = ?', sink, owner);
    });
    return held;
  }

  release(sink: string, owner: string): void {
    this.db.transaction(() => this.db.write('DELETE FROM sink_holders WHERE sink = ? AND owner = ?', sink, owner));
  }
}
