import { describe, expect, it } from 'vitest';
import { factsOf, linksOf } from '../../../src/model/kinds/index.ts';
import { misfit } from '../../../src/model/kinds/misfit.ts';
import type { Collector } from '../../../src/model/provider.ts';
import { gcpOperations } from '../operations.ts';
import { assertRead } from '../permissions.ts';
import { changesOf, denied, type Given, plainOf, resourceOf } from './map.ts';

/** What every collector has to keep, whatever it reads. */
export function contract(collector: Collector, given: Given): void {
  describe(`${collector.id} keeps the contract`, () => {
    const base = resourceOf(collector, given);
    const plain = plainOf(base);

    it('maps every fact of its kind, and nothing else', () => {
      expect(Object.keys(base.facts).sort()).toEqual(Object.keys(factsOf(collector.kind)).sort());
      const forward = Object.entries(linksOf(collector.kind)).filter(([, link]) => link.reverse === undefined);
      expect(forward.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(base.links)));
      // Names of buckets say nothing of their project.
      expect(base.uid).toMatch(
        /^\/\/[a-z]+\.googleapis\.com\/projects\/imaging-train(\/.|$)|^\/\/storage\.googleapis\.com\/[^/]+$/,
      );
      expect(base.name).not.toMatch(/undefined|^$/);
    });

    it.each(Object.entries(factsOf(collector.kind)))('%s has a value of its type', (name, declaration) => {
      const fact = base.facts[name];
      expect(fact).toBeDefined();
      if (fact?.missing === undefined) expect(misfit(fact?.value ?? null, declaration)).toBeUndefined();
    });

    it('says for every value where it was read', () => {
      const unsourced = Object.entries(base.facts).filter(
        ([, fact]) => fact.missing === undefined && fact.byDesign === undefined && fact.from.length === 0,
      );
      // What the scope, the type or the kind itself says has no call.
      const ofScope = [
        'region',
        'purpose',
        'state',
        'artifacts',
        'toolType',
        'evidence',
        'online',
        'offline',
        'trigger',
      ];
      expect(unsourced.map(([name]) => name).filter((name) => !ofScope.includes(name))).toEqual([]);
    });

    it('asks reads only, that have an address and a permission', () => {
      for (const call of [...collector.reads, ...(collector.list ? [collector.list] : [])]) {
        expect(() => assertRead(call.permission)).not.toThrow();
        expect(gcpOperations[call.service]?.[call.operation]).toBeDefined();
      }
      const unsafe = collector.reads.filter((read) => read.expects === undefined && read.pages === undefined);
      expect(unsafe.map((read) => read.operation)).toEqual([]);
    });

    it('is read again without a difference', () => {
      expect(plainOf(resourceOf(collector, { ...given, item: structuredClone(given.item) }))).toEqual(plain);
    });

    it.each(collector.reads.map((read) => [read.as ?? read.operation, read] as const))(
      '%s denied: what it tells is missing, never something else',
      (name, read) => {
        const reads = { ...given.reads, [name]: denied };
        const changes = changesOf(plain, plainOf(resourceOf(collector, { ...given, reads })));
        for (const [fact, value] of Object.entries(changes)) {
          if (fact === 'parts') continue; // parts only join findings of others
          expect([fact, JSON.stringify(value)]).toEqual([fact, expect.stringContaining('missing: ')]);
          expect([fact, JSON.stringify(value)]).toEqual([fact, expect.stringContaining(read.permission)]);
        }
      },
    );
  });
}
