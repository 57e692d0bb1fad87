import type { GetBucketEncryptionOutput } from '@aws-sdk/client-s3';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { answersOf, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import type { StoreRow } from './encryption.ts';
import { bucketArnOf } from './storage.ts';

const { each } = answersOf<{ GetBucketEncryption: GetBucketEncryptionOutput }>('s3');

type Rules = Jsonified<NonNullable<GetBucketEncryptionOutput['ServerSideEncryptionConfiguration']>>['Rules'];

/**
 * Stores in buckets for which a resource names no key: what the bucket encrypts with by default holds. Since January
 * 2023 every bucket encrypts, with a key of S3 where nothing else is set.
 *
 * @param name of the stores.
 * @param uris Addresses that the resource writes to without a key of its own.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
 */
export function bucketStores(name: StoreRow['name'], uris: Spec<readonly string[]>): { row: StoreRow; read: ReadSpec } {
  const rules = each('GetBucketEncryption', '/ServerSideEncryptionConfiguration/Rules');
  const key: Spec<(string | undefined | MissingValue)[]> = deriveSome([uris, rules], (list, found) => {
    if (isMissingValue(list)) return list;
    return bucketsOf(list).map((bucket) => {
      if (isMissingValue(bucket)) return bucket;
      if (isMissingValue(found)) return found;
      if (!found.has(bucket)) return missing(`the encryption of bucket ${bucket} was not read`);
      const one = found.get(bucket);
      return isMissingValue(one) ? one : keyOf(one);
    });
  });
  const read: ReadSpec = {
    service: 's3',
    operation: 'GetBucketEncryption',
    permission: 's3:GetEncryptionConfiguration',
    memo: true,
    answers: ['ServerSideEncryptionConfigurationNotFoundError'],
    expects: 'ServerSideEncryptionConfiguration',
    each: (_item, got) => {
      const list = uris.map(got).value;
      return isMissingValue(list) ? [] : bucketsOf(list).filter((bucket) => typeof bucket === 'string');
    },
    input: (_item, _got, bucket) => ({ Bucket: bucket }),
  };
  return { row: { name, key }, read };
}

function bucketsOf(uris: readonly string[]): (string | MissingValue)[] {
  const names = uris.map((uri) => bucketArnOf(uri, '')?.split(':').at(-1));
  const strange = names.includes(undefined) ? [missing('an address that is not one of S3')] : [];
  return [...new Set(names.filter((name) => name !== undefined)), ...strange];
}

/** The key of the first rule: S3 takes one. */
function keyOf(rules: Rules | undefined): string | undefined | MissingValue {
  const byDefault = rules?.[0]?.ApplyServerSideEncryptionByDefault;
  const algorithm = byDefault?.SSEAlgorithm;
  if (algorithm === 'AES256' || rules === undefined) return undefined;
  if (algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse') return byDefault?.KMSMasterKeyID;
  return missing(`a bucket encryption (${algorithm ?? 'none named'}) that is not known to this version`);
}
