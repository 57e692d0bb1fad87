/**
 * Patterns of IAM: `*` stands for any characters (none, too, and across `:` and `/`), `?` for exactly one.
 * Compared as given: callers lower-case what is not case-sensitive. No regular expressions, since patterns are hostile.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

/**
 * Whether `text` is one of the texts that `pattern` stands for.
 * Time is linear in pattern and text; a `?` in the middle of a pattern costs at most their product.
 */
export function matches(pattern: string, text: string): boolean {
  return aligned(pattern, text, false);
}

/**
 * Whether `general` stands for everything that the pattern `specific` stands for. True is certain; false may be
 * wrong for odd spellings (`*?` against `?*`), so use it only where false is the careful answer.
 */
export function covers(general: string, specific: string): boolean {
  return aligned(general, specific, true);
}

/**
 * Whether some text fits both patterns. Time is the product of their lengths.
 *
 * @param names `*` of `right` stands for a name without a colon, as those of roles, users and policies are.
 */
export function overlaps(left: string, right: string, names = false): boolean {
  // reach[j]: left up to i and right up to j can stand for the same text.
  let reach = new Uint8Array(right.length + 1);
  reach[0] = 1;
  for (let j = 1; j <= right.length && right[j - 1] === '*'; j++) reach[j] = 1;
  for (let i = 1; i <= left.length; i++) {
    const next = new Uint8Array(right.length + 1);
    const symbol = left[i - 1];
    if (symbol === '*' && reach[0] === 1) next[0] = 1;
    for (let j = 1; j <= right.length; j++) {
      const other = right[j - 1];
      const above = reach[j] === 1;
      const before = next[j - 1] === 1;
      const open =
        symbol === '*' || other === '*'
          ? before || (above && (symbol === '*' || !names || symbol !== ':'))
          : reach[j - 1] === 1 && sameSymbol(symbol, other);
      if (open) next[j] = 1;
    }
    reach = next;
  }
  return reach[right.length] === 1;
}

/** Whether a pattern is nothing but `*`. */
export function isAll(pattern: string): boolean {
  return pattern.length > 0 && [...pattern].every((symbol) => symbol === '*');
}

function sameSymbol(a: string | undefined, b: string | undefined): boolean {
  return a === b || a === '?' || b === '?';
}

function aligned(pattern: string, text: string, textIsPattern: boolean): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return first.length === text.length && fits(first, text, 0, textIsPattern);
  let from = first.length;
  const end = text.length - last.length;
  if (from > end || !fits(first, text, 0, textIsPattern) || !fits(last, text, end, textIsPattern)) return false;
  for (const part of parts.slice(1, -1)) {
    if (part === '') continue;
    const at = part.includes('?') ? scan(part, text, from, end, textIsPattern) : find(part, text, from, end);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

/** Whether the symbols of `part` (no `*`) stand for the text at `at`. In a text that is a pattern, `*` fits only `*`. */
function fits(part: string, text: string, at: number, textIsPattern: boolean): boolean {
  for (let i = 0; i < part.length; i++) {
    const symbol = text[at + i];
    if (part[i] === '?') {
      if (symbol === undefined || (textIsPattern && symbol === '*')) return false;
    } else if (part[i] !== symbol) return false;
  }
  return true;
}

function scan(part: string, text: string, from: number, end: number, textIsPattern: boolean): number {
  for (let at = from; at + part.length <= end; at++) if (fits(part, text, at, textIsPattern)) return at;
  return -1;
}

/** First place of `part` in `text` between `from` and `end`, by Knuth, Morris and Pratt: linear whatever the texts are. */
function find(part: string, text: string, from: number, end: number): number {
  const fallback = new Int32Array(part.length);
  for (let i = 1, k = 0; i < part.length; i++) {
    while (k > 0 && part[i] !== part[k]) k = fallback[k - 1] ?? 0;
    if (part[i] === part[k]) k++;
    fallback[i] = k;
  }
  for (let i = from, k = 0; i < end; i++) {
    while (k > 0 && text[i] !== part[k]) k = fallback[k - 1] ?? 0;
    if (text[i] === part[k]) k++;
    if (k === part.length) return i - part.length + 1;
  }
  return -1;
}
