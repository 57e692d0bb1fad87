import { answersOf, byDesign, derive, missing, notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { type ArmResource, armRows } from '../rows/arm.ts';
import { byId } from './by-id.ts';

interface RotationPolicy {
  attributes?: { expiryTime?: string };
  lifetimeActions?: { action?: { type?: string }; trigger?: { timeAfterCreate?: string; timeBeforeExpiry?: string } }[];
}

/**
 * An answer of Keys - Get, api-version 2024-11-01: the key as Resource Manager knows it, without its material.
 *
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/get
 */
interface VaultKey extends ArmResource {
  properties: {
    kty?: string;
    attributes?: { enabled?: boolean; exp?: number; created?: number; updated?: number };
    rotationPolicy?: RotationPolicy;
  };
}

const { common, field } = armRows<VaultKey>('keyvault', 'Keys_Get');
const { raw } = answersOf<{ Vaults_Get: { properties: { enablePurgeProtection?: boolean } } }>('keyvault');
/** The last that a date can be. */
const lastSecond = 8_640_000_000_000;
const seconds = (pointer: string) =>
  derive([field(pointer)], (value) =>
    typeof value === 'number' && Math.abs(value) <= lastSecond
      ? new Date(value * 1000).toISOString()
      : missing('the answer has no such time'),
  );

/** Days of an ISO 8601 duration of years, months and days; null where there is none. */
export function daysOf(duration: unknown): number | null {
  const found = typeof duration === 'string' ? /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration) : null;
  if (!found || duration === 'P') return null;
  const [, years, months, weeks, days] = found.map((text) => Number(text ?? 0));
  return (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0);
}

/** Days after which a key is renewed: so long after it was made, or so long before it expires; null where it is not. */
function rotationOf(value: unknown): number | null {
  const { attributes, lifetimeActions = [] } = (value ?? {}) as RotationPolicy; // absent: no policy
  const { trigger } = lifetimeActions.find((one) => one.action?.type?.toLowerCase() === 'rotate') ?? {};
  const after = daysOf(trigger?.timeAfterCreate);
  const [life, before] = [daysOf(attributes?.expiryTime), daysOf(trigger?.timeBeforeExpiry)];
  return after ?? (life !== null && before !== null ? life - before : null);
}

export const keys = collector({
  ...byId({
    id: 'azure/support/key',
    service: 'keyvault',
    nativeType: 'Microsoft.KeyVault/vaults/keys',
    operation: 'Keys_Get',
    parameter: 'key',
    what: 'key',
    more: [
      {
        service: 'keyvault',
        operation: 'Vaults_Get',
        permission: 'Microsoft.KeyVault/vaults/read',
        memo: true,
        input: (item) => ({ vault: String(item.id).split('/').slice(0, -2).join('/') }),
        expects: 'properties',
      },
    ],
  }),
  kind: 'crypto.key',
  facts: {
    ...common,
    state: derive([field('/properties/attributes/enabled')], (on) =>
      on === false ? ('stopped' as const) : ('active' as const),
    ),
    createdAt: seconds('/properties/attributes/created'),
    modifiedAt: seconds('/properties/attributes/updated'),
    lastUsedAt: notExposed('the last use of the key, from the audit log of its vault'),
    idleStopMinutes: notSupported('A key is no machine.'),
    sharedWith: notExposed('who has a role on the vault, from its access control page'),
    outsiders: notExposed('who has a role on the vault, from its access control page'),
    manager: byDesign(
      'customer' as 'customer' | 'provider',
      'https://learn.microsoft.com/azure/key-vault/general/overview',
      '2026-11',
    ),
    // Left out means enabled: keys are made so.
    enabled: derive([field('/properties/attributes/enabled')], (on) => on !== false),
    rotationDays: derive([field('/properties/rotationPolicy')], rotationOf),
    protection: derive([field('/properties/kty')], (kty) => {
      if (typeof kty !== 'string') return missing('the answer does not say what sort of key it is');
      return kty.toUpperCase().endsWith('-HSM') ? ('hsm' as const) : ('software' as const);
    }),
    purgeProtected: derive([raw('Vaults_Get', '/properties/enablePurgeProtection')], (on) => on === true),
  },
  links: {},
});
