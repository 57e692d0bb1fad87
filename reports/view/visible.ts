import { sha256 } from '../../src/model/identity.ts';

/**
 * Characters that a reader cannot see or that change what stands around them: controls (line ends and escape sequences
 * among them), marks of writing direction, zero-width and invisible characters, tags, halves of surrogate pairs.
 */
const unseen =
  /[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]--[\p{Variation_Selector}\u200c\u200d]]/gv;
/** Joiners belong to some scripts and to emoji; between ASCII they only hide. */
const joiners = /(?<=^|[ -~])[\u200c\u200d]/gu;
const piledMarks = /(\p{M}{3})(\p{M}+)/gu;

/**
 * Untrusted text for print: everything in it can be seen. What cannot is written as `[U+202E]`, marks piled on one
 * letter are counted. Text for people only; never parse it, never compare it. Escape it like any other text.
 */
export function visibleText(text: string): string {
  return text
    .replace(unseen, codePoint)
    .replace(joiners, codePoint)
    .replace(piledMarks, (_, kept: string, rest: string) => `${kept}[${[...rest].length} more marks]`);
}

function codePoint(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

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
