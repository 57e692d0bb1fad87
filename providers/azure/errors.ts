import type { ErrorCode } from '../../src/model/errors.ts';
import type { Json } from '../../src/model/json.ts';
import { at } from '../../src/model/mapping/pointer.ts';
import type { VendorError } from '../rest/session.ts';

/**
 * Codes of Resource Manager and its providers, by what they mean.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 */
const byCode: Readonly<Record<string, ErrorCode>> = {
  AuthorizationFailed: 'ACCESS_DENIED',
  AuthorizationPermissionMismatch: 'ACCESS_DENIED',
  LinkedAuthorizationFailed: 'ACCESS_DENIED',
  Forbidden: 'ACCESS_DENIED',
  RequestDisallowedByPolicy: 'ACCESS_DENIED',
  InvalidAuthenticationTokenTenant: 'ACCESS_DENIED',
  InvalidAuthenticationToken: 'AUTH_EXPIRED',
  ExpiredAuthenticationToken: 'AUTH_EXPIRED',
  AuthenticationFailed: 'AUTH_EXPIRED',
  MissingSubscriptionRegistration: 'API_DISABLED',
  SubscriptionNotRegistered: 'API_DISABLED',
  NoRegisteredProviderFound: 'API_DISABLED',
  InvalidResourceType: 'API_DISABLED',
  FeatureNotEnabled: 'API_DISABLED',
  LocationNotAvailableForResourceType: 'REGION_DISABLED',
  ResourceNotFound: 'NOT_FOUND',
  ResourceGroupNotFound: 'NOT_FOUND',
  ParentResourceNotFound: 'NOT_FOUND',
  NotFound: 'NOT_FOUND',
  UserNotFound: 'NOT_FOUND',
  TooManyRequests: 'THROTTLED',
  SubscriptionRequestsThrottled: 'THROTTLED',
  RateLimiting: 'THROTTLED',
  ServerTimeout: 'SERVER_ERROR',
  InternalServerError: 'SERVER_ERROR',
  GatewayTimeout: 'SERVER_ERROR',
};

/** A subscription that is gone is no resource that is gone: its lists are gaps. */
const ofSubscription = new Set([
  'SubscriptionNotFound',
  'InvalidSubscriptionId',
  'DisallowedOperation',
  'ReadOnlyDisabledSubscription',
]);

/** What an answer of Azure that is no 2xx means; the status has its say where the code says nothing. */
export function azureError(status: number, body: Json | undefined): VendorError {
  const told = body === undefined ? undefined : (at(body, '/error/code') ?? at(body, '/code') ?? at(body, '/Code'));
  const text = body === undefined ? undefined : (at(body, '/error/message') ?? at(body, '/message'));
  const named = typeof told === 'string' && told !== '';
  const errorCode = named ? told : `HTTP ${status}`;
  const message = typeof text === 'string' ? text : errorCode;
  // Whatever stands between us and Azure says 404, too: only a named error says that a resource is gone.
  const code = status === 404 && !named ? 'REJECTED' : classify(errorCode, status);
  return { code, errorCode, message };
}

function classify(errorCode: string, status: number): ErrorCode {
  if (ofSubscription.has(errorCode)) return 'REJECTED';
  const found = byCode[errorCode];
  if (found) return found;
  if (status === 429) return 'THROTTLED';
  if (status === 401) return 'AUTH_EXPIRED';
  if (status === 403) return 'ACCESS_DENIED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 408) return 'TIMED_OUT';
  if (status >= 500) return 'SERVER_ERROR';
  return 'REJECTED';
}
