import { z } from 'zod';
import { array, type Batch, type Receipt, type Sink, SinkError } from '../../src/model/sink.ts';
import { azureTokens, identityFields } from './azure/tokens.ts';
import { defineSink, limitsOf } from './definition.ts';
import { exchangeAs } from './http/bearer.ts';
import { type HttpAnswer, HttpClient } from './http/client.ts';
import { jsonOf } from './http/exchange.ts';
import { errorOf, shown } from './http/outcome.ts';
import { readSecret } from './secret.ts';

const schema = z.strictObject({
  /** Of the data collection endpoint, or of the rule itself: https://NAME.REGION.ingest.monitor.azure.com. */
  endpoint: z.url({ protocol: /^https?$/ }),
  /** Immutable id of the data collection rule. */
  rule: z.string().regex(/^dcr-[0-9a-f]{32}$/, 'an immutable id is dcr- and 32 hexadecimal digits'),
  stream: z.string().regex(/^Custom-\w{1,100}$/, 'a stream is Custom- and a name'),
  /** Of another cloud, such as https://monitor.azure.us. */
  audience: z.url({ protocol: /^https$/ }).optional(),
  ...identityFields,
});

/**
 * Microsoft Sentinel, by the Logs Ingestion API of Azure Monitor. Needs Monitoring Metrics Publisher on the rule. What it
 * accepts it may still drop in the rule's transformation; that is told in DCRLogErrors only.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-monitor/logs/logs-ingestion-api-overview
 */
export const sentinel = defineSink({
  type: 'sentinel',
  about: 'Microsoft Sentinel, by the Logs Ingestion API',
  schema,
  format: 'ocsf',
  make: (name, config, read = readSecret): Sink => {
    const tokens = azureTokens(name, config, `${config.audience ?? 'https://monitor.azure.com'}/.default`, read);
    const client = new HttpClient('any');
    const url = new URL(
      `/dataCollectionRules/${config.rule}/streams/${config.stream}?api-version=2023-01-01`,
      config.endpoint,
    );
    return {
      name,
      type: 'sentinel',
      target: `${url.origin} ${config.rule} ${config.stream}`,
      // The limit holds before compression and after.
      limits: limitsOf({ bytes: 1_000_000, items: 10_000 }),
      framing: array,
      gzip: true,
      deduplicates: '',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const headers = {
          'content-type': 'application/json',
          ...(batch.gzip ? { 'content-encoding': 'gzip' } : {}),
        };
        const request = { method: 'POST' as const, url, headers, body: batch.body };
        const answer = await exchangeAs(tokens, client, request, { signal, answers: [400] });
        if (answer.status === 400) throw refused(answer);
        return { answer: shown(answer.text) || `HTTP ${answer.status}`, refused: [] };
      },
      check: async (signal) => {
        await tokens.token(signal);
        return 'Entra gives a token; whether the rule takes events, the first batch tells';
      },
      close: async () => client.close(),
    };
  },
});

/** Of a 400, what is wrong with the rule or stream is wrong for every batch. */
function refused(answer: HttpAnswer): SinkError {
  const error = errorOf(answer, Date.now());
  const said = jsonOf(answer) as { error?: { code?: unknown } } | undefined; // looked at here
  const code = String(said?.error?.code ?? '');
  if (!/stream|rule|endpoint|version/i.test(code)) return error;
  return new SinkError('stop', error.message, { answer: error.answer, afterMs: error.afterMs });
}
