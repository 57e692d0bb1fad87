import { closeSync, openSync, writeSync } from 'node:fs';

/** Writes a file of lines through one buffer: a new one for each piece would stay in memory until much later. */
export class LineFile {
  private readonly file: number;
  private readonly buffer: Buffer;
  private used = 0;

  /** @param size Bytes written at a time. */
  constructor(path: string, size = 1 << 18) {
    this.file = openSync(path, 'w', 0o600);
    this.buffer = Buffer.allocUnsafeSlow(size);
  }

  /** @throws the file system's error. */
  add(line: string): void {
    // No more than three bytes for each UTF-16 unit, and the end of the line.
    const most = line.length * 3 + 1;
    if (this.used + most > this.buffer.length) this.flush();
    if (most > this.buffer.length) this.write(Buffer.from(`${line}\n`));
    else {
      this.used += this.buffer.write(line, this.used);
      this.used += this.buffer.write('\n', this.used);
    }
  }

  /** Writes what is left, and closes the file in any case. @throws the file system's error. */
  close(): void {
    try {
      this.flush();
    } finally {
      closeSync(this.file);
    }
  }

  private flush(): void {
    this.write(this.buffer.subarray(0, this.used));
    this.used = 0;
  }

  /** A disk that fills up may take a part and say so only when asked for the rest. */
  private write(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
  }
}
