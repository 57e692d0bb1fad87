import { shortened, visibleText } from '../view/visible.ts';

/** Longest identifier of any of the clouds: AWS allows ARNs of 2,048 characters. Longer text is cut in the middle. */
export const longestText = 2_048;

/**
 * A copy of what a template is given, with every string made safe to print: nothing unseen, nothing endless. Done for
 * all data in one place, so that no template can forget it. Escaping is Handlebars' own.
 */
export function printable<T>(data: T): T {
  if (typeof data === 'string') return visibleText(shortened(data, longestText)) as T;
  if (Array.isArray(data)) return data.map(printable) as T;
  if (data === null || typeof data !== 'object') return data;
  // Same keys, same types: only the strings differ.
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, printable(value)])) as T;
}

/**
 * Places where a long identifier may be broken: after separators, so that it reads on. Short ones are left whole, since
 * every possible break costs an element in the tagged file.
 *
 * @param room characters that fit on a line.
 */
export function breakable(text: string, room: number): string[] {
  if (text.length <= room) return [text];
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/[/:,;=&?@|]+|[._-]+/g)) {
    const end = match.index + match[0].length;
    const enough = /[._-]/.test(match[0]) ? Math.max(14, room / 3) : Math.max(6, room / 5);
    if (end - start < enough || end === text.length) continue;
    parts.push(text.slice(start, end));
    start = end;
  }
  return [...parts, text.slice(start)];
}

/** `3, 7–12, 40`: evidence numbers in few words. */
export function ranges(numbers: number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < numbers.length; ) {
    let end = at;
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end++;
    if (end - at < 2) parts.push(...numbers.slice(at, end + 1).map(String));
    else parts.push(`${numbers[at]}–${numbers[end]}`);
    at = end + 1;
  }
  return parts.join(', ');
}

/** A CSS string, quotes included: every character that is not a plain letter, digit or space is written as its code. */
export function cssString(text: string): string {
  const escaped = [...visibleText(text)].map((char) =>
    /[A-Za-z0-9 ]/.test(char) ? char : `\\${char.codePointAt(0)?.toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}
