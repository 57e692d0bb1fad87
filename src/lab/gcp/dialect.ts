import { type Dialect, RestError, type RestFault } from '../rest/route.ts';
import type { GcpEstate, GcpProject } from './estate.ts';
import { callerOf } from './tokens.ts';

/** @see https://cloud.google.com/apis/design/errors */
const faults: Readonly<Record<RestFault, readonly [status: number, word: string, reason: string]>> = {
  denied: [403, 'PERMISSION_DENIED', 'IAM_PERMISSION_DENIED'],
  throttled: [429, 'RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED'],
  internal: [500, 'INTERNAL', ''],
  expired: [401, 'UNAUTHENTICATED', 'ACCESS_TOKEN_EXPIRED'],
  unauthenticated: [401, 'UNAUTHENTICATED', 'CREDENTIALS_MISSING'],
  'unknown-operation': [404, 'NOT_FOUND', ''],
  'bad-token': [400, 'INVALID_ARGUMENT', ''],
};

/** An error in Google's words. */
export function gcpFault(status: number, word: string, message: string, details: readonly object[] = []): RestError {
  return new RestError(status, {
    error: { code: status, message, status: word, ...(details.length === 0 ? {} : { details }) },
  });
}

/** Why, in the part of an error that programs read. */
export function errorInfo(reason: string, metadata: Readonly<Record<string, string>> = {}): object {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata };
}

export const gcpDialect: Dialect<GcpEstate> = {
  error(fault, { url, service, operation }) {
    const [status, word, reason] = faults[fault];
    const message =
      fault === 'denied'
        ? `Permission '${service}.${operation}' denied on resource '${url.pathname}' (or it may not exist).`
        : `${word} at ${url.pathname}`;
    const details = [
      ...(reason === '' ? [] : [errorInfo(reason)]),
      ...(fault === 'throttled' ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.05s' }] : []),
    ];
    return gcpFault(status, word, message, details);
  },
  identify: (headers, _estate, now) => callerOf(headers.authorization, now),
  place({ params, estate }) {
    const found = projectIn(estate, params.project);
    return {
      account: { id: found?.id ?? params.project ?? '', name: found?.id ?? params.project ?? '' },
      region: params.location ?? 'global',
    };
  },
  // Google's front end gives no id of a request.
  headers: () => ({ server: 'ESF', 'x-content-type-options': 'nosniff' }),
  resource: ({ url }) => url.pathname.split('/').slice(3).join('/'),
};

/** A project by id or number. */
export function projectIn({ projects }: GcpEstate, name: string | undefined): GcpProject | undefined {
  return projects.find(({ id, number }) => id === name || number === name);
}
