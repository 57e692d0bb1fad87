import { describe, expect, test } from 'vitest';
import type { Missing } from '../../../src/model/facts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Outcome } from '../../../src/model/mapping/outcome.ts';
import type { Look } from '../../../src/model/provider.ts';
import { placeOfBucket, regionOf } from './bucket-place.ts';

const uid = 'arn:aws:s3:::data';
const from = { provider: 'aws' as const, account: '111111111111', accountName: 'a', region: 'eu-west-1' };
const refused: Missing = {
  reason: 'access-denied',
  operation: 's3:ListBuckets',
  permission: 's3:ListAllMyBuckets',
  errorCode: 'AccessDenied',
};

/** Accounts of the scan, each with its buckets or why they could not be listed; and where S3 says a bucket lies. */
function lookAt(accounts: Record<string, JsonObject[] | Missing>, location?: Outcome) {
  const asked: string[] = [];
  const look: Look = {
    accounts: new Set(Object.keys(accounts)),
    in: (account, region) => ({
      call: async ({ operation }, input) => {
        asked.push(`${operation} ${account} ${region} ${JSON.stringify(input)}`);
        return (
          location ?? { status: 'failed', missing: { reason: 'access-denied', operation: 's3:GetBucketLocation' } }
        );
      },
      list: async ({ operation }) => {
        asked.push(`${operation} ${account} ${region}`);
        const found = accounts[account] ?? [];
        if (!Array.isArray(found)) return { items: [], evidence: [], endReached: false, missing: [found] };
        return { items: found.map((item) => ({ item, evidence: 1 })), evidence: [], endReached: true, missing: [] };
      },
    }),
  };
  return { look, asked };
}
const place = (account: string, region: string) => ({
  scope: { account, region },
  item: { BucketArn: uid, Bucket: 'data', Owner: account },
});
const location = (constraint?: string): Outcome => ({
  status: 'answer',
  body: constraint === undefined ? {} : { LocationConstraint: constraint },
  evidence: 2,
});

test('the own bucket, in the region that the list names: nobody else is asked', async () => {
  const { look, asked } = lookAt({
    '111111111111': [{ Name: 'other' }, { Name: 'data', BucketRegion: 'eu-central-1' }],
    '222222222222': [],
  });
  expect(await placeOfBucket(uid, from, look)).toEqual(place('111111111111', 'eu-central-1'));
  expect(asked).toEqual(['ListBuckets 111111111111 us-east-1']);
});

test('a bucket of another account of the scan is read as that account', async () => {
  const { look } = lookAt({
    '111111111111': [],
    '222222222222': [{ Name: 'data', BucketRegion: 'us-west-2' }],
  });
  expect(await placeOfBucket(uid, from, look)).toEqual(place('222222222222', 'us-west-2'));
});

test('the owner is known although the own list is refused', async () => {
  const { look } = lookAt({ '111111111111': refused, '222222222222': [{ Name: 'data', BucketRegion: 'us-west-2' }] });
  expect(await placeOfBucket(uid, from, look)).toEqual(place('222222222222', 'us-west-2'));
});

describe('a list without regions: S3 is asked where the bucket lies, and to whom it belongs', () => {
  test.each<[constraint: string | undefined, region: string]>([
    [undefined, 'us-east-1'],
    ['EU', 'eu-west-1'],
    ['ap-south-1', 'ap-south-1'],
  ])('%s', async (constraint, region) => {
    const { look, asked } = lookAt({ '111111111111': [{ Name: 'data' }] }, location(constraint));
    expect(await placeOfBucket(uid, from, look)).toEqual(place('111111111111', region));
    expect(asked.at(-1)).toBe(
      'GetBucketLocation 111111111111 us-east-1 {"Bucket":"data","ExpectedBucketOwner":"111111111111"}',
    );
  });
});

describe('a bucket that is nobody’s', () => {
  test('all accounts were asked: out of scope', async () => {
    const { look } = lookAt({ '111111111111': [{ Name: 'data2' }], '222222222222': [] });
    expect(await placeOfBucket(uid, from, look)).toEqual({
      $missing: {
        reason: 'out-of-scope',
        detail: 'bucket data belongs to no account of this scan; add the one that owns it',
      },
    });
  });

  test('one account could not be asked, and might own it', async () => {
    const { look } = lookAt({ '111111111111': [], '222222222222': refused });
    expect(await placeOfBucket(uid, from, look)).toEqual({
      $missing: { ...refused, detail: 'it may own bucket data' },
    });
  });

  test('the own list is refused, and so is the question to whom it belongs', async () => {
    const { look } = lookAt({ '111111111111': refused });
    expect(await placeOfBucket(uid, from, look)).toHaveProperty('$missing.permission', 's3:ListAllMyBuckets');
  });

  test('the own list is refused, but S3 says that it is ours', async () => {
    const { look } = lookAt({ '111111111111': refused, '222222222222': [] }, location('eu-west-1'));
    expect(await placeOfBucket(uid, from, look)).toEqual(place('111111111111', 'eu-west-1'));
  });
});

test('the bucket is ours, but where it lies is not told', async () => {
  const { look } = lookAt({ '111111111111': [{ Name: 'data' }] });
  expect(await placeOfBucket(uid, from, look)).toHaveProperty('$missing.operation', 's3:GetBucketLocation');
});

test.each([
  ['arn:aws:s3:::data/key', 'not-returned'],
  ['arn:aws:kms:eu-west-1:111111111111:key/x', 'not-returned'],
  ['arn:aws:s3:eu-west-1:111111111111:accesspoint/x', 'not-returned'],
  ['data', 'not-returned'],
  ['arn:aws:s3:::team-abc-s3alias', 'out-of-scope'],
  ['arn:aws:s3:::team--use1-az4--x-s3', 'out-of-scope'],
])('%s is no bucket that is read: %s, and nobody is asked', async (strange, reason) => {
  const { look, asked } = lookAt({ '111111111111': [] });
  expect(await placeOfBucket(strange, from, look)).toHaveProperty('$missing.reason', reason);
  expect(asked).toEqual([]);
});

test('in another partition its own first region is asked', async () => {
  const { look, asked } = lookAt({ '111111111111': [{ Name: 'data' }] }, location());
  const found = await placeOfBucket('arn:aws-cn:s3:::data', from, look);
  expect(found).toHaveProperty('scope.region', 'cn-north-1');
  expect(asked[0]).toBe('ListBuckets 111111111111 cn-north-1');
});

test('an empty constraint is none', () => {
  expect(regionOf('', 'us-east-1')).toBe('us-east-1');
});
