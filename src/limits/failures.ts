import { PlumblineError } from '../model/errors.ts';
import type { CallFailure } from '../model/provider.ts';

/** The scan was stopped while a call waited or was under way. */
export function aborted(cause: unknown): PlumblineError {
  return new PlumblineError('ABORTED', 'the scan was stopped', { cause });
}

/** What a call fails with, unsent, once the credentials of its account are gone for good. */
export function lostCredentials(): CallFailure {
  return {
    code: 'AUTH_EXPIRED',
    errorCode: 'ExpiredToken',
    status: 0,
    requestId: '',
    serverDate: '',
    message: 'the credentials of this account expired and could not be renewed',
    receivedSha256: '',
  };
}

/** Code of calls that were not sent; no service sends it. */
export const unsentCode = 'RetryAfter';

/** A call that was not sent, since the service wants to be left alone for longer than a call may take. */
export function leftAlone(ms: number): CallFailure {
  return {
    code: 'THROTTLED',
    errorCode: unsentCode,
    status: 0,
    requestId: '',
    serverDate: '',
    message: `the service asked not to be called for another ${Math.ceil(ms / 1000)} s`,
    receivedSha256: '',
    retryAfterMs: ms,
  };
}
