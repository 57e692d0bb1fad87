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
