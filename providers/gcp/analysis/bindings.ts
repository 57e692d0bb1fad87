import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

/** A binding of an IAM policy. */
export interface Binding {
  role: string;
  members?: string[];
  condition?: { expression?: string };
}

/** A role that an account has, or may have. */
export interface HeldRole {
  role: string;
  /** It holds under a condition only. */
  condition: boolean;
  /** A member that the account may be part of: whether it is, no policy tells. */
  through?: string;
}

/** What a role allows, by its permissions; missing for a role whose permissions are not known. */
export type PermissionsOf = (role: string) => readonly string[] | MissingValue;

/** What an account may do in its project. */
export interface AccountRights {
  admin: boolean | MissingValue;
  dataWide: boolean | MissingValue;
  escalates: boolean | MissingValue;
  actsAsOthers: boolean | MissingValue;
  wildcardActions: boolean | MissingValue;
  bounded: boolean;
}

/**
 * Roles that change nearly everything in a project, by their older names and by those of today.
 *
 * @see https://docs.cloud.google.com/iam/docs/roles-overview#basic (2026-11)
 */
const basicWriters: ReadonlySet<string> = new Set(['roles/owner', 'roles/editor', 'roles/admin', 'roles/writer']);
const basicOwners: ReadonlySet<string> = new Set(['roles/owner', 'roles/admin']);

/**
 * Permissions with which an account can give itself more.
 *
 * @see https://cloud.google.com/iam/docs/best-practices-service-accounts#lateral-movement
 */
const escalating = [
  'resourcemanager.projects.setIamPolicy',
  'resourcemanager.folders.setIamPolicy',
  'resourcemanager.organizations.setIamPolicy',
  'iam.serviceAccounts.setIamPolicy',
  'iam.roles.update',
  'iam.serviceAccountKeys.create',
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.signBlob',
  'iam.serviceAccounts.signJwt',
  'iam.serviceAccounts.implicitDelegation',
];

/**
 * The roles that are bound to an account: itself, as one of everybody, or as one of all accounts of a project, folder or
 * organisation. Groups may have accounts among their members, and their members are told by Cloud Identity alone.
 *
 * @param containers What the account lies in: `projects/<number>`, `folders/<id>`, `organizations/<id>`.
 * @see https://cloud.google.com/iam/docs/principal-identifiers#allow (2026-11)
 */
export function rolesOf(email: string, bindings: readonly Binding[], containers: ReadonlySet<string>): HeldRole[] {
  const names = new Set([`serviceAccount:${email}`, 'allUsers', 'allAuthenticatedUsers']);
  return bindings.flatMap(({ role, members = [], condition }): HeldRole[] => {
    const held = { role, condition: condition !== undefined };
    if (members.some((one) => names.has(one) || containers.has(accountsIn(one)))) return [held];
    return members.filter((one) => /^group:/.test(one)).map((through) => ({ ...held, through }));
  });
}

/** What a member that means all accounts of a place names; '' for any other member. */
function accountsIn(member: string): string {
  const form =
    /^principalSet:\/\/cloudresourcemanager\.googleapis\.com\/((?:projects|folders|organizations)\/[^/]+)\/type\/ServiceAccount$/;
  return form.exec(member)?.[1] ?? '';
}

/**
 * Rights in the project that follow from roles there. A role under a condition, or of a group, settles nothing: where it
 * would make the difference, a person has to say whether it holds.
 */
export function rightsIn(roles: readonly HeldRole[], permissionsOf: PermissionsOf): AccountRights {
  const may = (role: string, wanted: readonly string[]): boolean | MissingValue => {
    const all = permissionsOf(role);
    return isMissingValue(all) ? all : wanted.some((one) => all.includes(one));
  };
  const settle = (grants: (role: string) => boolean | MissingValue) => settled(roles, grants);
  const custom = (role: string) => !role.startsWith('roles/');
  // What a role of the customer's own comes to is known by its permissions only.
  const byName = (named: (role: string) => boolean) => (role: string) => {
    if (named(role)) return true;
    const all = custom(role) ? permissionsOf(role) : [];
    return isMissingValue(all) ? all : false;
  };
  const own = roles.filter(({ through }) => through === undefined);
  return {
    admin: settle(byName((role) => basicWriters.has(role))),
    dataWide: settle((role) => basicWriters.has(role) || may(role, ['storage.objects.get', 'bigquery.tables.getData'])),
    escalates: settle((role) => basicOwners.has(role) || may(role, escalating)),
    actsAsOthers: settle((role) => basicWriters.has(role) || may(role, ['iam.serviceAccounts.actAs'])),
    // An administrator's role of a service, such as roles/storage.admin: everything in it.
    wildcardActions: settle(byName((role) => basicWriters.has(role) || /^roles\/[a-z0-9]+\.admin$/i.test(role))),
    bounded: own.length > 0 && own.every((one) => one.condition),
  };
}

function settled(roles: readonly HeldRole[], grants: (role: string) => boolean | MissingValue): boolean | MissingValue {
  const sure = roles.filter(({ condition, through }) => !condition && through === undefined);
  const told = sure.map(({ role }) => grants(role));
  if (told.includes(true)) return true;
  const lacking = told.find(isMissingValue);
  if (lacking) return lacking;
  const perhaps = roles.filter((one) => !sure.includes(one)).map((one) => ({ ...one, grants: grants(one.role) }));
  const decisive = perhaps.find((one) => one.grants === true);
  if (decisive) return missing(questionOf(decisive), 'not-exposed');
  return perhaps.map((one) => one.grants).find(isMissingValue) ?? false;
}

function questionOf({ role, condition, through }: HeldRole): string {
  if (through === undefined) return `Ask when the condition on its role ${role} holds.`;
  const under = condition ? ', under a condition' : '';
  return `Ask whether ${through} has the account among its members: it has ${role}${under}.`;
}
