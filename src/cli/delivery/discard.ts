import { existsSync } from 'node:fs';
import { readIfThere } from '../../../reports/sinks/secret.ts';
import { adopted, shapeWords } from '../../delivery/shape.ts';
import type { Spool } from '../../delivery/spool.ts';
import { ScanStore } from '../../store/scan-store.ts';
import { audit } from '../audit.ts';
import { storePath } from '../places.ts';
import { count, out, plainLine } from '../terminal.ts';
import { type Configured, loadFullConfig, placeOf, sinksOf, takes } from './config.ts';
import { DeliveryFolders } from './folders.ts';
import { knownSinks } from './known-sinks.ts';

/**
 * `plumbline export discard`: gives up what waits for a sink as something that it takes no more; of one that is not in the
 * config any more, everything. @returns 0
 */
export async function discard(name: string, flags: { config: string; store?: string }): Promise<number> {
  const config = loadFullConfig(flags.config);
  const path = storePath(flags.store ?? config.store);
  const store = existsSync(path) ? await ScanStore.open(path, '') : undefined;
  try {
    knownSinks(config, store, [name]);
    const isThere = Object.keys(config.export ?? {}).includes(name);
    const configured = isThere ? sinksOf(config, [name], readIfThere)[0] : undefined;
    await configured?.sink.close();
    const given = store ? await discardIn(store, new DeliveryFolders(path).spool(name), configured, name) : [];
    for (const { shape, events } of given)
      out(plainLine(`${name}: ${count(events)} events are given up, made as ${shapeWords(shape)}.`));
    if (given.length === 0)
      out(plainLine(`${name}: nothing waits that was made for it before its type or format changed.`));
    else {
      if (configured)
        out(plainLine(`What is so now, it hears with the next scan, or at once: plumbline export send ${name} --full`));
      const outcome = given.map(({ shape, events }) => `${events} ${shapeWords(shape)}`).join(', ');
      audit(path, { event: 'sink-discarded', sinks: [name], scan: '', outcome });
    }
    return 0;
  } finally {
    store?.close();
  }
}

async function discardIn(
  { outbox }: ScanStore,
  spool: Spool,
  configured: Configured | undefined,
  name: string,
): Promise<{ shape: string; events: number }[]> {
  outbox.sortByShape(name, (shape) => configured && adopted(shape, takes(configured)));
  if (outbox.aside(name) === 0) return [];
  // The receiver of before, should it come back, was not told after all.
  outbox.told.forget(name, configured && placeOf(configured));
  const [files, readAt] = [outbox.asideFiles(name), Date.now()];
  const given = outbox.discardAside(name, new Date(readAt).toISOString());
  for (const { sha256, gzip } of files) if (!outbox.isWanted(name, sha256)) spool.remove(sha256, gzip, readAt);
  await spool.settled();
  return given;
}
