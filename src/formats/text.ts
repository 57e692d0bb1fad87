/**
 * Untrusted text within a limit, never cut inside a character. What is left out is said: `… [1,234 characters cut]`.
 *
 * @param max UTF-16 units of the result, mark included.
 * @returns text without lone surrogates.
 */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text.isWellFormed() ? text : text.toWellFormed();
  const mark = `… [${(text.length - max).toLocaleString('en')} characters cut]`;
  const room = max - mark.length - 4; // what the mark itself displaces is not worth counting again
  if (room < 8) return head(text, Math.max(0, max - 1)).concat(max > 0 ? '…' : '');
  return head(text, room).concat(mark);
}

/** As `clip`, measured in bytes of UTF-8. */
export function clipBytes(text: string, max: number): string {
  const whole = text.toWellFormed();
  if (Buffer.byteLength(whole) <= max) return whole;
  const mark = '… [cut]';
  const room = max - Buffer.byteLength(mark);
  if (room <= 0) return '';
  // Never more units than bytes: a first cut that a second one makes fit.
  let out = head(whole, room);
  while (Buffer.byteLength(out) > room) {
    const over = Buffer.byteLength(out) - room;
    out = head(out, out.length - Math.max(1, Math.ceil(over / 3)));
  }
  return out.concat(mark);
}

/** Of one value; hashes are no longer. */
const shortest = 64;

/**
 * A line within a limit: where it is longer, it is written again with shorter values.
 *
 * @param write is given the most characters of a value.
 * @returns the line; longer than the limit where the shortest values do not fit.
 */
export function within(bytes: number, write: (longest: number) => string): string {
  let line = write(Number.POSITIVE_INFINITY);
  for (let longest = 2048; longest >= shortest && Buffer.byteLength(line) > bytes; longest /= 2) line = write(longest);
  return line;
}

function head(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length).toWellFormed();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** On one line: each run of control characters and line ends becomes one blank. */
export function oneLine(text: string): string {
  return text.replace(controls, ' ');
}

/** JSON of untrusted text: well-formed, within a limit. */
export function quoted(text: string, max = 8192): string {
  return JSON.stringify(clip(text, max));
}

/** Halves of surrogate pairs as JSON.stringify writes them; a backslash of the text itself stands doubled before them. */
const halves = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** JSON of untrusted values, well-formed when it is parsed, too: parsers differ in what they make of half a character. */
export function jsonOf(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\ud') ? text.replace(halves, '$1\\ufffd') : text;
}

/** As `jsonOf`; what is longer is left out, and its length said. */
export function bounded(value: unknown, max = 8192): string {
  const text = jsonOf(value);
  return text.length > max ? `{"cut":true,"characters":${text.length}}` : text;
}
