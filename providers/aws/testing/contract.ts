import { describe, expect, it } from 'vitest';
import { factsOf, linksOf } from '../../../src/model/kinds/index.ts';
import { misfit } from '../../../src/model/kinds/misfit.ts';
import type { Collector, ReadSpec } from '../../../src/model/provider.ts';
import { assertRead } from '../permissions.ts';
import { type Canned, changesOf, denied, type Given, plainOf, resourceOf } from './map.ts';

/** What every collector has to keep, whatever it reads. */
export function contract(collector: Collector, given: Given): void {
  describe(`${collector.id} keeps the contract`, () => {
    const base = resourceOf(collector, given);
    const plain = plainOf(base);

    it('maps every fact of its kind, and nothing else', () => {
      expect(Object.keys(base.facts).sort()).toEqual(Object.keys(factsOf(collector.kind)).sort());
      const forward = Object.entries(linksOf(collector.kind)).filter(([, link]) => link.reverse === undefined);
      expect(forward.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(base.links)));
      expect(base.uid).toMatch(/^arn:aws:[a-z-]+:eu-west-1:123456789012:./);
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
      const ofScope = ['region', 'purpose', 'state', 'artifacts'];
      expect(unsourced.map(([name]) => name).filter((name) => !ofScope.includes(name))).toEqual([]);
    });

    it('asks reads only, with their permissions', () => {
      for (const call of [...collector.reads, ...(collector.list ? [collector.list] : [])]) {
        expect(() => assertRead(call.permission)).not.toThrow();
      }
      const unsafe = collector.reads.filter((read) => read.expects === undefined && read.pages === undefined);
      expect(unsafe.map((read) => read.operation)).toEqual([]);
    });

    it('is read again without a difference', () => {
      expect(plainOf(resourceOf(collector, structuredGiven(given)))).toEqual(plain);
    });

    it.each(collector.reads.map((read) => [read.as ?? read.operation, read] as const))(
      '%s denied: what it tells is missing, never something else',
      (name, read) => {
        const changes = changesOf(plain, plainOf(resourceOf(collector, replaced(given, name, denied))));
        for (const [fact, value] of Object.entries(changes)) {
          if (fact === 'parts') continue; // parts only join findings of others
          expect([fact, JSON.stringify(value)]).toEqual([fact, expect.stringContaining('missing: ')]);
          expect([fact, JSON.stringify(value)]).toEqual([fact, expect.stringContaining(read.permission)]);
        }
      },
    );

    it.each(collector.reads.map((read) => read.as ?? read.operation))(
      '%s denied: nothing stays known of which no answer is left that says so',
      (name) => {
        const after = resourceOf(collector, replaced(given, name, denied));
        const baseless = Object.entries(after.facts).filter(
          ([fact, { value, missing, from, byDesign }]) =>
            missing === undefined &&
            byDesign === undefined &&
            from.length === 0 &&
            (base.facts[fact]?.from.length ?? 0) > 0 &&
            // A list may be known as a list, and say of its items what is missing.
            !JSON.stringify(value ?? null).includes('"$missing"'),
        );
        expect(baseless.map(([fact]) => fact)).toEqual([]);
      },
    );

    it.each(collector.reads.filter(hasToSay).map((read) => read.as ?? read.operation))(
      '%s answers an empty object: as if it had not answered',
      (name) => {
        const changes = changesOf(plain, plainOf(resourceOf(collector, replaced(given, name, {}))));
        for (const [fact, value] of Object.entries(changes)) {
          if (fact === 'parts') continue;
          expect([fact, JSON.stringify(value)]).toEqual([fact, expect.stringContaining('missing: ')]);
        }
      },
    );
  });
}

function hasToSay(read: ReadSpec): boolean {
  return typeof read.expects === 'string' || read.pages !== undefined;
}

function replaced(given: Given, name: string, canned: Canned): Given {
  return { ...given, reads: { ...given.reads, [name]: canned } };
}

function structuredGiven(given: Given): Given {
  return { ...given, item: structuredClone(given.item) };
}
