import { z } from 'zod';
import { type Batch, lines, type Sink } from '../../src/model/sink.ts';
import { accessFields } from './aws/access.ts';
import { Bucket, bucketName, encryptionFields } from './aws/put.ts';
import { defineSink } from './definition.ts';
import { mediaType, objectFormats, objectLimits, objectName, prefixPattern } from './object-name.ts';

const schema = z.strictObject({
  bucket: bucketName,
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region is such as eu-west-1'),
  prefix: z.string().regex(prefixPattern).optional(),
  /** Of emulators and some other makers' stores. */
  path_style: z.boolean().optional(),
  ...accessFields,
  ...encryptionFields,
});

/**
 * Amazon S3: one object a batch. Needs s3:PutObject; s3:ListBucket for the check.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export const s3 = defineSink({
  type: 's3',
  about: 'Amazon S3, one object a batch',
  schema,
  format: 'ndjson',
  formats: objectFormats,
  make: (name, config): Sink => {
    const bucket = new Bucket(config);
    return {
      name,
      type: 's3',
      target: `s3://${config.bucket}/${config.prefix ?? 'plumbline'}`,
      limits: objectLimits,
      framing: lines,
      gzip: true,
      deduplicates: 'a batch that comes again finds its object and leaves it as it is',
      send: async (batch: Batch, signal) => {
        const Key = objectName(batch, config.prefix);
        const isNew = await bucket.put({ Key, Body: batch.body, ContentType: mediaType(batch) }, signal);
        return { answer: isNew ? Key : `${Key} was there already`, refused: [] };
      },
      check: (signal) => bucket.check(signal),
      close: () => bucket.close(),
    };
  },
});
