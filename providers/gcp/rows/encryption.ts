import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { linkUid } from './names.ts';

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
type KeyHolder = 'customer' | 'hardware' | 'provider' | 'none';

/** One place that a resource writes to. */
export interface StoreRow {
  name: StoreName;
  /** Name of the Cloud KMS key; undefined: Google encrypts with a key of its own. */
  key: Spec<string | undefined>;
  /** Whether the store exists at all; one that nobody uses is left out. */
  used?: Spec<boolean>;
}

const order: readonly KeyHolder[] = ['customer', 'hardware', 'provider', 'none'];
const always: Spec<boolean> = { reads: [], map: () => ({ value: true, from: [] }) };

/**
 * The rows of trait encryption. A key that is named is a key in Cloud KMS, which only customers have there; without one
 * Google encrypts with its own.
 *
 * @see https://docs.cloud.google.com/docs/security/encryption/default-encryption and .../kms/docs/cmek
 */
export function encryption(stores: readonly StoreRow[]) {
  const keys = stores.map((store) => store.key);
  const used = stores.map((store) => store.used ?? always);
  const list: Spec<{ name: StoreName | MissingValue; key: KeyHolder | MissingValue }[]> = deriveSome(
    [...keys, ...used] as Spec<unknown>[],
    (...values) =>
      stores.flatMap(({ name }, index) => {
        const key = values[index] as string | undefined | MissingValue; // as built above
        const exists = values[stores.length + index] as boolean | MissingValue; // as built above
        if (exists === false) return [];
        return [{ name, key: isMissingValue(exists) ? exists : holder(key) }];
      }),
  );
  const keyAtRest: Spec<KeyHolder> = deriveSome([list], (value) =>
    isMissingValue(value) ? value : weakest(value.map((store) => store.key)),
  );
  const links: Spec<(string | MissingValue)[]> = deriveSome(
    [fromScope((answers) => answers), ...keys] as Spec<unknown>[],
    (answers, ...named) => {
      const out = new Set<string | MissingValue>();
      for (const key of named as (string | undefined | MissingValue)[]) {
        if (isMissingValue(key)) out.add(key);
        else if (key) out.add(keyUid(key, answers as Answers)); // the first input
      }
      return [...out];
    },
  );
  return { facts: { keyAtRest, stores: list }, links: { keys: links } };
}

/** The key, whichever version of it is named. */
export function keyUid(name: string, answers: Answers): string {
  return linkUid('cloudkms', name.replace(/\/cryptoKeyVersions\/.*$/, ''), answers);
}

function holder(key: string | undefined | MissingValue): KeyHolder | MissingValue {
  if (isMissingValue(key)) return key;
  if (key === undefined || key === '') return 'provider';
  // https://docs.cloud.google.com/kms/docs/resource-hierarchy#retrieve_resource_id
  return /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/./.test(key)
    ? 'customer'
    : missing('what is named is no key of Cloud KMS');
}

function weakest(keys: readonly (KeyHolder | MissingValue)[]): KeyHolder | MissingValue {
  if (keys.length === 0) return missing('it stores nothing', 'not-supported');
  const lacking = keys.find(isMissingValue);
  const worst = keys.reduce<number>(
    (most, key) => (isMissingValue(key) ? most : Math.max(most, order.indexOf(key))),
    0,
  );
  return lacking && worst < order.length - 1 ? lacking : (order[worst] ?? 'none');
}
