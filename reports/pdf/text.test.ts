import { describe, expect, it } from 'vitest';
import { evidenceToken, fillTokens, pageToken } from './chunk.ts';
import { breakable, cssString, printable, ranges } from './text.ts';

describe('printable', () => {
  it('cleans and shortens every string, however deep, and leaves the rest', () => {
    const data = {
      name: 'a\u202eb',
      list: ['\u0001p1\u0002', { deep: 'x'.repeat(10_000) }],
      n: 7,
      no: null,
      yes: true,
    };
    const safe = printable(data);
    expect(safe.name).toBe('a[U+202E]b');
    expect(safe.list[0]).toBe('[U+0001]p1[U+0002]');
    expect((safe.list[1] as { deep: string }).deep.length).toBeLessThan(2_200);
    expect([safe.n, safe.no, safe.yes]).toEqual([7, null, true]);
    expect(data.name).toBe('a\u202eb');
  });
});

describe('breakable', () => {
  it.each([
    ['short', 10, ['short']],
    [
      'arn:aws:sagemaker:eu-west-1:211122223331:notebook-instance/triage',
      20,
      ['arn:aws:', 'sagemaker:', 'eu-west-1:', '211122223331:', 'notebook-instance/', 'triage'],
    ],
    ['//aiplatform.googleapis.com/projects/x', 20, ['//aiplatform.googleapis.', 'com/projects/', 'x']],
    ['a'.repeat(30), 20, ['a'.repeat(30)]],
  ])('%s', (text, room, parts) => {
    expect(breakable(text, room)).toEqual(parts);
    expect(breakable(text, room).join('')).toBe(text);
  });
});

it.each([
  [[], ''],
  [[5], '5'],
  [[5, 6], '5, 6'],
  [[1, 3, 4, 5, 9, 10], '1, 3–5, 9, 10'],
])('ranges of %j', (numbers, text) => {
  expect(ranges(numbers)).toBe(text);
});

it('leaves no way out of a CSS string', () => {
  expect(cssString('A "b\\c\n</style>')).toBe('"A \\22 b\\5c c\\5b U\\2b 000A\\5d \\3c \\2f style\\3e "');
});

it('fills tokens', () => {
  const html = `a ${pageToken('s-5')} b ${evidenceToken(12)} ${pageToken('s-6')}`;
  expect(
    fillTokens(
      html,
      (id) => `page of ${id}`,
      (n) => `no. ${n}`,
    ),
  ).toBe('a page of s-5 b no. 12 page of s-6');
});
