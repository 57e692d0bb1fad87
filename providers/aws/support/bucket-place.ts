import type { GetBucketLocationOutput } from '@aws-sdk/client-s3';
import type { Scope } from '../../../src/model/evidence.ts';
import { isMissingValue, type Missing, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import type { CallSpec, ListSpec, Look, Referred } from '../../../src/model/provider.ts';
import { isArn, parseArn } from '../analysis/arn.ts';
import { notOfKind } from './common.ts';
import { globalRegion } from './global-region.ts';

/** Names the region of a bucket only where it is asked for pages. */
export const bucketList: ListSpec = {
  service: 's3',
  operation: 'ListBuckets',
  permission: 's3:ListAllMyBuckets',
  items: 'Buckets',
  paging: { ask: 'ContinuationToken', answer: 'ContinuationToken', size: ['MaxBuckets', 1000] },
};

export const locationCall: CallSpec = {
  service: 's3',
  operation: 'GetBucketLocation',
  permission: 's3:GetBucketLocation',
};

interface Place {
  account: string;
  region: string | undefined;
}

/**
 * Whose a bucket is, and where it lies. Names of buckets are unique in a partition, so the account that lists it owns it:
 * the referring account is asked first, the others of the scan only when it does not. A bucket is never read on behalf of
 * an account that was not shown to own it.
 *
 * @returns a missing value with reason out-of-scope when no scanned account owns it; with the failure when one of them
 * could not be asked, since that one might.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export async function placeOfBucket(uid: string, from: Scope, look: Look): Promise<Referred | MissingValue> {
  const arn = isArn(uid) ? parseArn(uid) : undefined;
  const bucket = arn?.resource ?? '';
  if (arn?.service !== 's3' || arn.account !== '' || bucket.includes('/')) return notOfKind('a bucket of S3', uid);
  if (aliases.some((suffix) => bucket.endsWith(suffix)))
    return missing(`${bucket} is the alias of an access point; the bucket behind it is not read`, 'out-of-scope');
  const region = globalRegion(arn.partition);
  const own = await listedBy(from.account, bucket, region, look);
  if ('account' in own) return referred(uid, bucket, own, region, look);
  const others = [...look.accounts].filter((account) => account !== from.account).sort();
  const answers = await Promise.all(others.map((account) => listedBy(account, bucket, region, look)));
  const owner = answers.find((answer) => 'account' in answer);
  if (owner && 'account' in owner) return referred(uid, bucket, owner, region, look);
  // Where the own list is refused, S3 still says whether the bucket is ours: it checks the owner that we expect.
  if (own.lacking.length > 0 && (await isOwn(bucket, from.account, region, look)))
    return referred(uid, bucket, { account: from.account, region: undefined }, region, look);
  const lacking = [own, ...answers].flatMap((answer) => ('lacking' in answer ? answer.lacking : []));
  const [first] = lacking;
  if (first) return { $missing: { ...first, detail: `it may own bucket ${bucket}` } };
  return missing(`bucket ${bucket} belongs to no account of this scan; add the one that owns it`, 'out-of-scope');
}

/** Names that S3 gives to access points, of which nobody else's bucket may make use. */
const aliases = ['-s3alias', '--ol-s3', '--x-s3', '-ext-s3alias'];

async function listedBy(
  account: string,
  bucket: string,
  region: string,
  look: Look,
): Promise<Place | { lacking: Missing[] }> {
  const list = await look.in(account, region).list(bucketList);
  const found = list.items.find(({ item }) => item.Name === bucket)?.item;
  if (found) return { account, region: typeof found.BucketRegion === 'string' ? found.BucketRegion : undefined };
  return { lacking: list.endReached ? [] : list.missing };
}

async function isOwn(bucket: string, account: string, region: string, look: Look): Promise<boolean> {
  return !isMissingValue(await locationOf(bucket, account, region, look));
}

async function referred(
  uid: string,
  bucket: string,
  place: Place,
  global: string,
  look: Look,
): Promise<Referred | MissingValue> {
  const region = place.region ?? (await locationOf(bucket, place.account, global, look));
  if (isMissingValue(region)) return region;
  const { account } = place;
  return { scope: { account, region }, item: { BucketArn: uid, Bucket: bucket, Owner: account } };
}

/** Region of a bucket that this account owns: S3 refuses when it is somebody else's. */
async function locationOf(bucket: string, account: string, region: string, look: Look): Promise<string | MissingValue> {
  const outcome = await look.in(account, region).call(locationCall, { Bucket: bucket, ExpectedBucketOwner: account });
  if (outcome.status === 'failed') return { $missing: outcome.missing };
  if (outcome.status !== 'answer') return missing('S3 did not say where the bucket lies');
  return regionOf((outcome.body as Jsonified<GetBucketLocationOutput>).LocationConstraint, region); // as the SDK types it
}

/**
 * A location constraint as a region: none is the first region of the partition, EU the first of Europe.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
 */
export function regionOf(constraint: string | undefined, global: string): string {
  if (constraint === undefined || constraint === '') return global;
  return constraint === 'EU' ? 'eu-west-1' : constraint;
}
