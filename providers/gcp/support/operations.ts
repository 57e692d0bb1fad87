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
  // https://cloud.google.com/storage/docs/json_api/v1/buckets: without access lists, which the policy also tells.
  storage: {
    'buckets.get': { path: '/storage/v1/b/{bucket}' },
    'buckets.getIamPolicy': { path: '/storage/v1/b/{bucket}/iam', query: { optionsRequestedPolicyVersion: '3' } },
    // Of each key its name and state: the key itself is told once, to who makes it.
    'projects.hmacKeys.list': { path: '/storage/v1/projects/{account}/hmacKeys' },
  },
  cloudkms: {
    'cryptoKeys.get': { path: '/v1/{+name}' },
    'cryptoKeys.getIamPolicy': { path: '/v1/{+name}:getIamPolicy', query: { 'options.requestedPolicyVersion': '3' } },
    'keyRings.getIamPolicy': { path: '/v1/{+name}:getIamPolicy', query: { 'options.requestedPolicyVersion': '3' } },
  },
  artifactregistry: {
    'repositories.get': { path: '/v1/{+name}' },
    'repositories.getIamPolicy': { path: '/v1/{+name}:getIamPolicy', query: { 'options.requestedPolicyVersion': '3' } },
  },
  // https://cloud.google.com/logging/docs/reference/v2/rest: how logs are kept, never what is in them.
  logging: {
    'sinks.list': { path: '/v2/projects/{account}/sinks' },
    'buckets.get': { path: '/v2/{+name}' },
  },
  securitycentermanagement: {
    'securityCenterServices.list': { path: '/v1/projects/{account}/locations/global/securityCenterServices' },
  },
  // Of a project only what is named: its metadata hold keys.
  compute: {
    'subnetworks.get': { path: '/compute/v1/{+name}' },
    'routes.list': { path: '/compute/v1/projects/{account}/global/routes' },
    'routers.list': { path: '/compute/v1/projects/{account}/regions/{region}/routers' },
    'projects.get': { path: '/compute/v1/projects/{account}', query: { fields: 'name,xpnProjectStatus' } },
    'firewallPolicies.getEffectiveFirewalls': {
      path: '/compute/v1/projects/{account}/regions/{region}/firewallPolicies/getEffectiveFirewalls',
    },
  },
  networkmanagement: {
    'vpcFlowLogsConfigs.showEffectiveFlowLogsConfigs': {
      path: '/v1/projects/{account}/locations/global/vpcFlowLogsConfigs:showEffectiveFlowLogsConfigs',
    },
  },
  orgpolicy: {
    'policies.getEffectivePolicy': { path: '/v2/projects/{account}/policies/{constraint}:getEffectivePolicy' },
  },
};
