import { describe, expect, it } from 'vitest';
import { pack, unpack } from './codec.ts';

/** Text of so many characters that repeats itself now and then, as answers do. */
function text(length: number, unit = '{"Key":"owner","Value":"team-%"},'): string {
  let out = '';
  for (let index = 0; out.length < length; index += 1) out += unit.replace('%', String(index * 7919));
  return Array.from(out).slice(0, length).join('');
}

describe('a packed answer', () => {
  it.each([0, 1, 1023, 1024, 1025, 2048, 4096, 4097, 100_000])(
    'of %i characters is the same when unpacked',
    (length) => {
      const { codec, body } = pack(text(length));
      expect(unpack(codec, body)).toBe(text(length));
    },
  );

  it.each(['é', '日本', '😀', '\u0000'])('holds %j whole', (unit) => {
    for (const length of [10, 2000, 6000]) {
      const { codec, body } = pack(text(length, `${unit}-%`));
      expect(unpack(codec, body)).toBe(text(length, `${unit}-%`));
    }
  });

  it.each([
    [4095, 'text'],
    [4096, 'gzip'],
  ])('of %i characters is kept as %s', (length, codec) => {
    expect(pack(text(length)).codec).toBe(codec);
  });

  it.each([4200, 5000, 50_000])('of %i characters takes less than half the room', (length) => {
    expect(pack(text(length)).body.length).toBeLessThan(length / 2);
  });
});
