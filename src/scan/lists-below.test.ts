import { describe, expect, it } from 'vitest';
import type { Collector } from '../model/provider.ts';
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
