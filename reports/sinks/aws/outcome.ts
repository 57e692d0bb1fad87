import { SinkError } from '../../../src/model/sink.ts';
import { errorOfConnection, shown } from '../http/outcome.ts';
import { scrub } from '../secret.ts';

/** As the SDK throws them; each member may be missing. */
interface SdkError {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  $metadata?: { httpStatusCode?: unknown };
  $response?: { statusCode?: unknown; headers?: Record<string, unknown> };
  $retryable?: unknown;
}

/** Busy, or a fault of its own, or a clock that the SDK has set right by the next call. */
const later = new Set([
  'BadDigest',
  'ConditionalRequestConflict',
  'IncompleteBody',
  'InternalError',
  'InternalException',
  'InternalFailure',
  'InternalServerException',
  'LimitExceededException',
  'OperationAborted',
  'RequestLimitExceeded',
  'RequestTimeTooSkewed',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Keys that are no more, which new ones may mend at once. */
const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']);

const denied =
  /^(AccessDenied|InvalidAccessKeyId|InvalidClientTokenId|InvalidToken|MissingAuthenticationToken|NotSignedUp|OptInRequired|SignatureDoesNotMatch|UnrecognizedClient|KMS\.|AllAccessDisabled)/;

export function isExpired(error: unknown): boolean {
  return expired.has(nameOf(error));
}

/** The service's own code for what went wrong; '' where it gave none. */
export function nameOf(error: unknown): string {
  const { name } = error as SdkError; // looked at below
  return typeof name === 'string' ? name : '';
}

/** The HTTP status of the answer; 0 where none came. */
export function statusOf(error: unknown): number {
  const { $metadata, $response } = error as SdkError; // looked at below
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  return typeof status === 'number' ? status : 0;
}

/**
 * What is to be done about an error of the SDK. The error itself is not kept as the cause: it holds the answer, and some
 * answers quote what was signed.
 *
 * @param refused what to do about a request that is not to its taste: halves may be, or nothing that it is sent.
 * @param secrets are taken out of what the service said.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function errorOfAws(error: unknown, refused: 'split' | 'stop', secrets: Iterable<string>): SinkError {
  const name = nameOf(error);
  const status = statusOf(error);
  const answer = shown(scrub(String((error as SdkError).message ?? ''), [...secrets]));
  const said = `${name}${status > 0 ? ` (HTTP ${status})` : ''}${answer === '' ? '' : `: ${answer}`}`;
  const make = (remedy: SinkError['remedy'], why = '') =>
    new SinkError(remedy, why === '' ? said : `${why}: ${said}`, { answer, afterMs: retryAfterOf(error) });
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return make('stop', 'there are no credentials of AWS');
  if (status === 0) return errorOfConnection(cleaned(error, answer));
  if (later.has(name)) return make('later');
  if (expired.has(name)) return make('stop', 'the credentials have expired');
  if (denied.test(name) || status === 401 || status === 403) return make('stop', 'the credentials may not');
  if (name === 'EntityTooLarge' || status === 413) return make('split', 'too large');
  if (status === 408 || status === 409 || status === 429 || status >= 500) return make('later');
  if (status === 404) return make('stop', 'there is no such receiver');
  if (status >= 300 && status < 400) return make('stop', 'it is in another region');
  return make(status === 400 ? refused : 'stop', 'not to its taste');
}

/** Without the request that such errors carry. */
function cleaned(error: unknown, message: string): Error {
  const { code, name } = error as SdkError; // every error of a socket has a code
  const own = typeof code === 'string' ? code : name === 'TimeoutError' ? 'ETIMEDOUT' : undefined;
  return Object.assign(new Error(message), own === undefined ? {} : { code: own });
}

function retryAfterOf(error: unknown): number {
  const value = (error as SdkError).$response?.headers?.['retry-after'];
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Math.min(Number(value) * 1000, 3_600_000) : 0;
}
