import { type Dialect, RestError, type RestFault } from '../rest/route.ts';
import type { MlflowEstate } from './estate.ts';

const messages: Readonly<Record<RestFault, readonly [status: number, code: string, message: string]>> = {
  denied: [403, 'PERMISSION_DENIED', 'Permission denied'],
  throttled: [429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests'],
  internal: [500, 'INTERNAL_ERROR', 'Internal server error'],
  expired: [401, 'UNAUTHENTICATED', 'The access token has expired'],
  unauthenticated: [401, '', 'You are not authenticated.'],
  'unknown-operation': [404, 'ENDPOINT_NOT_FOUND', 'The requested URL was not found on the server.'],
  'bad-token': [400, 'INVALID_PARAMETER_VALUE', 'Invalid page token'],
};

/** The error in MLflow's words. */
export function mlflowFault(fault: RestFault): RestError {
  const [status, code, message] = messages[fault];
  const headers: Record<string, string> =
    fault === 'unauthenticated' ? { 'www-authenticate': 'Basic realm="mlflow"' } : {};
  return new RestError(status, code === '' ? { message } : { error_code: code, message }, headers);
}

/** A thing that is not there. */
export function notFound(message: string): RestError {
  return new RestError(404, { error_code: 'RESOURCE_DOES_NOT_EXIST', message });
}

export const mlflowDialect: Dialect<MlflowEstate> = {
  error: mlflowFault,
  identify: ({ authorization }, { users }) => {
    if (users.length === 0) return { caller: '' };
    const text = /^Basic (.+)$/.exec(String(authorization ?? ''))?.[1];
    const [name, ...rest] = Buffer.from(text ?? '', 'base64')
      .toString('utf8')
      .split(':');
    const found = users.find(({ username, password }) => username === name && password === rest.join(':'));
    return found ? { caller: found.username } : 'unauthenticated';
  },
  place: ({ estate }) => ({ account: { id: estate.id, name: estate.name }, region: 'global' }),
  headers: () => ({ server: 'uvicorn' }),
};
