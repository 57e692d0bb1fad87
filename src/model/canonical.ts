import type { Json } from './json.ts';

/**
 * Canonical JSON in the manner of RFC 8785: keys sorted by UTF-16 code units, no white space, numbers as ECMAScript
 * prints them. Equal values give equal text.
 *
 * @throws TypeError on a number that JSON cannot hold.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('not a JSON number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).sort();
  let out = '';
  for (const key of keys) {
    const item = value[key];
    if (item === undefined) continue;
    out += `${out === '' ? '' : ','}${JSON.stringify(key)}:${canonical(item)}`;
  }
  return `{${out}}`;
}
