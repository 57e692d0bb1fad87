import { expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { mlflowError } from './errors.ts';

test.each<[number, Json | undefined, Record<string, string>, string, string]>([
  [401, undefined, { 'www-authenticate': 'Basic realm="mlflow"' }, 'ACCESS_DENIED', 'HTTP 401 Basic'],
  [401, undefined, { 'www-authenticate': 'Bearer' }, 'ACCESS_DENIED', 'HTTP 401 Bearer'],
  [401, undefined, {}, 'ACCESS_DENIED', 'HTTP 401'],
  // In plain text: "Permission denied".
  [403, undefined, {}, 'ACCESS_DENIED', 'HTTP 403'],
  [403, { error_code: 'PERMISSION_DENIED', message: 'no' }, {}, 'ACCESS_DENIED', 'PERMISSION_DENIED'],
  // Databricks, Entra ID, AWS.
  [403, { error_code: '403', message: 'Invalid access token.' }, {}, 'AUTH_EXPIRED', '403'],
  [
    401,
    { error: { code: 'ExpiredAuthenticationToken', message: 'The access token has expired.' } },
    {},
    'AUTH_EXPIRED',
    'ExpiredAuthenticationToken',
  ],
  [403, { __type: 'ExpiredTokenException', message: 'x' }, {}, 'AUTH_EXPIRED', 'ExpiredTokenException'],
  [
    404,
    { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No Experiment' },
    {},
    'NOT_FOUND',
    'RESOURCE_DOES_NOT_EXIST',
  ],
  [404, { error_code: 'ENDPOINT_NOT_FOUND', message: '' }, {}, 'API_DISABLED', 'ENDPOINT_NOT_FOUND'],
  // A page of HTML: this version has no such path, or a proxy stands before it.
  [404, undefined, {}, 'API_DISABLED', 'HTTP 404'],
  [405, undefined, {}, 'API_DISABLED', 'HTTP 405'],
  [400, { error_code: 'INVALID_PARAMETER_VALUE', message: 'x' }, {}, 'REJECTED', 'INVALID_PARAMETER_VALUE'],
  [429, { error_code: 'REQUEST_LIMIT_EXCEEDED', message: 'x' }, {}, 'THROTTLED', 'REQUEST_LIMIT_EXCEEDED'],
  [429, undefined, {}, 'THROTTLED', 'HTTP 429'],
  [503, { error_code: 'TEMPORARILY_UNAVAILABLE', message: 'x' }, {}, 'SERVER_ERROR', 'TEMPORARILY_UNAVAILABLE'],
  [502, undefined, {}, 'SERVER_ERROR', 'HTTP 502'],
  [302, undefined, { location: 'https://login.example' }, 'ACCESS_DENIED', 'HTTP 302'],
  [418, { error_code: 'constructor' }, {}, 'REJECTED', 'constructor'],
])('%i %j %j is %s', (status, body, headers, code, errorCode) => {
  expect(mlflowError(status, body, new Headers(headers))).toMatchObject({ code, errorCode });
});
