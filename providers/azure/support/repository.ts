import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armPaging, armRows, provisioned } from '../rows/arm.ts';
import { oneKey } from '../rows/encryption.ts';
import { approvedEndpoints, type NetworkAcls, rangesOf, reachOf } from '../rows/reach.ts';
import { byId } from './by-id.ts';

/** An answer of Registries - Get of Container Registry, api-version 2023-07-01. */
interface ContainerRegistry extends ArmResource {
  properties: {
    provisioningState?: string;
    creationDate?: string;
    adminUserEnabled?: boolean;
    anonymousPullEnabled?: boolean;
    publicNetworkAccess?: string;
    networkRuleSet?: { defaultAction?: string; ipRules?: { value?: string }[] };
    encryption?: { status?: string; keyVaultProperties?: { keyIdentifier?: string } };
    policies?: { quarantinePolicy?: { status?: string } };
    privateEndpointConnections?: object[];
  };
}

/**
 * An item of Tokens - List, api-version 2023-07-01: what a token may reach, and when its passwords end; never the passwords.
 *
 * @see https://learn.microsoft.com/rest/api/containerregistry/tokens/list (2026-11)
 */
interface Token {
  properties?: { status?: string; credentials?: { passwords?: object[]; certificates?: object[] } | null };
}

const { common, field } = armRows<ContainerRegistry>('containerregistry', 'Registries_Get');
const { raw } = answersOf<{ Tokens_List: { value: Token[] } }>('containerregistry');
/** Whether anybody has a name and a password of the registry's own. A word that is not known may be one that works. */
const tokens = derive([raw('Tokens_List', '/value')], (list) =>
  (list ?? []).some(
    ({ properties: { status, credentials } = {} }) =>
      status?.toLowerCase() !== 'disabled' && (credentials?.passwords ?? []).length > 0,
  ),
);
const rules = field('/properties/networkRuleSet');
const key = oneKey(
  field('/properties/encryption'),
  (value) => {
    const { status, keyVaultProperties } = (value ?? {}) as NonNullable<ContainerRegistry['properties']['encryption']>; // absent: Microsoft's keys
    return { used: status?.toLowerCase() === 'enabled', key: keyVaultProperties?.keyIdentifier };
  },
  ['data'],
);

/** Container registries: the switches and the findings are those of the whole registry. */
export const repositories = collector({
  ...byId({
    id: 'azure/support/repository',
    service: 'containerregistry',
    nativeType: 'Microsoft.ContainerRegistry/registries',
    operation: 'Registries_Get',
    parameter: 'registry',
    what: 'container registry',
    more: [
      {
        service: 'containerregistry',
        operation: 'Tokens_List',
        permission: 'Microsoft.ContainerRegistry/registries/tokens/read',
        input: (item) => ({ registry: String(item.id) }),
        pages: { items: 'value', ...armPaging },
      },
    ],
  }),
  kind: 'registry.image_repository',
  facts: {
    ...common,
    ...key.facts,
    createdAt: derive([field('/properties/creationDate')], (value) =>
      typeof value === 'string' ? value : missing('the answer has no such time'),
    ),
    modifiedAt: notExposed('the last change of the registry, from the activity log'),
    state: derive([field('/properties/provisioningState')], provisioned),
    lastUsedAt: notExposed('the pull metrics of the registry'),
    idleStopMinutes: notSupported('A registry is no machine.'),
    publicAccess: derive([field('/properties/publicNetworkAccess'), rules], (access, set) =>
      reachOf(access, set as NetworkAcls | undefined),
    ),
    allowedRanges: derive([rules], (set) => rangesOf(set as NetworkAcls | undefined)),
    sharedWith: derive([field('/properties/anonymousPullEnabled')], (anonymous) =>
      anonymous === true ? ('everyone' as const) : missing('role assignments of guests on the registry', 'not-exposed'),
    ),
    outsiders: notExposed('role assignments of guests on the registry'),
    authMethods: deriveSome(
      [field('/properties/adminUserEnabled'), field('/properties/anonymousPullEnabled'), tokens],
      (admin, anonymous, token): ('identity' | 'password' | 'anonymous')[] | MissingValue => {
        const lacking = [admin, anonymous].find(isMissingValue);
        if (lacking) return lacking;
        // What stands open already is not less so where the tokens could not be read.
        if (admin !== true && anonymous !== true && isMissingValue(token)) return token;
        return [
          'identity',
          ...(admin === true || token === true ? (['password'] as const) : []),
          ...(anonymous === true ? (['anonymous'] as const) : []),
        ];
      },
    ),
    shell: notSupported('A registry is no machine.'),
    plainSecrets: notSupported('A registry has no environment.'),
    scanning: notExposed('whether the plan for containers of Defender covers the registry'),
    immutableTags: notExposed('which repositories and tags are locked, from the registry itself'),
    quarantine: derive([field('/properties/policies/quarantinePolicy/status')], (status) => status === 'enabled'),
  },
  links: {
    keys: derive([field('/properties/encryption/status')], (status) =>
      String(status).toLowerCase() === 'enabled'
        ? [missing('the answer names the vault by its address, not by its id', 'out-of-scope')]
        : [],
    ),
    privateEndpoints: derive([field('/properties/privateEndpointConnections')], approvedEndpoints),
  },
});
