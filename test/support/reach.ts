import { isMissingValue } from '../../src/model/facts.ts';
import type { Spec } from '../../src/model/mapping/spec.ts';

/** Mappers of a collector by the name of the fact. */
export type Facts = Readonly<Record<string, Spec<unknown>>>;

/** What a mapper says of every resource, whatever is answered; undefined where it looks at answers. */
export function constantOf(spec: Spec<unknown> | undefined): unknown {
  if (spec === undefined || spec.reads.length > 0) return undefined;
  try {
    return spec.map({} as never).value; // what rests on nothing looks at no answer
  } catch {
    return undefined;
  }
}

/** Whether the platform has no such thing, of whatever resource. */
function isNever(spec: Spec<unknown> | undefined): boolean {
  const value = constantOf(spec);
  return isMissingValue(value) && value.$missing.reason === 'not-supported';
}

/** Whether a control can come to any verdict but not-applicable about a type: one fact that it asks for may be known. */
export function canJudge(pass: string, facts: Facts): boolean {
  const asked = Object.keys(facts).filter((name) => new RegExp(`(^|[^.\\w])${name}\\b`).test(pass));
  return asked.length === 0 || !asked.every((name) => isNever(facts[name]));
}
