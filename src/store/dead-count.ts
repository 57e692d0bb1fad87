import { PlumblineError } from '../model/errors.ts';
import type { Database } from './database.ts';

/** Which dead letters were sent again, and of how many a person said that they are known. */
export class DeadCount {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** @param letter see DeadLetters.read. */
  isAgain(sink: string, letter: string): boolean {
    return this.db.get('SELECT 1 AS one FROM dead_again WHERE sink = ? AND letter = ?', sink, letter) !== undefined;
  }

  /**
   * Notes letters that are sent again; part of the transaction that queues them.
   *
   * @param letters with the events that each stands for: none where another one tells of the same.
   * @throws PlumblineError BUSY where somebody else sends one of them again.
   */
  again(sink: string, letters: ReadonlyMap<string, number>): void {
    let events = 0;
    for (const [letter, one] of letters) {
      if (this.isAgain(sink, letter))
        throw new PlumblineError('BUSY', `The dead letters of ${sink} are being sent again by another process.`);
      this.db.write('INSERT INTO dead_again (sink, letter, events) VALUES (?, ?, ?)', sink, letter, one);
      events += one;
    }
    // It is not known which of them were: better told once too often.
    this.db.write('UPDATE dead_known SET events = max(0, events - ?) WHERE sink = ?', events, sink);
  }

  /** Status tells of later ones only. @returns events that were not known before. */
  acknowledge(sink: string): number {
    let fresh = 0;
    this.db.transaction(() => {
      const { dead, fresh: now } = this.of(sink);
      fresh = now;
      this.db.write('INSERT OR REPLACE INTO dead_known (sink, events) VALUES (?, ?)', sink, dead);
    });
    return fresh;
  }

  /** @returns events that were given up and not sent again since, and how many of them nobody knows of. */
  of(sink: string): { dead: number; fresh: number } {
    const number = (sql: string) => Number(this.db.get(sql, sink)?.events ?? 0);
    const ever = number('SELECT sum(dead) AS events FROM outbox WHERE sink = ?');
    const dead = Math.max(0, ever - number('SELECT sum(events) AS events FROM dead_again WHERE sink = ?'));
    return { dead, fresh: Math.max(0, dead - number('SELECT events FROM dead_known WHERE sink = ?')) };
  }
}
