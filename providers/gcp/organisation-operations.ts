import type { RestOperations } from '../rest/operation.ts';

/**
 * What is set above resources: policies of a project and of all that it lies in, perimeters, and
 * whom these let in.
 *
 * @see https://cloud.google.com/resource-manager/reference/rest/v3/projects/getIamPolicy (a POST, to carry the version)
 * @see https://cloud.google.com/resource-manager/reference/rest/v1/projects/getAncestry
 * @see https://cloud.google.com/access-context-manager/docs/reference/rest
 */
export const organisationOperations: RestOperations = {
  cloudresourcemanager: {
    'projects.getIamPolicy': { method: 'POST', path: '/v3/projects/{account}:getIamPolicy', body: withConditions },
    'projects.getAncestry': { method: 'POST', path: '/v1/projects/{account}:getAncestry' },
    'folders.getIamPolicy': { method: 'POST', path: '/v3/folders/{folder}:getIamPolicy', body: withConditions },
    'organizations.getIamPolicy': {
      method: 'POST',
      path: '/v3/organizations/{organization}:getIamPolicy',
      body: withConditions,
    },
    'organizations.get': { path: '/v3/organizations/{organization}' },
  },
  accesscontextmanager: {
    'accessPolicies.list': { path: '/v1/accessPolicies' },
    'servicePerimeters.list': { path: '/v1/accessPolicies/{policy}/servicePerimeters' },
    'accessLevels.list': { path: '/v1/accessPolicies/{policy}/accessLevels' },
  },
};

/** Version 3 shows bindings with conditions as they are. @see https://cloud.google.com/iam/docs/policies#versions */
function withConditions() {
  return { options: { requestedPolicyVersion: 3 } };
}
