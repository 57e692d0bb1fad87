import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PlumblineError } from '../model/errors.ts';
import type { Framing } from '../model/sink.ts';

/** SHA-256 at the end of each file: over what lies before it, so that it is checked without being unpacked. */
const sealBytes = 32;

/** A run that died may have left files; a younger one may belong to a run that has not told of it yet. */
const orphanMs = 6 * 3600e3;

/** Frozen batches of one sink as files, named by what is in them: the same bytes are there once, and a retry sends exactly those. */
export class Spool {
  readonly folder: string;
  private readonly removing = new Set<Promise<void>>();

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /**
   * Writes a batch and waits until it is on the disk.
   *
   * @returns the SHA-256 of its bytes, hex.
   * @throws PlumblineError DISK_FULL, OUTPUT_UNWRITABLE; then nothing of it is left.
   */
  async write(body: Uint8Array, gzip: boolean): Promise<string> {
    const sha256 = createHash('sha256').update(body).digest('hex');
    const path = this.path(sha256, gzip);
    const partial = `${path}.${process.pid}.part`;
    try {
      const file = await open(partial, 'w', 0o600);
      try {
        // Of level 1: four times as fast as the default, and a tenth larger.
        const stored = gzip ? gzipSync(body, { level: 1 }) : body;
        await file.writeFile(stored);
        await file.writeFile(sealOf(stored));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined);
      throw unwritable(error, partial);
    }
    return sha256;
  }

  /**
   * @returns its bytes, as they are sent; undefined when it is not there, or is not what was written.
   * @throws Error when it cannot be read now.
   */
  read(sha256: string, gzip: boolean): Uint8Array | undefined {
    const path = this.path(sha256, gzip);
    if (!existsSync(path)) return undefined;
    const whole = readFileSync(path);
    const stored = whole.subarray(0, Math.max(0, whole.length - sealBytes));
    return sealOf(stored).equals(whole.subarray(stored.length)) ? stored : undefined;
  }

  /**
   * Removes a batch, unless it was frozen anew since `readAt`, epoch ms: somebody is about to queue it again. Nobody
   * waits for it: the next batch may go meanwhile.
   */
  remove(sha256: string, gzip: boolean, readAt: number): void {
    const path = this.path(sha256, gzip);
    const gone = stat(path)
      .then(({ mtimeMs }) => (mtimeMs <= readAt ? rm(path, { force: true }) : undefined))
      // What stays is swept later.
      .catch(() => undefined)
      .finally(() => this.removing.delete(gone));
    this.removing.add(gone);
  }

  /** Resolves when what is being removed is gone. */
  async settled(): Promise<void> {
    await Promise.all(this.removing);
  }

  /** Removes what no sink waits for, of runs that died. */
  sweep(isWanted: (sha256: string) => boolean, now: number): void {
    for (const name of readdirSync(this.folder)) {
      const sha256 = /^([0-9a-f]{64})(\.gz)?(\.\d+\.part)?$/.exec(name)?.[1];
      if (sha256 === undefined || isWanted(sha256)) continue;
      const path = join(this.folder, name);
      if (now - statSync(path).mtimeMs > orphanMs) rmSync(path, { force: true });
    }
  }

  private path(sha256: string, gzip: boolean): string {
    return join(this.folder, gzip ? `${sha256}.gz` : sha256);
  }
}

function sealOf(stored: Uint8Array): Buffer {
  return createHash('sha256').update(stored).digest();
}

function unwritable(cause: unknown, path: string): PlumblineError {
  const { code = '', message } = cause as NodeJS.ErrnoException; // of the file system
  return /^(ENOSPC|EDQUOT|EFBIG)$/.test(code)
    ? new PlumblineError('DISK_FULL', `What is to be sent could not be written: ${message}`, {
        cause,
        hint: 'Free some space, and scan again: nothing was queued.',
      })
    : new PlumblineError('OUTPUT_UNWRITABLE', `What is to be sent could not be written to ${path}: ${message}`, {
        cause,
        hint: 'It lies beside the store: check that its folder may be written.',
      });
}

/** @returns the bytes of a batch of these events. */
export function frame(items: readonly string[], { open: before, between, close }: Framing): Buffer {
  return Buffer.from(`${before}${items.join(between)}${close}`);
}

/** The other way round. Events hold no line ends, so what stands between them is never within one. */
export function unframe(body: Uint8Array, gzip: boolean, { open: before, between, close }: Framing): string[] {
  const text = (gzip ? gunzipSync(body) : Buffer.from(body)).toString('utf8');
  return text.slice(before.length, text.length - close.length).split(between);
}
