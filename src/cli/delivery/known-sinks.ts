import type { Config } from '../../config/schema.ts';
import type { ScanStore } from '../../store/scan-store.ts';
import { unknownSink } from './config.ts';

/**
 * Names of the sinks of the config, and of those that something was queued for before they were taken out of it.
 *
 * @param only some of them; none for all.
 * @throws PlumblineError CONFIG_INVALID for a name that is none.
 */
export function knownSinks(config: Config, store: ScanStore | undefined, only: readonly string[]): readonly string[] {
  const queued = store?.outbox.counts().map(({ sink }) => sink) ?? [];
  const known = [...new Set([...Object.keys(config.export ?? {}), ...queued])];
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownSink(unknown, known);
  return only.length > 0 ? only : known;
}
