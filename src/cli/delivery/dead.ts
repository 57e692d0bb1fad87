import { existsSync } from 'node:fs';
import { Freezer } from '../../delivery/freeze.ts';
import { adopted, fits, shapeOf } from '../../delivery/shape.ts';
import { formatOf } from '../../formats/index.ts';
import { sha256 } from '../../model/identity.ts';
import type { Queued } from '../../store/outbox.ts';
import { ScanStore } from '../../store/scan-store.ts';
import { audit } from '../audit.ts';
import { storePath } from '../places.ts';
import { count, out, plainLine } from '../terminal.ts';
import { type Configured, loadFullConfig, takes } from './config.ts';
import { DeliveryFolders } from './folders.ts';
import { knownSinks } from './known-sinks.ts';

/** What became of the dead letters of one sink, in letters. */
export interface Again {
  sink: string;
  queued: number;
  /** Made as something that the sink takes no more. */
  unfit: number;
  /** Of batches whose file is gone: there is no event to send. */
  empty: number;
}

/** Freezes anew what a sink did not take, and queues it behind what waits; each letter once. */
export async function queueDead(configured: Configured, store: ScanStore, folders: DeliveryFolders): Promise<Again> {
  const { sink, definition } = configured;
  const { outbox } = store;
  const done: Again = { sink: sink.name, queued: 0, unfit: 0, empty: 0 };
  const freezers = new Map<string, Freezer>();
  const letters = new Map<string, number>();
  /** A process that was killed has told of an event twice. */
  const seen = new Set<string>();
  for await (const { id, scan, scanTime, shape, item } of folders.dead.read(sink.name)) {
    if (outbox.dead.isAgain(sink.name, id) || letters.has(id)) continue;
    if (item === '') done.empty += 1;
    else if (!fits(shape, takes(configured))) done.unfit += 1;
    else {
      const one = sha256(`${scan}\n${item}`);
      letters.set(id, seen.has(one) ? 0 : 1);
      if (seen.has(one)) continue;
      seen.add(one);
      const key = JSON.stringify([scan, scanTime, shape]);
      const freezer = freezers.get(key) ?? freezerOf(configured, folders, { scan, scanTime, shape });
      freezers.set(key, freezer);
      await freezer.add(item, definition.lane?.(item) ?? '');
      done.queued += 1;
    }
  }
  if (letters.size > 0) await queue(configured, store, { freezers: [...freezers.values()], letters });
  return done;
}

function freezerOf(
  configured: Configured,
  folders: DeliveryFolders,
  letter: { scan: string; scanTime: string; shape: string },
): Freezer {
  // Letters of before do not say what they were made as: they go for what the sink takes.
  const { sink, format, version } = configured;
  const shape =
    adopted(letter.shape, takes(configured)) || shapeOf(takes(configured), formatOf(format, version).version);
  return new Freezer({ ...letter, shape, sink, spool: folders.spool(sink.name), dead: folders.dead });
}

async function queue(
  { sink }: Configured,
  store: ScanStore,
  { freezers, letters }: { freezers: readonly Freezer[]; letters: ReadonlyMap<string, number> },
): Promise<void> {
  const { outbox } = store;
  const batches: Queued[] = [];
  let tooLarge = 0;
  for (const freezer of freezers) {
    batches.push(...(await freezer.end()));
    tooLarge += freezer.tooLarge;
  }
  store.also(() => {
    outbox.dead.again(sink.name, letters);
    outbox.add(sink.name, batches);
    if (tooLarge > 0) outbox.giveUp(sink.name, '', { events: tooLarge, at: new Date().toISOString() });
  });
}

export function sayAgain({ sink, queued, unfit, empty }: Again): void {
  const parts = [`${count(queued)} dead letters are sent again`];
  if (unfit > 0) parts.push(`${count(unfit)} stay: they were made before its type or format changed`);
  if (empty > 0) parts.push(`${count(empty)} hold no event; plumbline export send ${sink} --full tells what is so now`);
  out(plainLine(`${sink}: ${parts.join('; ')}`));
}

/** `plumbline export acknowledge`, of sinks that are not in the config any more, too. @returns 0 */
export async function acknowledge(
  names: readonly string[],
  flags: { config: string; store?: string },
): Promise<number> {
  const config = loadFullConfig(flags.config);
  const path = storePath(flags.store ?? config.store);
  const store = existsSync(path) ? await ScanStore.open(path, '') : undefined;
  try {
    for (const sink of knownSinks(config, store, names)) {
      const fresh = store?.outbox.dead.acknowledge(sink) ?? 0;
      if (fresh === 0) out(plainLine(`${sink}: there are no new dead letters.`));
      else {
        const letters = new DeliveryFolders(path).dead.path(sink);
        out(plainLine(`${sink}: ${count(fresh)} dead letters are acknowledged; they stay in ${letters}`));
        audit(path, { event: 'dead-acknowledged', sinks: [sink], scan: '', outcome: String(fresh) });
      }
    }
    return 0;
  } finally {
    store?.close();
  }
}
