import type { RestOperations } from '../../rest/operation.ts';

/** Reads of what others refer to. Policies are asked for by POST: Google made it so, and it changes nothing. */
export const supportOperations: RestOperations = {
  iam: {
    'serviceAccounts.get': { path: '/v1/projects/{account}/serviceAccounts/{email}' },
    'serviceAccounts.getIamPolicy': {
      method: 'POST',
      path: '/v1/projects/{account}/serviceAccounts/{email}:getIamPolicy',
    },
    'serviceAccounts.keys.list': { path: '/v1/projects/{account}/serviceAccounts/{email}/keys' },
    'roles.get': { path: '/v1/{+role}' },
  },
};
