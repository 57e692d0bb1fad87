import { existsSync } from 'node:fs';
import { readIfThere } from '../../../reports/sinks/secret.ts';
import { shapeWords } from '../../delivery/shape.ts';
import type { SinkCounts } from '../../store/outbox.ts';
import { ScanStore } from '../../store/scan-store.ts';
import { storePath } from '../places.ts';
import { columns, count, jsonText, out, plainLine } from '../terminal.ts';
import { type Configured, loadFullConfig, sinksOf } from './config.ts';
import { DeliveryFolders } from './folders.ts';

const removed = 'not in the config any more';

/** One sink as `status` tells of it. */
interface Row extends Omit<SinkCounts, 'due'> {
  type: string;
  target: string;
  /** RFC 3339; '' when nothing waits. */
  due: string;
  deadLetters: string;
  deduplicates: string;
}

/** @returns 1 where something waits that was tried or set aside, or was given up and not acknowledged: for a monitor; else 0. */
export async function printStatus(flags: { config: string; store?: string; json?: boolean }): Promise<number> {
  const config = loadFullConfig(flags.config);
  const path = storePath(flags.store ?? config.store);
  const sinks = sinksOf(config, [], readIfThere);
  const rows = rowsOf(sinks, existsSync(path) ? await countsOf(path) : [], new DeliveryFolders(path));
  await Promise.all(sinks.map(({ sink }) => sink.close()));
  if (flags.json) out(jsonText(rows, 1));
  else for (const line of linesOf(rows)) out(line);
  return rows.some(
    (row) =>
      row.newDead > 0 ||
      row.aside > 0 ||
      (row.waiting > 0 && row.type === removed) ||
      (row.waiting > 0 && row.attempts > 0),
  )
    ? 1
    : 0;
}

async function countsOf(path: string): Promise<SinkCounts[]> {
  const store = await ScanStore.open(path, '');
  try {
    return store.outbox.counts();
  } finally {
    store.close();
  }
}

function rowsOf(sinks: readonly Configured[], counts: readonly SinkCounts[], folders: DeliveryFolders): Row[] {
  const names = new Set([...sinks.map(({ sink }) => sink.name), ...counts.map(({ sink }) => sink)]);
  return [...names].map((name) => {
    const found = counts.find((one) => one.sink === name);
    const sink = sinks.find((one) => one.sink.name === name)?.sink;
    const {
      delivered = 0,
      waiting = 0,
      dead = 0,
      newDead = 0,
      batches = 0,
      aside = 0,
      asideShape = '',
      lastDelivered = '',
      note = '',
      attempts = 0,
    } = found ?? {};
    return {
      sink: name,
      type: sink?.type ?? removed,
      target: sink?.target ?? '',
      delivered,
      waiting,
      dead,
      newDead,
      batches,
      aside,
      asideShape,
      lastDelivered,
      note,
      attempts,
      due: found && found.due > 0 ? new Date(found.due).toISOString() : '',
      deadLetters: dead > 0 ? folders.dead.path(name) : '',
      deduplicates: sink?.deduplicates ?? '',
    };
  });
}

function* linesOf(rows: readonly Row[]): IterableIterator<string> {
  if (rows.length === 0) yield 'The config has no sinks.';
  yield* columns([
    ...(rows.length === 0 ? [] : [['sink', 'type', 'delivered', 'waiting', 'dead', 'last delivered']]),
    ...rows.map((row) => [
      row.sink,
      row.type,
      count(row.delivered),
      count(row.waiting),
      count(row.dead),
      row.lastDelivered || 'never',
    ]),
  ]);
  for (const row of rows) {
    if (row.waiting > 0 && row.type === removed)
      yield plainLine(
        `${row.sink} is ${removed}: put it back and it is sent, or give it up: plumbline export discard ${row.sink}`,
      );
    else if (row.waiting > 0 && row.note !== '')
      yield plainLine(`${row.sink} waits after ${row.attempts} attempts, next at ${row.due}: ${row.note}`);
    if (row.aside > 0) yield plainLine(asideLine(row));
    if (row.dead > 0) yield plainLine(deadLine(row));
  }
}

function asideLine({ sink, aside, asideShape }: Row): string {
  return `${sink}: ${count(aside)} events are set aside, made as ${shapeWords(asideShape)} before its type or format changed: put the config back and they are sent, or give them up: plumbline export discard ${sink}`;
}

function deadLine({ sink, dead, newDead, deadLetters }: Row): string {
  const next = `send them again: plumbline export retry ${sink} --dead`;
  const known = newDead === 0 ? 'all acknowledged' : `${count(newDead)} of them new`;
  return `${sink} did not take ${count(dead)} events, ${known}: ${deadLetters}; ${next}${newDead > 0 ? `, or: plumbline export acknowledge ${sink}` : ''}`;
}
