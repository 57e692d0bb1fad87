import type { Collection } from '../collection.ts';
import { hashText } from '../random.ts';
import { ApiError, type Call, type ErrorName } from './route.ts';

/** How a list pages. */
export interface PageRules {
  /** Member with the page size asked for. */
  size: string;
  /** Member with the page token. */
  token: string;
  defaultSize: number;
  maxSize: number;
  minSize?: number;
  /** Error for a token that is not of this list. */
  badToken: ErrorName;
  /** Error for a page size out of range. Default ValidationException. */
  badSize?: ErrorName;
}

/** Items of a page and where the next one starts; `next` is undefined at the end. */
export interface Page<T> {
  items: T[];
  next: string | undefined;
}

/** Which items of a collection a list shows, and in what order. */
export interface Selection<T> {
  keep?: ((item: T) => boolean) | undefined;
  reverse?: boolean;
}

let issued = 0;

/**
 * The page that a call asks for. Tokens are opaque, differ each time, and hold for the list and filters that they were
 * given out for.
 *
 * @throws ApiError for a page size out of range and for a token of another list.
 */
export function page<T>(
  call: Call,
  collection: Collection<T> | undefined,
  rules: PageRules,
  selection: Selection<T> = {},
): Page<T> {
  const size = pageSize(call, rules);
  const length = collection?.length ?? 0;
  const { keep, reverse = false } = selection;
  let index = startOf(call, rules);
  const items: T[] = [];
  for (; index < length; index++) {
    const item = collection?.at(reverse ? length - 1 - index : index);
    if (item === undefined || (keep !== undefined && !keep(item))) continue;
    if (items.length === size) return { items, next: tokenAt(call, rules, index) };
    items.push(item);
  }
  return { items, next: undefined };
}

function tokenAt(call: Call, rules: PageRules, index: number): string {
  issued = (issued + 1) % 0xffffff;
  return Buffer.from(`${listKey(call, rules)}.${issued.toString(36)}.${index}`).toString('base64');
}

function startOf(call: Call, rules: PageRules): number {
  const token = call.input[rules.token];
  // An empty token is no token: AWS's own clients send one back when a list answered with one.
  if (token === undefined || token === null || token === '') return 0;
  const [key, , index] = Buffer.from(String(token), 'base64').toString('latin1').split('.');
  const start = Number(index);
  if (key !== listKey(call, rules) || !Number.isSafeInteger(start) || start < 0) {
    throw new ApiError(rules.badToken[0], 'The token provided is not valid for this request.', rules.badToken[1]);
  }
  return start;
}

function pageSize(call: Call, rules: PageRules): number {
  const asked = call.input[rules.size];
  if (asked === undefined || asked === null) return rules.defaultSize;
  const size = Number(asked);
  const { minSize = 1, maxSize } = rules;
  if (Number.isInteger(size) && size >= minSize && size <= maxSize) return size;
  const name = rules.size.charAt(0).toLowerCase() + rules.size.slice(1);
  const [bound, limit] = size > maxSize ? ['less', maxSize] : ['greater', minSize];
  const [code, status] = rules.badSize ?? ['ValidationException', 400];
  throw new ApiError(
    code,
    `1 validation error detected: Value '${String(asked)}' at '${name}' failed to satisfy constraint: Member must have value ${bound} than or equal to ${limit}`,
    status,
  );
}

/** Names a list by account, region, operation and filters, so that a token fits no other. */
function listKey(call: Call, rules: PageRules): string {
  const { [rules.token]: _token, [rules.size]: _size, ...filters } = call.input;
  const name = `${call.account.id} ${call.region} ${call.service} ${call.operation} ${JSON.stringify(filters)}`;
  return hashText(name).toString(36);
}
