import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { PlumblineError } from '../model/errors.ts';
import type { LabRequest, OperationCount, Outcome } from './options.ts';

/** Anything that answers requests. */
export interface Answering {
  answer(request: LabRequest): Outcome;
  counts(): Record<string, OperationCount>;
}

/** A listening server. */
export interface Served {
  /** `http://127.0.0.1:port`, or `https:`. */
  url: string;
  port: number;
  /** Stops listening and breaks open connections. */
  close(): Promise<void>;
}

/** Path on which a lab tells its counters, so that another process can read them. */
const countsPath = '/_lab/counts';

/**
 * Puts an engine on loopback.
 *
 * @param options `port` 0 or absent takes a free one; with `tls` it speaks https.
 * @throws PlumblineError INTERNAL when it cannot listen.
 */
export async function serve(
  engine: Answering,
  options: { port?: number | undefined; tls?: { cert: string; key: string } } = {},
): Promise<Served> {
  const listener: RequestListener = (request, response) => receive(engine, request, response);
  const server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  // Benchmarks reuse their connections for longer than Node's default of five seconds.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new PlumblineError('INTERNAL', 'The lab cannot listen.', { cause })));
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // A listening TCP server has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function receive(engine: Answering, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('error', () => response.destroy());
  request.on('end', () => {
    const { method = 'GET', url = '/', headers } = request;
    if (url === countsPath) {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(engine.counts()));
      return;
    }
    const asked: LabRequest = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    const outcome = engine.answer(asked);
    if (outcome.delayMs > 0) setTimeout(send, outcome.delayMs, response, outcome);
    else send(response, outcome);
  });
}

function send(response: ServerResponse, outcome: Outcome): void {
  const { status, headers, body } = outcome.response;
  if (outcome.cut === 'reset') {
    // Closes with RST, so that the client sees ECONNRESET and no orderly end. Under TLS there is no RST to send.
    const { socket } = response;
    if (socket !== null && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
    else response.destroy();
    return;
  }
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (outcome.cut === 'truncate') {
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    return;
  }
  response.end(bytes);
}
