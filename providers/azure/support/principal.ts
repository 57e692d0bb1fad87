import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  answersOf,
  derive,
  deriveSome,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type Grant, type Permission, type Rights, rightsOf } from '../analysis/roles.ts';
import { armPaging } from '../rows/arm.ts';

/** An item of Role Assignments - List For Subscription, api-version 2022-04-01. */
interface Assignment {
  id: string;
  properties: { roleDefinitionId: string; principalId: string; scope: string; condition?: string | null };
}

/** An answer of Role Definitions - Get By Id, api-version 2022-04-01. */
interface RoleDefinition {
  properties: { roleName?: string; type?: string; permissions: Permission[] };
}

const { raw, each } = answersOf<{
  RoleAssignments_ListForSubscription: { value: Assignment[] };
  RoleDefinitions_GetById: RoleDefinition;
}>('authorization');
const assignments = raw('RoleAssignments_ListForSubscription', '/value');
const definitions = each('RoleDefinitions_GetById', '/properties/permissions');

/** Every role of the identity with what it allows; missing when one of them could not be read. */
const rights: Spec<Rights> = deriveSome([assignments, definitions], (list, roles): Rights | MissingValue => {
  if (isMissingValue(list)) return list;
  const grants: Grant[] = [];
  for (const { properties } of list ?? []) {
    const permissions = isMissingValue(roles) ? roles : roles.get(properties.roleDefinitionId);
    if (isMissingValue(permissions)) return permissions;
    if (permissions === undefined) return missing('a role of the identity does not say what it allows');
    grants.push({ scope: properties.scope, permissions, condition: Boolean(properties.condition) });
  }
  return rightsOf(grants);
});
const right = (name: keyof Rights): Spec<boolean> =>
  derive([rights], (all): boolean | MissingValue => {
    const value = all[name];
    return value === 'conditional' ? missing('what the condition of its role lets through', 'not-exposed') : value;
  });

/** Managed identities, by the roles that they have in and above the subscription of what refers to them. */
export const principals = collector({
  provider: 'azure',
  id: 'azure/support/principal',
  service: 'authorization',
  kind: 'identity.principal',
  nativeType: 'Microsoft.ManagedIdentity/identities',
  at: 'account',
  refer: (uid, from) => {
    const id = /^\/principals\/([0-9a-f-]{36})$/.exec(uid)?.[1];
    return id
      ? { scope: { account: from.account, region: 'global' }, item: { principalId: id } }
      : missing('it is not named by an object id', 'out-of-scope');
  },
  reads: [
    {
      service: 'authorization',
      operation: 'RoleAssignments_ListForSubscription',
      permission: 'Microsoft.Authorization/roleAssignments/read',
      // assignedTo also finds roles that it has through groups, which principalId does not.
      input: (item) => ({ $filter: `assignedTo('${String(item.principalId)}')` }),
      pages: { items: 'value', ...armPaging },
    },
    {
      service: 'authorization',
      operation: 'RoleDefinitions_GetById',
      permission: 'Microsoft.Authorization/roleDefinitions/read',
      memo: true,
      expects: 'properties',
      each: (_item, got) => {
        const { value } = assignments.map(got);
        return isMissingValue(value) ? [] : [...new Set((value ?? []).map((one) => one.properties.roleDefinitionId))];
      },
      input: (_item, _got, role) => ({ role }),
    },
  ],
  uid: (item) => `/principals/${String(item.principalId)}`,
  name: (item) => String(item.principalId),
  facts: {
    tags: notSupported('An object id has no tags.'),
    owner: notSupported('An object id has no tags.'),
    dataClass: notSupported('An object id has no tags.'),
    region: notSupported('Identities have no region.'),
    processing: notSupported('Identities have no region.'),
    state: notExposed('whether the identity is switched on, from Microsoft Entra ID'),
    createdAt: notExposed('when the identity was made, from Microsoft Entra ID'),
    modifiedAt: notExposed('when the identity was changed, from Microsoft Entra ID'),
    lastUsedAt: notExposed('its last sign-in, from the sign-in log of Microsoft Entra ID'),
    idleStopMinutes: notSupported('An identity is no machine.'),
    admin: right('admin'),
    dataWide: right('dataWide'),
    escalates: right('escalates'),
    actsAsOthers: right('actsAsOthers'),
    wildcardActions: right('wildcardActions'),
    bounded: right('bounded'),
    assumableBy: notExposed('its federated credentials, from the managed identity or the application'),
    staticKeys: notExposed('the client secrets of the application; a managed identity has none'),
  },
  links: {},
});
