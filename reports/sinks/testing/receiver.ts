import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
  /** As it came over the wire. */
  bytes: Buffer;
  /** Decompressed where it says that it is compressed. */
  text: string;
}

/** What the receiver does with one request. */
export type Reply =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Reads the request, or a part of it, and cuts the connection. */
  | 'reset'
  /** Begins an answer and cuts it off. */
  | 'half'
  /** Never answers. */
  | 'silence';

export type Handler = (request: Received, count: number) => Reply;

/** A receiver on loopback that answers as it is told, and remembers what it was sent. */
export class Receiver {
  readonly received: Received[] = [];
  readonly url: string;
  private readonly server: http.Server;

  private constructor(server: http.Server, url: string) {
    this.server = server;
    this.url = url;
  }

  static async start(handler: Handler, tls?: { cert: string; key: string }): Promise<Receiver> {
    let receiver: Receiver | undefined;
    const handle: http.RequestListener = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => undefined);
      request.on('end', () => {
        const received = toReceived(request, Buffer.concat(chunks));
        receiver?.received.push(received);
        reply(handler(received, receiver?.received.length ?? 0), response);
      });
    };
    const server = tls ? https.createServer(tls, handle) : http.createServer(handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // of a TCP server
    receiver = new Receiver(server, `${tls ? 'https' : 'http'}://127.0.0.1:${port}`);
    return receiver;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function toReceived(request: http.IncomingMessage, bytes: Buffer): Received {
  const url = new URL(request.url ?? '/', 'http://receiver');
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    bytes,
    text: (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8'),
  };
}

function reply(what: Reply, response: http.ServerResponse): void {
  if (what === 'silence') return;
  if (what === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (what === 'half') {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"');
    setTimeout(() => response.socket?.destroy(), 20);
    return;
  }
  response.writeHead(what.status, { 'content-type': 'application/json', ...what.headers });
  response.end(what.body ?? '');
}
