/** A binding of an IAM policy. */
export interface Binding {
  role: string;
  members?: string[];
  condition?: { expression?: string };
}

/** What a role allows, by its permissions; undefined for a role whose permissions are not known. */
export type PermissionsOf = (role: string) => readonly string[] | undefined;

/** What an account may do in its project. */
export interface AccountRights {
  admin: boolean;
  dataWide: boolean;
  escalates: boolean;
  actsAsOthers: boolean;
  wildcardActions: boolean;
  bounded: boolean;
}

/**
 * Permissions with which an account can give itself more.
 *
 * @see https://cloud.google.com/iam/docs/best-practices-service-accounts#lateral-movement
 */
const escalating = [
  'resourcemanager.projects.setIamPolicy',
  'iam.serviceAccounts.setIamPolicy',
  'iam.roles.update',
  'iam.serviceAccountKeys.create',
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.signJwt',
  'iam.serviceAccounts.implicitDelegation',
];

/** The roles that are bound to an account, itself or as one of everybody. Conditions are kept beside. */
export function rolesOf(email: string, bindings: readonly Binding[]): { role: string; condition: boolean }[] {
  const names = new Set([`serviceAccount:${email}`, 'allUsers', 'allAuthenticatedUsers']);
  return bindings
    .filter(({ members = [] }) => members.some((one) => names.has(one)))
    .map(({ role, condition }) => ({ role, condition: condition !== undefined }));
}

/** Rights in the project that follow from roles there. @returns undefined when a role's permissions are not known and could decide. */
export function rightsIn(
  roles: readonly { role: string; condition: boolean }[],
  permissionsOf: PermissionsOf,
): AccountRights | undefined {
  const free = roles.filter((one) => !one.condition);
  const all = free.map(({ role }) => permissionsOf(role));
  if (all.some((one) => one === undefined)) return undefined;
  const may = (permission: string) => all.some((one) => one?.includes(permission));
  const named = (role: string) => free.some((one) => one.role === role);
  const admin = named('roles/owner') || named('roles/editor');
  return {
    admin,
    dataWide: admin || may('storage.objects.get') || may('bigquery.tables.getData'),
    escalates: named('roles/owner') || escalating.some(may),
    actsAsOthers: admin || may('iam.serviceAccounts.actAs'),
    // An administrator's role of a service, such as roles/storage.admin: everything in it.
    wildcardActions: admin || free.some(({ role }) => /^roles\/[a-z0-9]+\.admin$/i.test(role)),
    bounded: roles.length > 0 && roles.every((one) => one.condition),
  };
}

/** Roles on an account that let others act as it. */
const acting: ReadonlySet<string> = new Set([
  'roles/owner',
  'roles/editor',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.serviceAccountOpenIdTokenCreator',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.serviceAccountUser',
  'roles/iam.workloadIdentityUser',
]);

/**
 * Widest circle that can act as an account, from the policy on the account itself. People, groups and accounts of other
 * projects may belong to the organisation or not: their names do not tell.
 *
 * @returns `unclear` when somebody can act as it of whom it cannot be told where they belong.
 */
export function assumableBy(
  bindings: readonly Binding[],
  project: string,
): 'service' | 'account' | 'everyone' | 'unclear' {
  const roles = bindings.filter(({ role }) => acting.has(role) || !role.startsWith('roles/'));
  const members = new Set(roles.flatMap(({ members = [] }) => members));
  if (members.has('allUsers') || members.has('allAuthenticatedUsers')) return 'everyone';
  const others = [...members].filter((one) => !one.startsWith('deleted:') && !isAgent(one));
  if (others.some((one) => !one.endsWith(`@${project}.iam.gserviceaccount.com`))) return 'unclear';
  return others.length > 0 ? 'account' : 'service';
}

/** A service agent: an account of Google's own that a service acts as. */
function isAgent(member: string): boolean {
  return /^serviceAccount:service-\d+@[a-z0-9-]+\.iam\.gserviceaccount\.com$/.test(member);
}
