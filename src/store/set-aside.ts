import type { Database } from './database.ts';

/**
 * Sorts what waits for a sink by what it was made as: what no longer fits is set aside, and what fits again waits in its
 * old place.
 *
 * @param adopted the shape that it has from now on; undefined where the receiver does not take it.
 */
export function sortByShape(db: Database, sink: string, adopted: (shape: string) => string | undefined): void {
  const sql = `SELECT DISTINCT state, shape FROM outbox WHERE sink = ? AND state IN ('waiting', 'aside')`;
  const wrong = db.all(sql, sink).flatMap((row) => {
    const [state, shape] = [String(row.state), String(row.shape)];
    const now = adopted(shape);
    const right = now === undefined ? 'aside' : 'waiting';
    return state === right && (now ?? shape) === shape ? [] : [{ state, shape, right, now: now ?? shape }];
  });
  if (wrong.length === 0) return;
  db.transaction(() => {
    for (const { state, shape, right, now } of wrong)
      db.write(
        'UPDATE outbox SET state = ?, shape = ?, due = 0, attempts = 0 WHERE sink = ? AND state = ? AND shape = ?',
        ...[right, now, sink, state, shape],
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
