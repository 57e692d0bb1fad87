import type { ErrorCode } from '../../src/model/errors.ts';
import type { Json } from '../../src/model/json.ts';
import { at } from '../../src/model/mapping/pointer.ts';
import type { VendorError } from '../rest/session.ts';

/**
 * Codes of MLflow and Databricks.
 *
 * @see https://github.com/mlflow/mlflow/blob/master/mlflow/protos/databricks.proto (ErrorCode) and
 * https://docs.databricks.com/api/workspace/introduction (read 2026-11)
 */
const byCode: Readonly<Record<string, ErrorCode>> = {
  PERMISSION_DENIED: 'ACCESS_DENIED',
  CUSTOMER_UNAUTHORIZED: 'ACCESS_DENIED',
  UNAUTHENTICATED: 'ACCESS_DENIED',
  RESOURCE_DOES_NOT_EXIST: 'NOT_FOUND',
  NOT_FOUND: 'NOT_FOUND',
  ENDPOINT_NOT_FOUND: 'API_DISABLED',
  FEATURE_DISABLED: 'API_DISABLED',
  NOT_IMPLEMENTED: 'API_DISABLED',
  REQUEST_LIMIT_EXCEEDED: 'THROTTLED',
  RESOURCE_EXHAUSTED: 'THROTTLED',
  RESOURCE_LIMIT_EXCEEDED: 'THROTTLED',
  TEMPORARILY_UNAVAILABLE: 'SERVER_ERROR',
  INTERNAL_ERROR: 'SERVER_ERROR',
  DEADLINE_EXCEEDED: 'TIMED_OUT',
  INVALID_PARAMETER_VALUE: 'REJECTED',
  BAD_REQUEST: 'REJECTED',
  INVALID_STATE: 'REJECTED',
};

/** What tokens that are too old are answered with: by Databricks, Entra ID and AWS. */
const outOfDate = /expired|invalid access token|token is not active/i;

/**
 * What an answer that is no 2xx means. Open-source MLflow answers 401 and 403 in plain text, 404 for paths that this
 * version does not have as a page of HTML, and everything else as `{ error_code, message }`; Azure and AWS have shapes of
 * their own.
 */
export function mlflowError(status: number, body: Json | undefined, headers: Headers): VendorError {
  const code = textAt(body, '/error_code', '/error/code', '/code', '/__type') ?? '';
  const message = (textAt(body, '/message', '/error/message', '/Message') ?? `HTTP ${status}`).slice(0, 500);
  return { code: meaning(status, code, message), errorCode: nameOf(status, code, headers), message };
}

function meaning(status: number, code: string, message: string): ErrorCode {
  if (status === 429) return 'THROTTLED';
  if ((status === 401 || status === 403) && (outOfDate.test(code) || outOfDate.test(message))) return 'AUTH_EXPIRED';
  if (status === 401 || status === 403) return 'ACCESS_DENIED';
  const known = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (known) return known;
  // A door in front sends callers to its sign-in page.
  if (status >= 300 && status < 400) return 'ACCESS_DENIED';
  // Not the server's word that a thing is not there: this version has no such path, or a proxy stands before it.
  if (status === 404 || status === 405 || status === 501) return 'API_DISABLED';
  return status >= 500 ? 'SERVER_ERROR' : 'REJECTED';
}

/** How it asks for credentials is part of the answer: `HTTP 401 Basic`. */
function nameOf(status: number, code: string, headers: Headers): string {
  if (code !== '') return code;
  const scheme = /^[A-Za-z]+/.exec(headers.get('www-authenticate') ?? '')?.[0];
  return status === 401 && scheme !== undefined ? `HTTP 401 ${scheme}` : `HTTP ${status}`;
}

function textAt(body: Json | undefined, ...pointers: readonly string[]): string | undefined {
  for (const pointer of pointers) {
    const found = at(body, pointer);
    if (typeof found === 'string' && found !== '') return found;
    if (typeof found === 'number') return String(found);
  }
  return undefined;
}
