import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface DeadLetter {
  scan: string;
  /** RFC 3339. */
  scanTime: string;
  /** What the event was made as; see `shapeOf`. */
  shape: string;
  reason: string;
  /** The receiver's own words; untrusted text. */
  answer: string;
  /** The event as it was sent; '' where it is lost. */
  item: string;
}

/** Events that no receiver will take as they are, with what it said: one JSON object a line, one file a sink. */
export class DeadLetters {
  readonly folder: string;
  private readonly now: () => Date;

  constructor(folder: string, now: () => Date = () => new Date()) {
    this.folder = folder;
    this.now = now;
  }

  path(sink: string): string {
    return join(this.folder, `${sink}.ndjson`);
  }

  add(sink: string, letter: DeadLetter): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    appendFileSync(this.path(sink), `${JSON.stringify({ at: this.now().toISOString(), sink, ...letter })}\n`, {
      mode: 0o600,
      flush: true,
    });
  }

  /**
   * The letters that are there now, and none that are added meanwhile. A line that was cut off is none.
   *
   * @returns each with its id, which follows from its line: people move and cut these files.
   */
  async *read(sink: string): AsyncGenerator<DeadLetter & { id: string }> {
    const path = this.path(sink);
    if (!existsSync(path)) return;
    const { size } = statSync(path);
    if (size === 0) return;
    const lines = createInterface({ input: createReadStream(path, { end: size - 1 }), crlfDelay: Infinity });
    for await (const line of lines) {
      const letter = letterOf(line);
      if (letter) yield { ...letter, id: createHash('sha256').update(line).digest('hex') };
    }
  }
}

function letterOf(line: string): DeadLetter | undefined {
  try {
    const { scan = '', scanTime, at = '', shape = '', reason = '', answer = '', item = '' } = JSON.parse(line);
    return { scan, scanTime: scanTime ?? at, shape, reason, answer, item };
  } catch {
    return undefined;
  }
}
