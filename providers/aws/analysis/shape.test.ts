import { describe, expect, it } from 'vitest';
import { PlumblineError } from '../../../src/model/errors.ts';
import { flagOf, isObject, listOf, listOrEmpty, objectOf, shapeError, textOf, textsOf } from './shape.ts';

const shaped = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    return error instanceof PlumblineError ? error.code : 'other';
  }
  return 'no error';
};

describe('reading the shape of an answer', () => {
  it('keeps the cause', () => {
    const cause = new Error('why');
    expect(shapeError('x', cause).cause).toBe(cause);
    expect(shapeError('x')).not.toHaveProperty('cause');
  });

  it.each([
    [{}, true],
    [[], false],
    [null, false],
    ['{}', false],
    [undefined, false],
  ])('isObject(%j) is %s', (value, expected) => {
    expect(isObject(value)).toBe(expected);
    expect(shaped(() => objectOf(value, 'it'))).toBe(expected ? 'no error' : 'RESPONSE_SHAPE');
  });

  it.each([[{}], ['a'], [0], [true]])('a list is never read from %j', (value) => {
    expect(shaped(() => listOf(value, 'it'))).toBe('RESPONSE_SHAPE');
    expect(shaped(() => listOrEmpty(value, 'it'))).toBe('RESPONSE_SHAPE');
  });

  it('a list left out is empty only where that is documented', () => {
    expect(listOrEmpty(undefined, 'it')).toEqual([]);
    expect(shaped(() => listOf(undefined, 'it'))).toBe('RESPONSE_SHAPE');
  });

  it('texts and flags are not converted', () => {
    expect(textOf('a', 'it')).toBe('a');
    expect(textOf(undefined, 'it')).toBeUndefined();
    expect(shaped(() => textOf(1, 'it'))).toBe('RESPONSE_SHAPE');
    expect(flagOf(false, 'it')).toBe(false);
    expect(flagOf(undefined, 'it')).toBeUndefined();
    expect(shaped(() => flagOf('false', 'it'))).toBe('RESPONSE_SHAPE');
    expect(textsOf(['a', 'b'], 'it')).toEqual(['a', 'b']);
    expect(shaped(() => textsOf(['a', 1], 'it'))).toBe('RESPONSE_SHAPE');
  });
});
