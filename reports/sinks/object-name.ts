import type { Batch } from '../../src/model/sink.ts';

/** A folder within a bucket, without slashes at its ends. */
export const prefixPattern = /^[\w!.*'()-][\w!.*'()/-]*$/;

/**
 * Where a batch lies in a bucket: by the day of its scan, and by what is in it, so that it finds itself when it comes
 * again. Whole hash: it is what says that an object of this name holds these events.
 *
 * @returns such as `plumbline/2026/11/22/20261122T091402Z-<sha256>.ndjson.gz`.
 */
export function objectName(
  { sha256, scanTime, gzip }: Pick<Batch, 'sha256' | 'scanTime' | 'gzip'>,
  prefix = 'plumbline',
): string {
  const day = scanTime.slice(0, 10).replaceAll('-', '/');
  const time = scanTime.slice(0, 19).replaceAll(/[-:]/g, '');
  return `${prefix.replace(/\/+$/, '')}/${day}/${time}Z-${sha256}.ndjson${gzip ? '.gz' : ''}`;
}

/**
 * Its media type. A compressed one says so by type and name and not by a content encoding, which some readers would take
 * off and some not.
 */
export function mediaType({ gzip }: Pick<Batch, 'gzip'>): string {
  return gzip ? 'application/gzip' : 'application/x-ndjson';
}

/** Of every bucket: what is large enough to be read well, and small enough to be made in memory. */
export const objectLimits = { bytes: 32e6, items: 50_000, itemBytes: 32e6 };

/** Events that are read line by line, by whatever looks into the bucket. */
export const objectFormats = ['ndjson', 'ocsf', 'ecs', 'asff', 'udm', 'splunk', 'cef', 'leef', 'rfc5424'];
