import { existsSync } from 'node:fs';
import { readIfThere } from '../../../reports/sinks/secret.ts';
import { fits } from '../../delivery/shape.ts';
import { ScanStore } from '../../store/scan-store.ts';
import { audit } from '../audit.ts';
import { storePath } from '../places.ts';
import { count, out, plainLine } from '../terminal.ts';
import { type Configured, loadFullConfig, sinksOf, takes } from './config.ts';
import { placeOf } from './known.ts';
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
    const given = store ? discardIn(store, name, configured) : [];
    for (const { shape, events } of given)
      out(plainLine(`${name}: ${count(events)} events are given up, made as ${shape || 'what it was'}.`));
    if (given.length === 0)
      out(plainLine(`${name}: nothing waits that was made for it before its type or format changed.`));
    else {
      if (configured)
        out(plainLine(`What is so now, it hears with the next scan, or at once: plumbline export send ${name} --full`));
      const outcome = given.map(({ shape, events }) => `${events} ${shape}`).join(', ');
      audit(path, { event: 'sink-discarded', sinks: [name], scan: '', outcome });
    }
    return 0;
  } finally {
    store?.close();
  }
}

function discardIn(
  store: ScanStore,
  name: string,
  configured: Configured | undefined,
): { shape: string; events: number }[] {
  const { outbox } = store;
  outbox.sortByShape(name, (shape) => configured !== undefined && fits(shape, takes(configured)));
  if (outbox.aside(name) === 0) return [];
  // The receiver of before, should it come back, was not told after all.
  outbox.told.forget(name, configured && placeOf(configured));
  return outbox.discardAside(name, new Date().toISOString());
}
