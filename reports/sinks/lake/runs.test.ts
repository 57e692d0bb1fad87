import { describe, expect, it } from 'vitest';
import { Bytes } from './bytes.ts';
import { writeRuns } from './runs.ts';

function runs(numbers: readonly number[], width: number): number[] {
  const bytes = new Bytes(1);
  writeRuns(bytes, Uint32Array.from(numbers), width);
  return [...bytes.bytes()];
}

describe('numbers as runs and packed bits', () => {
  it.each([
    ['none', [], 3, []],
    // 0..7 in three bits each: the example of the format's description.
    ['a group', [0, 1, 2, 3, 4, 5, 6, 7], 3, [0b11, 0x88, 0xc6, 0xfa]],
    ['a group that is not full', [1], 1, [0b11, 1]],
    ['seven equal ones, which are no run', Array(7).fill(1), 1, [0b11, 0x7f]],
    ['eight equal ones, which are one', Array(8).fill(1), 1, [8 << 1, 1]],
    ['a run of more than 63: its length takes two bytes', Array(100).fill(5), 3, [0xc8, 1, 5]],
    ['a run of a number of two bytes', Array(8).fill(0x1ff), 9, [8 << 1, 0xff, 1]],
    ['a run of the only number', Array(9).fill(0), 0, [9 << 1]],
    ['a run behind a group', [1, 0, 1, 0, 1, 0, 1, 0, ...Array(8).fill(1)], 1, [0b11, 0x55, 8 << 1, 1]],
    ['a group behind a run', [...Array(8).fill(1), 0, 1], 1, [8 << 1, 1, 0b11, 2]],
    ['bits over the edges of bytes', [0x1ff, 0, 0x1ff], 9, [0b11, 0xff, 1, 0xfc, 7, 0, 0, 0, 0, 0]],
  ] as const)('%s', (_, numbers, width, expected) => {
    expect(runs(numbers, width)).toEqual(expected);
  });
});
