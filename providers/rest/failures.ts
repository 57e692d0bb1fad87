import { PlumblineError } from '../../src/model/errors.ts';
import type { CallFailure } from '../../src/model/provider.ts';

const none = { status: 0, requestId: '', serverDate: '', receivedSha256: '' };

/** Codes of certificates that nobody we trust has signed, or that are another host's. */
const certificate = /^(UNABLE_TO_|CERT_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_|UNABLE_TO_GET)/;

/** What a request that got no whole answer came to. `fetch` hides the socket's error in `cause`, sometimes twice. */
export function networkFailure(error: unknown): CallFailure {
  if (error instanceof PlumblineError)
    return { ...none, code: error.code, errorCode: error.code, message: error.message };
  const code = codeOf(error);
  const message = textOf(error);
  if (certificate.test(code))
    return {
      ...none,
      code: 'REJECTED',
      errorCode: code,
      message: `${message} (name the authority's file under certificate_authorities in the config)`,
    };
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return { ...none, code: 'TIMED_OUT', errorCode: code, message };
  if (nameOf(error) === 'AbortError' || nameOf(error) === 'TimeoutError')
    return { ...none, code: 'TIMED_OUT', errorCode: 'Deadline', message };
  if (code !== '') return { ...none, code: 'NETWORK', errorCode: code, message };
  if (nameOf(error) === 'TypeError') return { ...none, code: 'NETWORK', errorCode: 'IncompleteBody', message };
  return { ...none, code: 'REJECTED', errorCode: 'BadRequest', message };
}

/** @returns ms that the server wants us to wait: Retry-After in seconds or as a date, or its variants in ms. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? headers.get('x-ms-retry-after-ms') ?? Number.NaN);
  if (ms > 0) return ms;
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = Number(text);
  const wait = Number.isNaN(seconds) ? Date.parse(text) - now : seconds * 1000;
  return wait > 0 ? wait : undefined;
}

function codeOf(error: unknown): string {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) {
    // objects may have any member
    const { code } = at as { code?: unknown }; // see above
    if (typeof code === 'string') return code;
  }
  return '';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
