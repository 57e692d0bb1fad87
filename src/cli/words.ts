import { nearest } from '../catalog/nearest.ts';
import { PlumblineError } from '../model/errors.ts';

/** @throws PlumblineError CONFIG_INVALID for the first word that is not known, with the nearest that is. */
export function assertKnown(what: string, words: readonly string[], known: readonly string[]): void {
  for (const word of words) if (!known.includes(word)) throw unknownWord(what, word, known);
}

export function unknownWord(what: string, word: string, known: readonly string[]): PlumblineError {
  const names = [...new Set(known)];
  const near = nearest(word, names);
  const all = names.length > 0 ? `Known are ${names.slice(0, 20).join(', ')}.` : 'The config names none.';
  return new PlumblineError('CONFIG_INVALID', `There is no ${what} "${word}".`, {
    hint: near ? `Did you mean ${near}?` : all,
  });
}
