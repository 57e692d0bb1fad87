import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import type { Binding, PermissionsOf } from './bindings.ts';
import { isServiceAgentMember, type Surroundings, standingOf } from './members.ts';

/** Widest circle that can act as an account; worst last. */
export type Actors = 'service' | 'account' | 'organization' | 'outside' | 'everyone';

const order: readonly Actors[] = ['service', 'account', 'organization', 'outside', 'everyone'];

/** Roles on an account itself that let nobody act as it: they only show it. All others are taken to let people act. */
const showing: ReadonlySet<string> = new Set([
  'roles/viewer',
  'roles/reader',
  'roles/browser',
  'roles/iam.serviceAccountViewer',
  'roles/iam.securityReviewer',
]);

/**
 * Roles above an account that are there to let people act as every account below. The roles that change everything are
 * told apart: who has them can act as any account, and is judged as what he is where he does not belong.
 *
 * @see https://cloud.google.com/iam/docs/service-account-permissions (2026-11)
 */
const acting: ReadonlySet<string> = new Set([
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.serviceAccountOpenIdTokenCreator',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.serviceAccountUser',
  'roles/iam.workloadIdentityUser',
]);
const changing: ReadonlySet<string> = new Set(['roles/owner', 'roles/editor', 'roles/admin', 'roles/writer']);

/** Permissions with which one acts as an account. */
const permissions = [
  'iam.serviceAccounts.actAs',
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.getOpenIdToken',
  'iam.serviceAccounts.implicitDelegation',
  'iam.serviceAccounts.setIamPolicy',
  'iam.serviceAccounts.signBlob',
  'iam.serviceAccounts.signJwt',
  'iam.serviceAccountKeys.create',
];

export interface Policies {
  /** Bindings on the account itself. */
  own: readonly Binding[];
  /** Bindings on the project and on all that it lies in: they hold for each account in it. */
  above: readonly Binding[];
}

/**
 * Widest circle that can act as an account. Conditions are taken to hold: they narrow when, seldom who.
 *
 * Those of the organisation who own or edit the whole project count for nothing here, as in the other clouds: an
 * administrator can always let himself in.
 *
 * @returns missing where somebody can act as it of whom it cannot be told where they belong.
 */
export function assumableBy(
  { own, above }: Policies,
  around: Surroundings,
  permissionsOf: PermissionsOf,
): Actors | MissingValue {
  const found = [
    ...membersOf(own.filter(({ role }) => !showing.has(role))).map((member) => circleOf(member, around)),
    ...membersOf(above.filter(({ role }) => acting.has(role))).map((member) => circleOf(member, around)),
    ...ofCustomRoles(above, around, permissionsOf),
    // Who changes everything, and belongs here, is an administrator.
    ...membersOf(above.filter(({ role }) => changing.has(role)))
      .map((member) => circleOf(member, around))
      .filter((one) => isMissingValue(one) || order.indexOf(one) > order.indexOf('organization')),
  ];
  const widest = found.reduce<number>(
    (most, one) => (isMissingValue(one) ? most : Math.max(most, order.indexOf(one))),
    0,
  );
  const unsure = found.find(isMissingValue);
  // Nobody is wider than everyone.
  return unsure && widest < order.length - 1 ? unsure : (order[widest] ?? 'everyone');
}

/** Roles of the customer's own let act what their permissions say. */
function ofCustomRoles(
  above: readonly Binding[],
  around: Surroundings,
  permissionsOf: PermissionsOf,
): (Actors | MissingValue)[] {
  return customRolesIn(above).flatMap((role) => {
    const allowed = permissionsOf(role);
    const members = membersOf(above.filter((one) => one.role === role));
    if (isMissingValue(allowed)) return members.length > 0 ? [allowed] : [];
    return permissions.some((one) => allowed.includes(one)) ? members.map((member) => circleOf(member, around)) : [];
  });
}

/** Roles of the customer's own, each once: what they allow has to be asked. */
export function customRolesIn(bindings: readonly Binding[]): string[] {
  return [...new Set(bindings.map(({ role }) => role).filter((role) => !role.startsWith('roles/')))];
}

function membersOf(bindings: readonly Binding[]): string[] {
  return [...new Set(bindings.flatMap(({ members = [] }) => members))].filter((one) => !one.startsWith('deleted:'));
}

function circleOf(member: string, around: Surroundings): Actors | MissingValue {
  if (isServiceAgentMember(member)) return 'service';
  const standing = standingOf(member, around);
  if (standing === undefined)
    return missing(`Ask whether ${member}, who can act as it, belongs to the organisation.`, 'not-exposed');
  if (standing !== 'nobody') return standing;
  // People of the organisation's own domain are in no account.
  return /^(user|group|domain):/.test(member) ? 'organization' : 'account';
}
