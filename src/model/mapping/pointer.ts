import type { Json } from '../json.ts';

/**
 * The type found at JSON pointer P in T, `never` when there is no such member: a wrong pointer does not compile.
 * A number or `*`-free segment on an array gives its item type.
 */
export type At<T, P extends string> = P extends ''
  ? T
  : P extends `/${infer Head}/${infer Rest}`
    ? At<Member<T, Head>, `/${Rest}`>
    : P extends `/${infer Last}`
      ? Member<T, Last>
      : never;

type Member<T, K extends string> =
  NonNullable<T> extends readonly (infer Item)[]
    ? Item
    : NonNullable<T> extends object
      ? K extends keyof NonNullable<T>
        ? NonNullable<T>[K]
        : never
      : never;

/** Keeps a pointer that leads somewhere, turns any other into a type error that shows what was wrong. */
export type ValidPointer<T, P extends string> = [At<T, P>] extends [never] ? `no such member: ${P}` : P;

/** Segments by pointer. Pointers stand in code: there are hundreds, each used for every resource. */
const known = new Map<string, readonly string[]>();
const mostKnown = 5000;

function segmentsOf(pointer: string): readonly string[] {
  let found = known.get(pointer);
  if (!found) {
    found = pointer
      .slice(1)
      .split('/')
      .map((raw) => (raw.includes('~') ? raw.replaceAll('~1', '/').replaceAll('~0', '~') : raw));
    // Nobody computes so many; should somebody, memory does not grow.
    if (known.size >= mostKnown) known.clear();
    known.set(pointer, found);
  }
  return found;
}

/** @returns the value at an RFC 6901 pointer, undefined when nothing is there. */
export function at(value: Json | undefined, pointer: string): Json | undefined {
  if (pointer === '') return value;
  let current: Json | undefined = value;
  for (const key of segmentsOf(pointer)) {
    if (current === null || typeof current !== 'object') return undefined;
    if (Array.isArray(current)) current = current[Number(key)];
    else current = Object.hasOwn(current, key) ? current[key] : undefined;
    if (current === undefined) return undefined;
  }
  // Providers send null for unset members here and there: it says no more than absence.
  return current === null ? undefined : current;
}
