import { describe, expect, it } from 'vitest';
import type { Population } from '../model/evidence.ts';
import type { JsonObject } from '../model/json.ts';
import { defaultSettings } from '../model/mapping/outcome.ts';
import { answersOf } from '../model/mapping/spec.ts';
import { CallError, type Collector, type Session } from '../model/provider.ts';
import { ScanStore } from '../store/scan-store.ts';
import { plan } from './plan.ts';
import { runScan } from './run.ts';

/** A shelf has books, a book has pages: lists below lists, as ARM has them. */
const base = {
  provider: 'azure',
  service: 's',
  at: 'account',
  reads: [],
  facts: {},
  links: {},
  uid: (item: JsonObject) => String(item.id),
  name: (item: JsonObject) => String(item.id),
  region: (answers: { item: JsonObject }) => answers.item.location as string | undefined, // a text in this test
} as const;
const listOf = (operation: string, above?: string) => ({
  service: 's',
  operation,
  permission: `s/${operation}`,
  items: 'value',
  paging: { ask: '$next', answer: 'nextLink' },
  ...(above ? { of: { collector: above, input: (item: JsonObject) => ({ of: String(item.id) }) } } : {}),
});
const shelves: Collector = { ...base, id: 'shelf', kind: 'ml.workspace', nativeType: 'Shelf', list: listOf('Shelves') };
const books: Collector = {
  ...base,
  id: 'book',
  kind: 'ml.endpoint',
  nativeType: 'Book',
  list: listOf('Books', 'shelf'),
};
const leaves: Collector = {
  ...base,
  id: 'leaf',
  kind: 'ml.deployment',
  nativeType: 'Leaf',
  list: listOf('Leaves', 'book'),
};

type Answer = JsonObject | 'denied' | 'gone';

const from = answersOf<{ Shelves: { id?: string } }>('s').from('Shelves', '/id', (id) => id, { absent: '' });

async function scan(
  answer: (operation: string, input: JsonObject) => Answer,
  collectors: readonly Collector[] = [shelves, books, leaves],
) {
  const session: Session = {
    provider: 'azure',
    account: 'sub',
    identity: 'me',
    send: async ({ operation, input }) => {
      const body = answer(operation, input);
      if (typeof body !== 'string') return { status: 200, requestId: 'r', serverDate: '', receivedSha256: '', body };
      const code = body === 'denied' ? 'ACCESS_DENIED' : 'NOT_FOUND';
      const failure = { code, errorCode: body, status: 403, requestId: '', serverDate: '', message: body } as const;
      throw new CallError({ ...failure, receivedSha256: '' });
    },
    redact: (_s, _o, body) => body,
    renew: async () => false,
    close: () => undefined,
  };
  const store = await ScanStore.open(':memory:', 'scan-1');
  const targets = plan({
    provider: 'azure',
    accounts: [{ account: 'sub', name: 'sub', regions: [] }],
    collectors,
    natives: [],
    services: [],
  });
  await runScan({
    store,
    version: 'test',
    organisation: 'o',
    simulated: true,
    catalog: { version: '', digest: '', controls: [], frameworks: [], forKind: () => [], frameworksOf: () => ({}) },
    parts: [
      {
        targets,
        support: [],
        sessions: new Map([['sub', session]]),
        homeRegion: 'global',
        rateOf: () => ({ perSecond: 1e6, burst: 1e6 }),
      },
    ],
    settings: defaultSettings,
  });
  const all = [...store.resources()];
  const resources = all.map(({ uid, region }) => `${uid}@${region}`).sort();
  const populations = new Map<string, Population>(store.populations().map((one) => [one.collector, one]));
  store.close();
  return { all, resources, of: (id: string) => populations.get(id) };
}

const library = (operation: string, input: JsonObject): Answer => {
  if (operation === 'Shelves') {
    if (input.$next === 'two') return { value: [{ id: 'B', location: 'north' }] };
    return { value: [{ id: 'A', location: 'west' }], nextLink: 'two' };
  }
  if (operation === 'Books') return { value: [{ id: `${input.of}1` }, { id: `${input.of}2` }] };
  return { value: [{ id: `${input.of}x` }] };
};

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
