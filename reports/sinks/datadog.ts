import { z } from 'zod';
import { array, type Batch, type Receipt, type Sink } from '../../src/model/sink.ts';
import { defineSink, limitsOf } from './definition.ts';
import { HttpClient } from './http/client.ts';
import { exchange } from './http/exchange.ts';
import { shown } from './http/outcome.ts';
import { readSecret, secretRef } from './secret.ts';

const schema = z.strictObject({
  /** Such as datadoghq.com, datadoghq.eu, us5.datadoghq.com. */
  site: z
    .string()
    .regex(/^[a-z0-9.-]+$/, 'a site is a host name such as datadoghq.eu')
    .optional(),
  /** In place of the site's intake. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  api_key: secretRef,
});

/**
 * Datadog's log intake. It cuts entries of more than 1 MB without a word, so none is sent.
 *
 * @see https://docs.datadoghq.com/api/latest/logs/#send-logs
 */
export const datadog = defineSink({
  type: 'datadog',
  about: 'Datadog logs',
  schema,
  format: 'ocsf',
  formats: ['ocsf', 'ecs', 'ndjson'],
  make: (name, config, read = readSecret): Sink => {
    const key = read(config.api_key, name);
    const client = new HttpClient('any');
    const url = new URL(
      '/api/v2/logs?ddsource=plumbline&service=plumbline',
      config.url ?? `https://http-intake.logs.${config.site ?? 'datadoghq.com'}`,
    );
    return {
      name,
      type: 'datadog',
      target: url.origin,
      limits: limitsOf({ bytes: 5_000_000, items: 1000, itemBytes: 990_000 }),
      framing: array,
      gzip: true,
      deduplicates: '',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const headers = {
          'dd-api-key': key,
          'content-type': 'application/json',
          ...(batch.gzip ? { 'content-encoding': 'gzip' } : {}),
        };
        const answer = await exchange(
          client,
          { method: 'POST', url, headers, body: batch.body },
          { signal, secrets: [key] },
        );
        return { answer: shown(answer.text), refused: [] };
      },
      close: async () => client.close(),
    };
  },
});
