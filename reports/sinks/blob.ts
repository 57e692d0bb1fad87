import { z } from 'zod';
import { type Batch, lines, type Receipt, type Sink } from '../../src/model/sink.ts';
import { storageAccess, storageFields } from './azure/storage-access.ts';
import { defineSink } from './definition.ts';
import { HttpClient } from './http/client.ts';
import { putAnswers, putOnce } from './http/put-object.ts';
import { mediaType, objectFormats, objectLimits, objectName, prefixPattern } from './object-name.ts';
import { readSecret } from './secret.ts';

const schema = z.strictObject({
  /** @see https://learn.microsoft.com/en-us/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata */
  container: z.string().regex(/^[a-z0-9](-?[a-z0-9]){2,62}$/, 'that is no name of a container'),
  prefix: z.string().regex(prefixPattern).optional(),
  ...storageFields,
});

/** It is there: by the condition, by a policy that lets nobody change it, or to a signature that may create only. */
const there = new Set([
  'BlobAlreadyExists',
  'BlobImmutableDueToPolicy',
  'ConditionNotMet',
  'UnauthorizedBlobOverwrite',
]);

/**
 * Azure Blob Storage: one block blob a batch. Needs to create blobs in the container.
 *
 * @see https://learn.microsoft.com/en-us/rest/api/storageservices/put-blob and .../specifying-conditional-headers-for-blob-service-operations
 */
export const blob = defineSink({
  type: 'blob',
  about: 'Azure Blob Storage, one blob a batch',
  schema,
  format: 'ndjson',
  formats: objectFormats,
  make: (name, config, read = readSecret): Sink => {
    const access = storageAccess(name, config, read);
    const client = new HttpClient('any');
    const base = `${access.service.origin}${access.service.pathname.replace(/\/+$/, '')}/${config.container}`;
    return {
      name,
      type: 'blob',
      target: `${base}/${config.prefix ?? 'plumbline'}`,
      limits: objectLimits,
      framing: lines,
      gzip: true,
      deduplicates: 'a batch that comes again finds its blob and leaves it as it is',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const key = objectName(batch, config.prefix);
        const headers = { 'content-type': mediaType(batch), 'x-ms-blob-type': 'BlockBlob', 'if-none-match': '*' };
        const url = new URL(`${base}/${key}`);
        const answer = await access.send(
          client,
          { method: 'PUT', url, headers, body: batch.body },
          { signal, answers: putAnswers },
        );
        const isNew = putOnce(answer, ({ headers: said }) => there.has(String(said['x-ms-error-code'])));
        return { answer: isNew ? key : `${key} was there already`, refused: [] };
      },
      check: async (signal) => {
        const url = new URL(`${base}?restype=container&comp=list&maxresults=1`);
        await access.send(client, { method: 'GET', url }, { signal });
        return `the container ${config.container} is there and may be listed; whether it may be written, the first batch tells`;
      },
      close: async () => client.close(),
    };
  },
});
