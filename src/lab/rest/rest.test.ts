import { afterEach, describe, expect, it } from 'vitest';
import { makeAuthority } from '../authority.ts';
import type { Fault } from '../options.ts';
import { type Served, serve } from '../serve.ts';
import { createRestEngine } from './engine.ts';
import { matcher } from './match.ts';
import { type Dialect, RestError, type RestRoute } from './route.ts';

interface Shelf {
  books: { id: string }[];
}

const routes: RestRoute<Shelf>[] = [
  {
    service: 'shelf',
    operation: 'Books_List',
    path: '/owners/{owner}/books',
    list: ({ estate }) => estate.books,
    paging: { items: 'value', answer: 'nextLink', ask: '$skip', style: 'link', defaultSize: 2 },
  },
  {
    service: 'shelf',
    operation: 'Books_Search',
    method: 'POST',
    path: '/owners/{owner}/books:search',
    list: ({ estate }) => estate.books,
    paging: {
      items: 'books',
      answer: 'next',
      ask: 'token',
      style: 'token',
      defaultSize: 2,
      size: 'max',
      emptyOmitted: true,
    },
  },
  {
    service: 'shelf',
    operation: 'Books_Get',
    path: '/owners/{owner}/books/{id}',
    handle: ({ params, estate }) => {
      const found = estate.books.find(({ id }) => id === params.id);
      if (!found) throw new RestError(404, { error: 'none' });
      return found;
    },
  },
  { service: 'shelf', operation: 'Version', path: '/owners/{owner}/version', text: () => '1.2.3' },
];

const dialect: Dialect<Shelf> = {
  error: (fault) => new RestError(fault === 'throttled' ? 429 : fault === 'internal' ? 500 : 403, { error: fault }),
  identify: (headers) => (headers.authorization === 'Bearer good' ? { caller: 'reader' } : 'unauthenticated'),
  place: ({ params }) => ({ account: { id: params.owner ?? '', name: params.owner ?? '' }, region: 'global' }),
  headers: (id) => ({ 'x-request-id': id }),
};

let served: Served | undefined;
afterEach(() => served?.close());

async function start(books = ['a', 'b', 'c'], faults: Fault[] = []) {
  const estate = { books: books.map((id) => ({ id })) };
  const engine = createRestEngine({ estate, routes, dialect, faults });
  served = await serve(engine);
  const { url } = served;
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(path.startsWith('http') ? path : url + path, {
      ...init,
      headers: { authorization: 'Bearer good', 'content-type': 'application/json' },
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }; // the lab's own
  };
  return { engine, ask, url };
}

describe('routes', () => {
  const find = matcher<Shelf>([
    ...routes,
    { service: 's', operation: 'Any', path: '/{+rest}', handle: () => ({}) },
    { service: 's', operation: 'Search', path: '/owners/{owner}/search', handle: () => ({}) },
    { service: 's', operation: 'One', path: '/owners/{owner}/{what}', handle: () => ({}) },
  ]);
  it.each([
    ['/owners/x/books', 'Books_List', { owner: 'x' }],
    ['/Owners/x/Books/', 'Books_List', { owner: 'x' }],
    ['/owners/x/books/a%2Fb', 'Books_Get', { owner: 'x', id: 'a/b' }],
    ['/owners/x/search', 'Search', { owner: 'x' }],
    ['/owners/x/other', 'One', { owner: 'x', what: 'other' }],
    ['/a/b/c/d/e/f', 'Any', { rest: 'a/b/c/d/e/f' }],
  ])('%s is %s', (path, operation, params) => {
    const found = find('GET', path);
    expect(found?.route.operation).toBe(operation);
    expect({ ...found?.params }).toEqual(params);
  });
  it('tell methods and verbs apart', () => {
    expect(find('POST', '/owners/x/books:search')?.route.operation).toBe('Books_Search');
    expect(find('DELETE', '/owners/x/books')).toBeUndefined();
  });
});

describe('a simulated REST API', () => {
  it('pages by addresses', async () => {
    const { ask } = await start();
    const first = await ask('/owners/me/books');
    expect(first.body.value).toEqual([{ id: 'a' }, { id: 'b' }]);
    const second = await ask(String(first.body.nextLink));
    expect(second.body).toEqual({ value: [{ id: 'c' }] });
  });

  it('pages by tokens and leaves out empty arrays', async () => {
    const { ask } = await start();
    const search = (body: object) => ask('/owners/me/books:search', { method: 'POST', body: JSON.stringify(body) });
    const first = await search({ max: 1 });
    expect(first.body.books).toEqual([{ id: 'a' }]);
    expect((await search({ max: 5, token: first.body.next })).body).toEqual({ books: [{ id: 'b' }, { id: 'c' }] });
    expect((await search({ token: 'nonsense' })).status).toBe(403);
    await served?.close();
    const empty = await start([]);
    expect((await empty.ask('/owners/me/books:search', { method: 'POST' })).body).toEqual({});
    expect((await empty.ask('/owners/me/books')).body).toEqual({ value: [] });
  });

  it('knows who asks, and counts by operation', async () => {
    const { engine, url, ask } = await start();
    expect((await fetch(`${url}/owners/me/books`)).status).toBe(403);
    expect((await ask('/owners/me/books/zz')).status).toBe(404);
    expect(engine.counts()).toMatchObject({ 'shelf:Books_List': { total: 1 }, 'shelf:Books_Get': { total: 1 } });
    expect(engine.requests()[1]).toMatchObject({ account: 'me', operation: 'Books_Get', status: 404 });
  });

  it('tells a word in plain text, and a page of a proxy where it is asked to', async () => {
    const { engine, url } = await start();
    const version = () => fetch(`${url}/owners/me/version`, { headers: { authorization: 'Bearer good' } });
    expect(await (await version()).text()).toBe('1.2.3');
    engine.setFaults([{ kind: 'not-json', operation: 'Version' }]);
    expect(await (await version()).text()).toContain('<html>');
  });

  it.each([
    ['deny', 403],
    ['throttle', 429],
    ['server-error', 500],
  ] as const)('answers %s as %i where it is asked to', async (kind, status) => {
    const { ask } = await start(['a'], [{ kind, operation: 'Books_List', account: 'me' }]);
    expect((await ask('/owners/me/books')).status).toBe(status);
    expect((await ask('/owners/you/books')).status).toBe(200);
  });

  it('repeats a token, never ends, and answers nothing', async () => {
    const { ask, engine } = await start();
    engine.setFaults([{ kind: 'repeat-token' }]);
    const once = String((await ask('/owners/me/books')).body.nextLink);
    expect((await ask(once)).body.nextLink).toBe(once);
    engine.setFaults([{ kind: 'never-ends' }]);
    const link = String((await ask('/owners/me/books')).body.nextLink);
    const next = String((await ask(link)).body.nextLink);
    expect(next).toContain('$skip'.replace('$', '%24'));
    expect(next).not.toBe(link);
    engine.setFaults([{ kind: 'empty-object' }]);
    expect(await ask('/owners/me/books')).toEqual({ status: 200, body: {} });
  });
});

it('speaks https by an authority that nobody else has', async () => {
  const authority = await makeAuthority();
  const engine = createRestEngine({ estate: { books: [] }, routes, dialect, scheme: 'https' });
  served = await serve(engine, { tls: authority });
  expect(served.url).toMatch(/^https:/);
  await expect(fetch(`${served.url}/owners/me/books`)).rejects.toMatchObject({
    cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
  });
});
