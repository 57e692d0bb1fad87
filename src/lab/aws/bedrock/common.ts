import type { Collection } from '../../collection.ts';
import { type PageRules, page } from '../paging.ts';
import { ApiError, type Call, type CommonErrors, type Output, type Route } from '../route.ts';

/** How the three services of Bedrock call the common errors. */
export const bedrockErrors: Partial<CommonErrors> = {
  throttled: ['ThrottlingException', 429],
  internal: ['InternalServerException', 500],
  invalid: ['ValidationException', 400],
  badToken: ['ValidationException', 400],
};

/** The error for an id that nothing has. */
export function notFound(what: string): ApiError {
  return new ApiError('ResourceNotFoundException', `${what} could not be found.`, 404);
}

const token = { input: 'nextToken', output: 'nextToken' };

/** Pages of a list: `maxSize` items at the most, 100 where the caller names no size. */
const rules = (maxSize: number): PageRules => ({
  size: 'maxResults',
  token: 'nextToken',
  defaultSize: Math.min(100, maxSize),
  maxSize,
  badToken: ['ValidationException', 400],
});

/** A list operation. Parameters in the query string come as texts, those in the body as numbers: both are read. */
export function listRoute<T>(
  operation: string,
  member: string,
  items: (call: Call) => Collection<T> | undefined,
  summary: (item: T) => object,
  more: { maxSize?: number; keep?: (item: T, call: Call) => boolean } = {},
): Route {
  const { maxSize = 1000, keep } = more;
  return {
    operation,
    token,
    handle(call): Output {
      const found = page(call, items(call), rules(maxSize), keep ? { keep: (item) => keep(item, call) } : {});
      const answer = { [member]: found.items.map(summary) };
      return found.next === undefined ? answer : { ...answer, nextToken: found.next };
    },
  };
}

/** An operation that answers one resource. @throws ApiError ResourceNotFoundException where there is none. */
export function getRoute<T>(
  operation: string,
  find: (call: Call) => T | undefined,
  answer: (item: T) => object,
  arnOf: (item: T) => string | undefined,
): Route {
  return {
    operation,
    resource: (call) => {
      const item = find(call);
      return item === undefined ? '*' : (arnOf(item) ?? '*');
    },
    handle(call): Output {
      const item = find(call);
      if (item === undefined) throw notFound(`The resource of ${operation}`);
      return answer(item);
    },
  };
}

/** Tags of a resource in the region of the call. */
export function tagsOf(call: Call, arn: string): Readonly<Record<string, string>> {
  const tags = call.here.bedrock?.tags;
  return (typeof tags === 'function' ? tags(arn) : tags?.[arn]) ?? {};
}

/** The items of a collection, for the small ones that are searched by more than their name. */
export function all<T>(collection: Collection<T> | undefined): T[] {
  const items: T[] = [];
  for (let index = 0; index < (collection?.length ?? 0); index += 1) {
    const item = collection?.at(index);
    if (item !== undefined) items.push(item);
  }
  return items;
}
