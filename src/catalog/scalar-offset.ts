import type { Scalar } from 'yaml';

/** Characters that a backslash escape of a double-quoted scalar takes, the backslash among them. */
function escapeLength(kind: string | undefined): number {
  return { x: 4, u: 6, U: 10 }[kind ?? ''] ?? 2;
}

/** Escapes that stand for white space (or, before a line break, for nothing). */
const blankEscapes = new Set(['n', 'r', 't', 'v', 'f', 'e', 'N', '_', 'L', 'P', ' ', '\n', '\r', '\t']);

/**
 * Where a character of a scalar's value stands in the source. White space is skipped on both sides, since block and
 * folded scalars change it; every other character of the value stands in the source in the same order.
 *
 * @param offset Index into the value of the scalar.
 */
export function sourceOffset(scalar: Scalar, source: string, offset: number): number {
  const [start, end] = scalar.range ?? [0, 0];
  const value = String(scalar.value);
  let before = value.slice(0, offset).replace(/\s+/g, '').length;
  const block = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
  const quoted = scalar.type === 'QUOTE_SINGLE' || scalar.type === 'QUOTE_DOUBLE';
  let at = start;
  if (block) at = source.indexOf('\n', start) + 1 || start;
  if (quoted) at = start + 1;
  while (at < end) {
    const char = source[at] ?? '';
    let length = 1;
    let blank = /\s/.test(char);
    if (scalar.type === 'QUOTE_DOUBLE' && char === '\\') {
      const kind = source[at + 1];
      length = escapeLength(kind);
      blank = blankEscapes.has(kind ?? '');
    } else if (scalar.type === 'QUOTE_SINGLE' && char === "'") length = 2;
    if (!blank && before-- === 0) return at;
    at += length;
  }
  return quoted ? end - 1 : at;
}
