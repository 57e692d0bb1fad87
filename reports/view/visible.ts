import { sha256 } from '../../src/model/identity.ts';

export { visibleText } from './visible-text.ts';

/**
 * Text with its middle left out where it is longer than a page has room for. Says how long it was and what its SHA-256
 * (of the UTF-8 text) is, so that it can still be told from others.
 *
 * @param max characters to keep; identifiers of the clouds are at most 2,048 long.
 */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = cut(text, 0, Math.ceil((max * 2) / 3));
  const tail = cut(text, text.length - Math.floor(max / 3), text.length);
  return `${head} […] ${tail} [${text.length.toLocaleString('en')} characters, SHA-256 ${sha256(text).slice(0, 16)}]`;
}

/** A slice that does not cut a surrogate pair in two. */
function cut(text: string, from: number, to: number): string {
  const isLow = (at: number) => /[\udc00-\udfff]/.test(text[at] ?? '');
  return text.slice(isLow(from) ? from + 1 : from, isLow(to) ? to - 1 : to);
}
