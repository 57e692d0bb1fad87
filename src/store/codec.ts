import { gunzipSync, gzipSync } from 'node:zlib';

/** Answers below this size are stored as they are: making a compressor costs more than the room is worth. */
const small = 4096;

/** Packs a stored answer. gzip level 1: a scan writes one a call. */
export function pack(text: string): { codec: 'text' | 'gzip'; body: Uint8Array | string } {
  if (text.length < small) return { codec: 'text', body: text };
  return { codec: 'gzip', body: gzipSync(text, { level: 1 }) };
}

/** @param length Characters of the text, where they are known: its size, or nearly, so that no more room is taken than needed. */
export function unpack(codec: string, body: unknown, length = 16_384): string {
  if (codec === 'gzip' && body instanceof Uint8Array)
    return gunzipSync(body, { chunkSize: Math.max(64, length + 1) }).toString('utf8');
  if (body instanceof Uint8Array) return Buffer.from(body).toString('utf8');
  return String(body);
}
