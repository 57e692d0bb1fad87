import type { ErrorCode } from '../../src/model/errors.ts';

/** Codes that AWS services send, by what they mean. Names lie (a bare 429 is `Unknown`), so status has its say below. */
const byCode: Record<string, ErrorCode> = {
  AccessDenied: 'ACCESS_DENIED',
  AccessDeniedException: 'ACCESS_DENIED',
  AccessDeniedFault: 'ACCESS_DENIED',
  UnauthorizedOperation: 'ACCESS_DENIED',
  Client_UnauthorizedOperation: 'ACCESS_DENIED',
  AuthorizationError: 'ACCESS_DENIED',
  AuthorizationErrorException: 'ACCESS_DENIED',
  NotAuthorized: 'ACCESS_DENIED',
  InvalidAccessException: 'API_DISABLED',
  NotImplemented: 'API_DISABLED',
  UnknownOperationException: 'API_DISABLED',
  OptInRequired: 'REGION_DISABLED',
  SubscriptionRequiredException: 'REGION_DISABLED',
  ExpiredToken: 'AUTH_EXPIRED',
  ExpiredTokenException: 'AUTH_EXPIRED',
  RequestExpired: 'AUTH_EXPIRED',
  TokenRefreshRequired: 'AUTH_EXPIRED',
  CredentialsProviderError: 'AUTH_EXPIRED',
  UnrecognizedClientException: 'ACCESS_DENIED',
  InvalidClientTokenId: 'ACCESS_DENIED',
  InvalidSignatureException: 'ACCESS_DENIED',
  SignatureDoesNotMatch: 'ACCESS_DENIED',
  AuthFailure: 'ACCESS_DENIED',
  Throttling: 'THROTTLED',
  ThrottlingException: 'THROTTLED',
  ThrottledException: 'THROTTLED',
  RequestThrottled: 'THROTTLED',
  RequestThrottledException: 'THROTTLED',
  TooManyRequestsException: 'THROTTLED',
  RequestLimitExceeded: 'THROTTLED',
  BandwidthLimitExceeded: 'THROTTLED',
  SlowDown: 'THROTTLED',
  PriorRequestNotComplete: 'THROTTLED',
  EC2ThrottledException: 'THROTTLED',
  ResourceNotFound: 'NOT_FOUND',
  ResourceNotFoundException: 'NOT_FOUND',
  NotFoundException: 'NOT_FOUND',
  NoSuchEntity: 'NOT_FOUND',
  NoSuchEntityException: 'NOT_FOUND',
  NoSuchBucket: 'NOT_FOUND',
  RepositoryNotFoundException: 'NOT_FOUND',
  TrailNotFoundException: 'NOT_FOUND',
  'InvalidSubnetID.NotFound': 'NOT_FOUND',
  'InvalidGroup.NotFound': 'NOT_FOUND',
  InternalFailure: 'SERVER_ERROR',
  InternalError: 'SERVER_ERROR',
  InternalServerError: 'SERVER_ERROR',
  InternalServiceError: 'SERVER_ERROR',
  InternalServerException: 'SERVER_ERROR',
  ServiceUnavailable: 'SERVER_ERROR',
  ServiceUnavailableException: 'SERVER_ERROR',
};

/** Codes of sockets and name resolution. */
const network = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
]);
const timeouts = new Set([
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'TimeoutError',
  'AbortError',
  'RequestTimeout',
  'RequestTimeoutException',
]);

/** Error code of an answer whose body holds none: the status is all there is. */
export function withoutCode(status: number): string {
  return `HTTP ${status}`;
}

/**
 * What an error of the SDK means.
 *
 * @param status HTTP status, 0 where no answer came. A 2xx with an error means that the body could not be understood.
 * @see https://docs.aws.amazon.com/general/latest/gr/api-retries.html and the Errors sections of the API references
 */
export function classify(errorCode: string, status: number, socketCode: string, message: string): ErrorCode {
  // SageMaker says ValidationException for things that are not there ("Could not find ...", "... does not exist").
  if (errorCode === 'ValidationException' && /could not find|does not exist|not found/i.test(message))
    return 'NOT_FOUND';
  const known = byCode[errorCode];
  if (known) return known;
  if (status === 0) {
    if (network.has(socketCode) || network.has(errorCode)) return 'NETWORK';
    if (timeouts.has(socketCode) || timeouts.has(errorCode))
      return /hang up|reset/i.test(message) ? 'NETWORK' : 'TIMED_OUT';
    // Sockets and TLS give a code, always. Without one the client itself would not send it, now or later.
    return socketCode === '' || socketCode.startsWith('ERR_INVALID_') ? 'REJECTED' : 'NETWORK';
  }
  if (status === 429) return 'THROTTLED';
  if (status === 401 || status === 403) return 'ACCESS_DENIED';
  // Not the service's word that a thing is not there: the endpoint knows no such path, or a proxy stands before it.
  if (status === 404 && errorCode === withoutCode(status)) return 'API_DISABLED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 501) return 'API_DISABLED';
  if (status >= 500) return 'SERVER_ERROR';
  // The service refused the request itself: asking again, or with more rights, changes nothing.
  if (status >= 300) return 'REJECTED';
  return 'RESPONSE_SHAPE';
}
