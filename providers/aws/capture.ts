import type { Readable } from 'node:stream';
import type { SdkCommand } from './clients.ts';

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

interface WireResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Readable | Uint8Array | undefined;
}

/** Reads the body of a command's answer before the SDK parses it, so that evidence is what was received. */
export function capture(command: SdkCommand, into: Captured): void {
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = (await next(args)) as { response?: WireResponse }; // the shape of a deserialize step
      const response = result.response;
      if (!response) return result;
      into.status = response.statusCode;
      into.headers = response.headers;
      try {
        into.bytes = await readAll(response.body);
      } catch (error) {
        into.error = error instanceof Error ? error : new Error(String(error));
        throw into.error;
      }
      response.body = into.bytes;
      return result;
    },
    // The lowest step after the wire: below the SDK's own deserializer.
    { step: 'deserialize', priority: 'low', name: 'plumblineCapture', override: true },
  );
}

async function readAll(body: Readable | Uint8Array | undefined): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    const bytes = chunk as Uint8Array; // no encoding is set: the stream yields buffers
    length += bytes.length;
    if (length > maxBytes) {
      body.destroy();
      throw new Error(`the answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(bytes);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
