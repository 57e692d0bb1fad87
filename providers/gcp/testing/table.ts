import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { Collector } from '../../../src/model/provider.ts';
import { changesOf, type Given, plainOf, resourceOf, withValue } from './map.ts';

/**
 * One field changed alone, its new value (undefined: left out), and all that changes. The path is a pointer into the
 * item, or `read#pointer` into the answer of a read.
 */
export type Change = readonly [path: string, value: Json | undefined, expected: Record<string, Json>];

/** Each field by itself: what a field says changes, and nothing else. */
export function changesTable(collector: Collector, given: Given, changes: readonly Change[]): void {
  describe(`${collector.id}, one field at a time`, () => {
    const base = plainOf(resourceOf(collector, given));
    it.each(changes.map((change) => [`${change[0]} = ${JSON.stringify(change[1])}`, change] as const))(
      '%s',
      (_name, [path, value, expected]) => {
        expect(changesOf(base, plainOf(resourceOf(collector, changed(given, path, value))))).toEqual(expected);
      },
    );
  });
}

function changed(given: Given, path: string, value: Json | undefined): Given {
  const [read, pointer] = path.includes('#') ? path.split('#') : [undefined, path];
  if (read === undefined) return { ...given, item: withValue(given.item, pointer ?? '', value) };
  const body = given.reads?.[read];
  if (typeof body !== 'object') throw new Error(`${read} is not canned as one answer`);
  return { ...given, reads: { ...given.reads, [read]: withValue(body as JsonObject, pointer ?? '', value) } }; // an answer
}
