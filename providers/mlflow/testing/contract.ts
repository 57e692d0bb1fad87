import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { factsOf, linksOf } from '../../../src/model/kinds/index.ts';
import type { Collector } from '../../../src/model/provider.ts';
import { changesOf } from '../../aws/testing/map.ts';
import { mlflowOperations } from '../operations.ts';
import { assertRead } from '../permissions.ts';
import { changed, type Given, mapped } from './map.ts';

/** One field changed alone: its pointer, the new value (undefined: left out), and all that changes with it. */
export type Change = readonly [pointer: string, value: Json | undefined, expected: Record<string, Json>];

/** What every collector has to keep; then each field of its item by itself, and each of its reads. */
export function contract(
  collector: Collector,
  given: Given,
  changes: readonly Change[],
  ofReads: Readonly<Record<string, readonly Change[]>> = {},
): void {
  const base = mapped(collector, given);
  describe(`${collector.id} keeps the contract`, () => {
    it('maps every fact of its kind and known links only', () => {
      const facts = Object.keys(factsOf(collector.kind)).sort();
      expect(Object.keys(collector.facts).sort()).toEqual(facts);
      const forward = Object.entries(linksOf(collector.kind)).filter(([, link]) => link.reverse === undefined);
      expect(forward.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(collector.links)));
      expect(base.uid).toMatch(/^mlflow:\/\/mlflow\.example\/[a-z-]+(\/[^/]+)*$/);
    });

    it('asks reads that have an address', () => {
      for (const { service, operation } of [...collector.reads, ...(collector.list ? [collector.list] : [])]) {
        if (service === 'connection') continue;
        expect(mlflowOperations[service]?.[operation], operation).toBeDefined();
        expect(() => assertRead(operation)).not.toThrow();
      }
    });

    it.each(collector.reads.map((read) => [read.as ?? read.operation, read] as const))(
      '%s denied: what it tells is missing, never something else',
      (name, read) => {
        const broken = mapped(collector, { ...given, reads: { ...given.reads, [name]: 'error PERMISSION_OF_NOBODY' } });
        for (const [fact, value] of Object.entries(changesOf(base, broken))) {
          expect([fact, JSON.stringify(value)]).toEqual([fact, expect.stringMatching(/missing: /)]);
          expect([fact, JSON.stringify(value)]).toEqual([fact, expect.stringContaining(read.permission)]);
        }
      },
    );
  });

  describe(`${collector.id}, one field at a time`, () => {
    it.each(changes.map((change) => [`${change[0]} = ${JSON.stringify(change[1])}`, change] as const))(
      '%s',
      (_name, [pointer, value, expected]) => {
        const item = changed(given.item, pointer, value);
        expect(changesOf(base, mapped(collector, { ...given, item }))).toEqual(expected);
      },
    );
    const cases = Object.entries(ofReads).flatMap(([read, list]) =>
      list.map((change) => [`${read}${change[0]} = ${JSON.stringify(change[1])}`, read, change] as const),
    );
    it.each(cases)('%s', (_name, read, [pointer, value, expected]) => {
      const body = given.reads?.[read];
      if (typeof body !== 'object') throw new Error(`${read} has no answer to change`);
      const reads = { ...given.reads, [read]: changed(body as JsonObject, pointer, value) };
      expect(changesOf(base, mapped(collector, { ...given, reads }))).toEqual(expected);
    });
  });
}
