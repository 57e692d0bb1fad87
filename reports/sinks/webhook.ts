import { createHmac } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type Batch, lines, type Receipt, type Sink } from '../../src/model/sink.ts';
import { defineSink, limitsOf } from './definition.ts';
import { HttpClient } from './http/client.ts';
import { exchange } from './http/exchange.ts';
import { shown } from './http/outcome.ts';
import { addressOf, urlOrRef } from './http/url.ts';
import { readSecret, secretRef } from './secret.ts';

const schema = z.strictObject({
  /** Whoever knows it may post: name where it is rather than write it. */
  url: urlOrRef,
  /** `whsec_` and base64, or any text; without it nothing is signed. */
  secret: secretRef.optional(),
  /** CloudEvents 1.0 in structured mode about each batch, in place of the plain array. */
  cloudevents: z.boolean().optional(),
  /** Lets it lead into private networks; never to metadata services. */
  allow_private: z.boolean().optional(),
});

/**
 * Any receiver of JSON over HTTP. `webhook-id` is the batch's hash: one that comes twice can be told.
 *
 * @see https://www.standardwebhooks.com and https://cloudevents.io
 */
export const webhook = defineSink({
  type: 'webhook',
  about: 'JSON over HTTP, signed after Standard Webhooks',
  schema,
  format: 'ndjson',
  formats: ['ndjson', 'ocsf', 'ecs', 'udm', 'splunk'],
  make: (name, config, read = readSecret): Sink => {
    const { url, shown: target, secrets: ofUrl } = addressOf(config.url, name, read);
    const client = new HttpClient(config.allow_private ? 'any' : 'public');
    const secret = config.secret && read(config.secret, name);
    const secrets = [...(secret ? [secret] : []), ...ofUrl];
    return {
      name,
      type: 'webhook',
      target,
      place: `${url.origin}${url.pathname}`,
      limits: limitsOf({ bytes: 256_000, items: 500 }),
      framing: lines,
      gzip: false,
      deduplicates: 'by webhook-id, where the receiver keeps it',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const body = config.cloudevents ? cloudEvent(batch) : `[${joined(batch)}]`;
        const headers = {
          'content-type': config.cloudevents ? 'application/cloudevents+json' : 'application/json',
          ...signature(batch.sha256, body, secret, Date.now()),
        };
        const answer = await exchange(
          client,
          { method: 'POST', url, headers, body, timeoutMs: 10_000 },
          { signal, secrets },
        );
        return { answer: shown(answer.text), refused: [] };
      },
      close: async () => client.close(),
    };
  },
});

function joined({ body, gzip }: Batch): string {
  const text = (gzip ? gunzipSync(body) : Buffer.from(body)).toString('utf8');
  return text.trimEnd().replaceAll('\n', ',\n');
}

function cloudEvent(batch: Batch): string {
  const head = {
    specversion: '1.0',
    id: batch.sha256,
    source: '/plumbline',
    type: 'dev.plumbline.findings.v1',
    time: batch.scanTime,
    datacontenttype: 'application/json',
  };
  return `${JSON.stringify(head).slice(0, -1)},"data":[${joined(batch)}]}`;
}

/** The time is that of sending: a receiver refuses old ones, so that nobody sends them again. */
function signature(id: string, body: string, secret: string | undefined, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === undefined) return headers;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
  const signed = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signed}` };
}
