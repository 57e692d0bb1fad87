import { type Dialect, RestError, type RestFault } from '../rest/route.ts';
import type { AzureEstate } from './estate.ts';
import { callerOf } from './tokens.ts';

const statuses: Record<RestFault, number> = {
  denied: 403,
  throttled: 429,
  internal: 500,
  expired: 401,
  unauthenticated: 401,
  'unknown-operation': 404,
  'bad-token': 400,
};

/** @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
const codes: Record<RestFault, string> = {
  denied: 'AuthorizationFailed',
  throttled: 'TooManyRequests',
  internal: 'InternalServerError',
  expired: 'ExpiredAuthenticationToken',
  unauthenticated: 'AuthenticationFailed',
  'unknown-operation': 'InvalidResourceType',
  'bad-token': 'InvalidSkipToken',
};

/** How Azure Resource Manager speaks of errors, tokens and places. */
export const azureDialect: Dialect<AzureEstate> = {
  error(fault, { caller, operation, url }) {
    const message =
      fault === 'denied'
        ? `The client '${caller}' does not have authorization to perform action '${operation}' over scope '${url.pathname}'.`
        : `${codes[fault]} at ${url.pathname}`;
    const headers: Record<string, string> = fault === 'throttled' ? { 'retry-after': '1' } : {};
    return new RestError(statuses[fault], { error: { code: codes[fault], message } }, headers);
  },
  identify: (headers, estate, now) => callerOf(headers.authorization, estate, now),
  place({ params, estate, url }) {
    const id = (params.subscriptionId ?? '').toLowerCase();
    const found = estate.subscriptions.find((one) => one.id === id);
    if (id !== '' && !found)
      throw new RestError(404, {
        error: { code: 'SubscriptionNotFound', message: `The subscription '${id}' could not be found.` },
      });
    const namespace = found?.unregistered?.find((one) =>
      url.pathname.toLowerCase().includes(`/providers/${one.toLowerCase()}/`),
    );
    if (namespace)
      throw new RestError(409, {
        error: {
          code: 'MissingSubscriptionRegistration',
          message: `The subscription is not registered to use namespace '${namespace}'.`,
        },
      });
    return { account: { id, name: found?.name ?? '' }, region: 'global' };
  },
  headers: (id) => ({ 'x-ms-request-id': id, 'x-ms-ratelimit-remaining-subscription-reads': '249' }),
  resource: ({ url }) => url.pathname.toLowerCase(),
};
