import { expect, it } from 'vitest';
import { hanging, paragraph } from './wrap.ts';

it.each([
  ['one piece', '  a  ', ['One'], 40, ['  a  One']],
  ['what fits exactly', '  ', ['12345', '7890'], 13, ['  12345, 7890']],
  ['one column too few', '  ', ['12345', '7890'], 12, ['  12345,', '  7890']],
  ['a name longer than the line', '  a  ', ['B'.repeat(20), 'C'], 12, [`  a  ${'B'.repeat(20)},`, '     C']],
  ['nothing', '  a  ', [], 12, ['  a  ']],
  ['names with line breaks', '  ', ['x\ny'], 40, ['  x·y']],
])('hangs %s', (_name, first, pieces, width, expected) => {
  expect(hanging(first, pieces, width)).toEqual(expected);
});

it('breaks a sentence between words', () => {
  expect(paragraph('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});
