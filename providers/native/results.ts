import type { Missing } from '../../src/model/facts.ts';
import type { NativeReading } from '../../src/model/provider.ts';

export type Row = NativeReading['rows'][number];

/** Worst first: where one rule says two things of one resource, the worse one stands. */
const order: readonly Row['status'][] = ['fail', 'unknown', 'pass', 'not-applicable'];

/** One row for each rule and subject, the worst; in the order of rule and subject. */
export function worstOfEach(rows: readonly Row[]): Row[] {
  const kept = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.rule}\n${row.subject}`;
    const known = kept.get(key);
    if (!known || order.indexOf(row.status) < order.indexOf(known.status)) kept.set(key, row);
  }
  return [...kept].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}

/** Nothing was learnt: what failed, and the permission that would cure it. */
export function notReadable(missing: readonly Missing[], rules = 0): NativeReading {
  const first = missing[0];
  const cure = first?.permission ? `; the permission ${first.permission} is needed` : '';
  return {
    state: 'not-readable',
    detail: `${first?.operation ?? 'a read'} failed: ${first?.errorCode ?? first?.reason ?? 'no answer'}${cure}`,
    rules,
    missing: [...missing],
    rows: [],
  };
}

/** A list in portions, since a request takes so many names. */
export function portions<T>(all: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let at = 0; at < all.length; at += size) out.push(all.slice(at, at + size));
  return out;
}
