import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { gcpError } from './errors.ts';

const error = (more: Json): Json => ({ error: { message: 'm', ...(more as object) } });
const info = (reason: string): Json => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason });
const disabled = 'Vertex AI API has not been used in project 123456789123 before or it is disabled.';

describe('an error of Google Cloud', () => {
  it.each<[string, number, Json | undefined, string, string]>([
    ['denied', 403, error({ status: 'PERMISSION_DENIED' }), 'ACCESS_DENIED', 'PERMISSION_DENIED'],
    [
      'denied, with the permission',
      403,
      error({ status: 'PERMISSION_DENIED', details: [info('IAM_PERMISSION_DENIED')] }),
      'ACCESS_DENIED',
      'PERMISSION_DENIED',
    ],
    [
      'an API that is off',
      403,
      error({ status: 'PERMISSION_DENIED', details: [{ '@type': 'x' }, info('SERVICE_DISABLED')] }),
      'API_DISABLED',
      'SERVICE_DISABLED',
    ],
    [
      'an API that is off, in the older form',
      403,
      error({ status: 'PERMISSION_DENIED', message: disabled, errors: [{ reason: 'accessNotConfigured' }] }),
      'API_DISABLED',
      'accessNotConfigured',
    ],
    [
      'a project that is being deleted',
      403,
      error({ status: 'PERMISSION_DENIED', details: [info('CONSUMER_INVALID')] }),
      'API_DISABLED',
      'CONSUMER_INVALID',
    ],
    [
      'a perimeter',
      403,
      error({ status: 'PERMISSION_DENIED', details: [info('SECURITY_POLICY_VIOLATED')] }),
      'ACCESS_DENIED',
      'SECURITY_POLICY_VIOLATED',
    ],
    [
      'an expired token',
      401,
      error({ status: 'UNAUTHENTICATED', details: [info('ACCESS_TOKEN_EXPIRED')] }),
      'AUTH_EXPIRED',
      'ACCESS_TOKEN_EXPIRED',
    ],
    ['no token that is known', 401, error({ status: 'UNAUTHENTICATED' }), 'AUTH_EXPIRED', 'UNAUTHENTICATED'],
    ['too many', 429, error({ status: 'RESOURCE_EXHAUSTED' }), 'THROTTLED', 'RESOURCE_EXHAUSTED'],
    [
      'too many, in the older form',
      403,
      error({ errors: [{ reason: 'rateLimitExceeded' }] }),
      'THROTTLED',
      'rateLimitExceeded',
    ],
    ['not there', 404, error({ status: 'NOT_FOUND' }), 'NOT_FOUND', 'NOT_FOUND'],
    [
      'not there, with a location in its name',
      404,
      error({ status: 'NOT_FOUND', message: 'The Model "projects/1/locations/us-central1/models/2" is not found.' }),
      'NOT_FOUND',
      'NOT_FOUND',
    ],
    [
      'a location without it',
      400,
      error({ status: 'INVALID_ARGUMENT', message: 'Unsupported region for Vertex AI, select from [us-central1]' }),
      'REGION_DISABLED',
      'INVALID_ARGUMENT',
    ],
    [
      'a location that is none',
      404,
      error({ status: 'NOT_FOUND', message: 'Location xx-1 is not found or access is unauthorized.' }),
      'REGION_DISABLED',
      'NOT_FOUND',
    ],
    ['an operation that is not offered', 501, error({ status: 'UNIMPLEMENTED' }), 'API_DISABLED', 'UNIMPLEMENTED'],
    ['a wrong request', 400, error({ status: 'INVALID_ARGUMENT' }), 'REJECTED', 'INVALID_ARGUMENT'],
    ['unavailable', 503, error({ status: 'UNAVAILABLE' }), 'SERVER_ERROR', 'UNAVAILABLE'],
    ['a list of one', 403, [error({ status: 'PERMISSION_DENIED' })], 'ACCESS_DENIED', 'PERMISSION_DENIED'],
    ['a word that nobody knows', 418, error({ status: 'TEAPOT' }), 'REJECTED', 'TEAPOT'],
    ['HTML of a missing page', 404, undefined, 'API_DISABLED', 'HTTP 404'],
    ['HTML of a proxy', 502, undefined, 'SERVER_ERROR', 'HTTP 502'],
    ['HTML of a wall', 403, undefined, 'ACCESS_DENIED', 'HTTP 403'],
    ['HTML of a redirect', 302, undefined, 'REJECTED', 'HTTP 302'],
    ['JSON that is no error', 429, {}, 'THROTTLED', 'HTTP 429'],
  ])('%s', (_name, status, body, code, errorCode) => {
    expect(gcpError(status, body)).toMatchObject({ code, errorCode });
  });

  it.each<[string, number | undefined]>([
    ['12s', 12_000],
    ['0.5s', 500],
    ['0s', undefined],
    ['soon', undefined],
  ])('says when to try again: %s', (retryDelay, expected) => {
    const body = error({ status: 'RESOURCE_EXHAUSTED', details: [{ '@type': 'RetryInfo', retryDelay }] });
    expect(gcpError(429, body).retryAfterMs).toBe(expected);
  });
});
