import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type Batch, lines, type Receipt, type Sink } from '../../../src/model/sink.ts';
import { defineSink } from '../definition.ts';
import { errorOfConnection } from '../http/outcome.ts';
import { withHeader } from './header.ts';
import { sendDatagrams, sendStream } from './transport.ts';

const schema = z.strictObject({
  host: z.string().min(1),
  /** Default 6514 for tls, else 514. */
  port: z.number().int().min(1).max(65_535).optional(),
  /** Default tls. */
  transport: z.enum(['udp', 'tcp', 'tls']).optional(),
  /** How messages are told apart on a stream: octet counting (default), or a line each. */
  framing: z.enum(['octets', 'lines']).optional(),
  /** Of the messages; default 13, log audit. */
  facility: z.number().int().min(0).max(23).optional(),
  /** Name of this machine in the messages. */
  hostname: z.string().min(1).max(255).optional(),
  /** Longest message, header and all, that the receiver takes; default 8,096. Values of longer ones are cut. */
  message_bytes: z.number().int().min(2048).max(65_000).optional(),
  /** Name in the receiver's certificate, where it is not the host. */
  server_name: z.string().min(1).optional(),
});

/**
 * What an rsyslog takes that is not told otherwise (it says 8k and cuts at 8,096, without a word), and a little less than
 * the 8,192 that receivers of TLS should take. No datagram has more than 65,507.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5425#section-4.3.1 and https://www.rsyslog.com/doc/rainerscript/global.html
 */
const usualBytes = 8096;

/**
 * Syslog over UDP, TCP and TLS.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5425, https://www.rfc-editor.org/rfc/rfc6587 and https://www.rfc-editor.org/rfc/rfc5426
 */
export const syslog = defineSink({
  type: 'syslog',
  about: 'syslog over TLS, TCP or UDP',
  schema,
  format: 'rfc5424',
  formats: ['rfc5424', 'cef', 'leef'],
  settings: ({ facility, hostname, message_bytes }) => ({
    syslog: {
      ...(facility === undefined ? {} : { facility }),
      ...(hostname === undefined ? {} : { hostname }),
      messageBytes: message_bytes ?? usualBytes,
    },
  }),
  make: (name, config): Sink => {
    const transport = config.transport ?? 'tls';
    const port = config.port ?? (transport === 'tls' ? 6514 : 514);
    const to = { host: config.host, port, transport, serverName: config.server_name ?? config.host };
    return {
      name,
      type: 'syslog',
      target: `${transport}://${config.host}:${port}`,
      // With the line end that stands behind each in a batch.
      limits: { bytes: 1e6, items: 1000, itemBytes: (config.message_bytes ?? usualBytes) + 1 },
      framing: lines,
      gzip: false,
      deduplicates: '',
      send: async (batch: Batch, signal): Promise<Receipt> => {
        const messages = messagesOf(batch).map((text) => Buffer.from(withHeader(text, batch.scanTime, config)));
        try {
          if (transport === 'udp') await sendDatagrams(to, messages, signal);
          else await sendStream(to, framed(messages, config.framing ?? 'octets'), signal);
        } catch (error) {
          throw errorOfConnection(error);
        }
        return { answer: '', refused: [] };
      },
      check: async (signal) => {
        if (transport === 'udp') return 'nothing is known: datagrams are not answered';
        try {
          await sendStream(to, Buffer.alloc(0), signal);
        } catch (error) {
          throw errorOfConnection(error);
        }
        return transport === 'tls' ? 'connected, its certificate is trusted' : 'connected';
      },
      close: async () => undefined,
    };
  },
});

function messagesOf({ body, gzip }: Batch): string[] {
  return (gzip ? gunzipSync(body) : Buffer.from(body)).toString('utf8').trimEnd().split('\n');
}

function framed(messages: readonly Buffer[], framing: 'octets' | 'lines'): Buffer {
  const parts = messages.flatMap((one) =>
    framing === 'octets' ? [Buffer.from(`${one.length} `), one] : [one, Buffer.from('\n')],
  );
  return Buffer.concat(parts);
}
