import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

export interface Line {
  /** Line number, from 1. */
  number: number;
  text: string;
}

/**
 * The lines of a text file, split at `\n` only: names may hold U+2028 or a bare `\r`, at which Node's own readline
 * would cut a JSON line in two. Empty lines are skipped. Memory holds one chunk and one line.
 *
 * @throws the error of the file system or of gunzip, as it came.
 */
export async function* linesOf(path: string, options: { gzip?: boolean } = {}): AsyncGenerator<Line> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const bytes = options.gzip ? file.pipe(createGunzip()) : file;
  // pipe() does not pass errors on.
  if (options.gzip) file.once('error', (error) => bytes.destroy(error));
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  try {
    for await (const chunk of bytes) {
      rest += decoder.decode(chunk, { stream: true });
      let start = 0;
      for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', start)) {
        number++;
        if (end > start) yield { number, text: rest.slice(start, end) };
        start = end + 1;
      }
      rest = rest.slice(start);
    }
    rest += decoder.decode();
    if (rest !== '') yield { number: number + 1, text: rest };
  } finally {
    file.destroy();
  }
}
