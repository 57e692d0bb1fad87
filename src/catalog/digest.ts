import { createHash } from 'node:crypto';
import { canonical } from '../model/canonical.ts';
import type { Control, Framework } from '../model/control.ts';
import type { Json } from '../model/json.ts';

/**
 * SHA-256, hex, over the catalog's content as canonical JSON: controls by id, frameworks by id. Comments, the order of
 * files and the layout of the YAML do not change it; any word of a control or a framework does.
 */
export function digestOf(controls: readonly Control[], frameworks: readonly Framework[]): string {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const content = { controls: [...controls].sort(byId), frameworks: [...frameworks].sort(byId) };
  return createHash('sha256')
    .update(canonical(content as unknown as Json)) // both are plain JSON by their types
    .digest('hex');
}
