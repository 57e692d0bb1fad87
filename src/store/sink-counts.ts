import type { Database } from './database.ts';
import { DeadCount } from './dead-count.ts';

/** What one sink has, waits for and lost, in events. */
export interface SinkCounts {
  readonly sink: string;
  readonly delivered: number;
  readonly waiting: number;
  /** Given up, and not sent again since. */
  readonly dead: number;
  /** Of those, what nobody has acknowledged. */
  readonly newDead: number;
  readonly batches: number;
  /** Made in another shape than the sink takes now: sent when the config is as it was, or given up by hand. */
  readonly aside: number;
  /** What the first of those was made as; '' where there is none. */
  readonly asideShape: string;
  /** RFC 3339; '' where nothing was delivered. */
  readonly lastDelivered: string;
  /** Why the first in line waits; '' where nothing does, or it was not tried. */
  readonly note: string;
  readonly attempts: number;
  readonly due: number;
}

/** Sums over all that was ever queued, one sink a row, by name. */
export function sinkCounts(db: Database): SinkCounts[] {
  const sums = db.all(
    `SELECT sink, sum(delivered) AS delivered, max(CASE WHEN delivered > 0 THEN ended_at ELSE '' END) AS last,
      sum(CASE WHEN state = 'waiting' THEN items ELSE 0 END) AS waiting, sum(state = 'waiting') AS batches,
      sum(CASE WHEN state = 'aside' THEN items ELSE 0 END) AS aside
    FROM outbox GROUP BY sink ORDER BY sink`,
  );
  const first = (columns: string, sink: string, state: string) =>
    db.get(`SELECT ${columns} FROM outbox WHERE sink = ? AND state = ? ORDER BY place LIMIT 1`, sink, state);
  return sums.map((row) => {
    const sink = String(row.sink);
    const { dead, fresh } = new DeadCount(db).of(sink);
    const next = first('note, attempts, due', sink, 'waiting');
    return {
      sink,
      delivered: Number(row.delivered),
      waiting: Number(row.waiting),
      dead,
      newDead: fresh,
      batches: Number(row.batches),
      aside: Number(row.aside),
      asideShape: String(first('shape', sink, 'aside')?.shape ?? ''),
      lastDelivered: String(row.last),
      note: String(next?.note ?? ''),
      attempts: Number(next?.attempts ?? 0),
      due: Number(next?.due ?? 0),
    };
  });
}
