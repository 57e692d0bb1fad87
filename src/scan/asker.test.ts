import { describe, expect, it } from 'vitest';
import { Gate } from '../limits/gate.ts';
import type { JsonObject } from '../model/json.ts';
import { CallError, type ListSpec, type Session } from '../model/provider.ts';
import { Asker } from './asker.ts';

const list: ListSpec = {
  service: 's',
  operation: 'List',
  permission: 's:List',
  items: 'Things',
  paging: { ask: 'NextToken', answer: 'NextToken', size: ['MaxResults', 2] },
};

/** An asker whose cloud gives these answers, page after page; an error code fails the page. */
function asker(pages: (JsonObject | string)[]): { asker: Asker; inputs: JsonObject[] } {
  const inputs: JsonObject[] = [];
  const session: Session = {
    provider: 'aws',
    account: '1',
    identity: 'me',
    send: async ({ input }) => {
      const page = pages[inputs.length] ?? pages.at(-1) ?? {};
      inputs.push(input);
      if (typeof page === 'string') {
        throw new CallError({
          code: page === 'Gone' ? 'NOT_FOUND' : 'ACCESS_DENIED',
          errorCode: page,
          status: 400,
          requestId: '',
          serverDate: '',
          message: page,
          receivedSha256: '',
        });
      }
      return { status: 200, requestId: `r${inputs.length}`, serverDate: '', receivedSha256: '', body: page };
    },
    redact: (_s, _o, body) => body,
    renew: async () => false,
    close: () => undefined,
  };
  let number = 0;
  const gate = new Gate({
    allowed: new Set(['s:List']),
    rateOf: () => ({ perSecond: 1e6, burst: 1e6 }),
    record: () => {
      number += 1;
      return number;
    },
  });
  return { asker: new Asker(gate, session, 'r'), inputs };
}

async function read(pages: (JsonObject | string)[], spec: ListSpec = list, newest = 0) {
  const { asker: one, inputs } = asker(pages);
  const items: JsonObject[] = [];
  const steps = one.pages(spec, newest);
  for (;;) {
    const step = await steps.next();
    if (step.done) return { items, end: step.value, inputs };
    items.push(...step.value.items);
  }
}

const a = { Name: 'a' };
const b = { Name: 'b' };
const c = { Name: 'c' };

