import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, type Spec } from '../../../src/model/mapping/spec.ts';

/**
 * Id of the store that an address lies in, as the provider of that cloud writes it; undefined for places that are no
 * bucket (the server itself, a disk, DBFS) and for Azure, whose addresses do not name subscription and group.
 */
export function bucketOf(uri: string): string | undefined {
  const s3 = /^s3[an]?:\/\/([a-z0-9][a-z0-9.-]+)/i.exec(uri)?.[1];
  if (s3) return `arn:aws:s3:::${s3.toLowerCase()}`;
  const gs = /^gs:\/\/([a-z0-9][a-z0-9._-]+)/i.exec(uri)?.[1];
  return gs ? `//storage.googleapis.com/${gs.toLowerCase()}` : undefined;
}

/** Link `buckets` of what names addresses. */
export function bucketLinks(uris: Spec<readonly (string | undefined)[]>): Spec<(string | MissingValue)[]> {
  return derive([uris], (list) => [
    ...new Set(list.flatMap((uri) => (uri === undefined ? [] : (bucketOf(uri) ?? [])))),
  ]);
}
