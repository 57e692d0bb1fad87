import type { Missing } from '../model/facts.ts';
import type { MissingFact } from '../model/finding.ts';

/**
 * Thrown by a getter that is asked for what is not known. CEL's `&&`, `||`, `all` and `exists` absorb it where the
 * rest decides. What was asked for is in the trace.
 */
export class MissingSignal extends Error {}

/** The one instance: thrown a million times in a scan, so no stack is taken for each. */
export const missingSignal = new MissingSignal('a fact is missing');

/** What one evaluation of one expression asked for: values read, and facts that were missing. */
export class Trace {
  /** Paths of known facts in the order they were read; `principals.admin` is a field of a linked resource. */
  readonly paths: string[] = [];
  /** The value at the same place in `paths`, as CEL saw it. */
  readonly values: unknown[] = [];
  readonly missing: MissingFact[] = [];

  /** Notes a known value. */
  read(path: string, value: unknown): void {
    this.paths.push(path);
    this.values.push(value);
  }

  /** Notes a missing fact. @throws MissingSignal always. */
  miss(path: string, missing: readonly Missing[]): never {
    for (const each of missing) this.missing.push({ fact: path, ...each });
    throw missingSignal;
  }

  /** Adds what another evaluation noted. */
  add(other: Trace): void {
    for (const path of other.paths) this.paths.push(path); // a spread would overflow the stack on long lists
    for (const value of other.values) this.values.push(value);
    for (const missing of other.missing) this.missing.push(missing);
  }
}

/**
 * Missing facts without repetitions: the same fact for the same cause counts once, however many items of a list or
 * linked resources lack it.
 */
export function distinctMissing(missing: readonly MissingFact[]): MissingFact[] {
  if (missing.length < 2) return [...missing];
  const seen = new Map<string, MissingFact>();
  for (const each of missing) {
    const key = [each.fact, each.reason, each.operation, each.errorCode, each.permission, each.detail].join('\n');
    if (!seen.has(key)) seen.set(key, each);
  }
  return [...seen.values()];
}
