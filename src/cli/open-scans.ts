import type { Command } from 'commander';
import { ScanList } from '../store/scan-list.ts';
import { storePath } from './places.ts';

/** Flags of commands that look at the store. */
export interface StoreFlags {
  config?: string;
  store?: string;
  organisation?: string;
}

export function withStore(command: Command): Command {
  return command
    .option('--config <file>', 'plumbline.yaml, for the store and the organisation')
    .option('--store <url>', 'where all scans are kept: sqlite:PATH')
    .option('--organisation <name>', 'only scans of this organisation');
}

/** The store that flags and config name, and the organisation, where one is named. */
export async function storeOf(
  flags: StoreFlags,
): Promise<{ open: () => Promise<ScanList>; path: string; organisation: string | undefined }> {
  const config = flags.config ? (await import('../config/load.ts')).loadConfig(flags.config) : {};
  const path = storePath(flags.store ?? config.store);
  return { path, open: () => ScanList.open(path), organisation: flags.organisation ?? config.organisation };
}
