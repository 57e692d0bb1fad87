import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chunk } from './chunk.ts';

/** A chunk whose text lies on disk. */
export interface SpooledChunk extends Omit<Chunk, 'html'> {
  offset: number;
  bytes: number;
}

/** Keeps the text of the report on disk until its volume is printed: memory does not grow with the number of findings. */
export class Spool {
  readonly #folder: string;
  readonly #file: number;
  #size = 0;

  constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), 'plumbline-pdf-'));
    this.#file = openSync(join(this.#folder, 'chunks'), 'wx+', 0o600);
  }

  put({ html, ...rest }: Chunk): SpooledChunk {
    const data = Buffer.from(html);
    const offset = this.#size;
    for (let done = 0; done < data.length; )
      done += writeSync(this.#file, data, done, data.length - done, offset + done);
    this.#size += data.length;
    return { ...rest, offset, bytes: data.length };
  }

  html({ offset, bytes }: SpooledChunk): string {
    const data = Buffer.alloc(bytes);
    for (let done = 0; done < bytes; ) done += readSync(this.#file, data, done, bytes - done, offset + done);
    return data.toString();
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
