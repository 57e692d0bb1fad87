import type { Database } from './database.ts';

/**
 * Sorts what waits for a sink by what it was made as: what no longer fits is set aside, and what fits again waits in its
 * old place.
 *
 * @param fits whether the receiver takes what was made as this.
 */
export function sortByShape(db: Database, sink: string, fits: (shape: string) => boolean): void {
  const sql = `SELECT DISTINCT state, shape FROM outbox WHERE sink = ? AND state IN ('waiting', 'aside')`;
  const wrong = db.all(sql, sink).flatMap((row) => {
    const [state, shape] = [String(row.state), String(row.shape)];
    const right = fits(shape) ? 'waiting' : 'aside';
    return state === right ? [] : [{ state, shape, right }];
  });
  if (wrong.length === 0) return;
  db.transaction(() => {
    for (const { state, shape, right } of wrong)
      db.write(
        'UPDATE outbox SET state = ?, due = 0, attempts = 0 WHERE sink = ? AND state = ? AND shape = ?',
        ...[right, sink, state, shape],
      );
  });
}

/** Gives up what was set aside, at `at`, RFC 3339. @returns events by what they were made as. */
export function discardAside(db: Database, sink: string, at: string): { shape: string; events: number }[] {
  const sql = `SELECT shape, sum(items) AS events FROM outbox WHERE sink = ? AND state = 'aside' GROUP BY shape`;
  let given: { shape: string; events: number }[] = [];
  db.transaction(() => {
    given = db.all(sql, sink).map((row) => ({ shape: String(row.shape), events: Number(row.events) }));
    const end = `UPDATE outbox SET state = 'done', ended_at = ?, note = 'discarded' WHERE sink = ? AND state = 'aside'`;
    db.write(end, at, sink);
  });
  return given;
}
