import type { Limits, Sink } from '../model/sink.ts';
import type { Queued } from '../store/outbox.ts';
import type { DeadLetters } from './dead-letters.ts';
import { frame, type Spool } from './spool.ts';

export interface FreezeOptions {
  sink: Pick<Sink, 'name' | 'limits' | 'framing' | 'gzip'>;
  spool: Spool;
  dead: DeadLetters;
  scan: string;
  /** RFC 3339. */
  scanTime: string;
  /** What the events are made as; see `shapeOf`. */
  shape: string;
}

interface Open {
  items: string[];
  bytes: number;
}

/** Puts the events of one scan for one sink into batches within its limits, and freezes them: a few are held at a time. */
export class Freezer {
  private readonly options: FreezeOptions;
  private readonly open = new Map<string, Open>();
  private readonly done: Queued[] = [];
  /** Events that no request of the receiver could hold. */
  tooLarge = 0;

  constructor(options: FreezeOptions) {
    this.options = options;
  }

  /** @param lane batches hold events of one lane. */
  async add(text: string, lane = ''): Promise<void> {
    const { sink, dead, scan, scanTime, shape } = this.options;
    const { framing } = sink;
    // A line end would part it in two: no format writes one, and where one would, it stands for a space.
    const item = text.includes('\n') ? text.replaceAll('\n', ' ') : text;
    const bytes = Buffer.byteLength(item) + framing.between.length;
    const around = framing.open.length + framing.close.length;
    if (bytes > Math.min(sink.limits.itemBytes, sink.limits.bytes - around)) {
      this.tooLarge += 1;
      dead.add(sink.name, {
        ...{ scan, scanTime, shape },
        reason: `the event has ${bytes} bytes, more than the receiver takes`,
        answer: '',
        item,
      });
      return;
    }
    let current = this.open.get(lane);
    if (current && isFull(current, bytes + around, sink.limits)) {
      await this.freeze(lane, current);
      current = undefined;
    }
    if (!current) {
      current = { items: [], bytes: 0 };
      this.open.set(lane, current);
    }
    current.items.push(item);
    current.bytes += bytes;
  }

  /** @returns the batches in the order in which they are to be sent. */
  async end(): Promise<readonly Queued[]> {
    for (const [lane, current] of this.open) await this.freeze(lane, current);
    return this.done;
  }

  private async freeze(lane: string, { items }: Open): Promise<void> {
    this.open.delete(lane);
    this.done.push(await freezeItems(this.options, items, lane));
  }
}

/** Freezes events as one batch. */
export async function freezeItems(
  { sink, spool, scan, scanTime, shape }: Omit<FreezeOptions, 'dead'>,
  items: readonly string[],
  lane: string,
): Promise<Queued> {
  const sha256 = await spool.write(frame(items, sink.framing), sink.gzip);
  return { scan, sha256, gzip: sink.gzip, lane, shape, scanTime, items: items.length };
}

function isFull(open: Open, more: number, limits: Limits): boolean {
  return open.items.length >= limits.items || open.bytes + more > limits.bytes;
}
