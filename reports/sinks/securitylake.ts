import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type Batch, lines, type Receipt, type Refusal, type Sink } from '../../src/model/sink.ts';
import { accessFields } from './aws/access.ts';
import { Bucket, bucketName, encryptionFields } from './aws/put.ts';
import { defineSink } from './definition.ts';
import { classes } from './lake/columns.ts';
import { parquetOf } from './lake/parquet.ts';
import { lakeKey, type Partition, partitionOf } from './lake/partition.ts';

/** @see https://docs.aws.amazon.com/security-lake/latest/APIReference/API_CreateCustomLogSource.html */
const sourceName = z.string().regex(/^[\w.-]{1,20}$/, 'a source has up to 20 letters, digits, _ . -');

const schema = z.strictObject({
  /** Of the lake: aws-security-data-lake-REGION-... */
  bucket: bucketName,
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region is such as eu-west-1'),
  /** Custom source of class Compliance Finding. */
  source: sourceName,
  /** Custom source of class Scan Activity, which tells when scans began and ended; `none` leaves those out. */
  scan_source: sourceName,
  path_style: z.boolean().optional(),
  ...accessFields,
  ...encryptionFields,
});

type Event = Readonly<Record<string, unknown>>;
type Placed = Partition & { events: Event[] };

/**
 * Amazon Security Lake: OCSF as Parquet, one class, account, region and day a file. What a batch becomes follows from
 * the batch alone, and so does its name.
 *
 * @see https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html
 */
export const securitylake = defineSink({
  type: 'securitylake',
  about: 'Amazon Security Lake, OCSF as Parquet',
  schema,
  format: 'ocsf',
  // A batch of many accounts would be as many small files.
  lane: (text) => {
    const place = partitionOf(JSON.parse(text) as Event, ''); // written by the format
    return place ? `${place.account}|${place.region}` : '';
  },
  make: (name, config): Sink => {
    const bucket = new Bucket(config);
    const sources = new Map([
      [2003, config.source],
      [6007, config.scan_source],
    ]);
    return {
      name,
      type: 'securitylake',
      target: `s3://${config.bucket}/ext/${config.source}`,
      // As many as are held as objects at once.
      limits: { bytes: 32e6, items: 10_000, itemBytes: 32e6 },
      framing: lines,
      gzip: true,
      deduplicates: 'a batch that comes again finds its files and leaves them as they are',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const { files, refused, leftOut } = sorted(batch, config.region, sources);
        for (const file of files) {
          const columns = classes.get(file.classUid);
          const source = sources.get(file.classUid);
          if (!columns || !source) continue; // only those that have both were placed
          const Body = await parquetOf(file.events, columns);
          const Key = lakeKey(source, file, batch.sha256);
          await bucket.put({ Key, Body, ContentType: 'application/vnd.apache.parquet' }, signal);
        }
        const said = leftOut === 0 ? '' : `, ${leftOut} events left out: scan_source is none`;
        return { answer: `${files.length} files${said}`, refused };
      },
      check: (signal) => bucket.check(signal),
      close: () => bucket.close(),
    };
  },
});

/** Events of each file by their time, as the lake wants them. */
function sorted(
  { body, gzip }: Batch,
  home: string,
  sources: ReadonlyMap<number, string>,
): { files: Placed[]; refused: Refusal[]; leftOut: number } {
  const text = (gzip ? gunzipSync(body) : Buffer.from(body)).toString('utf8').trimEnd();
  const files = new Map<string, Placed>();
  const refused: Refusal[] = [];
  let leftOut = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const event = JSON.parse(line) as Event; // written by the format
    const place = partitionOf(event, home);
    const source = place && classes.has(place.classUid) ? sources.get(place.classUid) : undefined;
    if (!place || source === undefined) {
      refused.push({
        index,
        reason: 'the lake has no source for events of its class, or it has no time',
        retry: false,
      });
      continue;
    }
    if (source === 'none') {
      leftOut += 1;
      continue;
    }
    const key = lakeKey(source, place, '');
    const file = files.get(key) ?? { ...place, events: [] };
    file.events.push(event);
    files.set(key, file);
  }
  for (const { events } of files.values()) events.sort((a, b) => Number(a.time) - Number(b.time));
  return { files: [...files.values()], refused, leftOut };
}
