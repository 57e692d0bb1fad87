import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, missing, type Spec } from '../../../src/model/mapping/spec.ts';

type StoreName =
  | 'volume'
  | 'home'
  | 'output'
  | 'online'
  | 'offline'
  | 'capture'
  | 'artifacts'
  | 'metadata'
  | 'logs'
  | 'data'
  | 'memory';
type Holder = 'customer' | 'hardware' | 'provider' | 'none';

/** What a resource says of a key of the customer's own. */
export interface CustomerKey {
  /** Whether the customer's key is in use; Microsoft's is where it is not. */
  used: boolean | MissingValue;
  /** ARM id of the vault and name of the key, where the answer tells them. */
  vault?: string | undefined;
  /** `https://VAULT.vault.azure.net/keys/NAME/VERSION`, or the name alone. */
  key?: string | undefined;
}

/**
 * Trait encryption of a resource with one key over these stores. Everything in Azure is encrypted: where no key of the
 * customer is named, Microsoft holds it.
 *
 * @see https://learn.microsoft.com/azure/security/fundamentals/encryption-overview
 */
export function oneKey(source: Spec<unknown>, read: (value: unknown) => CustomerKey, names: readonly StoreName[]) {
  const holder: Spec<Holder> = derive([source], (value) => {
    const { used } = read(value);
    return typeof used === 'boolean' ? (used ? 'customer' : 'provider') : used;
  });
  const stores: Spec<{ name: StoreName | MissingValue; key: Holder | MissingValue }[]> = derive([holder], (key) =>
    names.map((name) => ({ name, key })),
  );
  const keys: Spec<(string | MissingValue)[]> = derive([source], (value) => {
    const { used, vault, key } = read(value);
    if (used === false) return [];
    if (used !== true) return [used];
    return [keyUid(vault, key) ?? missing('the answer does not say in which vault the key lies', 'out-of-scope')];
  });
  return { facts: { keyAtRest: holder, stores }, links: { keys } };
}

/** ARM id of a key: what the vault is called in ARM, and the name out of the key's own address. */
export function keyUid(vault: string | undefined, key: string | undefined): string | undefined {
  const name =
    key === undefined ? undefined : (/\/keys\/([^/]+)/.exec(key)?.[1] ?? (key.includes('/') ? undefined : key));
  return vault && name ? `${vault.toLowerCase()}/keys/${name.toLowerCase()}` : undefined;
}
