import type { MissingValue } from '../../../src/model/facts.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { partitionOfRegion } from '../analysis/arn.ts';

/**
 * ARN of the bucket that an S3 address lies in: `s3://bucket/key`, or the `https` form that SageMaker also takes.
 *
 * @param region of the resource that names it: tells the partition.
 * @returns undefined for an address of another form.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function bucketArnOf(uri: string, region: string): string | undefined {
  const bucket = bucketOf(uri);
  return bucket === undefined ? undefined : `arn:${partitionOfRegion(region)}:s3:::${bucket}`;
}

/** Links to the buckets of these addresses, each once; an address that is not understood stays as a missing one. */
export function bucketLinks(uris: readonly (string | undefined)[], region: string): (string | MissingValue)[] {
  const out = new Set<string>();
  let strange: MissingValue | undefined;
  for (const uri of uris) {
    if (uri === undefined || uri === '') continue;
    const arn = bucketArnOf(uri, region);
    if (arn === undefined) strange = missing('an address that is not one of S3');
    else out.add(arn);
  }
  return strange ? [...out, strange] : [...out];
}

const bucketName = /^[a-zA-Z0-9][a-zA-Z0-9._-]{1,254}$/;
const pathHost = /^s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$|^s3\.amazonaws\.com$/;
const virtualHost = /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/;

function bucketOf(uri: string): string | undefined {
  if (uri.length > 2048) return undefined;
  const [, scheme, host = '', path = ''] = /^(s3|https):\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  if (scheme === 's3') return valid(host);
  if (scheme !== 'https') return undefined;
  if (pathHost.test(host)) return valid(path.split('/')[0] ?? '');
  return valid(virtualHost.exec(host)?.[1] ?? '');
}

function valid(name: string): string | undefined {
  return bucketName.test(name) ? name : undefined;
}
