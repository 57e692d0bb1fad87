import type { Bytes } from './bytes.ts';

/**
 * Numbers as Parquet's hybrid of runs and packed bits: eight or more that are equal as a run, others in groups of eight.
 *
 * @param width bits that hold every number, at most 24; 0 where there is only one number, 0.
 * @see https://github.com/apache/parquet-format/blob/master/Encodings.md#run-length-encoding--bit-packing-hybrid-rle--3
 */
export function writeRuns(bytes: Bytes, numbers: Uint8Array | Uint32Array, width: number): void {
  let packFrom = 0;
  let at = 0;
  while (at < numbers.length) {
    const end = endOfRun(numbers, at);
    if (end - at < 8) {
      at += 8; // a group is whole, whatever begins within it
      continue;
    }
    writePacked(bytes, numbers, packFrom, at, width);
    bytes.varint((end - at) << 1);
    bytes.little(numbers[at] as number, (width + 7) >> 3); // counted
    at = end;
    packFrom = end;
  }
  writePacked(bytes, numbers, packFrom, at, width);
}

function endOfRun(numbers: Uint8Array | Uint32Array, start: number): number {
  const first = numbers[start];
  let end = start + 1;
  while (end < numbers.length && numbers[end] === first) end += 1;
  return end;
}

/** Groups of eight; the last of all is filled up with zeros. */
function writePacked(bytes: Bytes, numbers: Uint8Array | Uint32Array, from: number, to: number, width: number): void {
  if (from === to) return;
  bytes.varint(((to - from) >> 2) | 1); // groups, and the bit that says so
  const packed = bytes.take(((to - from) >> 3) * width);
  const end = Math.min(to, numbers.length);
  let next = 0;
  let bits = 0;
  let held = 0;
  for (let at = from; at < end; at += 1) {
    held |= (numbers[at] as number) << bits; // counted
    for (bits += width; bits >= 8; bits -= 8) {
      packed[next] = held;
      next += 1;
      held >>>= 8;
    }
  }
  if (bits > 0) packed[next] = held;
  packed.fill(0, bits > 0 ? next + 1 : next);
}
