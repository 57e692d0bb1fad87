import type { JsonObject } from '../../model/json.ts';
import { gcpFault } from './dialect.ts';
import { type Call, listed, type Route } from './resources.ts';

/** An account of the project by its address. @throws RestError 404 */
function accountOf(call: Call): JsonObject {
  const found = [...Array.from({ length: listed(call, 'serviceAccounts').length }).keys()]
    .map((index) => listed(call, 'serviceAccounts').at(index))
    .find((one) => one?.email === call.params.email);
  if (!found) throw gcpFault(404, 'NOT_FOUND', `Unknown service account ${call.params.email}.`);
  return found;
}

const path = '/iam/v1/projects/{project}/serviceAccounts/{email}';

/** Service accounts with their keys and policies, and what roles allow. */
export const iamRoutes: readonly Route[] = [
  {
    service: 'iam',
    operation: 'serviceAccounts.get',
    path,
    handle: (call) => {
      const { keys: _keys, policy: _policy, ...account } = accountOf(call);
      return account;
    },
  },
  {
    service: 'iam',
    operation: 'serviceAccounts.getIamPolicy',
    method: 'POST',
    path: `${path}:getIamPolicy`,
    handle: (call) => ({ etag: 'BwYacc0001=', ...(accountOf(call).policy as object | undefined) }), // an object where there is one
  },
  {
    service: 'iam',
    operation: 'serviceAccounts.keys.list',
    path: `${path}/keys`,
    handle: (call) => ({
      keys: [
        { name: 'google', keyType: 'SYSTEM_MANAGED' },
        ...((accountOf(call).keys as object[] | undefined) ?? []), // a list where there is one
      ],
    }),
  },
  {
    service: 'iam',
    operation: 'roles.get',
    path: '/iam/v1/roles/{role}',
    handle: ({ params, estate }) => {
      const permissions = estate.roles?.[`roles/${params.role}`];
      if (!permissions) throw gcpFault(404, 'NOT_FOUND', `The role named roles/${params.role} was not found.`);
      return { name: `roles/${params.role}`, stage: 'GA', includedPermissions: permissions };
    },
  },
];
