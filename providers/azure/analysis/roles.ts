/** What a role allows, as a role definition says it. */
export interface Permission {
  actions?: string[];
  notActions?: string[];
  dataActions?: string[];
  notDataActions?: string[];
}

/** A role of an identity, and where it holds. */
export interface Grant {
  /** ARM id of the scope: a management group, subscription, resource group or resource. */
  scope: string;
  permissions: readonly Permission[];
  /** A condition narrows it (attribute-based access control). */
  condition: boolean;
}

/** What an identity may do, from all its roles. */
export interface Rights {
  admin: boolean;
  dataWide: boolean;
  escalates: boolean;
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
 * or not (Contributor): both can do anything to what is there.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
export function rightsOf(grants: readonly Grant[]): Rights {
  const wide = grants.filter((one) => isWide(one.scope));
  const all = (one: Grant) => one.permissions.some(({ actions = [] }) => actions.includes('*'));
  const writesRoles = (one: Grant) =>
    !one.condition &&
    (allows(one.permissions, 'Microsoft.Authorization/roleAssignments/write') ||
      allows(one.permissions, 'Microsoft.Authorization/roleDefinitions/write') ||
      allows(one.permissions, 'Microsoft.Authorization/elevateAccess/action'));
  const keys = 'Microsoft.Storage/storageAccounts/listKeys/action';
  const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
  return {
    admin: wide.some(all),
    // The keys of an account open everything in it: who may list them everywhere reads everything.
    dataWide: wide.some(
      (one) => !one.condition && (allows(one.permissions, blobs, true) || allows(one.permissions, keys)),
    ),
    escalates: grants.some(writesRoles),
    actsAsOthers: wide.some((one) =>
      allows(one.permissions, 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'),
    ),
    wildcardActions: wide.some((one) =>
      one.permissions.some(({ actions = [] }) =>
        actions.some((text) => text === '*' || /^Microsoft\.[A-Za-z]+\/\*$/i.test(text)),
      ),
    ),
    bounded: grants.length > 0 && grants.every((one) => one.condition),
  };
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
