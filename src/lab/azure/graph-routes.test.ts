import { describe, expect, it } from 'vitest';
import { createRestEngine } from '../rest/engine.ts';
import { azureDialect } from './dialect.ts';
import type { AzureEstate, AzureRight } from './estate.ts';
import { azureRoutes } from './routes.ts';
import { makeToken } from './tokens.ts';

const type = 'Microsoft.MachineLearningServices/workspaces';
const idIn = (s: string, group: string, name: string) =>
  `/subscriptions/${s}/resourceGroups/${group}/providers/${type}/${name}`;
const resource = (id: string, of: string) => ({ id, name: id.split('/').at(-1) ?? '', type: of, properties: {} });
const [a, b, c] = [idIn('one', 'g', 'a'), idIn('one', 'h', 'b'), idIn('two', 'g', 'c')];
const estate: AzureEstate = {
  tenant: 't',
  client: { id: 'c', secret: 's', objectId: 'o', name: 'n' },
  roles: [],
  subscriptions: [
    { id: 'one', name: 'one', resources: [resource(b, type), resource(a, type)], roleAssignments: [] },
    {
      id: 'two',
      name: 'two',
      resources: [resource(c, type), resource(`${c}/computes/x`, `${type}/computes`)],
      roleAssignments: [],
    },
  ],
};

function ask(changed: Partial<AzureEstate>, url: string, body?: object) {
  const all = { ...estate, ...changed };
  const engine = createRestEngine({ estate: all, routes: azureRoutes, dialect: azureDialect });
  const { response } = engine.answer({
    method: body ? 'POST' : 'GET',
    url,
    headers: { authorization: `Bearer ${makeToken(all, Date.now())}`, 'content-type': 'application/json' },
    body: body ? JSON.stringify(body) : '',
  });
  return { status: response.status, body: JSON.parse(response.body) as Record<string, unknown> }; // the lab's own
}

const query = (of: string) => `resources | where type =~ '${of}' | project id | order by id asc`;
const graph = (changed: Partial<AzureEstate>, more: object = {}, of = type) =>
  ask(changed, '/providers/Microsoft.ResourceGraph/resources', {
    query: query(of),
    subscriptions: ['one', 'two'],
    ...more,
  });
const allow = (scope: string, ...actions: string[]): AzureRight => ({ scope, actions });

describe('Resource Graph of the lab', () => {
  it('answers rows of a type, sorted, over all subscriptions that are named', () => {
    const { body } = graph({}, {}, type.toLowerCase());
    expect(body).toMatchObject({
      totalRecords: 3,
      count: 3,
      resultTruncated: 'false',
      data: [a, b, c].map((id) => ({ id })),
    });
    expect(graph({}, { subscriptions: ['two'] }).body.data).toEqual([{ id: c }]);
    expect(graph({}, {}, `${type}/computes`).body.data).toEqual([]);
  });

  it.each<[name: string, changed: Partial<AzureEstate>, ids: string[]]>([
    ['a subscription', { rights: [allow('/subscriptions/one', '*/read')] }, [a, b]],
    ['a resource group', { rights: [allow('/subscriptions/one/resourceGroups/G', '*/read')] }, [a]],
    ['a resource', { rights: [allow(b, `${type}/read`)] }, [b]],
    ['other types', { rights: [allow('/subscriptions/two', 'Microsoft.Search/*/read')] }, []],
    ['all but what is denied', { denials: [allow(a, '*/read')] }, [b, c]],
    ['what it has heard of', { graph: { unheard: [a.toUpperCase()] } }, [b, c]],
  ])('leaves out without a word what is not within the rights: %s', (_name, changed, ids) => {
    const { status, body } = graph(changed);
    expect([status, body.data, body.totalRecords]).toEqual([200, ids.map((id) => ({ id })), ids.length]);
  });

  it('refuses who has no right in any of them, and what is no query', () => {
    expect(graph({ rights: [] }).status).toBe(403);
    expect(graph({}, { query: 'resources | take 5' }).status).toBe(400);
  });

  it('pages by tokens of the same query, and says when it cuts', () => {
    const first = graph({}, { options: { $top: 2 } });
    expect(first.body).toMatchObject({ count: 2, totalRecords: 3 });
    const options = { $top: 2, $skipToken: first.body.$skipToken };
    expect(graph({}, { options }).body).toMatchObject({ data: [{ id: c }], count: 1 });
    expect(graph({}, { options }, `${type}/onlineEndpoints`).status).toBe(400);
    expect(graph({ graph: { most: 1 } }).body).toMatchObject({ count: 1, totalRecords: 3, resultTruncated: 'true' });
  });
});

describe('rights in the lab', () => {
  const list = (changed: Partial<AzureEstate>) => ask(changed, `/subscriptions/one/providers/${type}`).status;
  const computes = (changed: Partial<AzureEstate>) => ask(changed, `${c}/computes`).status;
  it('are needed for lists, at the place that is listed', () => {
    expect([list({}), computes({})]).toEqual([200, 200]);
    const group = { rights: [allow('/subscriptions/one/resourceGroups/g', '*/read'), allow(c, '*/read')] };
    expect([list(group), computes(group)]).toEqual([403, 200]);
    expect(computes({ denials: [allow(c, `${type}/computes/*`)] })).toBe(403);
  });

  it('are told of a subscription, roles and denials apart', () => {
    const rights = [allow('/subscriptions/one', '*/read'), allow(a, '*'), allow('/subscriptions/two', '*')];
    const root = '/subscriptions/one/providers/Microsoft.Authorization';
    expect(ask({ rights }, `${root}/permissions`).body.value).toMatchObject([{ actions: ['*/read'], notActions: [] }]);
    const denials = [allow(a, '*/write'), allow(c, '*/write')];
    expect(ask({ denials }, `${root}/denyAssignments`).body.value).toMatchObject([
      { properties: { scope: a, permissions: [{ actions: ['*/write'] }] } },
    ]);
  });

  it('narrow the own index, which names nothing that is not asked for', () => {
    const index = (changed: Partial<AzureEstate>, filter: string) =>
      ask(changed, `/subscriptions/one/resources?$filter=${encodeURIComponent(filter)}`);
    const eq = (of: string) => `resourceType eq '${of}'`;
    const ids = ({ body }: ReturnType<typeof ask>) => (body.value as { id: string }[]).map(({ id }) => id); // the lab's own
    expect(ids(index({}, `${eq('x/y')} or ${eq(type)}`)).sort()).toEqual([a, b]);
    expect(ids(index({ denials: [allow(a, `${type}/read`)] }, eq(type)))).toEqual([b]);
    expect(index({}, 'tagName eq 1').status).toBe(400);
  });
});
