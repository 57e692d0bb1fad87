import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { PlumblineError } from '../model/errors.ts';
import { diskFull } from '../scan/write-scan.ts';
import { plainText } from './terminal.ts';

/** Characters that are written at a time. */
const chunkLength = 1 << 16;

/**
 * Writes texts to a file, or to stdout for `-`. A file takes its name when it is whole; one that ends in `.gz` is
 * compressed. A reader of stdout that has seen enough ends the writing, and is no error.
 *
 * @throws PlumblineError OUTPUT_UNWRITABLE, DISK_FULL, the reason of the signal; whatever the texts throw, the file then
 * being as it was before.
 */
export async function writeOut(path: string, texts: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  if (path === '-') {
    try {
      // On a terminal it is for eyes: what a terminal would obey is not written.
      const shown = process.stdout.isTTY ? plain(texts) : texts;
      await pipeline(Readable.from(chunks(shown)), process.stdout, { end: false, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!isClosedPipe(error)) throw error;
    }
    return;
  }
  if (existsSync(path) && statSync(path).isDirectory())
    throw new PlumblineError('OUTPUT_UNWRITABLE', `${path} is a folder.`, { hint: 'Name a file with --out, or -.' });
  const working = `${path}.incomplete-${process.pid}`;
  try {
    const file = createWriteStream(working, { flags: 'wx', mode: 0o600 });
    const through: Writable[] = path.endsWith('.gz') ? [createGzip(), file] : [file];
    // One list of streams, as long as the name asks for.
    await pipeline([Readable.from(chunks(texts)), ...through] as unknown as [Readable, Writable], {
      signal,
    });
    renameSync(working, path);
  } catch (error) {
    rmSync(working, { force: true });
    signal.throwIfAborted();
    throw writeProblem(path, error);
  }
}

async function* plain(texts: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) yield plainText(text);
}

/** Lines are short and calls are dear: many become one. */
async function* chunks(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let pending = '';
  for await (const text of texts) {
    pending += text;
    if (pending.length < chunkLength) continue;
    yield Buffer.from(pending);
    pending = '';
  }
  if (pending !== '') yield Buffer.from(pending);
}

function isClosedPipe(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  );
}

function writeProblem(path: string, error: unknown): unknown {
  const full = diskFull(path, error);
  if (full !== error || error instanceof PlumblineError) return full;
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new PlumblineError('OUTPUT_UNWRITABLE', `${path} cannot be written: ${error.message}`, {
    cause: error,
    hint: 'Name another file with --out.',
  });
}
