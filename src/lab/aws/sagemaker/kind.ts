import { type Collection, findItem, isArray } from '../../collection.ts';
import type { SageMakerEstate } from '../../estate-sagemaker.ts';
import { type Page, type PageRules, page } from '../paging.ts';
import { ApiError, type Call, type Input, type Route } from '../route.ts';

/** Any resource, seen as its members. */
export type Item = Readonly<Record<string, unknown>>;

/** How a resource kind of SageMaker is listed and described. */
export interface Kind {
  /** Kind in the operations' names: `TrainingJob`; its plural takes an s. */
  name: string;
  /** Where the estate keeps it. */
  collection: keyof SageMakerEstate;
  /** Member with the list in the list's answer. */
  items: string;
  /** Member of the resource that names it, and of the input of Describe. */
  key: string;
  /** Member of the resource with its ARN. */
  arn: string;
  /** Members of the resource that its summary shows too. */
  summary: readonly string[];
  /** Members of the summary that are called or placed otherwise in the resource. */
  renamed?: (item: Item) => Record<string, unknown>;
  /** Input member of the list -> whether an item is kept; on top of those that all lists know. */
  filters?: Readonly<Record<string, (item: Item, wanted: string) => boolean>>;
  /** Member that StatusEquals looks at. */
  status?: string;
  /** Sort order where the caller asks for none. */
  order?: 'Ascending' | 'Descending';
  /** Member that the default sort goes by. Default CreationTime. */
  sortedBy?: string;
  /** Name under which the item of a call is found, where it is not the key's value. */
  nameOf?: (members: Input) => string | undefined;
  /** Error of Describe where there is none of that name. */
  missing: (arnOrName: string, call: Call) => ApiError;
}

const rules: PageRules = {
  size: 'MaxResults',
  token: 'NextToken',
  defaultSize: 10,
  maxSize: 100,
  badToken: ['ValidationException', 400],
};

/** The list and the Describe operation of a kind. */
export function kindRoutes(kind: Kind): Route[] {
  return [
    {
      operation: `List${kind.name}s`,
      token: { input: 'NextToken', output: 'NextToken' },
      handle: (call) => list(call, kind),
    },
    {
      operation: `Describe${kind.name}`,
      resource: (call) => {
        const item = find(call, kind);
        return item === undefined ? '*' : String(item[kind.arn]);
      },
      handle(call) {
        const item = find(call, kind);
        if (item === undefined) throw kind.missing(nameIn(call, kind) ?? '', call);
        return item;
      },
    },
  ];
}

/** An answer of a list: SageMaker answers an empty array where there is nothing, and no token at the end. */
export function listAnswer(items: string, found: Page<unknown>): Record<string, unknown> {
  const answer: Record<string, unknown> = { [items]: found.items };
  if (found.next !== undefined) answer.NextToken = found.next;
  return answer;
}

/** The members of `item` that are named and set. */
export function pick(item: Item, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names) if (item[name] !== undefined) picked[name] = item[name];
  return picked;
}

function list(call: Call, kind: Kind): Record<string, unknown> {
  const keep = filterOf(call, kind);
  const order = call.input.SortOrder ?? kind.order ?? 'Ascending';
  const found = page(call, sorted(call, kind), rules, { keep, reverse: order === 'Descending' });
  const items = found.items.map((item) => ({ ...pick(item, kind.summary), ...kind.renamed?.(item) }));
  return listAnswer(kind.items, { items, next: found.next });
}

function collectionOf(call: Call, kind: Kind): Collection<Item> | undefined {
  // Each collection's items are objects with members; the SDK's interfaces lack an index signature only.
  return call.here.sagemaker?.[kind.collection] as Collection<Item> | undefined;
}

const sortings = new WeakMap<object, Map<string, readonly Item[]>>();

/** Ascending by the field asked for. Lazy collections come in the order of their creation and stay so. */
function sorted(call: Call, kind: Kind): Collection<Item> | undefined {
  const collection = collectionOf(call, kind);
  if (collection === undefined || !isArray(collection)) return collection;
  const by = sortMember(call, kind);
  const orders = sortings.get(collection) ?? new Map<string, readonly Item[]>();
  sortings.set(collection, orders);
  let order = orders.get(by);
  if (order === undefined) {
    order = [...collection].sort((a, b) => compare(a[by], b[by]));
    orders.set(by, order);
  }
  return order;
}

function sortMember(call: Call, kind: Kind): string {
  const asked = call.input.SortBy;
  if (asked === 'Name') return kind.key;
  if (asked === 'Status') return kind.status ?? kind.key;
  return typeof asked === 'string' ? 'CreationTime' : (kind.sortedBy ?? 'CreationTime');
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [a instanceof Date ? a.getTime() : String(a), b instanceof Date ? b.getTime() : String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

type Test = (item: Item) => boolean;

function filterOf(call: Call, kind: Kind): Test | undefined {
  const tests: Test[] = [];
  for (const [member, wanted] of Object.entries(call.input)) {
    if (wanted === null || wanted === '') continue;
    const own = kind.filters?.[member];
    if (own !== undefined) tests.push((item) => own(item, String(wanted)));
    else tests.push(...commonTest(member, wanted, kind));
  }
  return tests.length === 0 ? undefined : (item) => tests.every((test) => test(item));
}

function commonTest(member: string, wanted: unknown, kind: Kind): Test[] {
  if (member === 'NameContains')
    return [(item) => String(item[kind.key]).toLowerCase().includes(String(wanted).toLowerCase())];
  if (member === 'StatusEquals') return [(item) => item[kind.status ?? ''] === wanted];
  const time = /^(CreationTime|LastModifiedTime|Created)(After|Before)$/.exec(member);
  if (time === null) return [];
  const field = time[1] === 'Created' ? 'CreationTime' : (time[1] ?? '');
  const sign = time[2] === 'After' ? 1 : -1;
  const bound = Number(wanted) * 1000;
  return [(item) => item[field] instanceof Date && (item[field].getTime() - bound) * sign > 0];
}

function find(call: Call, kind: Kind): Item | undefined {
  const name = nameIn(call, kind);
  if (name === undefined) return undefined;
  return findItem(collectionOf(call, kind), name, (item) => kind.nameOf?.(item) ?? String(item[kind.key]));
}

function nameIn(call: Call, kind: Kind): string | undefined {
  if (kind.nameOf !== undefined) return kind.nameOf(call.input);
  const name = call.input[kind.key];
  if (typeof name === 'string' && name !== '') return name;
  const member = kind.key.charAt(0).toLowerCase() + kind.key.slice(1);
  throw new ApiError(
    'ValidationException',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}
