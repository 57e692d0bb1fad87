import type { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** What came over the wire for one call. */
export interface Captured {
  status: number;
  headers: Record<string, string>;
  bytes: Uint8Array | undefined;
  /** The body broke off, or was too long. */
  error: Error | undefined;
}

/** No answer of the operations we use comes near this; one that does never ends. */
const maxBytes = 32 * 1024 * 1024;

type Request = Parameters<NodeHttpHandler['handle']>[0];
/** What `client.send` was given comes through to the handler as it is. */
type Options = Parameters<NodeHttpHandler['handle']>[1] & { captured?: Captured };

/**
 * Reads the body of each answer before the SDK parses it, so that evidence is what was received. A handler and no
 * middleware: a middleware a call makes the SDK sort its whole stack anew for each.
 */
export class CapturingHandler extends NodeHttpHandler {
  override async handle(request: Request, options: Options = {}): ReturnType<NodeHttpHandler['handle']> {
    // The options serve the next call of the operation, too.
    const { captured } = options;
    const result = await super.handle(request, options);
    if (!captured) return result;
    const { response } = result;
    captured.status = response.statusCode;
    captured.headers = response.headers;
    try {
      captured.bytes = await readAll(response.body as Readable | Uint8Array | undefined); // Node's handler gives a stream
    } catch (error) {
      captured.error = error instanceof Error ? error : new Error(String(error));
      throw captured.error;
    }
    response.body = captured.bytes;
    return result;
  }
}

function readAll(body: Readable | Uint8Array | undefined): Promise<Uint8Array> {
  if (body === undefined) return Promise.resolve(new Uint8Array());
  if (body instanceof Uint8Array) return Promise.resolve(body);
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    body.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      if (length > maxBytes) body.destroy(new Error(`the answer is longer than ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    let ended = false;
    body.once('error', reject);
    body.once('end', () => {
      ended = true;
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    body.once('close', () => {
      // It comes after every end as well, where an error would be made for nothing.
      if (!ended) reject(Object.assign(new Error('the answer broke off'), { code: 'ECONNRESET' }));
    });
  });
}
