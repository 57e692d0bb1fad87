import type { JsonObject } from '../../src/model/json.ts';

/**
 * One read of a REST API. Together the operations of a provider are the allow-list of what may be sent: what is not
 * here has no address.
 */
export interface RestOperation {
  /** Default GET. POST only for reads that the vendor made POSTs: queries, and checks of rights. */
  method?: 'GET' | 'POST';
  /**
   * Path below the service's address. `{name}` is filled from the input (one segment, encoded), `{+name}` with several
   * segments (an ARM id, a full resource name); `{account}` and `{region}` are the scope's. What of the input is left
   * goes into the query, or into the body of a POST.
   */
  path: string;
  /** Sent with every request: `api-version`, a view, a page size. */
  query?: Readonly<Record<string, string>>;
  /** It answers a word in plain text (a version); the answer is then `{ text }`. */
  text?: true;
  /** A POST whose input goes into the query as that of a GET does; it has no body. */
  inQuery?: true;
  /** Body of a POST where the rest of the input is not the body as it is. */
  body?: (input: JsonObject, scope: { account: string; region: string }) => JsonObject;
}

/** Operations of a provider by service and name. */
export type RestOperations = Readonly<Record<string, Readonly<Record<string, RestOperation>>>>;

/** Input member with the address of the next page, where a vendor gives whole addresses (`nextLink`). */
export const nextLink = '$next';

/** A request, ready to be sent. */
export interface RestRequest {
  method: 'GET' | 'POST';
  url: URL;
  body?: string;
}

/**
 * The request that an operation and its input make.
 *
 * @param base Address of the service, without a slash at its end.
 * @throws Error when the input lacks what the path needs, or when the next page lies at another address than the service.
 */
export function toRequest(
  operation: RestOperation,
  base: string,
  scope: { account: string; region: string },
  input: JsonObject,
): RestRequest {
  const method = operation.method ?? 'GET';
  const next = input[nextLink];
  const used = new Set<string>([nextLink]);
  const path = operation.path.replaceAll(/\{(\+?)(\w+)\}/g, (_all, plus: string, name: string) => {
    used.add(name);
    const value = input[name] ?? (name === 'account' ? scope.account : name === 'region' ? scope.region : undefined);
    if (typeof value !== 'string' || value === '') throw new Error(`the request has no ${name}`);
    return plus ? segments(value) : segment(value);
  });
  const rest = Object.entries(input).filter(([name]) => !used.has(name));
  const url = typeof next === 'string' ? nextPage(next, base) : new URL(`${base}${path}`);
  if (typeof next !== 'string') {
    for (const [name, value] of Object.entries(operation.query ?? {})) url.searchParams.set(name, value);
    if (method === 'GET' || operation.inQuery) for (const [name, value] of rest) addQuery(url, name, value);
  }
  if (method === 'GET' || operation.inQuery) return { method, url };
  const left = Object.fromEntries(rest);
  return { method, url, body: JSON.stringify(operation.body ? operation.body(left, scope) : left) };
}

function addQuery(url: URL, name: string, value: JsonObject[string] | undefined): void {
  if (Array.isArray(value)) for (const one of value) url.searchParams.append(name, String(one));
  else if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
}

/** A name from a cloud's answer must not climb out of its place in the path. */
function segment(value: string): string {
  if (value === '.' || value === '..') throw new Error('a name in the path is "." or ".."');
  return encodeURIComponent(value.toWellFormed());
}

function segments(value: string): string {
  return value
    .replace(/^\//, '')
    .split('/')
    .map((one) => segment(one))
    .join('/');
}

/** Our token goes with the request: an answer must not be able to send it elsewhere. */
function nextPage(next: string, base: string): URL {
  const url = new URL(next);
  const own = new URL(base);
  if (url.origin !== own.origin || !url.pathname.startsWith(own.pathname.replace(/\/$/, '')))
    throw new Error(`the next page lies at ${url.origin}, not at ${own.origin}`);
  return url;
}
