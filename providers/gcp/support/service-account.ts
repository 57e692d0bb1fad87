import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
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
import { type AccountRights, assumableBy, type Binding, rightsIn, rolesOf } from '../analysis/bindings.ts';
import {
  ancestryRead,
  folderPoliciesRead,
  type IamPolicy,
  organisation,
  organizationPolicyRead,
  projectPolicyRead,
} from '../rows/organisation.ts';

const { raw } = answersOf<{
  'serviceAccounts.get': { email: string; disabled?: boolean };
  'serviceAccounts.getIamPolicy': IamPolicy;
  'serviceAccounts.keys.list': { keys?: { keyType?: string; disabled?: boolean; validBeforeTime?: string }[] };
}>('iam');
const roles = answersOf<{ 'roles.get': { includedPermissions?: string[] } }>('iam').each(
  'roles.get',
  '/includedPermissions',
);
/** Bindings on the project and on all that it lies in: what is given above holds below. */
const bindings: Spec<Binding[]> = derive(
  [
    organisation.raw('projects.getIamPolicy', '/bindings'),
    organisation.raw('projects.getAncestry', '/ancestor'),
    organisation.each('folders.getIamPolicy', '/bindings'),
    organisation.each('organizations.getIamPolicy', '/bindings'),
  ],
  (own, _ancestry, folders, organizations): Binding[] | MissingValue => {
    const above = [...folders.values(), ...organizations.values()];
    const lacking = above.find(isMissingValue);
    if (lacking) return lacking;
    return [own, ...(above as (typeof own)[])].flatMap((list) => list ?? []).map(toBinding); // missing ones are excluded above
  },
);
const email = (answers: { item: { [name: string]: unknown } }) => String(answers.item.email);

const rights: Spec<AccountRights> = deriveSome(
  [bindings, roles, fromScope((answers) => answers)],
  (all, permissions, answers): AccountRights | MissingValue => {
    if (isMissingValue(all)) return all;
    if (isMissingValue(answers)) return answers;
    const own = rolesOf(email(answers), all ?? []);
    const lacking = own
      .map(({ role }) => (isMissingValue(permissions) ? permissions : permissions.get(role)))
      .find(isMissingValue);
    if (lacking) return lacking;
    // A role without permissions leaves the member out.
    const known = (role: string) =>
      isMissingValue(permissions) || !permissions.has(role) ? undefined : (permissions.get(role) ?? []);
    return (
      rightsIn(own, (role) => known(role) as readonly string[] | undefined) ??
      missing('a role does not say what it allows')
    ); // missing ones are excluded above
  },
);
/** A binding as our judgement takes it. */
function toBinding({ role = '', members = [], condition }: NonNullable<IamPolicy['bindings']>[number]): Binding {
  return { role, members, ...(condition ? { condition: {} } : {}) };
}

const right = (name: keyof AccountRights): Spec<boolean> => derive([rights], (all) => all[name]);

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
    projectPolicyRead,
    ancestryRead,
    folderPoliciesRead,
    organizationPolicyRead,
    {
      service: 'iam',
      operation: 'roles.get',
      permission: 'iam.roles.get',
      memo: true,
      expects: 'name',
      each: (item, got) => {
        const { value } = bindings.map(got);
        return isMissingValue(value)
          ? []
          : [...new Set(rolesOf(String(item.email), value ?? []).map(({ role }) => role))];
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
      [raw('serviceAccounts.getIamPolicy', '/bindings'), fromScope((answers) => answers)],
      (list, answers) => {
        const found = assumableBy((list ?? []).map(toBinding), answers.scope.account);
        return found === 'unclear'
          ? missing('whether those who can act as it belong to the organisation, from its policy', 'not-exposed')
          : found;
      },
    ),
    // Keys that people made; those that Google manages are renewed by themselves.
    staticKeys: derive(
      [raw('serviceAccounts.keys.list', '/keys')],
      (keys) => (keys ?? []).filter((one) => one.keyType === 'USER_MANAGED' && one.disabled !== true).length,
    ),
  },
  links: {},
});
