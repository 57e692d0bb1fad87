import { z } from 'zod';
import { type Batch, lines, type Receipt, type Sink } from '../../src/model/sink.ts';
import { defineSink } from './definition.ts';
import { googleTokens, identityFields } from './gcp/tokens.ts';
import { exchangeAs } from './http/bearer.ts';
import { type HttpAnswer, HttpClient } from './http/client.ts';
import { jsonOf } from './http/exchange.ts';
import { shown } from './http/outcome.ts';
import { putAnswers, putOnce } from './http/put-object.ts';
import { mediaType, objectFormats, objectLimits, objectName, prefixPattern } from './object-name.ts';
import { readSecret } from './secret.ts';

const schema = z.strictObject({
  /** @see https://cloud.google.com/storage/docs/buckets#naming */
  bucket: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, 'that is no name of a bucket'),
  prefix: z.string().regex(prefixPattern).optional(),
  /** projects/P/locations/L/keyRings/R/cryptoKeys/K, in place of the key of the bucket. */
  kms_key: z
    .string()
    .regex(/^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/)
    .optional(),
  /** In place of https://storage.googleapis.com. */
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  ...identityFields,
});

/** Limits are told by 403, too. */
const busy = new Set(['rateLimitExceeded', 'userRateLimitExceeded']);

/**
 * Google Cloud Storage: one object a batch. Needs storage.objects.create.
 *
 * @see https://cloud.google.com/storage/docs/json_api/v1/objects/insert and .../docs/request-preconditions
 */
export const gcs = defineSink({
  type: 'gcs',
  about: 'Google Cloud Storage, one object a batch',
  schema,
  format: 'ndjson',
  formats: objectFormats,
  make: (name, config, read = readSecret): Sink => {
    const tokens = googleTokens(name, config, 'https://www.googleapis.com/auth/devstorage.read_write', read);
    const client = new HttpClient('any');
    const endpoint = config.endpoint ?? 'https://storage.googleapis.com';
    return {
      name,
      type: 'gcs',
      target: `gs://${config.bucket}/${config.prefix ?? 'plumbline'}`,
      limits: objectLimits,
      framing: lines,
      gzip: true,
      deduplicates: 'a batch that comes again finds its object and leaves it as it is',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const key = objectName(batch, config.prefix);
        const url = new URL(`/upload/storage/v1/b/${config.bucket}/o`, endpoint);
        url.searchParams.set('uploadType', 'media');
        url.searchParams.set('name', key);
        // The generation of an object that is not there.
        url.searchParams.set('ifGenerationMatch', '0');
        if (config.kms_key !== undefined) url.searchParams.set('kmsKeyName', config.kms_key);
        const headers = { 'content-type': mediaType(batch) };
        const answer = await exchangeAs(
          tokens,
          client,
          { method: 'POST', url, headers, body: batch.body },
          { signal, answers: putAnswers },
        );
        const isNew = putOnce(
          answer,
          ({ status }) => status === 412,
          (one) => one.status === 403 && reasonsOf(one).some((reason) => busy.has(reason)),
        );
        return { answer: isNew ? key : `${key} was there already`, refused: [] };
      },
      check: async (signal) => {
        const url = new URL(`/storage/v1/b/${config.bucket}/iam/testPermissions`, endpoint);
        url.searchParams.set('permissions', 'storage.objects.create');
        const answer = await exchangeAs(tokens, client, { method: 'GET', url }, { signal });
        const may = JSON.stringify(jsonOf(answer) ?? '').includes('storage.objects.create');
        return may ? 'objects may be created in the bucket' : `objects may not be created: ${shown(answer.text)}`;
      },
      close: async () => client.close(),
    };
  },
});

function reasonsOf(answer: HttpAnswer): string[] {
  const said = jsonOf(answer) as { error?: { errors?: { reason?: unknown }[] } } | undefined; // looked at below
  const errors = said?.error?.errors;
  return Array.isArray(errors) ? errors.map((one) => String(one?.reason)) : [];
}
