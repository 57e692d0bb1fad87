import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface DeadLetter {
  scan: string;
  reason: string;
  /** The receiver's own words; untrusted text. */
  answer: string;
  /** The event as it was sent. */
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
}
