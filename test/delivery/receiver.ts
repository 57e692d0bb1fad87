import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** What a receiver does with one request: answers it, or something worse. */
export type Behaviour = (request: Received, response: ServerResponse, index: number) => void | Promise<void>;

/** A receiver on loopback that keeps what it was sent. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly server: Server;
  behaviour: Behaviour;

  constructor(
    behaviour: Behaviour,
    make: (listener: (q: IncomingMessage, s: ServerResponse) => void) => Server = createServer,
  ) {
    this.behaviour = behaviour;
    this.server = make((request, response) => {
      void this.take(request, response);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // The sender is gone: what came of it is not counted.
    }
    const raw = Buffer.concat(chunks);
    const body = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8');
    const one = { path: request.url ?? '', headers: request.headers, body };
    this.received.push(one);
    await this.behaviour(one, response, this.received.length - 1);
  }
}

/** Answers with a status, some headers and a body. */
export function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** One behaviour after the other; the last one for good. */
export function sequence(...all: readonly Behaviour[]): Behaviour {
  return (request, response, index) => all[Math.min(index, all.length - 1)]?.(request, response, index);
}

/** Takes the whole request and then resets the connection: the sender cannot know. */
export const reset: Behaviour = (_request, response) => {
  response.socket?.resetAndDestroy();
};

/** Begins an answer and breaks it off. */
export const brokenOff: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"text":');
  setTimeout(() => response.socket?.destroy(), 20);
};

/** An Elasticsearch in as far as `_bulk` goes: `create` fails where the id is there, `index` replaces. */
export class BulkIndex {
  readonly documents = new Map<string, Map<string, string>>();
  /** Documents that were sent although they were there: what only ids could tell. */
  again = 0;

  readonly behaviour: Behaviour = ({ body }, response) => {
    const texts = body.trimEnd().split('\n');
    const items: object[] = [];
    for (let at = 0; at < texts.length; at += 2) {
      const [operation, { _index, _id }] = Object.entries(
        JSON.parse(texts[at] ?? '') as Record<string, { _index: string; _id: string }>,
      )[0] as [string, { _index: string; _id: string }];
      const index = this.documents.get(_index) ?? new Map<string, string>();
      this.documents.set(_index, index);
      const exists = index.has(_id);
      if (operation === 'create' && exists) this.again += 1;
      else index.set(_id, texts[at + 1] ?? '');
      items.push({ [operation]: { _index, _id, status: operation === 'create' && exists ? 409 : 201 } });
    }
    answer(200, { errors: false, items })(undefined as never, response, 0);
  };
}

/** Splunk's collector in as far as events and acknowledgements go: keeps every event, and says so when it is asked. */
export class HecIndex {
  readonly events: string[] = [];
  private batches = 0;

  readonly behaviour: Behaviour = (request, response, index) => {
    const say = (body: object) => answer(200, body)(request, response, index);
    if (request.path.endsWith('/ack')) {
      const { acks } = JSON.parse(request.body) as { acks: number[] };
      return say({ acks: Object.fromEntries(acks.map((id) => [id, true])) });
    }
    this.events.push(...request.body.trimEnd().split('\n'));
    this.batches += 1;
    return say({ text: 'Success', code: 0, ackId: this.batches });
  };
}
