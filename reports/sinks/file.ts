import { mkdirSync } from 'node:fs';
import { access, constants, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Batch, lines, type Receipt, type Sink, SinkError } from '../../src/model/sink.ts';
import { defineSink } from './definition.ts';

const schema = z.strictObject({ folder: z.string().min(1), gzip: z.boolean().optional() });

/** A folder that something else reads from: one file a batch, named by scan and hash, whole as soon as it has its name. */
export const file = defineSink({
  type: 'file',
  about: 'files in a folder, one a batch',
  schema,
  format: 'ndjson',
  formats: ['ndjson', 'ocsf', 'ecs', 'udm', 'splunk', 'cef', 'leef', 'rfc5424'],
  make: (name, config): Sink => ({
    name,
    type: 'file',
    target: config.folder,
    limits: { bytes: 64e6, items: 50_000, itemBytes: 64e6 },
    framing: lines,
    gzip: config.gzip ?? false,
    deduplicates: 'a batch that comes again overwrites itself',
    send: (batch) => write(config.folder, batch),
    check: async () => {
      mkdirSync(config.folder, { recursive: true });
      await access(config.folder, constants.W_OK);
      return 'the folder may be written';
    },
    close: async () => undefined,
  }),
});

async function write(folder: string, { sha256, body, gzip, scanTime }: Batch): Promise<Receipt> {
  const time = scanTime.slice(0, 19).replaceAll(/[-:]/g, '');
  const name = `plumbline-${time}Z-${sha256.slice(0, 16)}.ndjson${gzip ? '.gz' : ''}`;
  const partial = join(folder, `.${name}.part`);
  try {
    mkdirSync(folder, { recursive: true });
    const handle = await open(partial, 'w');
    try {
      await handle.writeFile(body);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, join(folder, name));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException; // of the file system
    const remedy = code === 'ENOSPC' || code === 'EIO' || code === 'EBUSY' ? 'later' : 'stop';
    throw new SinkError(remedy, `${name} cannot be written: ${message}`, { cause: error });
  }
  return { answer: name, refused: [] };
}
