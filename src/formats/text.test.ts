import { describe, expect, it } from 'vitest';
import { bounded, clip, clipBytes, jsonOf, oneLine, quoted } from './text.ts';

describe('clip', () => {
  it('leaves what fits', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('', 0)).toBe('');
  });

  it('says how much is left out, within the limit', () => {
    const out = clip('x'.repeat(5000), 100);
    expect(out.length).toBeLessThanOrEqual(100);
    expect(out).toMatch(/^x+… \[4,900 characters cut\]$/);
  });

  it.each([1, 2, 5, 20, 39, 40, 41, 99, 100])('never cuts a character in two, nor outgrows %i', (max) => {
    for (const text of ['🩻'.repeat(200), `a${'🩻'.repeat(200)}`]) {
      const out = clip(text, max);
      expect(out.length).toBeLessThanOrEqual(max);
      expect(out.isWellFormed()).toBe(true);
      expect(out).not.toContain('\ufffd');
    }
  });

  it('makes lone halves of characters visible', () => {
    expect(clip('a\ud800b', 10)).toBe('a\ufffdb');
  });
});

describe('clipBytes', () => {
  it.each([0, 1, 9, 10, 11, 64, 255])('keeps to %i bytes of UTF-8', (max) => {
    for (const text of ['🩻'.repeat(200), 'é'.repeat(300), 'x'.repeat(300), 'ab\ud800'.repeat(100)]) {
      const out = clipBytes(text, max);
      expect(Buffer.byteLength(out)).toBeLessThanOrEqual(max);
      expect(out.isWellFormed()).toBe(true);
      expect(Buffer.from(out).toString()).toBe(out);
      if (max >= 64) expect(out).toMatch(/… \[cut\]$/);
    }
  });

  it('leaves what fits', () => {
    expect(clipBytes('é🩻', 6)).toBe('é🩻');
  });
});

describe('JSON of untrusted text', () => {
  it('has no halves of characters when it is parsed', () => {
    const value = { 'a\ud800': ['\udc00', '\\ud800', '\\\ud800', '😀'] };
    const parsed = JSON.parse(jsonOf(value));
    expect(parsed).toEqual({ 'a\ufffd': ['\ufffd', '\\ud800', '\\\ufffd', '😀'] });
  });

  it('says how long what is left out was', () => {
    expect(JSON.parse(bounded('x'.repeat(100), 50))).toEqual({ cut: true, characters: 102 });
    expect(bounded('x', 50)).toBe('"x"');
  });

  it('cuts a text before it is quoted', () => {
    expect(JSON.parse(quoted('"'.repeat(500), 100)).length).toBeLessThanOrEqual(100);
  });
});

it('puts a text on one line', () => {
  expect(oneLine('a\r\nb\tc\u0000\u2028d\u0085e')).toBe('a b c d e');
});
