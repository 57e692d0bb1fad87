import type { Collection } from '../collection.ts';

/** All that a handler may look at. */
export interface RestCall<E> {
  service: string;
  operation: string;
  /** From the path, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Of a POST: the JSON that was sent, or the fields of a form. */
  body: Readonly<Record<string, unknown>>;
  /** The address that was asked, for next pages. */
  url: URL;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  estate: E;
  /** Subscription, project or server of the call; "" where it has none. */
  account: { id: string; name: string };
  region: string;
  /** Whose token it was. */
  caller: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** How the pages of a list look: as whole addresses, or as tokens that the client sends back. */
export interface RestPaging {
  /** Answer member that holds the items. */
  items: string;
  /** Answer member for the next page: its address (`link`), or a token (`token`). */
  answer: string;
  /** Query member, or member of a POST's body (dots lead into it), that takes the token. */
  ask: string;
  style: 'link' | 'token';
  /** Query or body member with the page size. */
  size?: string;
  defaultSize: number;
  /** Whether the vendor leaves the array out when it is empty. */
  emptyOmitted?: boolean;
}

interface RouteBase {
  service: string;
  /** As the provider calls it. */
  operation: string;
  method?: 'GET' | 'POST';
  /** `/subscriptions/{subscriptionId}/providers/...`; `{+name}` takes several segments; capitals do not matter. */
  path: string;
  /** Needs no token: where tokens are given out. */
  open?: boolean;
}

/** One operation: a list, whose paging the engine does, or anything else. */
export type RestRoute<E> = RouteBase &
  (
    | {
        list: (call: RestCall<E>) => Collection<object> | undefined;
        paging: RestPaging;
        /** What else is in each page's answer, which has so many items. */
        more?: object | ((call: RestCall<E>, count: number) => object);
      }
    | { handle: (call: RestCall<E>) => object }
    /** A word in plain text. */
    | { text: (call: RestCall<E>) => string }
  );

/** Errors that any operation may answer. */
export type RestFault =
  | 'denied'
  | 'throttled'
  | 'internal'
  | 'expired'
  | 'unauthenticated'
  | 'unknown-operation'
  | 'bad-token';

/** An error that the vendor would answer. */
export class RestError extends Error {
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: object, headers: Record<string, string> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** What is a vendor's own in the pipeline. */
export interface Dialect<E> {
  /** The error in the vendor's words. */
  error(fault: RestFault, call: Pick<RestCall<E>, 'service' | 'operation' | 'caller' | 'url' | 'account'>): RestError;
  /** Who sent it; a fault when nobody that we know. */
  identify(headers: RestCall<E>['headers'], estate: E, now: number): { caller: string } | 'expired' | 'unauthenticated';
  /** Whose the called resource is, and where. */
  place(call: Pick<RestCall<E>, 'params' | 'url' | 'body' | 'estate'>): {
    account: { id: string; name: string };
    region: string;
  };
  /** Headers of every answer. */
  headers(requestId: string): Record<string, string>;
  /** Path of a resource for faults on one resource; default: the path. */
  resource?(call: RestCall<E>): string;
}
