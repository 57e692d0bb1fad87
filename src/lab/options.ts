import type { Estate } from './estate.ts';

/** A token bucket: `burst` requests at once, refilled with `perSecond`. */
export interface Rate {
  perSecond: number;
  burst: number;
  /** Drawn on by all operations together: of the account, or of one service in an account and region. Default: by each alone. */
  pool?: 'account' | 'service';
}

/** Request rates per (account, region, `service:Operation`); no rates at all means no throttling. */
export interface Rates {
  default?: Rate;
  /** By `service:Operation` or `service:*`. */
  overrides?: Readonly<Record<string, Rate>>;
}

/**
 * What goes wrong: `deny` (no permission), `throttle`, `server-error` (500), `reset` (connection reset), `truncate`
 * (body cut in the middle), `not-json` (200 with a proxy's HTML page), `empty-object` (200 without members),
 * `repeat-token` (a list answers the page token it was asked with), `never-ends` (a list always has a next page),
 * `slow` (answers after `delayMs`).
 */
export type FaultKind = (typeof faultKinds)[number];

/** All fault kinds, in the order of their description. */
export const faultKinds = [
  'deny',
  'throttle',
  'server-error',
  'reset',
  'truncate',
  'not-json',
  'empty-object',
  'repeat-token',
  'never-ends',
  'slow',
] as const;

/** A fault and the requests that it hits; a member left out matches every request. */
export interface Fault {
  kind: FaultKind;
  /** Name of the service as the lab logs it: the IAM prefix, with `s3control` and `cloudwatch` apart. */
  service?: string;
  /** Operation, or a prefix ending in `*`. */
  operation?: string;
  /** Account name or id. */
  account?: string;
  region?: string;
  /** ARN of the one resource that it hits; the operations that read no single resource never match. */
  resource?: string;
  /** Share of the matching requests that are hit, 0 to 1; seeded. Default 1. */
  rate?: number;
  /** Number of requests that are hit before the fault is used up. Default: no end. */
  times?: number;
  /** For `slow`: how long the answer waits. Default 5,000. */
  delayMs?: number;
}

/** What a lab is made of; only the estate is needed. */
export interface LabOptions {
  estate: Estate;
  /** Time before every answer. Default 0. */
  latencyMs?: number;
  rates?: Rates;
  faults?: readonly Fault[];
  /** Seed of the faults' randomness. Default 1. */
  seed?: number;
  /** Keep the list of requests, not only the counters. Default true; turn off for benchmarks. */
  keepRequests?: boolean;
  /** Longest life of the credentials that AssumeRole hands out, below AWS's own limits. */
  maxSessionSeconds?: number;
  /** Clock in milliseconds since 1970; for tests. Default: the system's. */
  now?: () => number;
}

/** One request as the lab saw it; account is an id, and "" when the credentials were of nobody. */
export interface LoggedRequest {
  account: string;
  region: string;
  service: string;
  operation: string;
  /** HTTP status, 0 where the connection was reset. */
  status: number;
  /** Error code of the answer, absent where it succeeded. */
  error?: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Requests of one operation: all, those throttled, and those by status. */
export interface OperationCount {
  total: number;
  throttled: number;
  byStatus: Record<number, number>;
}

/** An HTTP request, free of its transport; header names in lower case. */
export interface LabRequest {
  method: string;
  /** Path and query as sent. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

/** An HTTP response, free of its transport. */
export interface LabResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A response and what the transport does to it. */
export interface Outcome {
  response: LabResponse;
  delayMs: number;
  /** `reset`: no answer, the connection is reset; `truncate`: it breaks in the middle of the body. */
  cut?: 'reset' | 'truncate';
}
