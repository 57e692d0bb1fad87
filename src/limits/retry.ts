import type { ErrorCode } from '../model/errors.ts';

export interface RetryPolicy {
  attempts: number;
  /** First wait; doubles with each attempt up to `maxMs`, with full jitter. */
  baseMs: number;
  maxMs: number;
  /** Time allowed for one attempt. */
  attemptMs: number;
  /** Time allowed for a call with all its attempts. */
  callMs: number;
  /** An operation that never answered in a scope gets this many attempts after so many lost calls. */
  givenUp: { after: number; attempts: number };
  /** So does one that said nothing but HTTP 500 for this long, calls that wait to try again included. */
  brokenMs: number;
}

export const defaultRetry: RetryPolicy = {
  attempts: 10,
  baseMs: 250,
  maxMs: 20_000,
  attemptMs: 30_000,
  callMs: 300_000,
  givenUp: { after: 3, attempts: 2 },
  brokenMs: 10_000,
};

const retryable: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'THROTTLED',
  'TIMED_OUT',
  'NETWORK',
  'SERVER_ERROR',
  'RESPONSE_SHAPE',
]);

export function isRetryable(code: ErrorCode): boolean {
  return retryable.has(code);
}

/** @returns ms to wait after the given failed attempt (from 1); a server's Retry-After is obeyed as the least. */
export function backoff(attempt: number, policy: RetryPolicy, random: () => number, retryAfterMs = 0): number {
  const ceiling = Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1));
  return Math.max(retryAfterMs, ceiling * (0.5 + random() / 2));
}
