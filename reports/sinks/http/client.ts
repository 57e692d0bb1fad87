import http from 'node:http';
import https from 'node:https';
import { assertReachable, guardedLookup, type Reach } from './address.ts';

export interface HttpRequest {
  method: 'POST' | 'PUT' | 'GET' | 'HEAD' | 'DELETE';
  url: URL;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
  /** Whole exchange, ms. */
  timeoutMs?: number;
}

export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Cut at 64 kB; of a receiver, and so untrusted. */
  text: string;
}

/** More of an answer is not read: what matters of it stands at its beginning. */
const mostBytes = 4 * 1024 * 1024;

/**
 * Sends to one receiver over connections that are kept. Redirects are not followed: what they lead to nobody has named,
 * and credentials would go with it.
 */
export class HttpClient {
  private readonly reach: Reach;
  private readonly agents: { http: http.Agent; https: https.Agent };

  constructor(reach: Reach) {
    this.reach = reach;
    const options = { keepAlive: true, maxSockets: 4, lookup: guardedLookup(reach) };
    this.agents = { http: new http.Agent(options), https: new https.Agent(options) };
  }

  /** @throws Error of the connection, before or after the request was sent. */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { method, url, headers = {}, body, timeoutMs = 60_000 } = request;
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      assertReachable(url.hostname, this.reach);
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent = (secure ? https : http).request(url, {
        method,
        headers: { 'user-agent': 'plumbline', ...headers, ...length },
        agent: secure ? this.agents.https : this.agents.http,
        signal,
      });
      const timer = setTimeout(() => {
        sent.destroy(Object.assign(new Error(`no answer within ${timeoutMs / 1000} s`), { code: 'ETIMEDOUT' }));
      }, timeoutMs);
      const fail = (error: Error) => {
        clearTimeout(timer);
        reject(error);
      };
      sent.once('error', fail);
      sent.once('response', (response) => {
        readText(response, sent).then((text) => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        }, fail);
      });
      sent.end(body);
    });
  }

  close(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }
}

function readText(response: http.IncomingMessage, sent: http.ClientRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > mostBytes) sent.destroy(new Error('the answer does not end'));
      else chunks.push(chunk);
    });
    response.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    response.once('error', reject);
    response.once('close', () => {
      if (!response.complete) reject(Object.assign(new Error('the answer broke off'), { code: 'ECONNRESET' }));
    });
  });
}
