import { describe, expect, it } from 'vitest';
import { classify } from './errors.ts';

describe('classify', () => {
  it.each([
    ['AccessDeniedException', 400, '', '', 'ACCESS_DENIED'],
    ['AccessDenied', 403, '', '', 'ACCESS_DENIED'],
    ['UnauthorizedOperation', 403, '', '', 'ACCESS_DENIED'],
    ['Forbidden', 403, '', '', 'ACCESS_DENIED'],
    ['ThrottlingException', 400, '', '', 'THROTTLED'],
    ['RequestLimitExceeded', 503, '', '', 'THROTTLED'],
    ['SlowDown', 503, '', '', 'THROTTLED'],
    ['Unknown', 429, '', '', 'THROTTLED'],
    ['ExpiredTokenException', 400, '', '', 'AUTH_EXPIRED'],
    ['InternalFailure', 500, '', '', 'SERVER_ERROR'],
    ['Unknown', 502, '', '', 'SERVER_ERROR'],
    ['ValidationException', 400, '', 'Could not find model "x".', 'NOT_FOUND'],
    ['ValidationException', 400, '', '1 validation error detected', 'REJECTED'],
    ['ResourceNotFound', 400, '', '', 'NOT_FOUND'],
    ['NoSuchEntity', 404, '', '', 'NOT_FOUND'],
    ['InvalidAccessException', 401, '', '', 'API_DISABLED'],
    ['Error', 0, 'ECONNRESET', 'socket hang up', 'NETWORK'],
    ['TimeoutError', 0, '', 'socket hang up', 'NETWORK'],
    ['TimeoutError', 0, '', 'request timed out', 'TIMED_OUT'],
    ['AbortError', 0, '', '', 'TIMED_OUT'],
    ['NotImplemented', 501, '', '', 'API_DISABLED'],
    ['HTTP 501', 501, '', '', 'API_DISABLED'],
    ['UnknownOperationException', 400, '', '', 'API_DISABLED'],
    ['HTTP 404', 404, '', '', 'API_DISABLED'],
    ['NoSuchThing', 404, '', '', 'NOT_FOUND'],
    ['HTTP 500', 500, '', '', 'SERVER_ERROR'],
    ['HTTP 429', 429, '', '', 'THROTTLED'],
    ['HTTP 403', 403, '', '', 'ACCESS_DENIED'],
    ['CredentialsProviderError', 0, '', 'no keys', 'AUTH_EXPIRED'],
    ['Error', 0, 'CERT_HAS_EXPIRED', 'certificate has expired', 'NETWORK'],
    ['Error', 0, '', 'No value provided for input HTTP label: Bucket.', 'REJECTED'],
    ['TypeError', 0, 'ERR_INVALID_URL', 'Invalid URL', 'REJECTED'],
    ['EndpointError', 0, '', 'AccountId is required', 'REJECTED'],
    ['UnreadableBody', 200, '', '', 'RESPONSE_SHAPE'],
  ])('%s with status %i %s "%s" is %s', (code, status, socket, message, expected) => {
    expect(classify(code, status, socket, message)).toBe(expected);
  });
});
