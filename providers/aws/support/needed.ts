import type { Source } from '../../../src/model/facts.ts';
import { documentOf } from '../analysis/policy.ts';

/** A policy document and where it was read. */
export interface ReadPolicy {
  document: string;
  from: Source;
}

/** Whether documents together allow something bad. */
type Bad = (documents: unknown[]) => boolean;

/**
 * Where to look for what is bad: policies that together are enough for it and of which none can be spared, out of the
 * dozen that a role may have, each with the statements in it that cannot be spared.
 */
export function needed(policies: readonly ReadPolicy[], bad: Bad): Source[] {
  const kept = spare(policies, (some) => bad(some.map(({ document }) => document)));
  return kept.map((policy) => {
    const others = kept.filter((one) => one !== policy).map(({ document }) => document);
    return { ...policy.from, part: statementsNeeded(policy.document, (one) => bad([...others, one])) };
  });
}

/** `statement 2 (AllowAll) of 5`: by number from 1, and by Sid where it has one. */
function statementsNeeded(document: string, bad: (document: unknown) => boolean): string {
  const policy = documentOf(document);
  const all: unknown[] = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  const numbers = spare([...all.keys()], (some) => bad({ ...policy, Statement: some.map((index) => all[index]) }));
  const names = numbers.map((index) => {
    const { Sid } = all[index] as { Sid?: unknown }; // rightsOf has read it: statements are objects
    return typeof Sid === 'string' && Sid !== '' ? `${index + 1} (${Sid.slice(0, 128)})` : `${index + 1}`;
  });
  return `${names.length === 1 ? 'statement' : 'statements'} ${names.join(', ')} of ${all.length}`;
}

/** Leaves out, one after the other, what is not needed for it to stay true. */
function spare<T>(items: readonly T[], holds: (some: readonly T[]) => boolean): readonly T[] {
  return items.reduce((kept, one) => {
    const others = kept.filter((other) => other !== one);
    return holds(others) ? others : kept;
  }, items);
}
