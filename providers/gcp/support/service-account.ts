import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import {
  answersOf,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { assumableBy, customRolesIn } from '../analysis/acting.ts';
import {
  type AccountRights,
  type Binding,
  type HeldRole,
  type PermissionsOf,
  rightsIn,
  rolesOf,
} from '../analysis/bindings.ts';
import { containersOf, type IamPolicy, organisation } from '../rows/organisation.ts';
import { sharingReads, surroundings, valuesOf } from '../rows/sharing.ts';

const { raw } = answersOf<{
  'serviceAccounts.get': { email: string; disabled?: boolean };
  'serviceAccounts.getIamPolicy': IamPolicy;
  'serviceAccounts.keys.list': { keys?: { keyType?: string; disabled?: boolean; validBeforeTime?: string }[] };
}>('iam');
const hmac = answersOf<{
  'projects.hmacKeys.list': { items?: { state?: string }[]; nextPageToken?: string };
}>('storage');
const roles = answersOf<{ 'roles.get': { includedPermissions?: string[] } }>('iam').each(
  'roles.get',
  '/includedPermissions',
);
const levels = [
  organisation.raw('projects.getIamPolicy', '/bindings'),
  organisation.raw('projects.getAncestry', '/ancestor'),
  organisation.each('folders.getIamPolicy', '/bindings'),
  organisation.each('organizations.getIamPolicy', '/bindings'),
] as const;
/** Bindings on the project and on all that it lies in, and what hides more of them: what is given above holds below. */
interface Bound {
  known: Binding[];
  lacking: MissingValue | undefined;
}
const bindings: Spec<Bound> = deriveSome(levels, (own, ancestry, folders, organizations): Bound => {
  const all = [own, ...valuesOf(folders), ...valuesOf(organizations)];
  return {
    known: all.flatMap((list) => (isMissingValue(list) ? [] : (list ?? []))).map(toBinding),
    lacking: [...all, ancestry].find(isMissingValue),
  };
});
const everything = fromScope((answers) => answers);
const email = (answers: { item: { [name: string]: unknown } }) => String(answers.item.email);

/** Roles that the account has or may have. */
function heldBy(answers: Answers, all: readonly Binding[]): HeldRole[] {
  const projects = [...surroundings(answers, []).own].map((one) => `projects/${one}`);
  return rolesOf(email(answers), all, new Set([...projects, ...containersOf(answers)]));
}

/** What roles allow. A role without permissions leaves the member out. */
function permissionsIn(found: Permissions): PermissionsOf {
  return (role) => {
    if (isMissingValue(found)) return found;
    if (!found.has(role)) return missing(`what ${role} allows was not read`);
    return (found.get(role) ?? []) as readonly string[] | MissingValue; // as declared
  };
}
type Permissions = ReadonlyMap<string, readonly (string | undefined)[] | undefined | MissingValue> | MissingValue;

const rights: Spec<AccountRights & { lacking: MissingValue | undefined }> = derive(
  [bindings, roles, everything],
  ({ known, lacking }, permissions, answers) => ({
    ...rightsIn(heldBy(answers, known), permissionsIn(permissions)),
    lacking,
  }),
);
/** A binding as our judgement takes it. */
function toBinding({ role = '', members = [], condition }: NonNullable<IamPolicy['bindings']>[number]): Binding {
  return { role, members, ...(condition ? { condition: {} } : {}) };
}

/** A right that is certain is one, whatever else is given above; that there is none needs every level. */
const right = (name: keyof AccountRights): Spec<boolean> =>
  derive([rights], (all) => (name !== 'bounded' && all[name] === true ? true : (all.lacking ?? all[name])));

/** Keys that people made and that go on for ever; those that Google manages are renewed by themselves. */
const signing = derive(
  [raw('serviceAccounts.keys.list', '/keys')],
  (keys) =>
    (keys ?? []).filter(
      ({ keyType, disabled, validBeforeTime }) =>
        keyType === 'USER_MANAGED' && disabled !== true && (validBeforeTime ?? '9999') >= '9999',
    ).length,
);
/**
 * Keys by which the account opens buckets through the API that is like S3; they never expire.
 *
 * @see https://docs.cloud.google.com/storage/docs/authentication/hmackeys (2026-11)
 */
const interoperable = derive(
  [hmac.raw('projects.hmacKeys.list', '/items'), hmac.raw('projects.hmacKeys.list', '/nextPageToken')],
  (items, more) => {
    // A word that is not known is a key that may work.
    const count = (items ?? []).filter(({ state }) => state !== 'INACTIVE' && state !== 'DELETED').length;
    return count === 0 && more ? missing('the account has more keys than one answer holds') : count;
  },
);

/** Service accounts of projects of the scan, by the roles that they have in their own project. */
export const serviceAccounts = collector({
  provider: 'gcp',
  id: 'gcp/support/service-account',
  service: 'iam',
  kind: 'identity.principal',
  nativeType: 'iam.googleapis.com/ServiceAccount',
  at: 'account',
  refer: (uid) => {
    const found = /^\/\/iam\.googleapis\.com\/projects\/([^/]+)\/serviceAccounts\/([^/]+)$/.exec(uid);
    return found?.[1] && found[2]
      ? { scope: { account: found[1], region: 'global' }, item: { email: found[2] } }
      : missing('it is no service account', 'out-of-scope');
  },
  reads: [
    {
      service: 'iam',
      operation: 'serviceAccounts.get',
      permission: 'iam.serviceAccounts.get',
      input: (item) => ({ email: String(item.email) }),
      expects: 'email',
      gone: true,
    },
    ...sharingReads,
    {
      service: 'iam',
      operation: 'roles.get',
      permission: 'iam.roles.get',
      memo: true,
      expects: 'name',
      each: (_item, got) => {
        const { value } = bindings.map(got);
        if (isMissingValue(value)) return [];
        return [...new Set([...heldBy(got, value.known).map(({ role }) => role), ...customRolesIn(value.known)])];
      },
      input: (_item, _got, role) => ({ role }),
    },
    {
      service: 'iam',
      operation: 'serviceAccounts.getIamPolicy',
      permission: 'iam.serviceAccounts.getIamPolicy',
      input: (item) => ({ email: String(item.email) }),
      expects: 'etag',
    },
    {
      service: 'iam',
      operation: 'serviceAccounts.keys.list',
      permission: 'iam.serviceAccountKeys.list',
      input: (item) => ({ email: String(item.email) }),
      // An account always has keys that Google manages.
      expects: 'keys',
    },
    {
      service: 'storage',
      operation: 'projects.hmacKeys.list',
      permission: 'storage.hmacKeys.list',
      input: (item) => ({ serviceAccountEmail: String(item.email) }),
      expects: 'kind',
    },
  ],
  uid: (item, scope) => `//iam.googleapis.com/projects/${scope.account}/serviceAccounts/${String(item.email)}`,
  name: (item) => String(item.email),
  facts: {
    tags: notSupported('Service accounts have no labels.'),
    owner: notSupported('Service accounts have no labels.'),
    dataClass: notSupported('Service accounts have no labels.'),
    region: notSupported('Service accounts have no location.'),
    processing: notSupported('Service accounts have no location.'),
    state: derive([raw('serviceAccounts.get', '/disabled')], (off) =>
      off === true ? ('stopped' as const) : ('active' as const),
    ),
    createdAt: notExposed('when the account was made, from the audit log'),
    modifiedAt: notExposed('when the account was changed, from the audit log'),
    lastUsedAt: notExposed('its last sign-in, from Activity Analyzer'),
    idleStopMinutes: notSupported('An account is no machine.'),
    admin: right('admin'),
    dataWide: right('dataWide'),
    escalates: right('escalates'),
    actsAsOthers: right('actsAsOthers'),
    wildcardActions: right('wildcardActions'),
    bounded: right('bounded'),
    assumableBy: derive(
      [
        raw('serviceAccounts.getIamPolicy', '/bindings'),
        bindings,
        roles,
        organisation.each('organizations.get', '/displayName'),
        everything,
      ],
      (own, { known, lacking }, permissions, domains, answers) => {
        const names = [...domains.values()];
        const policies = { own: (own ?? []).map(toBinding), above: known };
        const found = assumableBy(policies, surroundings(answers, names), permissionsIn(permissions));
        // Everyone cannot be outdone by a policy that was not read.
        if (lacking && found !== 'everyone') return lacking;
        // Who belongs to the organisation cannot be told where its domain could not be read.
        return isMissingValue(found) ? (names.find(isMissingValue) ?? found) : found;
      },
    ),
    staticKeys: deriveSome([signing, interoperable], (some, others) => {
      // What could not be read takes away no key that was seen.
      const [one, other] = [some, others].map((count) => (isMissingValue(count) ? 0 : count));
      const known = (one ?? 0) + (other ?? 0);
      return known > 0 ? known : ([some, others].find(isMissingValue) ?? 0);
    }),
  },
  links: {},
});
