import { scheduledScans } from '../config/schedule.ts';
import { Book, type Run } from '../schedule/book.ts';
import { decide } from '../schedule/decide.ts';
import { RunsFile } from '../store/runs-file.ts';
import { type Holder, holdersOf } from '../store/scope-lock.ts';
import { loadFullConfig } from './delivery/config.ts';
import { storePath } from './places.ts';
import { columns, jsonText, out } from './terminal.ts';

interface EntryStatus {
  name: string;
  cron: string;
  timeZone: string;
  /** RFC 3339; null: never. */
  next: string | null;
  /** It is due: it runs as soon as it may. */
  due: boolean;
  last: Omit<Run, 'id' | 'entry'> | null;
}

export interface WatchStatus {
  /** The process that watches; null where none does. */
  watcher: Omit<Holder, 'id' | 'shared'> | null;
  /** Scans under way, of whoever asked. */
  scans: Omit<Holder, 'id' | 'shared'>[];
  entries: EntryStatus[];
}

/** What `plumbline watch --status` tells. */
export async function watchStatus(configPath: string, store: string | undefined, now: Date): Promise<WatchStatus> {
  const config = loadFullConfig(configPath);
  const path = storePath(store ?? config.store);
  const runs = RunsFile.exists(path) ? await RunsFile.open(path) : undefined;
  try {
    const holders = runs ? holdersOf(runs).map(({ what, pid, since }) => ({ what, pid, since })) : [];
    const isWatcher = ({ what }: { what: string }) => what === 'plumbline watch';
    const book = runs && new Book(runs);
    return {
      watcher: holders.find(isWatcher) ?? null,
      scans: holders.filter((one) => !isWatcher(one)),
      entries: scheduledScans(config.schedule).map((entry) => {
        const { next, due } = decide(entry, book?.stateOf(entry.name), now, runs?.salt() ?? '');
        const last = book?.last(entry.name);
        const { id: _id, entry: _entry, ...run } = last ?? { id: '', entry: '' };
        return {
          ...{ name: entry.name, cron: entry.cron, timeZone: entry.timeZone },
          next: next?.toISOString() ?? null,
          due: due !== undefined,
          last: last ? (run as Omit<Run, 'id' | 'entry'>) : null, // the rest of a run
        };
      }),
    };
  } finally {
    runs?.close();
  }
}

const minute = (time: string | null) => (time === null ? 'never' : `${time.slice(0, 16).replace('T', ' ')} UTC`);

export function printStatus({ watcher, scans, entries }: WatchStatus, json: boolean): void {
  if (json) {
    out(jsonText({ watcher, scans, entries }, 1));
    return;
  }
  out(watcher ? `Watching: process ${watcher.pid}, since ${minute(watcher.since)}` : 'Nobody watches.');
  for (const row of columns(scans.map(({ what, pid, since }) => ['Under way:', what, `process ${pid}`, minute(since)])))
    out(row);
  out();
  const rows = entries.map(({ name, cron, timeZone, next, due, last }) => [
    ...[name, `${cron} ${timeZone}`, due ? 'now' : minute(next)],
    ...(last ? [minute(last.startedAt), last.state, last.scan ?? last.detail] : ['never', '', '']),
  ]);
  for (const row of columns([['entry', 'when', 'next', 'last', 'ended', 'scan'], ...rows])) out(row);
}
