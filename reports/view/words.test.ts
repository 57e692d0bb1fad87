import { describe, expect, it } from 'vitest';
import { missingReasons } from '../../src/model/facts.ts';
import { counted, failsAs, groupSentence, listed, missingWords, sentence, utc } from './words.ts';

describe('groupSentence', () => {
  const text = '[reaches|reach] the internet directly';
  it.each([
    [new Map([['ml.notebook', 14]]), ['ml-dev'], '14 notebooks in ml-dev reach the internet directly'],
    [new Map([['ml.notebook', 1]]), ['ml-dev'], '1 notebook in ml-dev reaches the internet directly'],
    [
      new Map([
        ['ml.notebook', 2],
        ['ml.endpoint', 1],
      ]),
      ['a', 'b'],
      '2 notebooks and 1 endpoint in a and b reach the internet directly',
    ],
    [
      new Map([['ml.notebook', 1200]]),
      ['a', 'b', 'c', 'd'],
      '1,200 notebooks in 4 accounts reach the internet directly',
    ],
  ])('%#', (byKind, places, expected) => {
    expect(groupSentence(text, byKind, places)).toBe(expected);
  });
});

it('counts kinds that it does not know, and is not fooled by names of Object', () => {
  expect(counted('ml.gadget', 1)).toBe('1 ml.gadget resource');
  expect(counted('constructor', 2)).toBe('2 constructor resources');
});

it('lists', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

it('has words for every reason, for one and for many', () => {
  for (const reason of missingReasons) {
    expect(missingWords(reason, ['s:A'])).toMatch(/^s:A \w+/);
    expect(missingWords(reason, ['s:A', 's:B'])).toMatch(/^s:A and s:B \w+/);
  }
  expect(missingWords('access-denied', ['s:A', 's:B'])).toBe('s:A and s:B were denied');
});

it('chooses words more than once in a sentence', () => {
  expect(failsAs('[tells|tell] nobody when [it finds|they find] one', 1)).toBe('tells nobody when it finds one');
  expect(failsAs('[tells|tell] nobody when [it finds|they find] one', 2)).toBe('tell nobody when they find one');
});

it('writes times in UTC with the zone', () => {
  expect(utc('2026-11-22T10:14:07.123+01:00')).toBe('2026-11-22 09:14:07 UTC');
  expect(utc('not a time')).toBe('not a time');
});

it.each([
  ['', ''],
  ['no network is named', 'No network is named.'],
  ['Already whole.', 'Already whole.'],
  ['sagemaker:ListTags is not there', 'sagemaker:ListTags is not there.'],
  ['was it?', 'Was it?'],
])('%j is the sentence %j', (text, expected) => {
  expect(sentence(text)).toBe(expected);
});
