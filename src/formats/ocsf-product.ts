import type { FormatContext } from './context.ts';
import { quoted } from './text.ts';

/** The end of `metadata`. */
export function productOf({ version }: FormatContext): string {
  return `"product":{"name":"Plumbline","vendor_name":"Plumbline","uid":"plumbline","version":${quoted(version, 64)}}`;
}

/** A simulated estate must not be taken for a real one. */
export function labels({ simulated }: FormatContext): string {
  return simulated ? '"labels":["simulated-estate"],' : '';
}
