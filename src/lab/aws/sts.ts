import { findItem } from '../collection.ts';
import type { Account, IamRole } from '../estate.ts';
import { trusts } from '../policy-document.ts';
import { hashText } from '../random.ts';
import { query } from './protocols/query.ts';
import { ApiError, type Call, type Output, required, routes, type Service, text } from './route.ts';

/** STS: who am I, and the way into another account. */
export const sts: Service = {
  name: 'sts',
  signingName: 'sts',
  protocol: query,
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  routes: routes(
    {
      operation: 'GetCallerIdentity',
      handle: ({ caller, account }) => ({ Arn: caller.arn, UserId: caller.userId, Account: account.id }),
    },
    { operation: 'AssumeRole', resource: (call) => required(call, 'RoleArn'), handle: assumeRole },
  ),
};

/**
 * Temporary credentials for a role whose trust policy names the caller, with the external id that it asks for.
 *
 * @throws ApiError AccessDenied, without saying whether the role exists; ValidationError for a bad duration.
 */
function assumeRole(call: Call): Output {
  const arn = required(call, 'RoleArn');
  const session = required(call, 'RoleSessionName');
  const found = findRole(call, arn);
  const principal = { accountId: call.account.id, arn: call.caller.arn, externalId: text(call, 'ExternalId') };
  if (found === undefined || !trusts(found.role.trust, principal)) {
    const who = `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
    throw new ApiError('AccessDenied', who, 403);
  }
  const { account, role } = found;
  const roleId = role.role.RoleId ?? `AROALAB${hashText(arn).toString(36).toUpperCase()}`;
  const userId = `${roleId}:${session}`;
  const sessionArn = `arn:aws:sts::${account.id}:assumed-role/${role.role.RoleName}/${session}`;
  const issued = call.sessions.issue(account, sessionArn, userId, duration(call, role));
  return {
    AssumedRoleUser: { AssumedRoleId: userId, Arn: sessionArn },
    Credentials: {
      AccessKeyId: issued.accessKeyId,
      SecretAccessKey: issued.secretAccessKey,
      SessionToken: issued.sessionToken,
      Expiration: new Date(issued.expiresAt),
    },
  };
}

function findRole(call: Call, arn: string): { account: Account; role: IamRole } | undefined {
  const [, accountId, name] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const account = call.estate.accounts.find((item) => item.id === accountId);
  if (account === undefined || name === undefined) return undefined;
  const role = findItem(account.iam.roles, name, (item) => item.role.RoleName);
  return role?.role.Arn === arn ? { account, role } : undefined;
}

/** Seconds: 15 minutes to the role's maximum, an hour where the caller asks for none or is a role itself. */
function duration(call: Call, role: IamRole): number {
  const asked = text(call, 'DurationSeconds');
  const seconds = asked === undefined ? 3600 : Number(asked);
  const max = call.caller.arn.includes(':assumed-role/') ? 3600 : (role.role.MaxSessionDuration ?? 3600);
  if (Number.isInteger(seconds) && seconds >= 900 && seconds <= max) return seconds;
  throw new ApiError(
    'ValidationError',
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  );
}
