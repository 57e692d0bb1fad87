import { gcpFault } from './dialect.ts';
import type { Route } from './resources.ts';
import { makeToken, ownerOf } from './tokens.ts';

/** What somebody who may have a token shows: here, anybody on this machine. */
const subject = 'lab-subject-token';

/** Where tokens come from: workload identity federation, impersonation, and whose a token is. */
export const tokenRoutes: readonly Route[] = [
  { service: 'lab', operation: 'subjectToken', path: '/lab/subject-token', open: true, text: () => subject },
  {
    service: 'sts',
    operation: 'token',
    method: 'POST',
    path: '/sts/v1/token',
    open: true,
    handle: ({ body, estate, now }) => {
      if (body.subject_token !== subject) throw gcpFault(400, 'INVALID_ARGUMENT', 'The subject token is not valid.');
      return {
        access_token: makeToken(estate, estate.scanner, now),
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        token_type: 'Bearer',
        expires_in: estate.tokenSeconds ?? 3600,
      };
    },
  },
  {
    service: 'oauth2',
    operation: 'tokeninfo',
    method: 'POST',
    path: '/oauth2/tokeninfo',
    open: true,
    handle: ({ body, now }) => {
      const owner = ownerOf(String(body.access_token ?? ''), now);
      if (typeof owner === 'string') throw gcpFault(400, 'INVALID_ARGUMENT', 'Invalid Value');
      return { email: owner.caller, email_verified: 'true' };
    },
  },
  {
    service: 'iamcredentials',
    operation: 'generateAccessToken',
    method: 'POST',
    path: '/iamcredentials/v1/projects/-/serviceAccounts/{email}:generateAccessToken',
    handle: ({ params, estate, now }) => ({
      accessToken: makeToken(estate, params.email ?? '', now),
      expireTime: new Date(now + (estate.tokenSeconds ?? 3600) * 1000).toISOString(),
    }),
  },
];
