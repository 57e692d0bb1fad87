/** Reads the packed pieces of data that lie in this page: base64, gzip, JSON. */

const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});
const cache = new Map<string, Promise<unknown>>();

/** A frame as the encoder wrote it. It stays in memory once read. */
export function readFrame<T>(id: string): Promise<T> {
  let reading = cache.get(id);
  if (reading === undefined) {
    reading = frameText(id).then(unpack);
    cache.set(id, reading);
  }
  return reading as Promise<T>; // The encoder wrote it as that type.
}

/** Bytes of a frame that is not packed. */
export async function readBytes(id: string): Promise<Uint8Array> {
  return bytesOf(await frameText(id));
}

async function frameText(id: string): Promise<string> {
  const here = document.getElementById(`frame-${id}`);
  // The big frames stand behind this script.
  if (here === null) await parsed;
  const text = (here ?? document.getElementById(`frame-${id}`))?.textContent;
  if (text === null || text === undefined) throw new Error(`this file has no frame ${id}; it may have been cut off`);
  return text;
}

async function unpack(text: string): Promise<unknown> {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return await new Response(stream).json();
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  if (typeof Uint8Array.fromBase64 === 'function') return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
