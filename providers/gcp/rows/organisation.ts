import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { answersOf } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import type { AccessLevel } from '../analysis/access-levels.ts';
import { levelsOf, type Perimeter } from '../analysis/perimeters.ts';
import { googleList } from './common.ts';

/** A binding of an IAM policy. */
export interface Binding {
  role?: string;
  members?: string[];
  condition?: { title?: string; expression?: string };
}

/** What is recorded of a service's use. @see https://cloud.google.com/resource-manager/reference/rest/Shared.Types/AuditConfig */
export interface AuditConfig {
  service?: string;
  auditLogConfigs?: { logType?: string; exemptedMembers?: string[] }[];
}

/** @see https://cloud.google.com/resource-manager/reference/rest/Shared.Types/Policy */
export interface IamPolicy {
  version?: number;
  etag?: string;
  bindings?: Binding[];
  auditConfigs?: AuditConfig[];
}

/** @see https://cloud.google.com/resource-manager/reference/rest/v1/projects/getAncestry */
export interface Ancestry {
  ancestor?: { resourceId?: { type?: string; id?: string } }[];
}

export const organisation = answersOf<{
  'projects.getIamPolicy': IamPolicy;
  'projects.getAncestry': Ancestry;
  'folders.getIamPolicy': IamPolicy;
  'organizations.getIamPolicy': IamPolicy;
  'organizations.get': { name?: string; displayName?: string };
}>('cloudresourcemanager');

export const perimeters = answersOf<{
  'accessPolicies.list': { accessPolicies?: { name?: string; scopes?: string[] }[] };
  'servicePerimeters.list': { servicePerimeters?: Perimeter[] };
  'accessLevels.list': { accessLevels?: AccessLevel[] };
}>('accesscontextmanager');

/** Every true answer has an etag. */
export const projectPolicyRead: ReadSpec = {
  service: 'cloudresourcemanager',
  operation: 'projects.getIamPolicy',
  permission: 'resourcemanager.projects.getIamPolicy',
  memo: true,
  expects: 'etag',
  at: () => ({ region: 'global' }),
  input: () => ({}),
};

/** The folders and the organisation that the project lies in. The project itself is always in the answer. */
export const ancestryRead: ReadSpec = {
  service: 'cloudresourcemanager',
  operation: 'projects.getAncestry',
  permission: 'resourcemanager.projects.get',
  memo: true,
  expects: 'ancestor',
  at: () => ({ region: 'global' }),
  input: () => ({}),
};

/** Policies of the folders above; comes after `ancestryRead`. */
export const folderPoliciesRead: ReadSpec = {
  service: 'cloudresourcemanager',
  operation: 'folders.getIamPolicy',
  permission: 'resourcemanager.folders.getIamPolicy',
  memo: true,
  expects: 'etag',
  at: () => ({ region: 'global' }),
  each: (_item, got) => ancestorsOf(got, 'folder'),
  input: (_item, _got, folder) => ({ folder }),
};

/** Policy of the organisation above; comes after `ancestryRead`. */
export const organizationPolicyRead: ReadSpec = {
  service: 'cloudresourcemanager',
  operation: 'organizations.getIamPolicy',
  permission: 'resourcemanager.organizations.getIamPolicy',
  memo: true,
  expects: 'etag',
  at: () => ({ region: 'global' }),
  each: (_item, got) => ancestorsOf(got, 'organization'),
  input: (_item, _got, organization) => ({ organization }),
};

/**
 * The organisation above: its display name is the domain of its people. Comes after `ancestryRead`.
 *
 * @see https://cloud.google.com/resource-manager/reference/rest/v3/organizations#Organization
 */
export const organizationRead: ReadSpec = {
  service: 'cloudresourcemanager',
  operation: 'organizations.get',
  permission: 'resourcemanager.organizations.get',
  memo: true,
  expects: 'name',
  at: () => ({ region: 'global' }),
  each: (_item, got) => ancestorsOf(got, 'organization'),
  input: (_item, _got, organization) => ({ organization }),
};

/** Access policies of the organisation; comes after `ancestryRead`. */
export const accessPoliciesRead: ReadSpec = {
  service: 'accesscontextmanager',
  operation: 'accessPolicies.list',
  permission: 'accesscontextmanager.policies.list',
  memo: true,
  at: () => ({ region: 'global' }),
  pages: { ...googleList.paging, items: 'accessPolicies', emptyOmitted: googleList.emptyOmitted },
  input: (_item, got) => {
    const [organization] = ancestorsOf(got, 'organization');
    return organization === undefined ? null : { parent: `organizations/${organization}` };
  },
};

/** Perimeters of each access policy; comes after `accessPoliciesRead`. */
export const perimetersRead: ReadSpec = {
  service: 'accesscontextmanager',
  operation: 'servicePerimeters.list',
  permission: 'accesscontextmanager.servicePerimeters.list',
  memo: true,
  at: () => ({ region: 'global' }),
  pages: { ...googleList.paging, items: 'servicePerimeters', emptyOmitted: googleList.emptyOmitted },
  each: (_item, got) => {
    const outcome = got.get('accessPolicies.list');
    const list = outcome.status === 'answer' ? at(outcome.body, '/accessPolicies') : undefined;
    return (Array.isArray(list) ? list : []).flatMap((one) => {
      const id = /^accessPolicies\/(\d+)$/.exec(String(at(one, '/name') ?? ''))?.[1];
      return id === undefined ? [] : [id];
    });
  },
  input: (_item, _got, policy) => ({ policy }),
};

/** Access levels of each policy whose perimeters name one; comes after `perimetersRead`. */
export const accessLevelsRead: ReadSpec = {
  service: 'accesscontextmanager',
  operation: 'accessLevels.list',
  permission: 'accesscontextmanager.accessLevels.list',
  memo: true,
  at: () => ({ region: 'global' }),
  pages: { ...googleList.paging, items: 'accessLevels', emptyOmitted: googleList.emptyOmitted },
  each: (_item, got) =>
    [...got.each('servicePerimeters.list')].flatMap(([policy, outcome]) => {
      const list = outcome.status === 'answer' ? at(outcome.body, '/servicePerimeters') : undefined;
      const all = (Array.isArray(list) ? list : []) as Perimeter[]; // the answer of that read
      return all.some((one) => levelsOf(one).length > 0) ? [policy] : [];
    }),
  input: (_item, _got, policy) => ({ policy }),
};

/**
 * Whether the project is known to be there: what Google sets for any project is said of no other. For `keep` of what is
 * never listed; the reads have `ancestryRead`.
 */
export function projectThere(got: Answers): boolean | MissingValue {
  const { value } = organisation.raw('projects.getAncestry', '/ancestor').map(got);
  return isMissingValue(value) ? value : (value ?? []).length > 0;
}

/** What a project lies in: `folders/<id>`, `organizations/<id>`; none where the ancestry is not known. */
export function containersOf(got: Answers): string[] {
  return (['folder', 'organization'] as const).flatMap((type) => ancestorsOf(got, type).map((id) => `${type}s/${id}`));
}

/** Ids of what a project lies in; none where the ancestry is not known, which `organisation.raw` then says. */
function ancestorsOf(got: Answers, type: 'folder' | 'organization'): string[] {
  const outcome = got.get('projects.getAncestry');
  const list = outcome.status === 'answer' ? at(outcome.body, '/ancestor') : undefined;
  return (Array.isArray(list) ? list : []).flatMap((one) => {
    const id = at(one, '/resourceId/id');
    return at(one, '/resourceId/type') === type && typeof id === 'string' ? [id] : [];
  });
}