describe('a list', () => {
  it('is read to its end', async () => {
    const { items, end, inputs } = await read([{ Things: [a], NextToken: 't' }, { Things: [b] }]);
    expect(items).toEqual([a, b]);
    expect(end).toMatchObject({ endReached: true, bounded: false, missing: [] });
    expect(inputs).toEqual([{ MaxResults: 2 }, { MaxResults: 2, NextToken: 't' }]);
  });

  it.each<[name: string, last: JsonObject, detail: string | undefined]>([
    ['adds up', { Total: 2, Cut: 'false' }, undefined],
    ['adds up, and says nothing of a cut', { Total: 2 }, undefined],
    ['has less than there are', { Total: 3, Cut: 'false' }, '2 items came, Total is 3'],
    ['has more than there are', { Total: 1, Cut: false }, '2 items came, Total is 1'],
    ['does not say how many there are', { Cut: false }, '2 items came, Total is undefined'],
    ['says that it was cut', { Total: 2, Cut: 'true' }, 'Cut is true'],
    ['says so in another way', { Total: 2, Cut: true }, 'Cut is true'],
  ])('that tells its whole is whole only when it %s', async (_name, last, detail) => {
    // What pages before the last say of a cut is that there are more.
    const pages = [
      { Things: [a], NextToken: 't', Total: 2, Cut: 'true' },
      { Things: [b], ...last },
    ];
    const { items, end } = await read(pages, { ...list, whole: { total: 'Total', truncated: 'Cut' } });
    expect(items).toEqual([a, b]);
    expect(end.endReached).toBe(detail === undefined);
    expect(end.missing).toMatchObject(detail === undefined ? [] : [{ reason: 'partial-answer', detail }]);
  });

  it('that is empty is a list', async () => {
    expect((await read([{ Things: [] }])).end).toMatchObject({ endReached: true });
  });

  it.each<[string, (JsonObject | string)[], string]>([
    ['is denied', ['Denied'], 'Denied'],
    ['is denied on the second page', [{ Things: [a], NextToken: 't' }, 'Denied'], 'Denied'],
    ['answers without its array', [{}], 'EmptyAnswer'],
    ['loses its array on the second page', [{ Things: [a], NextToken: 't' }, {}], 'EmptyAnswer'],
    ['has something else where its array should be', [{ Things: 'x' }], 'EmptyAnswer'],
    [
      'gives the same token twice',
      [
        { Things: [a], NextToken: 't' },
        { Things: [b], NextToken: 't' },
      ],
      'RepeatedToken',
    ],
  ])('that %s did not reach its end', async (_name, pages, errorCode) => {
    const { end } = await read(pages);
    expect(end.endReached).toBe(false);
    expect(end.missing[0]).toMatchObject({ errorCode, operation: 's:List' });
  });

  describe('whose answer names what it could not gather', () => {
    const google = { ...list, partial: ['unreachable'] };
    it('is read on, and did not reach its end', async () => {
      const { items, end } = await read(
        [{ Things: [a], NextToken: 't', unreachable: ['locations/x'] }, { Things: [b] }],
        google,
      );
      expect(items).toEqual([a, b]);
      expect(end).toMatchObject({
        endReached: false,
        missing: [{ reason: 'partial-answer', errorCode: 'PartialAnswer', operation: 's:List', evidence: 1 }],
      });
      expect(end.missing[0]?.detail).toContain('locations/x');
    });
    it.each([[{ unreachable: [] }], [{}], [{ unreachable: false }]])('is whole with %j', async (said) => {
      expect((await read([{ Things: [a], ...said }], google)).end).toMatchObject({ endReached: true, missing: [] });
    });
    it('is not asked where the vendor has no such member', async () => {
      expect((await read([{ Things: [a], unreachable: ['x'] }])).end).toMatchObject({ endReached: true });
    });
    it('is no paged read', async () => {
      const { asker: one } = asker([{ Things: [a], unreachable: ['x'] }]);
      const got = await one.joined(
        list,
        { items: 'Things', ask: 'NextToken', answer: 'NextToken', partial: ['unreachable'] },
        {},
      );
      expect(got).toMatchObject({ status: 'failed', missing: { errorCode: 'PartialAnswer' } });
    });
  });

  it('that says by an error that there is nothing has an end, on its first page only', async () => {
    const spec = { ...list, answers: ['NoSuchPath'] };
    expect((await read(['NoSuchPath'], spec)).end).toMatchObject({ endReached: true, missing: [] });
    const later = await read([{ Things: [a], NextToken: 't' }, 'NoSuchPath'], spec);
    expect(later.end).toMatchObject({ endReached: false });
  });

  it.each<[string, (JsonObject | string)[], number, string | undefined]>([
    ['says that there is no more', [{ Things: [a], More: false }], 1, undefined],
    ['says nothing of more', [{ Things: [a] }], 1, undefined],
    ['gives null as the way on', [{ Things: [a], NextToken: null }], 1, undefined],
    [
      'says that there is more, with null as the way to it',
      [{ Things: [a], More: true, NextToken: null }],
      1,
      'NoToken',
    ],
    [
      'says that there is more, and gives the way',
      [{ Things: [a], More: true, NextToken: 't' }, { Things: [b] }],
      2,
      undefined,
    ],
    ['gives a way without saying that there is more', [{ Things: [a], NextToken: 't' }, { Things: [b] }], 2, undefined],
    ['gives a way and says that there is no more', [{ Things: [a], More: false, NextToken: 't' }], 1, undefined],
    ['says that there is more, and gives no way to it', [{ Things: [a], More: true }], 1, 'NoToken'],
    ['says that there is more, with an empty way to it', [{ Things: [a], More: true, NextToken: '' }], 1, 'NoToken'],
  ])('that %s', async (_name, pages, asked, errorCode) => {
    const { end, inputs } = await read(pages, {
      ...list,
      paging: { ask: 'NextToken', answer: 'NextToken', more: 'More' },
    });
    expect(inputs).toHaveLength(asked);
    expect(end.endReached).toBe(errorCode === undefined);
    expect(end.missing[0]?.errorCode).toBe(errorCode);
  });

  it('whose token is not a text did not reach its end', async () => {
    expect((await read([{ Things: [a], NextToken: 7 }])).end).toMatchObject({
      endReached: false,
      missing: [{ errorCode: 'NoToken' }],
    });
  });

  it('goes round in tokens no longer than until one comes again', async () => {
    const { end, inputs } = await read([
      { Things: [a], NextToken: '1' },
      { Things: [b], NextToken: '2' },
      { Things: [c], NextToken: '1' },
    ]);
    expect(end.endReached).toBe(false);
    expect(inputs).toHaveLength(3);
  });

  it('goes round no longer than until a page comes again under a new token', async () => {
    const round = Array.from({ length: 9 }, (_, n) => ({ Things: [n % 2 ? a : b], NextToken: String(n) }));
    const { end, inputs } = await read(round);
    expect(end.missing[0]).toMatchObject({ errorCode: 'EndlessPages' });
    expect(inputs).toHaveLength(3);
  });

  it('may have empty pages, but not for ever', async () => {
    const pages = (n: number) => Array.from({ length: n }, (_, index) => ({ Things: [], NextToken: String(index) }));
    expect((await read([...pages(50), { Things: [a] }])).end).toMatchObject({ endReached: true });
    expect((await read([...pages(500), { Things: [a] }])).end).toMatchObject({ endReached: false });
  });

  it('ends even where each answer has other items and another token', async () => {
    const changing = Array.from({ length: 20_100 }, (_, n) => ({
      Things: [{ Name: String(n) }],
      NextToken: String(n),
    }));
    const { end, inputs } = await read(changing);
    expect(end).toMatchObject({ endReached: false, missing: [{ errorCode: 'EndlessPages' }] });
    expect(inputs).toHaveLength(20_001);
  });

  it('may leave its array out where the vendor does', async () => {
    expect((await read([{}], { ...list, emptyOmitted: 'https://example.com' })).end).toMatchObject({
      endReached: true,
    });
  });

  it('stops at the newest N, and says that it was cut', async () => {
    const { items, end } = await read(
      [
        { Things: [a, b], NextToken: '1' },
        { Things: [b, c], NextToken: '2' },
      ],
      list,
      3,
    );
    expect(items).toHaveLength(3);
    expect(end).toMatchObject({ endReached: true, bounded: true });
  });

  it('of no more than N is whole', async () => {
    expect((await read([{ Things: [a, b] }], list, 2)).end).toMatchObject({ endReached: true, bounded: false });
  });

  it('believes the flag for more pages rather than the token', async () => {
    const spec = { ...list, paging: { ask: 'Marker', answer: 'Marker', more: 'IsTruncated' } };
    expect((await read([{ Things: [a], Marker: 'm', IsTruncated: false }], spec)).inputs).toHaveLength(1);
    expect((await read([{ Things: [a], Marker: 'm', IsTruncated: true }, { Things: [b] }], spec)).inputs).toHaveLength(
      2,
    );
  });
});

