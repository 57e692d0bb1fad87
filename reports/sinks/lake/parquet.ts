import { constants, zstdCompressSync } from 'node:zlib';
import type { Columns } from './columns.ts';
import { schemaOf } from './schema.ts';
import { Shredder } from './shredder.ts';

const codec = 'ZSTD';
const zstd = (input: Uint8Array): Uint8Array =>
  zstdCompressSync(input, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });

/** Least and greatest values help a reader to skip what it need not read; of texts and lists they cost and help little. */
const searchedBy = new Set(['time', 'activity_id', 'severity_id', 'status_id']);

/**
 * A Parquet file of these events, in their order, in one group of rows: zstd, dictionaries where values repeat. Equal
 * events give equal bytes.
 *
 * The columns are written by the parts of hyparquet-writer that its own door for rows uses; that door would walk each
 * row once for every column.
 *
 * @param events parsed JSON of one class.
 */
export async function parquetOf(
  events: Iterable<Readonly<Record<string, unknown>>>,
  columns: Columns,
): Promise<Uint8Array> {
  const [{ ByteWriter }, { writeColumn }, { writeMetadata }] = await Promise.all([
    import('hyparquet-writer'),
    import('hyparquet-writer/src/column.js'),
    import('hyparquet-writer/src/metadata.js'),
  ]);
  const shredder = new Shredder(columns);
  for (const event of events) shredder.add(event);
  const schema = schemaOf(columns);
  const [root] = schema;
  if (!root) throw new Error('a schema has a root');
  const writer = new ByteWriter();
  const mark = 0x31524150; // PAR1
  writer.appendUint32(mark);
  const chunks = shredder.leaves.map((leaf) => {
    const { path, values, definitions, repetitions, maxDefinition } = leaf;
    const columnName = path.map((one) => one.name).join('.');
    const element = path.at(-1) ?? root;
    const { chunk } = writeColumn({
      writer,
      column: {
        columnName,
        element,
        schemaPath: [root, ...path],
        codec,
        compressors: { ZSTD: zstd },
        stats: searchedBy.has(columnName),
        pageSize: 1 << 20,
        columnIndex: false,
        offsetIndex: false,
      },
      pageData: {
        values,
        // Read by index and slice only, which these have, too.
        definitionLevels: definitions as unknown as number[],
        repetitionLevels: repetitions as unknown as number[],
        maxDefinitionLevel: maxDefinition,
      },
    });
    leaf.clear();
    return chunk;
  });
  const sum = chunks.reduce((total, { meta_data }) => total + (meta_data?.total_uncompressed_size ?? 0n), 0n);
  writeMetadata(writer, {
    version: 2,
    created_by: 'plumbline',
    schema,
    num_rows: BigInt(shredder.rows),
    row_groups: [{ columns: chunks, total_byte_size: sum, num_rows: BigInt(shredder.rows) }],
    metadata_length: 0,
  });
  writer.appendUint32(mark);
  return writer.getBytes();
}
