import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const gzipAsync = promisify(gzip);

/** A piece of the report's data: JSON, gzip, base64. */
export interface Frame {
  /** Id of its element in the page. */
  id: string;
  base64: string;
}

/** Packs values one after the other; compression runs beside the reading, a few frames at a time. */
export class FrameWriter {
  readonly frames: Frame[] = [];
  readonly #running = new Set<Promise<void>>();

  /** Resolves when there is room for the next, not when this one is packed. */
  async add(id: string, value: unknown): Promise<void> {
    const frame: Frame = { id, base64: '' };
    this.frames.push(frame);
    const work = gzipAsync(JSON.stringify(value), { level: 7 }).then((bytes) => {
      frame.base64 = bytes.toString('base64');
      this.#running.delete(work);
    });
    this.#running.add(work);
    if (this.#running.size >= 4) await Promise.race(this.#running);
  }

  /** Frames in the order in which they were added. */
  async done(): Promise<Frame[]> {
    await Promise.all(this.#running);
    return this.frames;
  }
}

/** Cuts a stream of entries into frames `<name>-0`, `<name>-1`, ... of equal size. */
export class Blocks<T> {
  #entries: T[] = [];
  #next = 0;
  readonly #writer: FrameWriter;
  readonly #name: string;
  readonly #size: number;

  constructor(writer: FrameWriter, name: string, size: number) {
    this.#writer = writer;
    this.#name = name;
    this.#size = size;
  }

  async add(entry: T): Promise<void> {
    if (this.#entries.push(entry) === this.#size) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#entries.length === 0) return;
    const entries = this.#entries;
    this.#entries = [];
    await this.#writer.add(`${this.#name}-${this.#next++}`, entries);
  }
}
