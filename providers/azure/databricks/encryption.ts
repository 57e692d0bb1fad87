import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { field, type VaultKey, type Workspace } from './answer.ts';

type Holder = 'customer' | 'provider';
interface Store {
  name: 'metadata' | 'volume' | 'data';
  key: Holder | MissingValue;
}

/** Whose key it is; left out of a full answer, and by default, Microsoft's. */
function holderOf(key: VaultKey | null | undefined): Holder | MissingValue {
  const word = (key?.keySource ?? 'Default').toLowerCase();
  if (word === 'microsoft.keyvault') return 'customer';
  return word === 'default' ? 'provider' : missing(`key source ${String(key?.keySource)} is not known to this version`);
}

/**
 * Fact stores: notebooks and results that Databricks keeps, disks of clusters, and the workspace's own storage, each
 * with a key of its own. A serverless workspace has only the first.
 *
 * @see https://learn.microsoft.com/azure/databricks/security/keys/customer-managed-keys (2026-11)
 */
export const stores: Spec<Store[]> = derive(
  [field('/properties/computeMode'), field('/properties/encryption'), field('/properties/parameters')],
  (mode, encryption, given) => {
    const { entities } = (encryption ?? {}) as NonNullable<Workspace['properties']['encryption']>; // absent: Microsoft's keys
    const services: Store = { name: 'metadata', key: holderOf(entities?.managedServices) };
    if (String(mode).toLowerCase() === 'serverless') return [services];
    const parameters = given as Workspace['properties']['parameters']; // as the API types it
    return [
      services,
      { name: 'volume', key: holderOf(entities?.managedDisk) },
      {
        name: 'data',
        key: parameters
          ? holderOf(parameters.encryption?.value)
          : missing('the answer holds no parameters of the workspace'),
      },
    ];
  },
);

/** Fact keyAtRest: who controls the key of the weakest store. */
export const keyAtRest: Spec<Holder> = derive([stores], (all) => {
  if (all.some((one) => one.key === 'provider')) return 'provider' as const;
  const lacking = all.map((one) => one.key).find((key) => typeof key !== 'string');
  return lacking === undefined ? ('customer' as const) : (lacking as MissingValue); // what is no text is missing
});

/** Link keys. */
export const keys: Spec<MissingValue[]> = derive([stores], (all) =>
  all.some((one) => one.key !== 'provider')
    ? [missing('the answer names the vault by its address, not by its id', 'out-of-scope')]
    : [],
);
