import { derive, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armRows, provisioned } from '../rows/arm.ts';
import { diagnostics, diagnosticsRead } from '../rows/logging.ts';
import { approvedEndpoints, type NetworkAcls, rangesOf, reachOf } from '../rows/reach.ts';
import { byId } from './by-id.ts';

/**
 * An answer of Vaults - Get, api-version 2024-11-01: how the vault is set, nothing of what is in it.
 *
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/get (November 2026)
 */
interface Vault extends ArmResource {
  properties: {
    provisioningState?: string;
    publicNetworkAccess?: string;
    networkAcls?: NetworkAcls;
    enableRbacAuthorization?: boolean | null;
    enableSoftDelete?: boolean;
    enablePurgeProtection?: boolean | null;
    softDeleteRetentionInDays?: number;
    privateEndpointConnections?: object[];
  };
}

const { common, field } = armRows<Vault>('keyvault', 'Vaults_Get');
const logs = diagnostics(['auditevent', 'audit', 'alllogs']);
const acls = field('/properties/networkAcls');
const ownKeys = 'A vault is encrypted with keys of Microsoft; it takes no key of the customer.';

/** Key vaults: the switches are those of the whole vault, whatever secrets are in it. */
export const secretStores = collector({
  ...byId({
    id: 'azure/support/secret-store',
    service: 'keyvault',
    nativeType: 'Microsoft.KeyVault/vaults',
    operation: 'Vaults_Get',
    parameter: 'vault',
    what: 'vault',
    // A key of the same vault asks the same.
    memo: true,
    more: [diagnosticsRead],
  }),
  kind: 'secret.store',
  facts: {
    ...common,
    ...logs.facts,
    // A vault that is new has no address yet: a state of its own.
    state: derive([field('/properties/provisioningState')], (value) =>
      value === 'RegisteringDns' ? ('pending' as const) : provisioned(value),
    ),
    lastUsedAt: notExposed('the last use of the vault, from its audit log'),
    idleStopMinutes: notSupported('A vault is no machine.'),
    keyAtRest: notSupported(ownKeys),
    stores: notSupported(ownKeys),
    publicAccess: derive([field('/properties/publicNetworkAccess'), acls], (access, rules) =>
      reachOf(access, rules as NetworkAcls | undefined),
    ),
    allowedRanges: derive([acls], (rules) => rangesOf(rules as NetworkAcls | undefined)),
    sharedWith: notExposed('role assignments and access policies of guests on the vault'),
    outsiders: notExposed('role assignments and access policies of guests on the vault'),
    appLogged: notSupported('A vault has no output of its own.'),
    rotationDays: notExposed('how each secret in the vault is renewed, and how often'),
    // Left out or null means access policies in this API version.
    accessModel: derive([field('/properties/enableRbacAuthorization')], (on) =>
      on === true ? ('identity' as const) : ('vault-policy' as const),
    ),
    // Without purge protection what was deleted can be destroyed at once. With it, soft delete is on; 90 days unless set.
    recoverableDays: derive(
      [
        field('/properties/enableSoftDelete'),
        field('/properties/enablePurgeProtection'),
        field('/properties/softDeleteRetentionInDays'),
      ],
      (soft, purge, days) => {
        if (soft === false || purge !== true) return null;
        return typeof days === 'number' ? days : 90;
      },
    ),
  },
  links: {
    ...logs.links,
    privateEndpoints: derive([field('/properties/privateEndpointConnections')], approvedEndpoints),
  },
});
