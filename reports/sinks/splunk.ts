import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Batch, lines, type Receipt, type Sink, SinkError } from '../../src/model/sink.ts';
import { defineSink, limitsOf } from './definition.ts';
import { HttpClient } from './http/client.ts';
import { exchange, jsonOf } from './http/exchange.ts';
import { shown } from './http/outcome.ts';
import { addressOf, urlOrRef } from './http/url.ts';
import { readSecret, secretRef } from './secret.ts';

const schema = z.strictObject({
  /** Of the collector, without a path: https://splunk.example:8088. */
  url: urlOrRef,
  token: secretRef,
  index: z.string().min(1).optional(),
  /** Waits until the indexers have what was sent; the token must have it switched on. */
  acknowledge: z.boolean().optional(),
  /** Seconds to wait for an acknowledgement before the batch is sent again. */
  acknowledge_within: z.number().min(1).max(3600).optional(),
  /** Seconds between questions for it. */
  acknowledge_every: z.number().min(0.05).max(600).optional(),
});

/**
 * Splunk's HTTP Event Collector.
 *
 * @see https://docs.splunk.com/Documentation/Splunk/latest/Data/HECRESTendpoints and .../Data/AboutHECIDXAck
 */
export const splunk = defineSink({
  type: 'splunk',
  about: 'Splunk HTTP Event Collector',
  schema,
  format: 'splunk',
  settings: ({ index }) => (index === undefined ? {} : { splunk: { index } }),
  make: (name, config, read = readSecret): Sink => {
    const token = read(config.token, name);
    const { url: base, secrets: ofUrl, shown: where } = addressOf(config.url, name, read);
    const secrets = [token, ...ofUrl];
    const client = new HttpClient('any');
    const channel = randomUUID();
    const auth = { authorization: `Splunk ${token}`, 'x-splunk-request-channel': channel };
    const ask = (path: string, body: Uint8Array | string, headers: Record<string, string>, signal: AbortSignal) =>
      exchange(
        client,
        { method: 'POST', url: new URL(path, base), body, headers: { ...auth, ...headers } },
        { signal, secrets },
      );
    const wait = { within: config.acknowledge_within ?? 300, every: config.acknowledge_every ?? 10 };
    return {
      name,
      type: 'splunk',
      target: where.replace(/\/…$/, ''),
      limits: limitsOf({ bytes: 1_000_000, items: 1000 }),
      framing: lines,
      gzip: true,
      deduplicates: '',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const headers = {
          'content-type': 'application/json',
          ...(batch.gzip ? { 'content-encoding': 'gzip' } : {}),
        };
        const answer = await ask('/services/collector/event', batch.body, headers, signal);
        if (config.acknowledge) await acknowledged(ackIdOf(jsonOf(answer)), ask, wait, signal);
        return { answer: shown(answer.text), refused: [] };
      },
      check: async (signal) => {
        const url = new URL('/services/collector/health', base);
        const answer = await exchange(client, { method: 'GET', url, headers: auth }, { signal, secrets });
        return shown(answer.text);
      },
      close: async () => client.close(),
    };
  },
});

type Ask = (
  path: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
) => ReturnType<typeof exchange>;

function ackIdOf(said: unknown): number {
  const id = typeof said === 'object' && said !== null && 'ackId' in said ? said.ackId : undefined;
  if (typeof id === 'number') return id;
  throw new SinkError('stop', 'it gives no acknowledgements: switch them on for the token, or set acknowledge: false');
}

/** A status is forgotten once it was read as true, so each is asked for until then and no longer. */
async function acknowledged(
  id: number,
  ask: Ask,
  { within, every }: { within: number; every: number },
  signal: AbortSignal,
): Promise<void> {
  const json = { 'content-type': 'application/json' };
  for (let waited = 0; waited < within; waited += every) {
    await sleep(every * 1000, undefined, { signal });
    const said = jsonOf(await ask('/services/collector/ack', JSON.stringify({ acks: [id] }), json, signal));
    if (isAcknowledged(said, id)) return;
  }
  throw new SinkError('later', `it was not acknowledged within ${within} s`);
}

function isAcknowledged(said: unknown, id: number): boolean {
  const acks = typeof said === 'object' && said !== null && 'acks' in said ? said.acks : undefined;
  return typeof acks === 'object' && acks !== null && (acks as Record<string, unknown>)[String(id)] === true;
}
