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
