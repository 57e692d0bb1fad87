import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { Collector, Known } from '../model/provider.ts';
import { type Answer, books, from, leaves, library, listOf, scan, shelves } from './testing/library.ts';

describe('a list below each resource of another list', () => {
  it('is one population, read to its end', async () => {
    const { resources, of } = await scan(library);
    const below = ['A1', 'A2', 'B1', 'B2'].flatMap((id) => [`${id}@global`, `${id}x@global`]);
    expect(resources).toEqual(['A@west', ...below, 'B@north'].sort());
    expect(of('shelf')).toMatchObject({ endReached: true, items: 2, pages: 2 });
    expect(of('book')).toMatchObject({ endReached: true, items: 4, pages: 2, missing: [] });
    expect(of('leaf')).toMatchObject({ endReached: true, items: 4, pages: 4 });
  });

  it('has an end where there is nothing above it', async () => {
    const { of } = await scan(() => ({ value: [] }));
    expect(of('leaf')).toMatchObject({ endReached: true, items: 0, pages: 0, missing: [] });
  });

  it('is not whole when one of its lists is denied, nor is what is below that', async () => {
    const { of } = await scan((operation, input) =>
      operation === 'Books' && input.of === 'B' ? 'denied' : library(operation, input),
    );
    expect(of('shelf')).toMatchObject({ endReached: true });
    const cause = { reason: 'access-denied', operation: 's:Books', permission: 's/Books' };
    expect(of('book')).toMatchObject({ endReached: false, items: 2, missing: [cause] });
    expect(of('leaf')).toMatchObject({ endReached: false, items: 2, missing: [cause] });
  });

  it('is not whole when the list above was denied', async () => {
    const { of } = await scan((operation, input) => (operation === 'Shelves' ? 'denied' : library(operation, input)));
    for (const id of ['shelf', 'book', 'leaf'])
      expect(of(id)).toMatchObject({ endReached: false, missing: [{ operation: 's:Shelves' }] });
  });

  it('ends where what is above went away meanwhile', async () => {
    const { of } = await scan((operation, input) =>
      operation === 'Books' && input.of === 'B' ? 'gone' : library(operation, input),
    );
    expect(of('book')).toMatchObject({ endReached: true, items: 2, missing: [] });
  });
});

describe('lists below that an inventory spares', () => {
  const holding = (answer: (id: string) => Known | undefined): Collector[] => [
    shelves,
    {
      ...books,
      list: {
        ...listOf('Books'),
        of: {
          collector: 'shelf',
          input: (item) => ({ of: String(item.id) }),
          inventory: { name: 'the catalogue', calls: [], below: async (item) => answer(String(item.id)) },
        },
      },
    },
  ];
  const known = (uids: string[], certain = true): Known => ({ uids: new Set(uids), evidence: [7], certain });
  const oneBare = (operation: string, input: JsonObject): Answer =>
    operation === 'Books' && input.of === 'B' ? { value: [] } : library(operation, input);
  const read = async (answer: (id: string) => Known | undefined, from = oneBare) => {
    const asked: unknown[] = [];
    const { of } = await scan((operation, input) => {
      if (operation === 'Books') asked.push(input.of);
      return from(operation, input);
    }, holding(answer));
    return { asked, found: of('book') };
  };
  const a = known(['A1', 'A2']);

  it('are not asked for, and the population says so', async () => {
    const { asked, found } = await read((id) => (id === 'A' ? a : known([])));
    expect(asked).toEqual(['A']);
    expect(found).toMatchObject({ endReached: true, items: 2, pages: 1 });
    expect(found?.note).toMatch(/^1 list was not asked for: the catalogue.*the catalogue holds the same 2\.$/);
    expect(found?.evidence).toContain(7);
  });

  it.each<[name: string, answer: (id: string) => Known | undefined]>([
    ['it has nothing to say', (id) => (id === 'A' ? a : undefined)],
    ['it is not certain', (id) => (id === 'A' ? a : known([], false))],
    ['it lacks what a list names', (id) => (id === 'A' ? known(['A1']) : known([]))],
    ['it holds what no list names', (id) => (id === 'A' ? known(['A1', 'A2', 'A3']) : known([]))],
  ])('are asked for where %s', async (_name, answer) => {
    const { asked, found } = await read(answer);
    expect(asked).toEqual(['A', 'B']);
    expect(found).toMatchObject({ endReached: true, items: 2, pages: 2 });
    expect(found?.note).not.toContain('not asked for');
  });

  it('are whole only as far as those that are asked for', async () => {
    const { found } = await read(
      (id) => (id === 'A' ? a : known([])),
      (operation, input) => (operation === 'Books' ? 'denied' : library(operation, input)),
    );
    expect(found).toMatchObject({ endReached: false, items: 0, missing: [{ operation: 's:Books' }] });
    expect(found?.note).toBe('the catalogue knows of 2 that no list named: A1, A2.');
  });
});

describe('items that stand in the items of another list', () => {
  const nested = (operation: string): Answer =>
    operation === 'Shelves'
      ? {
          value: [
            { id: 'A', has: { books: [{ id: 'A1' }, { id: 'A2' }] } },
            { id: 'B' },
            { id: 'C', has: { books: ['?'] } },
          ],
        }
      : 'denied';
  const inside: Collector = {
    ...books,
    list: { ...listOf('Shelves'), of: { collector: 'shelf', at: '/has/books' } },
    facts: { version: from },
  };
  const itself: Collector = { ...leaves, list: { ...listOf('Shelves'), of: { collector: 'shelf', at: '' } } };

  it('are read without a call, each with its place in the answer', async () => {
    const { resources, of, all } = await scan(nested, [shelves, inside, itself]);
    expect(resources).toEqual([
      'A1@global',
      'A2@global',
      'A@global',
      'A@global',
      'B@global',
      'B@global',
      'C@global',
      'C@global',
    ]);
    expect(of('leaf')).toMatchObject({ endReached: true, items: 3, pages: 0 });
    const sources = all.filter((one) => one.kind === 'ml.endpoint').map((one) => one.facts.version?.from);
    expect(sources).toEqual([
      [{ operation: 's:Shelves', pointer: '/value/0/has/books/0/id', evidence: 1 }],
      [{ operation: 's:Shelves', pointer: '/value/0/has/books/1/id', evidence: 1 }],
    ]);
  });

  it('are not whole where one of them is nothing that has an id', async () => {
    const { of } = await scan(nested, [shelves, inside]);
    expect(of('book')).toMatchObject({ endReached: false, items: 2, missing: [{ errorCode: 'NoIdentity' }] });
  });

  it('are not whole where the list above was denied', async () => {
    const { of } = await scan(() => 'denied', [shelves, inside]);
    expect(of('book')).toMatchObject({ endReached: false, items: 0, missing: [{ operation: 's:Shelves' }] });
  });
});
