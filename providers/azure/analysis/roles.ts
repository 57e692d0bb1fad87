/** What a role allows, as a role definition says it. */
export interface Permission {
  actions?: string[];
  notActions?: string[];
  dataActions?: string[];
  notDataActions?: string[];
  /** Of a role that Azure ships so; it narrows what a condition can narrow. */
  condition?: string | null;
}

/** A role of an identity, and where it holds. */
export interface Grant {
  /** ARM id of the scope: a management group, subscription, resource group or resource. */
  scope: string;
  permissions: readonly Permission[];
  /** A condition narrows it (attribute-based access control). */
  condition: boolean;
}

/** A right that rests on a condition alone is no certain one, and no certain absence. */
export type Right = boolean | 'conditional';

/** What an identity may do, from all its roles. */
export interface Rights {
  admin: boolean;
  dataWide: Right;
  escalates: Right;
  actsAsOthers: boolean;
  wildcardActions: boolean;
  bounded: boolean;
}

/** Whether a scope is a subscription or something above it. */
export function isWide(scope: string): boolean {
  return (
    scope === '/' ||
    /^\/subscriptions\/[^/]+\/?$/i.test(scope) ||
    /^\/providers\/microsoft\.management\/managementgroups\//i.test(scope)
  );
}

/** Actions of Azure are matched without case; `*` stands for anything, slashes too. */
export function allows(permissions: readonly Permission[], action: string, data = false): boolean {
  return permissions.some((one) => {
    const yes = (data ? one.dataActions : one.actions) ?? [];
    const no = (data ? one.notDataActions : one.notActions) ?? [];
    return yes.some((pattern) => matches(pattern, action)) && !no.some((pattern) => matches(pattern, action));
  });
}

/**
 * The rights that follow from roles. `admin`: everything in a subscription or above, roles for others included (Owner)
 * or not (Contributor): both can do anything to what is there. Conditions narrow the writing of role assignments and the
 * reading of stored data, and nothing else: keys are listed, roles are defined and credentials are added in spite of one.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 * @see https://learn.microsoft.com/azure/role-based-access-control/conditions-authorization-actions-attributes
 */
export function rightsOf(grants: readonly Grant[]): Rights {
  const wide = grants.filter((one) => isWide(one.scope));
  const may = (some: readonly Grant[], action: string) => some.some((one) => allows(one.permissions, action));
  const all = (one: Grant) => one.permissions.some(({ actions = [] }) => actions.some(isEverything));
  return {
    admin: wide.some(all),
    // The keys of an account open everything in it: who may list them everywhere reads everything.
    dataWide: may(wide, listKeys) || narrowed(wide, readBlobs, true),
    escalates:
      grants.some((one) => writers.some((action) => allows(one.permissions, action))) ||
      may(wide, addCredentials) ||
      narrowed(grants, assignRoles, false),
    actsAsOthers: may(wide, 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'),
    wildcardActions: wide.some((one) =>
      one.permissions.some(({ actions = [] }) =>
        actions.some((text) => isEverything(text) || /^Microsoft\.[A-Za-z]+\/\*$/i.test(text)),
      ),
    ),
    bounded: grants.length > 0 && grants.every((one) => one.condition),
  };
}

const listKeys = 'Microsoft.Storage/storageAccounts/listKeys/action';
const readBlobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
const assignRoles = 'Microsoft.Authorization/roleAssignments/write';
const writers = ['Microsoft.Authorization/roleDefinitions/write', 'Microsoft.Authorization/elevateAccess/action'];
/** Whoever holds a token that the credential names becomes the identity that it is of. */
const addCredentials = 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write';

/** Writing everything is doing everything, though the pattern does not look like it. */
const isEverything = (pattern: string) => ['*', '*/*', '*/write'].includes(pattern.toLowerCase());

/** A right that a condition can narrow, of the role assignment or of the role itself. */
function narrowed(grants: readonly Grant[], action: string, data: boolean): Right {
  const found = grants.flatMap(({ permissions, condition }) =>
    permissions.filter((one) => allows([one], action, data)).map((one) => condition || (one.condition ?? '') !== ''),
  );
  if (found.includes(false)) return true;
  return found.length > 0 ? 'conditional' : false;
}

function matches(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  if (parts.length === 1) return text === parts[0];
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
