import type { Collection } from '../collection.ts';
import type { Fault } from '../options.ts';
import { hashText } from '../random.ts';
import type { RestCall, RestPaging } from './route.ts';

/** Marks the tokens that a fault made up. */
const forged = 'forged';
let issued = 0;

/** One page of a list as the vendor writes it. @returns undefined for a token that is not of this list. */
export function pageOf<E>(
  call: RestCall<E>,
  items: Collection<object> | undefined,
  paging: RestPaging,
  fault: Fault | undefined,
): object | undefined {
  const start = startOf(call, paging);
  if (start === undefined) return undefined;
  const asked = paging.size === undefined ? undefined : Number(member(call, paging.size) ?? Number.NaN);
  const size = asked !== undefined && asked >= 1 ? Math.min(asked, 1000) : paging.defaultSize;
  const length = items?.length ?? 0;
  const page: object[] = [];
  for (let index = start; index < length && page.length < size; index += 1) {
    const item = items?.at(index);
    if (item !== undefined) page.push(item);
  }
  const end = start + page.length;
  const next = nextOf(call, paging, fault, end < length ? end : undefined);
  return {
    ...(page.length === 0 && paging.emptyOmitted ? {} : { [paging.items]: page }),
    ...(next === undefined ? {} : { [paging.answer]: next }),
  };
}

function nextOf<E>(
  call: RestCall<E>,
  paging: RestPaging,
  fault: Fault | undefined,
  index: number | undefined,
): string | undefined {
  const given = member(call, paging.ask);
  if (fault?.kind === 'repeat-token') return written(call, paging, given ?? token(call, forged));
  if (fault?.kind === 'never-ends') return written(call, paging, token(call, forged));
  return index === undefined ? undefined : written(call, paging, token(call, String(index)));
}

function written<E>(call: RestCall<E>, paging: RestPaging, text: string): string {
  if (paging.style === 'token') return text;
  const url = new URL(call.url);
  url.searchParams.set(paging.ask, text);
  return url.href;
}

function token<E>(call: RestCall<E>, index: string): string {
  issued = (issued + 1) % 0xffffff;
  return Buffer.from(`${listKey(call)}.${issued.toString(36)}.${index}`).toString('base64url');
}

function startOf<E>(call: RestCall<E>, paging: RestPaging): number | undefined {
  const given = member(call, paging.ask);
  if (given === undefined || given === '') return 0;
  const [key, , index] = Buffer.from(given, 'base64url').toString('latin1').split('.');
  if (index === forged) return 0;
  const start = Number(index);
  return key === listKey(call) && Number.isSafeInteger(start) && start >= 0 ? start : undefined;
}

function member<E>(call: RestCall<E>, name: string): string | undefined {
  const inBody = name
    .split('.')
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], call.body); // as it was sent
  const value = call.query.get(name) ?? inBody;
  return value === undefined || value === null ? undefined : String(value);
}

function listKey<E>({ url, operation, body }: RestCall<E>): string {
  return hashText(`${operation} ${url.pathname} ${String(body.query ?? '')}`).toString(36);
}
