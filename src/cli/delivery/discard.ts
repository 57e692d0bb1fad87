import { existsSync } from 'node:fs';
import { readIfThere } from '../../../reports/sinks/secret.ts';
import { fits } from '../../delivery/shape.ts';
import { ScanStore } from '../../store/scan-store.ts';
import { audit } from '../audit.ts';
import { storePath } from '../places.ts';
import { count, out, plainLine } from '../terminal.ts';
import { type Configured, loadFullConfig, sinksOf, takes } from './config.ts';
import { placeOf } from './known.ts';

/** `plumbline export discard`: gives up what waits for a sink as something that it takes no more. @returns 0 */
export async function discard(name: string, flags: { config: string; store?: string }): Promise<number> {
  const config = loadFullConfig(flags.config);
  const path = storePath(flags.store ?? config.store);
  const [configured] = sinksOf(config, [name], readIfThere);
  if (!configured) return 2;
  await configured.sink.close();
  const given = existsSync(path) ? await discardIn(path, configured) : [];
  for (const { shape, events } of given)
    out(plainLine(`${name}: ${count(events)} events are given up, made as ${shape}.`));
  if (given.length === 0)
    out(plainLine(`${name}: nothing waits that was made for it before its type or format changed.`));
  else {
    out(plainLine(`What is so now, it hears with the next scan, or at once: plumbline export send ${name} --full`));
    const outcome = given.map(({ shape, events }) => `${events} ${shape}`).join(', ');
    audit(path, { event: 'sink-discarded', sinks: [name], scan: '', outcome });
  }
  return 0;
}

async function discardIn(path: string, configured: Configured): Promise<{ shape: string; events: number }[]> {
  const { name } = configured.sink;
  const store = await ScanStore.open(path, '');
  try {
    store.outbox.sortByShape(name, (shape) => fits(shape, takes(configured)));
    if (store.outbox.aside(name) === 0) return [];
    // The receiver of before, should it come back, was not told after all.
    store.outbox.told.forget(name, placeOf(configured));
    return store.outbox.discardAside(name, new Date().toISOString());
  } finally {
    store.close();
  }
}
