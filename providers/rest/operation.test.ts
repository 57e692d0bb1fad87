import { describe, expect, it } from 'vitest';
import { type RestOperation, toRequest } from './operation.ts';

const scope = { account: 'sub-1', region: 'westeurope' };
const base = 'https://cloud.example/arm';
const get = (path: string, rest: Partial<RestOperation> = {}): RestOperation => ({ path, ...rest });
const urlOf = (operation: RestOperation, input: Record<string, unknown> = {}) =>
  toRequest(operation, base, scope, input as never).url.href; // inputs of the table are JSON

describe('the address of a request', () => {
  it.each([
    ['the scope', get('/subscriptions/{account}/at/{region}'), {}, '/subscriptions/sub-1/at/westeurope'],
    ['one segment, encoded', get('/x/{name}'), { name: 'a/b?c#d' }, '/x/a%2Fb%3Fc%23d'],
    ['several segments', get('{+id}/y'.replace('{', '/{')), { id: '/sub/s 1/z' }, '/sub/s%201/z/y'],
    ['constants', get('/x', { query: { 'api-version': '2025-01-01' } }), {}, '/x?api-version=2025-01-01'],
    ['the rest of the input', get('/x/{n}'), { n: 'a', top: 5, f: ['p', 'q'] }, '/x/a?top=5&f=p&f=q'],
    ['the input before the scope', get('/s/{account}'), { account: 'other' }, '/s/other'],
  ])('holds %s', (_name, operation, input, expected) => {
    expect(urlOf(operation, input)).toBe(base + expected);
  });

  it.each([[{}], [{ n: '' }], [{ n: 7 }], [{ n: '..' }], [{ n: '.' }]])('is refused for %j', (input) => {
    expect(() => urlOf(get('/x/{n}'), input)).toThrow();
  });

  it('cannot be climbed out of', () => {
    expect(() => urlOf(get('/x/{+id}'), { id: 'a/../../b' })).toThrow('".."');
  });
});

it('half of a character in a name is sent as the sign for it', () => {
  const one: RestOperation = { path: '/x/{n}' };
  expect(toRequest(one, base, scope, { n: 'a\ud83d' }).url.href).toBe(`${base}/x/a%EF%BF%BD`);
});

describe('a POST whose input goes into the query', () => {
  const post: RestOperation = { path: '/x/{n}', method: 'POST', inQuery: true, query: { 'api-version': '1' } };
  it('has no body, and goes on at the next page as it was given', () => {
    const first = toRequest(post, base, scope, { n: 'a', $filter: "b eq 'c'" });
    expect([first.method, first.body, first.url.searchParams.get('$filter')]).toEqual(['POST', undefined, "b eq 'c'"]);
    const next = `${base}/x/a?$skiptoken=t`;
    const second = toRequest(post, base, scope, { n: 'a', $filter: 'b', $next: next });
    expect([second.method, second.body, second.url.href]).toEqual(['POST', undefined, next]);
  });
  it('sends our token nowhere else', () => {
    expect(() => toRequest(post, base, scope, { n: 'a', $next: 'https://evil.example/arm/x' })).toThrow('next page');
  });
});

describe('the next page', () => {
  it('is asked for as it was given', () => {
    const next = `${base}/x?$skipToken=abc&api-version=1`;
    expect(urlOf(get('/x', { query: { 'api-version': '2' } }), { $next: next, top: 1 })).toBe(next);
  });
  it.each([
    'https://evil.example/arm/x',
    'http://cloud.example/arm/x',
    'https://cloud.example:444/arm/x',
    'https://cloud.example/other',
    'https://cloud.example@evil.example/arm',
  ])('is not asked for at %s', (next) => {
    expect(() => urlOf(get('/x'), { $next: next })).toThrow('next page');
  });
});

describe('a POST', () => {
  it('sends what the path does not use', () => {
    const request = toRequest({ method: 'POST', path: '/q/{n}' }, base, scope, { n: 'a', filter: 'b' });
    expect(request).toMatchObject({ method: 'POST', body: '{"filter":"b"}' });
    expect(request.url.search).toBe('');
  });
  it('makes its body where it has a form of its own', () => {
    const body = (input: object, { account }: { account: string }) => ({ subscriptions: [account], ...input });
    const request = toRequest({ method: 'POST', path: '/q', body }, base, scope, { query: 'x' });
    expect(request.body).toBe('{"subscriptions":["sub-1"],"query":"x"}');
  });
});
