import type { Population } from '../../model/evidence.ts';
import type { JsonObject } from '../../model/json.ts';
import { defaultSettings } from '../../model/mapping/outcome.ts';
import { answersOf } from '../../model/mapping/spec.ts';
import { CallError, type Collector, type Session } from '../../model/provider.ts';
import { ScanStore } from '../../store/scan-store.ts';
import { plan } from '../plan.ts';
import { runScan } from '../run.ts';

/** A shelf has books, a book has pages: lists below lists, as ARM has them. */
export const base = {
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
export const listOf = (operation: string, above?: string) => ({
  service: 's',
  operation,
  permission: `s/${operation}`,
  items: 'value',
  paging: { ask: '$next', answer: 'nextLink' },
  ...(above ? { of: { collector: above, input: (item: JsonObject) => ({ of: String(item.id) }) } } : {}),
});
export const shelves: Collector = {
  ...base,
  id: 'shelf',
  kind: 'ml.workspace',
  nativeType: 'Shelf',
  list: listOf('Shelves'),
};
export const books: Collector = {
  ...base,
  id: 'book',
  kind: 'ml.endpoint',
  nativeType: 'Book',
  list: listOf('Books', 'shelf'),
};
export const leaves: Collector = {
  ...base,
  id: 'leaf',
  kind: 'ml.deployment',
  nativeType: 'Leaf',
  list: listOf('Leaves', 'book'),
};

export type Answer = JsonObject | 'denied' | 'gone';

export const from = answersOf<{ Shelves: { id?: string } }>('s').from('Shelves', '/id', (id) => id, { absent: '' });

export async function scan(
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

export const library = (operation: string, input: JsonObject): Answer => {
  if (operation === 'Shelves') {
    if (input.$next === 'two') return { value: [{ id: 'B', location: 'north' }] };
    return { value: [{ id: 'A', location: 'west' }], nextLink: 'two' };
  }
  if (operation === 'Books') return { value: [{ id: `${input.of}1` }, { id: `${input.of}2` }] };
  return { value: [{ id: `${input.of}x` }] };
};
