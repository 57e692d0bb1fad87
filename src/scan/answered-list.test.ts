import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { answersOf } from '../model/mapping/spec.ts';
import type { Collector } from '../model/provider.ts';
import { type Answer, base, books, leaves, library, listOf, scan, shelves } from './testing/library.ts';

describe('items that a read of the resource above has answered', () => {
  const count = answersOf<{ Books: { value: JsonObject[] } }>('s');
  const shelf = answersOf<{ Shelves: { location?: string } }>('s');
  const book = answersOf<{ Books: { id?: string } }>('s');
  const paged: Collector = {
    ...shelves,
    reads: [
      {
        ...listOf('Books'),
        input: (item) => (item.id === 'empty' ? null : { of: String(item.id) }),
        pages: { items: 'value', ask: '$next', answer: 'nextLink' },
      },
    ],
    facts: { versions: count.from('Books', '/value', (list) => list.length, { absent: 0 }) },
  };
  const shared: Collector = {
    ...books,
    list: { ...listOf('Books'), of: { collector: 'shelf', read: 'Books' } },
    facts: {
      version: book.from('Books', '/id', (id) => id, { absent: '' }),
      region: shelf.from('Shelves', '/location', (place) => place, { absent: '' }),
    },
  };
  const two = (operation: string, input: JsonObject): Answer => {
    if (operation !== 'Books') return library(operation, input);
    return input.$next === 'b2'
      ? { value: [{ id: `${input.of}3` }] }
      : { value: [{ id: `${input.of}1` }, { id: `${input.of}2` }], nextLink: 'b2' };
  };

  it('are asked once, and stand where they stood', async () => {
    const asked: string[] = [];
    const { all, of } = await scan(
      (operation, input) => {
        asked.push(operation);
        return two(operation, input);
      },
      [paged, shared],
    );
    expect(asked.filter((one) => one === 'Books')).toHaveLength(4);
    expect(of('book')).toMatchObject({ endReached: true, items: 6, pages: 4, missing: [], firstRequestId: 'r' });
    const found = new Map(all.map((one) => [one.uid, one]));
    const pages = [found.get('A2'), found.get('A3')].map((one) => one?.facts.version?.from[0]);
    expect(pages.map((one) => one?.pointer)).toEqual(['/value/1/id', '/value/0/id']);
    expect(pages[0]?.evidence).not.toBe(pages[1]?.evidence);
    expect(found.get('A')?.facts.versions?.value).toBe(3);
  });

  it('see what was answered for those above them, with its place', async () => {
    const { all } = await scan(two, [paged, shared, leaves]);
    const region = all.find((one) => one.uid === 'B1')?.facts.region;
    expect(region).toMatchObject({ value: 'north', from: [{ operation: 's:Shelves', pointer: '/value/0/location' }] });
  });

  it('are not whole where that read was denied', async () => {
    const { of, all } = await scan(
      (operation, input) => (operation === 'Books' && input.of === 'B' ? 'denied' : two(operation, input)),
      [paged, shared],
    );
    expect(of('book')).toMatchObject({
      endReached: false,
      items: 3,
      missing: [{ reason: 'access-denied', operation: 's:Books', permission: 's/Books' }],
    });
    expect(all.find((one) => one.uid === 'B')?.facts.versions?.missing).toMatchObject([{ reason: 'access-denied' }]);
  });

  it('are not whole where it was cut off on its second page', async () => {
    const { of } = await scan(
      (operation, input) => (input.$next === 'b2' ? 'denied' : two(operation, input)),
      [paged, shared],
    );
    expect(of('book')).toMatchObject({ endReached: false, items: 0, missing: [{ operation: 's:Books' }] });
  });

  it('end where there was nothing to ask, or what is above went away', async () => {
    const none = await scan(() => ({ value: [{ id: 'empty' }] }), [paged, shared]);
    expect(none.of('book')).toMatchObject({ endReached: true, items: 0, missing: [] });
    const gone = await scan(
      (operation, input) => (operation === 'Books' ? 'gone' : library(operation, input)),
      [paged, shared],
    );
    expect(gone.of('book')).toMatchObject({ endReached: true, items: 0, missing: [] });
  });
});

it('a list that another resource reads, too, is asked once', async () => {
  const seen: string[] = [];
  const answer = (operation: string, input: JsonObject): Answer => {
    seen.push(operation);
    return library(operation, input);
  };
  const reader: Collector = {
    ...base,
    id: 'reader',
    kind: 'account.settings',
    nativeType: 'Reader',
    one: () => ({ id: 'R' }),
    reads: [
      {
        service: 's',
        operation: 'Shelves',
        permission: 's/Shelves',
        memo: true,
        input: () => ({}),
        pages: { items: 'value', ask: '$next', answer: 'nextLink' },
      },
    ],
    facts: {
      version: answersOf<{ Shelves: { value: object[] } }>('s').from('Shelves', '/value', (list) => `${list.length}`, {
        absent: '',
      }),
    },
  };
  const memo: Collector = { ...shelves, list: { ...listOf('Shelves'), memo: true } };
  const { resources, of, all } = await scan(answer, [reader, memo]);
  expect(seen).toEqual(['Shelves', 'Shelves']);
  expect(resources).toEqual(['A@west', 'B@north', 'R@global']);
  expect(of('shelf')).toMatchObject({ endReached: true, items: 2, pages: 2, missing: [] });
  expect(all.find((one) => one.uid === 'R')?.facts.version?.value).toBe('2');
  const denied = await scan(() => 'denied', [reader, memo]);
  expect(denied.of('shelf')).toMatchObject({ endReached: false, missing: [{ reason: 'access-denied' }] });
});
