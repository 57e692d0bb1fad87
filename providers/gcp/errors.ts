import type { ErrorCode } from '../../src/model/errors.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { at } from '../../src/model/mapping/pointer.ts';
import type { VendorError } from '../rest/session.ts';

/**
 * Reasons that say more than the status: `ErrorInfo.reason` of today's APIs, `errors[].reason` of the older ones.
 *
 * @see https://cloud.google.com/apis/design/errors#error_info and google/api/error_reason.proto
 */
const byReason: Readonly<Record<string, ErrorCode>> = {
  SERVICE_DISABLED: 'API_DISABLED',
  SERVICE_NOT_VISIBLE: 'API_DISABLED',
  accessNotConfigured: 'API_DISABLED',
  BILLING_DISABLED: 'API_DISABLED',
  CONSUMER_INVALID: 'API_DISABLED',
  CONSUMER_SUSPENDED: 'API_DISABLED',
  GCP_SUSPENDED: 'API_DISABLED',
  RESOURCE_PROJECT_INVALID: 'API_DISABLED',
  ACCESS_TOKEN_EXPIRED: 'AUTH_EXPIRED',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'ACCESS_DENIED',
  ACCESS_TOKEN_TYPE_UNSUPPORTED: 'ACCESS_DENIED',
  CREDENTIALS_MISSING: 'ACCESS_DENIED',
  SECURITY_POLICY_VIOLATED: 'ACCESS_DENIED',
  LOCATION_POLICY_VIOLATED: 'REGION_DISABLED',
  LOCATION_ORG_POLICY_VIOLATED: 'REGION_DISABLED',
  RATE_LIMIT_EXCEEDED: 'THROTTLED',
  rateLimitExceeded: 'THROTTLED',
  userRateLimitExceeded: 'THROTTLED',
};

/** @see https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
const byStatus: Readonly<Record<string, ErrorCode>> = {
  PERMISSION_DENIED: 'ACCESS_DENIED',
  UNAUTHENTICATED: 'AUTH_EXPIRED',
  NOT_FOUND: 'NOT_FOUND',
  RESOURCE_EXHAUSTED: 'THROTTLED',
  DEADLINE_EXCEEDED: 'TIMED_OUT',
  UNAVAILABLE: 'SERVER_ERROR',
  INTERNAL: 'SERVER_ERROR',
  UNKNOWN: 'SERVER_ERROR',
  DATA_LOSS: 'SERVER_ERROR',
  ABORTED: 'SERVER_ERROR',
  CANCELLED: 'SERVER_ERROR',
  UNIMPLEMENTED: 'API_DISABLED',
};

/** What an answer of Google that is no 2xx means. `body` is undefined where it is no JSON: a proxy, or no such path. */
export function gcpError(status: number, body: Json | undefined): VendorError {
  const error = errorOf(body);
  if (!error) {
    const message = 'The answer is not in the form of Google Cloud.';
    return { code: bare(status), errorCode: `HTTP ${status}`, message };
  }
  const message = text(at(error, '/message')) ?? '';
  const said = text(at(error, '/status'));
  const reasons = reasonsOf(error);
  const reason = reasons.find((one) => Object.hasOwn(byReason, one));
  const wait = retryDelayMs(error);
  const rest = { message, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  if (reason !== undefined) return { code: byReason[reason] ?? 'REJECTED', errorCode: reason, ...rest };
  const errorCode = said ?? reasons[0] ?? `HTTP ${status}`;
  if ((status === 400 || status === 404) && namesLocation(message))
    return { code: 'REGION_DISABLED', errorCode, ...rest };
  return { code: (said === undefined ? undefined : byStatus[said]) ?? byHttp(status), errorCode, ...rest };
}

/** One answer, or a list of one: streaming paths answer so. */
function errorOf(body: Json | undefined): JsonObject | undefined {
  const first = Array.isArray(body) ? body[0] : body;
  const error = at(first, '/error');
  return typeof error === 'object' && error !== null && !Array.isArray(error) ? error : undefined;
}

function reasonsOf(error: JsonObject): string[] {
  const lists = [at(error, '/details'), at(error, '/errors')].flatMap((list) => (Array.isArray(list) ? list : []));
  return lists.flatMap((one) => text(at(one, '/reason')) ?? []);
}

/** `RetryInfo.retryDelay`, a duration such as `12s` or `0.5s`. */
function retryDelayMs(error: JsonObject): number | undefined {
  const details = at(error, '/details');
  for (const one of Array.isArray(details) ? details : []) {
    const delay = /^(\d+(?:\.\d+)?)s$/.exec(text(at(one, '/retryDelay')) ?? '');
    if (delay?.[1] !== undefined && Number(delay[1]) > 0) return Number(delay[1]) * 1000;
  }
  return undefined;
}

/** A location where the service is not offered; names of resources, which hold `/locations/`, do not count. */
function namesLocation(message: string): boolean {
  const words = message.replaceAll(/\S*\/\S*/g, ' ');
  return (
    /\b(location|region)\b/i.test(words) &&
    /\b(unsupported|not (be )?(supported|available|found|valid))\b|\binvalid\b/i.test(words)
  );
}

function byHttp(status: number): ErrorCode {
  if (status === 401) return 'AUTH_EXPIRED';
  if (status === 403) return 'ACCESS_DENIED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 429) return 'THROTTLED';
  if (status === 501) return 'API_DISABLED';
  return status >= 500 ? 'SERVER_ERROR' : 'REJECTED';
}

/** Not the service's word that a thing is not there: the address knows no such path, or a proxy stands before it. */
function bare(status: number): ErrorCode {
  return status === 404 ? 'API_DISABLED' : byHttp(status);
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
