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
  let out = '';
  if (Array.isArray(value)) {
    for (const item of value) out += out === '' ? canonical(item) : `,${canonical(item)}`;
    return `[${out}]`;
  }
  const keys = sorted(Object.keys(value));
  for (const key of keys) {
    const item = value[key];
    if (item === undefined) continue;
    out += `${out === '' ? '' : ','}${JSON.stringify(key)}:${canonical(item)}`;
  }
  return `{${out}}`;
}

/** Sorts in place. Answers are full of small objects, and the engine's own sort copies each list first. */
function sorted(keys: string[]): string[] {
  if (keys.length > 20) return keys.sort();
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] as string; // within the list
    let before = index - 1;
    for (; before >= 0 && (keys[before] as string) > key; before -= 1) keys[before + 1] = keys[before] as string;
    keys[before + 1] = key;
  }
  return keys;
}
