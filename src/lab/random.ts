/**
 * A well-mixed 32-bit hash of two integers: the source of all randomness in the lab, so that equal seeds give equal
 * labs.
 *
 * @returns Unsigned 32-bit integer.
 */
export function hash2(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** FNV-1a of a string. @returns Unsigned 32-bit integer. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A number from 0 to below 1 that depends on both integers. */
export function unit(a: number, b: number): number {
  return hash2(a, b) / 0x1_0000_0000;
}
