import type { Json } from '../../../src/model/json.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import type { Ask, ListSpec } from '../../../src/model/provider.ts';
import { allows, type Permission } from '../analysis/roles.ts';
import { armPaging } from '../rows/arm.ts';

/**
 * What the caller may do in a whole subscription. The reference names it for resource groups and resources; the
 * documentation of roles gives it for subscriptions, too.
 *
 * @see https://learn.microsoft.com/rest/api/authorization/permissions
 */
export const permissionsCall: ListSpec = {
  service: 'authorization',
  operation: 'Permissions_ListForSubscription',
  permission: 'Microsoft.Authorization/permissions/read',
  items: 'value',
  leads: true,
  paging: armPaging,
};

/**
 * What is forbidden in a subscription in spite of roles: by managed applications, deployment stacks and Azure itself.
 *
 * @see https://learn.microsoft.com/rest/api/authorization/deny-assignments/list
 */
export const denialsCall: ListSpec = {
  service: 'authorization',
  operation: 'DenyAssignments_List',
  permission: 'Microsoft.Authorization/denyAssignments/read',
  items: 'value',
  leads: true,
  paging: armPaging,
};

/**
 * Whether the caller may do something to everything in a subscription: a role of the whole subscription allows it without
 * a condition, and no deny assignment in it is about it, whomever it is for and however little it covers. A role of a
 * resource group alone proves nothing here.
 *
 * @returns The calls that prove it; undefined where it is not proven, which is no proof that it is denied.
 */
export async function provenInAll(ask: Ask, action: string): Promise<readonly number[] | undefined> {
  const [roles, denials] = await Promise.all([ask.list(permissionsCall), ask.list(denialsCall)]);
  if (!roles.endReached || !denials.endReached) return undefined;
  const allowed = roles.items.some(({ item }) => !conditional(item) && allows([permissionOf(item)], action));
  // A condition may keep a denial away from us; we do not look into it.
  const denied = denials.items.some(({ item }) => denies(item, action));
  return allowed && !denied ? [...roles.evidence, ...denials.evidence] : undefined;
}

/** One that does not say what it denies may deny anything. */
function denies(assignment: Json, action: string): boolean {
  const permissions = at(assignment, '/properties/permissions');
  if (!Array.isArray(permissions)) return true;
  return permissions.some((one) => !Array.isArray(at(one, '/actions')) || allows([permissionOf(one)], action));
}

function conditional(permission: Json): boolean {
  const condition = at(permission, '/condition');
  return condition !== undefined && condition !== null && condition !== '';
}

function permissionOf(value: Json): Permission {
  return { actions: texts(at(value, '/actions')), notActions: texts(at(value, '/notActions')) };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
