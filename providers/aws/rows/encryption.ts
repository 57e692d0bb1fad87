import type { DescribeKeyResponse } from '@aws-sdk/client-kms';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { keyReference } from './key-reference.ts';

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
  | 'data';
type KeyHolder = 'customer' | 'hardware' | 'provider' | 'none';

/** One place that a resource writes to, or several of one sort. */
export interface StoreRow {
  name: StoreName;
  /**
   * The key id, ARN or alias as the resource names it; undefined when it names none. A list: one store for each entry,
   * none for an empty one.
   */
  key: Spec<string | undefined> | Spec<readonly (string | undefined | MissingValue)[]>;
  /** Whether the store exists at all; a store that nobody uses is left out. */
  used?: Spec<boolean>;
  /** Who holds the key when none is named. Default: the provider, who encrypts with a key of its own. */
  keyless?: Spec<'provider' | 'hardware' | 'none'>;
}

const { each } = answersOf<{ DescribeKey: DescribeKeyResponse }>('kms');
const order: readonly KeyHolder[] = ['customer', 'hardware', 'provider', 'none'];

/**
 * The rows of trait encryption for a resource with these stores: facts, link and the read that tells who manages a
 * key. A key that is named is the customer's only when KMS says so: `alias/aws/...` and its id are AWS's.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html KeyManager
 */
export function encryption(stores: readonly StoreRow[]) {
  const managers = each('DescribeKey', '/KeyMetadata/KeyManager');
  const arns = each('DescribeKey', '/KeyMetadata/Arn');
  const keys: Spec<unknown>[] = stores.map((store) => store.key);
  const always: Spec<boolean> = { reads: [], map: () => ({ value: true, from: [] }) };
  const provider: Spec<'provider' | 'hardware' | 'none'> = { reads: [], map: () => ({ value: 'provider', from: [] }) };

  const list: Spec<{ name: StoreName | MissingValue; key: KeyHolder | MissingValue }[]> = deriveSome(
    [
      managers,
      ...keys,
      ...stores.map((store) => store.used ?? always),
      ...stores.map((store) => store.keyless ?? provider),
    ] as Spec<unknown>[],
    (manager, ...rest) => {
      const out: { name: StoreName | MissingValue; key: KeyHolder | MissingValue }[] = [];
      for (const [index, store] of stores.entries()) {
        const used = rest[stores.length + index] as boolean | MissingValue; // as built above
        if (used === false) continue;
        for (const named of namedKeys(rest[index])) {
          const key = isMissingValue(used)
            ? used
            : holder(
                named,
                manager as ReturnType<typeof managers.map>['value'],
                rest[2 * stores.length + index] as KeyHolder | MissingValue,
              ); // as built above
          out.push({ name: store.name, key });
        }
      }
      return out;
    },
  );

  const keyAtRest: Spec<KeyHolder> = deriveSome([list], (value) => {
    if (isMissingValue(value)) return value;
    if (value.length === 0) return missing('it stores nothing', 'not-supported');
    const known = value.map((store) => store.key);
    const weakest = known.reduce<number>(
      (worst, key) => (isMissingValue(key) ? worst : Math.max(worst, order.indexOf(key))),
      0,
    );
    const lacking = known.find(isMissingValue);
    return lacking && weakest < order.length - 1 ? lacking : (order[weakest] ?? 'none');
  });

  const links: Spec<(string | MissingValue)[]> = deriveSome([arns, ...keys] as Spec<unknown>[], (found, ...named) => {
    const out = new Map<string, string | MissingValue>();
    for (const key of named.flatMap(namedKeys)) {
      if (isMissingValue(key)) out.set('', key);
      else if (key) {
        const arn = isMissingValue(found) ? found : (found as Map<string, string | undefined | MissingValue>).get(key); // as built above
        out.set(key, arn ?? missing('KMS did not say which key this is'));
      }
    }
    return [...out.values()];
  });

  const read: ReadSpec = {
    service: 'kms',
    operation: 'DescribeKey',
    permission: 'kms:DescribeKey',
    memo: true,
    expects: 'KeyMetadata',
    each: (_item, got) => {
      const named = keys.flatMap((key) => namedKeys(key.map(got).value));
      return [...new Set(named.filter((key): key is string => typeof key === 'string' && key !== ''))];
    },
    input: (_item, _got, key) => ({ KeyId: key }),
    at: (_item, _got, key) => keyReference(key),
  };

  return { facts: { keyAtRest, stores: list }, links: { keys: links }, read };
}

/** The keys that a row names, as a list. */
function namedKeys(value: unknown): readonly (string | undefined | MissingValue)[] {
  if (Array.isArray(value)) return value;
  return [value as string | undefined | MissingValue]; // a row's key is a list or one of these
}

function holder(
  key: string | undefined | MissingValue,
  managers: Map<string, string | undefined | MissingValue> | MissingValue,
  keyless: KeyHolder | MissingValue,
): KeyHolder | MissingValue {
  if (isMissingValue(key)) return key;
  if (key === undefined || key === '') return keyless;
  if (isMissingValue(managers)) return managers;
  const manager = managers.get(key);
  if (isMissingValue(manager)) return manager;
  if (manager === 'CUSTOMER') return 'customer';
  if (manager === 'AWS') return 'provider';
  return missing(`KMS did not say who manages ${key}`);
}
