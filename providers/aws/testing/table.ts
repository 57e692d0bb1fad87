import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.ts';
import type { Collector } from '../../../src/model/provider.ts';
import { changesOf, type Given, plainOf, resourceOf, type Table, withMember } from './map.ts';

/** One field changed alone: the member at `Read/pointer`, its new value (undefined: left out), and all that changes. */
export type Change = readonly [path: string, value: Json | undefined, expected: Record<string, Json>];

/** Each field by itself: what a field says changes, and nothing else. */
export function changesTable(collector: Collector, given: Given, changes: readonly Change[]): void {
  describe(`${collector.id}, one field at a time`, () => {
    const base = plainOf(resourceOf(collector, given));
    it.each(changes.map((change) => [`${change[0]} = ${JSON.stringify(change[1])}`, change] as const))(
      '%s',
      (_name, [path, value, expected]) => {
        const reads = withMember(given.reads, path, value);
        expect(changesOf(base, plainOf(resourceOf(collector, { ...given, reads })))).toEqual(expected);
      },
    );
  });
}

/** Answers that most collectors ask for. */
export const usual: Table = {
  ListTags: { Tags: [{ Key: 'owner', Value: 'fraud-team' }] },
  DescribeKey: (input) => ({
    KeyMetadata: {
      KeyManager: String(input.KeyId).includes('aws') && !String(input.KeyId).startsWith('arn:') ? 'AWS' : 'CUSTOMER',
      Arn: String(input.KeyId).startsWith('arn:')
        ? String(input.KeyId)
        : `arn:aws:kms:eu-west-1:123456789012:key/${String(input.KeyId)}`,
    },
  }),
};

const kms = (id: string) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;
/** ARNs of keys that KMS says are the customer's. */
export const keyA = kms('aaaaaaaa-0000-4000-8000-000000000001');
export const keyB = kms('bbbbbbbb-0000-4000-8000-000000000002');
/** A key of AWS, by its alias. */
export const awsKey = 'alias/aws/s3';
