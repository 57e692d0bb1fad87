import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlumblineError } from '../model/errors.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Fault, LabOptions, LabRequest, LoggedRequest, OperationCount, Outcome } from './options.ts';
import { type Credentials, labSecret } from './sessions.ts';

/** A running lab. */
export interface Lab {
  /** Endpoint for every client: `http://127.0.0.1:port`. */
  url: string;
  port: number;
  /** Requests by `service:Operation`. */
  counts(): Record<string, OperationCount>;
  /** Every request, oldest first; empty where `keepRequests` is false. */
  requests(): readonly LoggedRequest[];
  /** Replaces the faults from the next request on. */
  setFaults(faults: readonly Fault[]): void;
  /** Long-lived credentials of an account, by its name or id. @throws PlumblineError CONFIG_INVALID for a name unknown. */
  credentialsFor(account: string): Credentials;
  /** Stops listening and breaks open connections. */
  close(): Promise<void>;
}

/** Path on which a lab tells its counters, so that another process can read them. */
const countsPath = '/_lab/counts';

/**
 * Starts a simulated cloud on loopback that speaks AWS's wire protocols.
 *
 * @param options Estate and behaviour; `port` 0 or absent takes a free one.
 * @returns The lab, listening.
 * @throws PlumblineError INTERNAL when it cannot listen.
 */
export async function startLab(options: LabOptions & { port?: number }): Promise<Lab> {
  const engine = createEngine(options);
  const server = createServer((request, response) => receive(engine, request, response));
  // Benchmarks reuse their connections for longer than Node's default of five seconds.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new PlumblineError('INTERNAL', 'The lab cannot listen.', { cause })));
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // A listening TCP server has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    counts: engine.counts,
    requests: engine.requests,
    setFaults: engine.setFaults,
    credentialsFor: (account) => credentialsOf(options, account),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Long-lived credentials of an account of an estate. @throws PlumblineError CONFIG_INVALID for an unknown account. */
export function credentialsOf(options: Pick<LabOptions, 'estate'>, account: string): Credentials {
  const found = options.estate.accounts.find((item) => item.name === account || item.id === account);
  if (found === undefined) throw new PlumblineError('CONFIG_INVALID', `The lab has no account ${account}.`);
  return { accessKeyId: found.accessKeyId, secretAccessKey: labSecret(found.accessKeyId) };
}

function receive(engine: Engine, request: IncomingMessage, response: ServerResponse): void {
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
    // Closes with RST, so that the client sees ECONNRESET and no orderly end.
    const { socket } = response;
    if (socket !== null && 'resetAndDestroy' in socket) socket.resetAndDestroy();
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
