import type { Columns } from './columns.ts';
import { schemaOf } from './schema.ts';
import { Shredder } from './shredder.ts';

/**
 * A Parquet file of these events, in their order, in one group of rows: zstd, dictionaries where values repeat. Equal
 * events give equal bytes.
 *
 * Headers and the footer are hyparquet-writer's; values are encoded as they are taken from the events, because its own
 * ways in want all values of a column at once and look at each several times.
 *
 * @param events parsed JSON of one class.
 */
export async function parquetOf(
  events: Iterable<Readonly<Record<string, unknown>>>,
  columns: Columns,
): Promise<Uint8Array> {
  const [{ ByteWriter }, { writeMetadata }, { writeChunk }] = await Promise.all([
    import('hyparquet-writer'),
    import('hyparquet-writer/src/metadata.js'),
    import('./chunk.ts'),
  ]);
  const shredder = new Shredder(columns);
  for (const event of events) shredder.add(event);
  const writer = new ByteWriter();
  const mark = 0x31524150; // PAR1
  writer.appendUint32(mark);
  const chunks = shredder.leaves.map((leaf) => writeChunk(writer, leaf, shredder.rows));
  const size = chunks.reduce((total, { meta_data }) => total + (meta_data?.total_uncompressed_size ?? 0n), 0n);
  writeMetadata(writer, {
    version: 2,
    created_by: 'plumbline',
    schema: schemaOf(columns),
    num_rows: BigInt(shredder.rows),
    row_groups: [{ columns: chunks, total_byte_size: size, num_rows: BigInt(shredder.rows) }],
    metadata_length: 0,
  });
  writer.appendUint32(mark);
  return writer.getBytes();
}
