import { constants, zstdCompressSync } from 'node:zlib';
import type { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import type { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { Bytes } from './bytes.ts';
import type { Encoded, Leaf } from './leaf.ts';
import { writeRuns } from './runs.ts';

type Chunk = Parameters<typeof writeMetadata>[1]['row_groups'][number]['columns'][number];

const codec = 'ZSTD';
const zstd = (input: Uint8Array): Uint8Array =>
  zstdCompressSync(input, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });

/** Writes one column: a page of its dictionary where it has one, and a page of all its values. */
export function writeChunk(writer: ByteWriter, leaf: Leaf, rows: number): Chunk {
  const { path, count, bounds } = leaf;
  const start = writer.offset;
  const encoded = leaf.encoded();
  const dictionary = encoded.dictionary ? writeDictionary(writer, encoded.dictionary) : 0;
  const dataStart = writer.offset;
  const uncompressed = dictionary + writeValues(writer, leaf, encoded, rows);
  return {
    file_offset: BigInt(start),
    meta_data: {
      type: path.at(-1)?.type ?? 'BYTE_ARRAY',
      encodings: encoded.dictionary ? ['PLAIN', 'RLE_DICTIONARY'] : ['PLAIN'],
      path_in_schema: path.map((one) => one.name),
      codec,
      num_values: BigInt(count),
      total_compressed_size: BigInt(writer.offset - start),
      total_uncompressed_size: BigInt(uncompressed),
      data_page_offset: BigInt(dataStart),
      ...(encoded.dictionary && { dictionary_page_offset: BigInt(start) }),
      ...(bounds && {
        statistics: { min_value: bounds.least, max_value: bounds.greatest, null_count: BigInt(count - leaf.present) },
      }),
    },
  };
}

/** @returns its bytes before compression, header included. */
function writeDictionary(writer: ByteWriter, { words, bytes }: { words: number; bytes: Uint8Array }): number {
  const packed = zstd(bytes);
  const start = writer.offset;
  writePageHeader(writer, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: bytes.length,
    compressed_page_size: packed.length,
    dictionary_page_header: { num_values: words, encoding: 'PLAIN' },
  });
  const header = writer.offset - start;
  writer.appendBytes(packed);
  return header + bytes.length;
}

/** @returns its bytes before compression, header included. */
function writeValues(writer: ByteWriter, leaf: Leaf, encoded: Encoded, rows: number): number {
  const levels = new Bytes(4096);
  const { repetitions } = leaf;
  if (repetitions) writeRuns(levels, repetitions.all(), bitWidth(repetitions.max));
  const repetitionBytes = levels.length;
  writeRuns(levels, leaf.definitionLevels(), bitWidth(leaf.maxDefinition));
  const bytes = encoded.dictionary ? numbered(encoded) : encoded.plain;
  const packed = zstd(bytes);
  const start = writer.offset;
  writePageHeader(writer, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levels.length + bytes.length,
    compressed_page_size: levels.length + packed.length,
    data_page_header_v2: {
      num_values: leaf.count,
      num_nulls: leaf.count - leaf.present,
      num_rows: rows,
      encoding: encoded.dictionary ? 'RLE_DICTIONARY' : 'PLAIN',
      definition_levels_byte_length: levels.length - repetitionBytes,
      repetition_levels_byte_length: repetitionBytes,
      is_compressed: true,
    },
  });
  const header = writer.offset - start;
  writer.appendBytes(levels.bytes());
  writer.appendBytes(packed);
  return header + levels.length + bytes.length;
}

/** Numbers of words behind the bits that each takes. */
function numbered({ dictionary, numbers }: Extract<Encoded, { numbers: unknown }>): Uint8Array {
  const width = bitWidth(dictionary.words - 1);
  const bytes = new Bytes(4096);
  bytes.little(width, 1);
  writeRuns(bytes, numbers, width);
  return bytes.bytes();
}

function bitWidth(most: number): number {
  return 32 - Math.clz32(most);
}
