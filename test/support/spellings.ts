import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';

/** The one word of a planted value that no spelling changes. */
export function markOf(value: string): string {
  return /(mark0|AKIAMARK0|hf_mark0)\w+/.exec(value)?.[0] ?? value;
}

/** Base64 of a text wherever it begins within a longer one: three shifts, without the symbols that neighbours change. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const bits = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
    const from = Math.ceil((shift * 8) / 6);
    return bits.toString('base64').slice(from, Math.floor((bits.length * 8) / 6));
  });
}

/** All spellings under which a planted value might come out. */
export function spellings(value: string): string[] {
  const mark = markOf(value);
  const wide = Buffer.from(mark, 'utf16le').toString('latin1');
  const all = [mark, encodeURIComponent(value), ...inBase64(mark), Buffer.from(mark).toString('hex'), wide];
  return [...new Set([...all, ...inBase64(mark).map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))])];
}

/** Whether a text holds a planted value in any spelling. */
export function holds(text: string, value: string): boolean {
  return spellings(value).some((one) => text.includes(one));
}

/** The bytes of a store's files as text, and all answers in it, unpacked. @throws Error for one that is packed otherwise. */
export function textsOfStore(path: string): string[] {
  const files = ['', '-wal', '-shm'].map((end) => `${path}${end}`).filter((one) => existsSync(one));
  return [...files.map((one) => readFileSync(one).toString('latin1')), ...answersOfStore(path)];
}

/** All answers in a store. @throws Error for one that is packed otherwise. */
export function answersOfStore(path: string): string[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db.prepare('SELECT codec, body FROM answers').all();
  db.close();
  return rows.map(({ codec, body }) => {
    const text = codec === 'text' ? String(body) : codec === 'gzip' ? gunzipSync(body as Uint8Array).toString() : ''; // a blob
    if (text === '') throw new Error(`an answer is packed as ${String(codec)}, or is empty`);
    return text;
  });
}
