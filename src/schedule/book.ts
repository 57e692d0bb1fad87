import { randomUUID } from 'node:crypto';
import type { RunsFile } from '../store/runs-file.ts';
import type { EntryState } from './decide.ts';

/** One run of an entry. */
export interface Run {
  id: string;
  entry: string;
  /** Due time that it was for. RFC 3339, as are the others. */
  due: string;
  /** 2: it makes up for one that was killed or stopped. */
  attempt: number;
  /** Due times before it that passed without a run. */
  missed: number;
  startedAt: string;
  endedAt: string | null;
  state: 'running' | 'complete' | 'failed' | 'aborted' | 'killed';
  /** Id of its scan, once it began. */
  scan: string | null;
  detail: string;
}

/** What is kept of the schedule over restarts. */
export class Book {
  private readonly file: RunsFile;

  constructor(file: RunsFile) {
    this.file = file;
  }

  stateOf(entry: string): EntryState | undefined {
    const [row] = this.file.all('SELECT fingerprint, settled, again FROM entries WHERE name = ?', entry);
    return (
      row && { fingerprint: String(row.fingerprint), settled: new Date(String(row.settled)), again: row.again === 1 }
    );
  }

  keep(entry: string, { fingerprint, settled, again }: EntryState): void {
    const sql = 'INSERT OR REPLACE INTO entries (name, fingerprint, settled, again) VALUES (?, ?, ?, ?)';
    this.file.run(sql, entry, fingerprint, settled.toISOString(), again ? 1 : 0);
  }

  /** Notes that a run begins; its due time is settled from here on. */
  begin(run: Pick<Run, 'entry' | 'missed'> & { due: Date }, state: EntryState, at: Date, scan: string | null): string {
    const id = randomUUID();
    return this.file.alone(() => {
      this.keep(run.entry, { ...state, settled: run.due, again: false });
      const sql = `INSERT INTO runs (id, entry, due, attempt, missed, started_at, state, scan, detail)
        VALUES (?, ?, ?, ?, ?, ?, 'running', ?, '')`;
      const attempt = state.again ? 2 : 1;
      this.file.run(sql, id, run.entry, run.due.toISOString(), attempt, run.missed, at.toISOString(), scan);
      return id;
    });
  }

  end(id: string, state: Run['state'], at: Date, detail: string): void {
    this.file.run(
      'UPDATE runs SET state = ?, ended_at = ?, detail = ? WHERE id = ?',
      state,
      at.toISOString(),
      detail,
      id,
    );
    // What was stopped or killed did not end by itself: it is made up for, but once.
    if (state !== 'aborted' && state !== 'killed') return;
    const sql = `UPDATE entries SET again = 1 WHERE name = (SELECT entry FROM runs WHERE id = ? AND attempt = 1)
      AND settled = (SELECT due FROM runs WHERE id = ?)`;
    this.file.run(sql, id, id);
  }

  /** Runs that nobody ended: their process was killed. Called by the one that watches, before its first run. */
  settleKilled(at: Date): Run[] {
    const lost = this.file.all("SELECT * FROM runs WHERE state = 'running'").map(runOf);
    for (const { id } of lost) this.end(id, 'killed', at, 'its process was killed');
    return lost;
  }

  last(entry: string): Run | undefined {
    const sql = 'SELECT * FROM runs WHERE entry = ? ORDER BY started_at DESC, rowid DESC LIMIT 1';
    return this.file.all(sql, entry).map(runOf)[0];
  }
}

function runOf(row: Record<string, unknown>): Run {
  return {
    id: String(row.id),
    entry: String(row.entry),
    due: String(row.due),
    attempt: Number(row.attempt),
    missed: Number(row.missed),
    startedAt: String(row.started_at),
    endedAt: row.ended_at === null ? null : String(row.ended_at),
    state: row.state as Run['state'], // written above
    scan: row.scan === null ? null : String(row.scan),
    detail: String(row.detail),
  };
}
