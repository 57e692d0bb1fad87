import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** One JSON value a line, with back-pressure. */
export async function writeLines(path: string, values: Iterable<object>): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  for (const value of values) {
    if (!file.write(`${JSON.stringify(value)}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}
