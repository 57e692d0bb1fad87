/**
 * The ids that the reference's prose on frameworks names, ranges and shortened forms spelt out. What it marks as not
 * verified, or as withdrawn, does not count.
 */
type Known = (id: string) => boolean;

/** Text by the number of its heading. */
export function sections(markdown: string): Map<string, string> {
  const out = new Map<string, string>();
  for (const part of markdown.split(/^## /m).slice(1))
    out.set(/^\d+/.exec(part)?.[0] ?? '', part.slice(part.indexOf('\n')));
  return out;
}

/** `CC3.1-3.4`, `CC4.1/4.2`, `P1-P8` (all of a family). */
export function socIds(text: string): Known {
  const ids = new Set<string>();
  const families = new Set<string>();
  for (const [, letters = '', major = '', minor = '', sign, lastMajor, last] of verified(text).matchAll(
    /\b([A-Z]{1,2})(\d+)\.(\d+)(?:([-/])(\d+)\.(\d+))?/g,
  )) {
    ids.add(`${letters}${major}.${minor}`);
    if (sign === '/') ids.add(`${letters}${lastMajor}.${last}`);
    if (sign === '-') for (let n = Number(minor); n <= Number(last); n += 1) ids.add(`${letters}${major}.${n}`);
  }
  for (const [, letter = '', from, to] of verified(text).matchAll(/\b([A-Z])(\d+)-\1(\d+)\b(?!\.)/g))
    for (let n = Number(from); n <= Number(to); n += 1) families.add(`${letter}${n}`);
  return (id) => ids.has(id) || families.has(id.replace(/\.\d+$/, ''));
}

/** `164.308(a)(4)(i) ..., (ii)(A)-(C)`: what is left out is as it was before. */
export function hipaaIds(text: string): Known {
  const ids = new Set<string>();
  let section = '';
  let path: string[] = [];
  for (const [whole, number, groups = '', to] of verified(text).matchAll(
    /(164\.\d+)?((?:\([A-Za-z0-9]+\))+)(?:-\(([A-Za-z]+)\))?/g,
  )) {
    if (number) section = number;
    const parts = [...groups.matchAll(/\((\w+)\)/g)].map((match) => match[1] ?? '');
    const depth = whole.startsWith('164') ? 0 : levelOf(parts[0] ?? '');
    path = [...path.slice(0, depth), ...parts];
    for (const last of to ? between(path.at(-1) ?? '', to) : [path.at(-1) ?? ''])
      ids.add(section + [...path.slice(0, -1), last].map((part) => `(${part})`).join(''));
  }
  return (id) => ids.has(id);
}

/** (a), (1), (ii), (A): a letter, a number, a Roman number, a capital. */
function levelOf(part: string): number {
  if (/^\d+$/.test(part)) return 1;
  if (/^[A-Z]$/.test(part)) return 3;
  return part.length > 1 ? 2 : 0;
}

function between(from: string, to: string): string[] {
  const order = /^[A-Z]$/.test(from) ? [...'ABCDEFGH'] : ['i', 'ii', 'iii', 'iv', 'v'];
  return order.slice(order.indexOf(from), order.indexOf(to) + 1);
}

/** `AC-6 (+(1)(5)(10))`: the control, and its enhancements. */
export function nistIds(text: string): Known {
  const ids = new Set<string>();
  for (const [, control = '', more = ''] of verified(text).matchAll(/\b([A-Z]{2}-\d+)(?: \(\+((?:\(\d+\))+))?/g)) {
    ids.add(control);
    for (const [one] of more.matchAll(/\(\d+\)/g)) ids.add(`${control}${one}`);
  }
  return (id) => ids.has(id);
}

export function isoIds(text: string): Known {
  const ids = new Set([...verified(text).matchAll(/\bA\.\d+(?:\.\d+)+/g)].map(([id]) => id));
  return (id) => ids.has(id);
}

/** Without marks of emphasis, and without sentences that take something back. */
function verified(text: string): string {
  const sentences = text.replaceAll('*', '').split(/(?<=\.)\s/);
  return sentences.filter((one) => !/unverified|withdrawn/.test(one)).join(' ');
}
