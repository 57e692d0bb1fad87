import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { type Batch, lines, type Receipt, type Refusal, type Sink, SinkError } from '../../src/model/sink.ts';
import { defineSink, limitsOf } from './definition.ts';
import { HttpClient } from './http/client.ts';
import { exchange, jsonOf } from './http/exchange.ts';
import { shown } from './http/outcome.ts';
import { templatesFor } from './index-templates.ts';
import { readSecret, secretRef } from './secret.ts';

const indexName = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'the name of an index is in small letters');

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  api_key: secretRef.optional(),
  username: z.string().min(1).optional(),
  password: secretRef.optional(),
  /** Data stream that keeps every event; default logs-plumbline.findings-default. */
  history: indexName.optional(),
  /** Index with one document a finding, as it is now; default plumbline-findings-latest. */
  latest: indexName.optional(),
});

/**
 * Elasticsearch and OpenSearch. Each event goes twice: into the history, where an event that is there already is no
 * error, and, under the finding's key, into the index of what is so now.
 *
 * @see https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk
 */
export const elasticsearch = defineSink({
  type: 'elasticsearch',
  about: 'Elasticsearch or OpenSearch, history and latest state',
  schema,
  format: 'ecs',
  make: (name, config, read = readSecret): Sink => {
    const password = config.password && read(config.password, name);
    const key = config.api_key && read(config.api_key, name);
    const basic = Buffer.from(`${config.username ?? ''}:${password ?? ''}`).toString('base64');
    const authorization = key ? `ApiKey ${key}` : password === undefined ? undefined : `Basic ${basic}`;
    const auth: Record<string, string> = authorization === undefined ? {} : { authorization };
    const secrets = [key ?? '', password ?? '', password === undefined ? '' : basic].filter((one) => one !== '');
    const client = new HttpClient('any');
    const base = config.url.endsWith('/') ? config.url : `${config.url}/`;
    const indices = {
      history: config.history ?? 'logs-plumbline.findings-default',
      latest: config.latest ?? 'plumbline-findings-latest',
    };
    return {
      name,
      type: 'elasticsearch',
      target: `${new URL(base).origin} ${indices.latest}`,
      // Half of 10 MB, since each event goes twice.
      limits: limitsOf({ bytes: 4_500_000, items: 2000 }),
      framing: lines,
      gzip: true,
      deduplicates: 'by _id; in the history only until its data stream rolls over',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const { body, places } = bulk(batch, indices);
        const headers = { ...auth, 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
        const url = new URL('_bulk', base);
        const answer = await exchange(client, { method: 'POST', url, headers, body }, { signal, secrets });
        return { answer: shown(answer.text), refused: refusals(jsonOf(answer), places) };
      },
      check: async (signal) => {
        const request = { method: 'GET', url: new URL(base), headers: auth } as const;
        const answer = await exchange(client, request, { signal, secrets, answers: [403] });
        // To tell of itself takes the right to monitor, which nobody needs who only writes.
        if (answer.status === 403)
          return 'it knows us, and does not let us ask about it: the event tells what we may write';
        return shown(answer.text);
      },
      content: templatesFor(indices),
      install: async ({ path, body }, signal) => {
        const headers = { ...auth, 'content-type': 'application/json' };
        const request = { method: 'PUT', url: new URL(path, base), headers, body: JSON.stringify(body) } as const;
        return shown((await exchange(client, request, { signal, secrets })).text);
      },
      close: async () => client.close(),
    };
  },
});

/** The events as operations. @returns `places`: for each operation, in which event it stands. */
function bulk(
  batch: Batch,
  { history, latest }: { history: string; latest: string },
): { body: Buffer; places: number[] } {
  const text = (batch.gzip ? gunzipSync(batch.body) : Buffer.from(batch.body)).toString('utf8');
  const places: number[] = [];
  let out = '';
  for (const [index, line] of text.trimEnd().split('\n').entries()) {
    const { event, key } = idsOf(line);
    places.push(index);
    out += `${JSON.stringify({ create: { _index: history, ...(event === '' ? {} : { _id: event }) } })}\n${line}\n`;
    if (key === '') continue;
    places.push(index);
    out += `${JSON.stringify({ index: { _index: latest, _id: key } })}\n${line}\n`;
  }
  return { body: gzipSync(out, { level: 1 }), places };
}

function idsOf(line: string): { event: string; key: string } {
  const { event, plumbline } = JSON.parse(line) as {
    event?: { id?: string };
    plumbline?: { finding_key?: string };
  }; // of our own format
  return { event: event?.id ?? '', key: plumbline?.finding_key ?? '' };
}

/** A person has to grant a right, open an index that is closed to writing, or make it: none of it is for the events to pay. */
const shutOut = new Set([401, 403, 404]);

/**
 * Only a full queue and a failing server are worth another try; that it is there already is success.
 *
 * @throws SinkError `stop` where it does not let us write at all.
 */
function refusals(said: unknown, places: readonly number[]): Refusal[] {
  const items = typeof said === 'object' && said !== null && 'items' in said ? said.items : undefined;
  if (!Array.isArray(items) || items.length !== places.length)
    throw new SinkError('later', 'its answer does not tell of each event');
  const refused = new Map<number, Refusal>();
  for (const [at, item] of items.entries()) {
    const [operation, result] = Object.entries(item as Record<string, { status?: unknown; error?: unknown }>)[0] ?? [];
    const status = Number(result?.status ?? 0);
    if ((status >= 200 && status < 300) || (operation === 'create' && status === 409)) continue;
    const reason = `HTTP ${status}: ${shown(JSON.stringify(result?.error ?? ''))}`;
    if (shutOut.has(status)) throw new SinkError('stop', `it does not let us write: ${reason}`);
    const index = places[at] ?? 0;
    const retry = status === 429 || status >= 500 || status === 0;
    const before = refused.get(index);
    // One that will never be taken is given up, though its other half might be.
    if (before && !before.retry) continue;
    refused.set(index, { index, retry, reason });
  }
  return [...refused.values()].sort((a, b) => a.index - b.index);
}
