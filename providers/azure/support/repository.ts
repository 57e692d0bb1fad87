import { derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armRows, provisioned } from '../rows/arm.ts';
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

const { common, field } = armRows<ContainerRegistry>('containerregistry', 'Registries_Get');
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
    authMethods: derive(
      [field('/properties/adminUserEnabled'), field('/properties/anonymousPullEnabled')],
      (admin, anonymous): ('identity' | 'password' | 'anonymous')[] => [
        'identity',
        ...(admin === true ? (['password'] as const) : []),
        ...(anonymous === true ? (['anonymous'] as const) : []),
      ],
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
