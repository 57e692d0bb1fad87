import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Look } from '../../../src/model/provider.ts';
import { cannedAsk } from '../../native/canned-ask.ts';
import { graphBelowWorkspace } from './inventory.ts';

const type = 'Microsoft.MachineLearningServices/workspaces';
const workspace = (subscription: string, n: number) =>
  `/subscriptions/${subscription}/resourceGroups/g/providers/${type}/w${n}`;
const endpoint = (subscription: string, n: number) => `${workspace(subscription, n)}/onlineEndpoints/e`;
const idsOf = (ids: string[]): JsonObject[] => ids.map((id) => ({ id }));
const five = [0, 1, 2, 3, 4].map((n) => workspace('s', n));

/** What is known below the last of five workspaces, of which the first has an endpoint. */
async function below(
  changed: { places?: string[]; rows?: string[]; index?: string[] } = {},
  accounts: string[] = ['s'],
  of = workspace('s', 4),
) {
  const { places = five, rows = [endpoint('s', 0)], index = rows } = changed;
  const { ask, asked } = cannedAsk({
    Resources: ({ query }) => idsOf(String(query).includes('/onlineEndpoints') ? rows : places),
    Permissions_ListForSubscription: [{ actions: ['*/read'], notActions: [] }],
    DenyAssignments_List: [],
    Resources_List: idsOf(index),
  });
  const doors: string[] = [];
  const look: Look = {
    accounts: new Set(accounts),
    in: (account) => {
      doors.push(account);
      return ask;
    },
  };
  const scope = { provider: 'azure', account: 's', accountName: 's', region: 'global' } as const;
  const known = await graphBelowWorkspace('onlineEndpoints').below({ id: of }, scope, look);
  return { known, asked, doors };
}

it('a workspace without rows has nothing, where that is proven', async () => {
  const { known, asked } = await below();
  expect(known).toMatchObject({ uids: new Set(), certain: true });
  expect(asked.map(({ operation }) => operation)).toEqual([
    'Resources',
    'Resources',
    'Permissions_ListForSubscription',
    'DenyAssignments_List',
    'Resources_List',
  ]);
  expect(asked[4]?.input.$filter).toBe(
    ['onlineEndpoints', 'batchEndpoints', 'serverlessEndpoints']
      .map((one) => `resourceType eq '${type}/${one}'`)
      .join(' or '),
  );
});

it('ids are the same in any letters', async () => {
  const { known } = await below({ places: five.map((id) => id.toUpperCase()), rows: [endpoint('s', 4).toUpperCase()] });
  expect(known?.uids).toEqual(new Set([endpoint('s', 4).toLowerCase()]));
});

it.each<[name: string, changed: Parameters<typeof below>[0]]>([
  ['it has rows: nothing is to be proven', { rows: [endpoint('s', 4)] }],
  ['it has no row of the type at all', { rows: [] }],
  ['the proof costs as much as it spares', { places: five.slice(1) }],
  ['the own index knows more', { index: [endpoint('s', 0), endpoint('s', 4)] }],
  ['the own index knows less', { index: [] }],
])('no proof where %s', async (_name, changed) => {
  expect((await below(changed)).known?.certain).toBe(false);
});

it.each<[name: string, changed: Parameters<typeof below>[0]]>([
  ['the workspace is no row', { places: five.slice(0, 4) }],
  ['rows come twice', { rows: [endpoint('s', 0), endpoint('s', 0)] }],
  ['workspaces come twice', { places: [...five, ...five] }],
])('nothing is known where %s', async (_name, changed) => {
  expect((await below(changed)).known).toBeUndefined();
});

it('what other subscriptions hold shows that the type is held, and counts for nothing else', async () => {
  const elsewhere = { rows: [endpoint('t', 4)], index: [] };
  expect((await below(elsewhere, ['s', 't'])).known).toMatchObject({ uids: new Set(), certain: true });
});

it('one query is for all subscriptions, up to as many as it takes', async () => {
  const accounts = Array.from({ length: 1500 }, (_, n) => `a${String(n).padStart(4, '0')}`);
  const { asked, doors } = await below({}, [...accounts, 's']);
  const subscriptions = asked[0]?.input.subscriptions as string[]; // a list of texts
  expect([subscriptions.length, subscriptions[0], subscriptions.at(-1)]).toEqual([501, 'a1000', 's']);
  expect(doors.slice(0, 2)).toEqual(['a1000', 'a1000']);
});