describe('one read', () => {
  it('without the member that every true answer has is no answer', async () => {
    const outcome = await asker([{}]).asker.one({ ...list, expects: 'Arn' }, {});
    expect(outcome).toMatchObject({
      status: 'failed',
      missing: { reason: 'partial-answer', errorCode: 'EmptyAnswer' },
    });
  });

  it('may be empty where the vendor says so', async () => {
    expect(await asker([{}]).asker.one({ ...list, expects: { mayBeEmpty: 'https://example.com' } }, {})).toMatchObject({
      status: 'answer',
    });
  });

  it('names operation, code, permission and evidence of a refusal', async () => {
    expect(await asker(['Denied']).asker.one(list, {})).toMatchObject({
      status: 'failed',
      missing: { reason: 'access-denied', operation: 's:List', errorCode: 'Denied', permission: 's:List', evidence: 1 },
    });
  });

  it('takes a declared error for the answer that it is', async () => {
    expect(await asker(['NoSuchPolicy']).asker.one({ ...list, answers: ['NoSuchPolicy'] }, {})).toMatchObject({
      status: 'absent',
      errorCode: 'NoSuchPolicy',
    });
  });
});

describe('a paged read', () => {
  const pages = { items: 'Things', ask: 'NextToken', answer: 'NextToken' };

  it('is joined', async () => {
    expect(await asker([{ Things: [a], NextToken: 't' }, { Things: [b] }]).asker.joined(list, pages, {})).toMatchObject(
      { status: 'answer', body: { Things: [a, b] } },
    );
  });

  it('that is cut off is missing as a whole', async () => {
    expect(await asker([{ Things: [a], NextToken: 't' }, 'Denied']).asker.joined(list, pages, {})).toMatchObject({
      status: 'failed',
      missing: { reason: 'access-denied' },
    });
  });

  it('of something that is gone says so', async () => {
    expect(await asker(['Gone']).asker.joined(list, pages, {})).toMatchObject({ status: 'failed', notFound: true });
  });
});
