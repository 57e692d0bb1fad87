import { z } from 'zod';
import { type Batch, type Framing, type Receipt, type Sink, SinkError } from '../../src/model/sink.ts';
import { defineSink, limitsOf } from './definition.ts';
import { googleTokens, identityFields } from './gcp/tokens.ts';
import { exchangeAs } from './http/bearer.ts';
import { HttpClient } from './http/client.ts';
import { errorOf, shown } from './http/outcome.ts';
import { readSecret } from './secret.ts';

const schema = z.strictObject({
  project: z.string().regex(/^[a-z0-9][a-z0-9:.-]{2,62}$/, 'that is no project'),
  /** Of the instance, such as us, eu or europe-west3. */
  location: z.string().regex(/^[a-z]{2,}(-[a-z]+\d+)?$/, 'a location is such as us, eu or europe-west3'),
  /** Customer id of the instance. */
  instance: z.uuid(),
  /** In place of https://chronicle.LOCATION.rep.googleapis.com. */
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  ...identityFields,
});

/** The body of an import: each event in an object of its own, all in one source. */
const imports: Framing = {
  open: '{"inlineSource":{"events":[\n{"udm":',
  between: '},\n{"udm":',
  close: '}\n]}}\n',
};

/** Limits are kept over so long, ms: to come back sooner is to be refused again. */
const windowMs = 5 * 60_000;

/**
 * Google SecOps: events of its Unified Data Model, by the Chronicle API. Needs chronicle.events.import. One event that it
 * does not like has it refuse all that came with it; the halves are sent then.
 *
 * @see https://cloud.google.com/chronicle/docs/reference/rest/v1/projects.locations.instances.events/import and
 * https://cloud.google.com/chronicle/docs/ingestion/burst-limits
 */
export const secops = defineSink({
  type: 'secops',
  about: 'Google SecOps, UDM events by the Chronicle API',
  schema,
  format: 'udm',
  make: (name, config, read = readSecret): Sink => {
    const { project, location, instance } = config;
    const tokens = googleTokens(name, config, 'https://www.googleapis.com/auth/cloud-platform', read);
    const client = new HttpClient('any');
    const path = `/v1/projects/${project}/locations/${location}/instances/${instance}/events:import`;
    const url = new URL(path, config.endpoint ?? `https://chronicle.${location}.rep.googleapis.com`);
    return {
      name,
      type: 'secops',
      target: `${url.origin}${url.pathname}`,
      limits: limitsOf({ bytes: 4_000_000, items: 1000 }),
      framing: imports,
      gzip: false,
      deduplicates: '',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const headers = { 'content-type': 'application/json' };
        const answer = await exchangeAs(
          tokens,
          client,
          { method: 'POST', url, headers, body: batch.body },
          { signal, answers: [429] },
        );
        if (answer.status === 429) {
          const { message, answer: said, afterMs } = errorOf(answer, Date.now());
          throw new SinkError('later', message, { answer: said, afterMs: Math.max(afterMs, windowMs) });
        }
        return { answer: shown(answer.text) || `HTTP ${answer.status}`, refused: [] };
      },
      check: async (signal) => {
        await tokens.token(signal);
        return 'Google gives a token; whether the instance takes events, the first batch tells';
      },
      close: async () => client.close(),
    };
  },
});
