import { gcpFault } from './dialect.ts';
import type { AccessPolicy, GcpProject } from './estate.ts';
import { type Call, paging, projectOf, type Route } from './resources.ts';

const root = '/cloudresourcemanager';
const service = 'cloudresourcemanager';

function asAnswer({ id, number, name, state = 'ACTIVE', above }: GcpProject): object {
  return {
    name: `projects/${number}`,
    projectId: id,
    displayName: name,
    state,
    ...(above[0] ? { parent: above[0] } : {}),
  };
}

/** Resource Manager knows projects that are being deleted. */
function known({ estate, params }: Call): GcpProject {
  const found = estate.projects.find(({ id, number }) => id === params.project || number === params.project);
  if (!found) throw gcpFault(403, 'PERMISSION_DENIED', `The caller does not have permission on ${params.project}.`);
  return found;
}

function containerOf({ estate }: Call, name: string) {
  const found = estate.containers[name];
  if (!found) throw gcpFault(403, 'PERMISSION_DENIED', `The caller does not have permission on ${name}.`);
  return found;
}

function accessPolicy({ estate, params }: Call): AccessPolicy | undefined {
  return Object.values(estate.perimeters ?? {})
    .flat()
    .find(({ policy }) => policy === params.policy);
}

/** Constraints that are lists; the others are on or off. */
const listConstraints =
  /^(ainotebooks\.(accessMode|environmentOptions|restrictVpcNetworks)|vertexai\.allowed\w+|compute\.vmExternalIpAccess|gcp\.(resourceLocations|restrictNonCmekServices)|iam\.allowedPolicyMemberDomains)$/;

function allowedBy(list: readonly string[] | undefined): object {
  if (list === undefined) return { allowAll: true };
  return list.length === 0 ? { denyAll: true } : { values: { allowedValues: [...list] } };
}

/** Resource Manager v3, and the one read of v1 that v3 has not. */
export const organisationRoutes: readonly Route[] = [
  {
    service,
    operation: 'projects.get',
    path: `${root}/v3/projects/{project}`,
    handle: (call) => asAnswer(known(call)),
  },
  {
    service,
    operation: 'projects.search',
    path: `${root}/v3/projects:search`,
    list: ({ estate }) => estate.projects.map(asAnswer),
    paging: paging('projects'),
  },
  {
    service,
    operation: 'projects.list',
    path: `${root}/v3/projects`,
    list: (call) => {
      const parent = call.query.get('parent') ?? '';
      containerOf(call, parent);
      return call.estate.projects.filter(({ above }) => above[0] === parent).map(asAnswer);
    },
    paging: paging('projects'),
  },
  {
    service,
    operation: 'folders.list',
    path: `${root}/v3/folders`,
    list: (call) => {
      const parent = call.query.get('parent') ?? '';
      containerOf(call, parent);
      return Object.entries(call.estate.containers)
        .filter(([, one]) => one.parent === parent)
        .map(([name, { displayName }]) => ({ name, parent, displayName, state: 'ACTIVE' }));
    },
    paging: paging('folders'),
  },
  {
    service,
    operation: 'projects.getIamPolicy',
    method: 'POST',
    path: `${root}/v3/projects/{project}:getIamPolicy`,
    handle: (call) => projectOf(call).policy,
  },
  {
    service,
    operation: 'projects.getAncestry',
    method: 'POST',
    path: `${root}/v1/projects/{project}:getAncestry`,
    handle: (call) => {
      const { id, above } = projectOf(call);
      const of = (name: string) => {
        const [type = '', number = ''] = name.split('/');
        return { resourceId: { type: type.replace(/s$/, ''), id: number } };
      };
      return { ancestor: [of(`projects/${id}`), ...above.map(of)] };
    },
  },
  ...(['folders', 'organizations'] as const).map(
    (kind): Route => ({
      service,
      operation: `${kind}.getIamPolicy`,
      method: 'POST',
      path: `${root}/v3/${kind}/{container}:getIamPolicy`,
      handle: (call) => containerOf(call, `${kind}/${call.params.container}`).policy,
    }),
  ),
  {
    service,
    operation: 'organizations.get',
    path: `${root}/v3/organizations/{container}`,
    handle: (call) => {
      const name = `organizations/${call.params.container}`;
      return { name, displayName: containerOf(call, name).displayName, state: 'ACTIVE' };
    },
  },
  {
    service: 'orgpolicy',
    operation: 'policies.getEffectivePolicy',
    path: '/orgpolicy/v2/projects/{project}/policies/{constraint}:getEffectivePolicy',
    handle: (call) => {
      const { number, enforced = [], allowed = {} } = projectOf(call);
      const constraint = call.params.constraint ?? '';
      const rule = listConstraints.test(constraint)
        ? allowedBy(allowed[constraint])
        : { enforce: enforced.includes(constraint) };
      return { name: `projects/${number}/policies/${constraint}`, spec: { rules: [rule] } };
    },
  },
  {
    service: 'accesscontextmanager',
    operation: 'accessPolicies.list',
    path: '/accesscontextmanager/v1/accessPolicies',
    list: ({ estate, query }) =>
      (estate.perimeters?.[query.get('parent') ?? ''] ?? []).map(({ policy }) => ({
        name: `accessPolicies/${policy}`,
        parent: query.get('parent') ?? '',
      })),
    paging: paging('accessPolicies'),
  },
  {
    service: 'accesscontextmanager',
    operation: 'servicePerimeters.list',
    path: '/accesscontextmanager/v1/accessPolicies/{policy}/servicePerimeters',
    list: (call) => accessPolicy(call)?.perimeters ?? [],
    paging: paging('servicePerimeters'),
  },
  {
    service: 'accesscontextmanager',
    operation: 'accessLevels.list',
    path: '/accesscontextmanager/v1/accessPolicies/{policy}/accessLevels',
    list: (call) => accessPolicy(call)?.levels ?? [],
    paging: paging('accessLevels'),
  },
];
