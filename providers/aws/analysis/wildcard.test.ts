import { describe, expect, it } from 'vitest';
import { covers, isAll, matches, overlaps } from './wildcard.ts';

/** The obvious definition, exponential, for short texts only. */
function oracle(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') return oracle(pattern.slice(1), text) || (text !== '' && oracle(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && oracle(pattern.slice(1), text.slice(1));
}

function words(alphabet: string, length: number): string[] {
  if (length === 0) return [''];
  const shorter = words(alphabet, length - 1);
  return [
    ...shorter,
    ...shorter.filter((word) => word.length === length - 1).flatMap((word) => [...alphabet].map((c) => word + c)),
  ];
}

const patterns = words('ab*?', 4);
const texts = words('ab', 5);
const longer = words('ab', 6);
const short = patterns.filter((pattern) => pattern.length <= 3);
const pairs = short.flatMap((left) => short.map((right) => [left, right] as const));

describe('matches', () => {
  it.each([
    ['*', '', true],
    ['s3:Get*', 's3:GetObject', true],
    ['s3:Get*', 's3:PutObject', false],
    ['s3:*Object', 's3:GetObjectAcl', false],
    ['arn:aws:iam::*:role/*', 'arn:aws:iam::123456789012:role/a/b', true],
    ['a?c', 'ac', false],
    ['a?c', 'abc', true],
    ['a*b*c', 'abc', true],
    ['ab*ba', 'aba', false],
    ['S3:*', 's3:GetObject', false],
    ['a.c', 'abc', false],
    ['', '', true],
    ['', 'a', false],
    ['?', '*', true],
    ['a?*', 'a*b', true],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('agrees with the definition on all short patterns and texts', () => {
    const wrong = patterns.flatMap((pattern) =>
      texts.filter((text) => matches(pattern, text) !== oracle(pattern, text)).map((text) => [pattern, text]),
    );
    expect(wrong).toEqual([]);
  });

  it('finds pieces that repeat themselves', () => {
    const pieces = words('ab', 7).filter((piece) => piece.length >= 5);
    const long = ['aabaabaaabaabaaab', 'abababbabababab', 'aaaaaabaaaaaab', 'bbabbabbbabbabbb'];
    const wrong = pieces.flatMap((piece) =>
      long.filter((text) => matches(`*${piece}*`, text) !== text.includes(piece)).map((text) => [piece, text]),
    );
    expect(wrong).toEqual([]);
  });

  it('is not slowed down by hostile patterns', () => {
    const started = performance.now();
    const text = 'a'.repeat(200_000);
    expect(matches(`*${'a'.repeat(50_000)}b*`, text)).toBe(false);
    expect(matches(`${'a*'.repeat(50_000)}b`, text)).toBe(false);
    expect(matches('*a'.repeat(50_000), text)).toBe(true);
    expect(matches(`*${'?'.repeat(2_000)}b*`, 'a'.repeat(2_048))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('covers and overlaps', () => {
  it('covers is never wrongly true', () => {
    const wrong = pairs.filter(
      ([general, specific]) =>
        covers(general, specific) && texts.some((text) => oracle(specific, text) && !oracle(general, text)),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['*', 's3:*', true],
    ['s3:*', '*', false],
    ['s3:*', 's3:Get*', true],
    ['s3:?', 's3:*', false],
    ['arn:aws:iam::*:role/*', 'arn:aws:iam::*:role/app-*', true],
    ['a', 'a', true],
    ['a?', 'ab', true],
    ['a?', 'a?', true],
    ['a?', 'a*', false],
    ['a?', 'a', false],
  ])('covers(%s, %s): %s', (general, specific, expected) => {
    expect(covers(general, specific)).toBe(expected);
  });

  it('overlaps exactly when a text fits both', () => {
    const wrong = pairs.filter(
      ([left, right]) => overlaps(left, right) !== longer.some((text) => oracle(left, text) && oracle(right, text)),
    );
    expect(wrong).toEqual([]);
  });

  it('names hold no colon', () => {
    const roles = 'arn:aws:iam::1:role/*';
    expect(overlaps('arn:aws:iam::*:user/*', roles)).toBe(true);
    expect(overlaps('arn:aws:iam::*:user/*', roles, true)).toBe(false);
    expect(overlaps('arn:aws:iam::*:role/*', roles, true)).toBe(true);
    expect(overlaps('*', roles, true)).toBe(true);
    expect(overlaps('arn:aws:iam::1:role/app', roles, true)).toBe(true);
    expect(overlaps('arn:aws:iam::1:role/a:b', roles, true)).toBe(false);
  });

  it('isAll', () => {
    expect(['*', '**', '', '*?', 'a*'].map(isAll)).toEqual([true, true, false, false, false]);
  });
});
