import { PlumblineError } from '../../../src/model/errors.ts';

/** The error for a document that is not what it should be: its reader must not go on with a guess. */
export function shapeError(message: string, cause?: unknown): PlumblineError {
  return new PlumblineError('RESPONSE_SHAPE', message, {
    ...(cause === undefined ? {} : { cause }),
    hint: 'The answer of AWS is not as documented; please report it with the name of the operation.',
  });
}

/** A JSON object: not null, not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` as a JSON object. @throws PlumblineError RESPONSE_SHAPE when it is anything else. */
export function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (!isObject(value)) throw shapeError(`${what} is not an object`);
  return value;
}

/** `value` as a list. @throws PlumblineError RESPONSE_SHAPE when it is anything else, absent included. */
export function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw shapeError(`${what} is not a list`);
  return value;
}

/** `value` as a list; a list that AWS left out is empty. @throws PlumblineError RESPONSE_SHAPE when it is anything else. */
export function listOrEmpty(value: unknown, what: string): readonly unknown[] {
  return value === undefined || value === null ? [] : listOf(value, what);
}

/** `value` as a text, `undefined` when left out. @throws PlumblineError RESPONSE_SHAPE when it is anything else. */
export function textOf(value: unknown, what: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw shapeError(`${what} is not a text`);
  return value;
}

/** `value` as true or false, `undefined` when left out. @throws PlumblineError RESPONSE_SHAPE when it is anything else. */
export function flagOf(value: unknown, what: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw shapeError(`${what} is neither true nor false`);
  return value;
}

/** `value` as a list of texts. @throws PlumblineError RESPONSE_SHAPE when it is not, or an item is not. */
export function textsOf(value: unknown, what: string): string[] {
  return listOf(value, what).map((item) => {
    if (typeof item !== 'string') throw shapeError(`${what} holds something that is not a text`);
    return item;
  });
}

/**
 * `value` as one of the words that AWS documents, `undefined` when left out.
 *
 * @throws PlumblineError RESPONSE_SHAPE when it is another: what a new word means is not guessed.
 */
export function wordOf<W extends string>(value: unknown, words: readonly W[], what: string): W | undefined {
  const text = textOf(value, what);
  if (text === undefined) return undefined;
  const known = words.find((word) => word === text);
  if (known === undefined) throw shapeError(`${what} has a value that is not known to this version`);
  return known;
}
