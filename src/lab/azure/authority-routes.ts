import { RestError, type RestRoute } from '../rest/route.ts';
import type { AzureEstate } from './estate.ts';
import { makeToken } from './tokens.ts';

/** The part of Microsoft Entra ID that an application signs in with: discovery, and tokens for a client secret. */
export const authorityRoutes: readonly RestRoute<AzureEstate>[] = [
  {
    service: 'entra',
    operation: 'OpenIdConfiguration',
    path: '/{tenant}/v2.0/.well-known/openid-configuration',
    open: true,
    handle: ({ url, params }) => ({
      token_endpoint: `${url.origin}/${params.tenant}/oauth2/v2.0/token`,
      authorization_endpoint: `${url.origin}/${params.tenant}/oauth2/v2.0/authorize`,
      issuer: `${url.origin}/${params.tenant}/v2.0`,
      jwks_uri: `${url.origin}/${params.tenant}/discovery/v2.0/keys`,
      response_types_supported: ['code', 'id_token', 'token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
  },
  {
    service: 'entra',
    operation: 'InstanceDiscovery',
    path: '/common/discovery/instance',
    open: true,
    handle: ({ url }) => ({
      tenant_discovery_endpoint: `${url.origin}/common/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: url.host, preferred_cache: url.host, aliases: [url.host] }],
    }),
  },
  {
    service: 'entra',
    operation: 'Token',
    method: 'POST',
    path: '/{tenant}/oauth2/v2.0/token',
    open: true,
    handle: ({ body, estate, now }) => {
      if (body.client_id !== estate.client.id || body.client_secret !== estate.client.secret)
        throw new RestError(401, {
          error: 'invalid_client',
          error_description: 'AADSTS7000215: Invalid client secret provided.',
        });
      return { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: makeToken(estate, now) };
    },
  },
];
