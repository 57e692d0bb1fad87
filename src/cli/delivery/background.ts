import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../config/schema.ts';
import { ScanStore } from '../../store/scan-store.ts';
import { auditDelivery } from '../audit.ts';
import { storePath } from '../places.ts';

/** Between two looks at what waits, ms. */
const lookMs = 5000;

/**
 * Sends what waits between scans: what a receiver did not take when the scan ended, it may take an hour later.
 *
 * @param config as it is now; one whose sinks cannot be made is told by the next scan. undefined while one runs: it holds
 * the store open to write, and within one process neither of the two could wait for the other.
 * @param say told of each sink that took or gave up something.
 */
export async function deliverBetweenScans(
  config: () => Config | undefined,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
    const now = config();
    if (signal.aborted || now?.export === undefined) continue;
    try {
      await look(now, signal, say);
    } catch {
      // The next look, or the next scan, meets the same.
    }
  }
}

async function look(config: Config, signal: AbortSignal, say: (line: string) => void): Promise<void> {
  const store = await ScanStore.open(storePath(config.store), '');
  try {
    if (!store.outbox.hasDue(Date.now())) return;
    const [{ Exports }, { deliveryLines }] = await Promise.all([import('./exports.ts'), import('./text.ts')]);
    const sent = await new Exports(config).send(store, signal, 0);
    const moved = sent.filter((one) => !('taken' in one) && one.delivered + one.dead > 0);
    for (const one of moved) auditDelivery(storePath(config.store), one);
    for (const line of deliveryLines([], moved)) say(line);
  } finally {
    store.close();
  }
}
