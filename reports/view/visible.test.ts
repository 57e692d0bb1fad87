import { describe, expect, it } from 'vitest';
import { shortened, visibleText } from './visible.ts';

describe('visibleText', () => {
  it.each([
    ['plain text stays', 'triage-model/7 (β) 日本語 نموذج', 'triage-model/7 (β) 日本語 نموذج'],
    ['emoji with a joiner and a selector stay', '👩‍🔬 ❤️', '👩‍🔬 ❤️'],
    ['escape sequences', '\u001b[31mred\u0007', '[U+001B][31mred[U+0007]'],
    ['line ends and tabs', 'a\r\n\tb', 'a[U+000D][U+000A][U+0009]b'],
    ['C1 controls', 'a\u009bb', 'a[U+009B]b'],
    ['right-to-left override', 'invoice\u202excod.exe', 'invoice[U+202E]xcod.exe'],
    ['isolates and marks', '\u2066a\u2069\u200f', '[U+2066]a[U+2069][U+200F]'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a[U+2028]b[U+2029]'],
    ['zero width', 'ad\u200bmin\ufeff\u00ad', 'ad[U+200B]min[U+FEFF][U+00AD]'],
    ['a joiner between ASCII', 'ad\u200dmin', 'ad[U+200D]min'],
    ['half a surrogate pair', 'a\ud800b', 'a[U+D800]b'],
    ['piled marks', 'e\u0301\u0301\u0301\u0301\u0301 x', 'e\u0301\u0301\u0301[2 more marks] x'],
    ['tags', 'a\u{e0041}b', 'a[U+E0041]b'],
  ])('%s', (_, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });
});

describe('shortened', () => {
  it('keeps what fits', () => {
    expect(shortened('a'.repeat(30), 30)).toBe('a'.repeat(30));
  });

  it('cuts the middle out, says how long it was, and gives equal digests to equal texts only', () => {
    const long = `head-${'0123456789'.repeat(1024)}-tail`;
    const short = shortened(long, 300);
    expect(short.length).toBeLessThan(370);
    expect(short).toMatch(/^head-0123.* \[…\] .*-tail \[10,250 characters, SHA-256 [0-9a-f]{16}\]$/);
    expect(shortened(long.replace('5', '6'), 300).slice(-20)).not.toBe(short.slice(-20));
  });

  it('never cuts a character in two', () => {
    for (let n = 30; n < 36; n++) expect(shortened('🩻'.repeat(40), n).isWellFormed()).toBe(true);
  });
});
