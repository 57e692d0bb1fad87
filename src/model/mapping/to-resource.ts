import { PlumblineError } from '../errors.ts';
import { type Fact, isMissingValue, type Missing } from '../facts.ts';
import type { FactDecl } from '../kinds/declare.ts';
import { factsOf } from '../kinds/index.ts';
import { misfit } from '../kinds/misfit.ts';
import type { Collector } from '../provider.ts';
import type { Link, Resource } from '../resource.ts';
import type { Answers } from './outcome.ts';
import { toFact } from './spec.ts';

/**
 * Translates the answers of one item after its collector's table. A row that throws leaves its fact missing, and so does
 * one whose value is not of the type that the kind declares: no control is written for it.
 */
export function toResource(collector: Collector, answers: Answers): Resource {
  const { item, scope } = answers;
  const resource: Resource = {
    uid: collector.uid(item, scope),
    kind: collector.kind,
    nativeType: collector.nativeType,
    provider: collector.provider,
    account: scope.account,
    region: collector.region?.(answers) || scope.region,
    name: collector.name(item),
    parts: [],
    facts: {},
    links: {},
  };
  const declared = declarations(collector);
  for (const [name, spec] of Object.entries(collector.facts)) {
    resource.facts[name] = guarded(
      () => fitting(toFact(spec.map(answers)), declared[name]),
      (missing) => ({ missing: [missing], from: [] }),
    );
  }
  for (const [name, spec] of Object.entries(collector.links)) {
    resource.links[name] = guarded<Link>(
      () => {
        const { value, missing, from } = spec.map(answers);
        return isMissingValue(value) ? { missing: missing ?? [value.$missing], from } : { value, from };
      },
      (missing) => ({ missing: [missing], from: [] }),
    );
  }
  const parts = collector.parts
    ? guarded(
        () => collector.parts?.map(answers).value,
        () => undefined,
      )
    : undefined;
  if (Array.isArray(parts)) resource.parts = parts;
  return resource;
}

const known = new Map<string, Record<string, FactDecl>>();

function declarations({ kind }: Collector): Record<string, FactDecl> {
  let found = known.get(kind);
  if (!found) {
    found = factsOf(kind);
    known.set(kind, found);
  }
  return found;
}

function fitting(fact: Fact, declaration: FactDecl | undefined): Fact {
  if (fact.missing !== undefined || declaration === undefined) return fact;
  const wrong = misfit(fact.value ?? null, declaration);
  if (wrong === undefined) return fact;
  const { operation, evidence } = fact.from[0] ?? {};
  const missing: Missing = {
    reason: 'partial-answer',
    errorCode: 'RESPONSE_SHAPE',
    detail: `what was read makes ${wrong}`,
    ...(operation === undefined ? {} : { operation }),
    ...(evidence === undefined ? {} : { evidence }),
  };
  return { missing: [missing], from: fact.from };
}

function guarded<T>(work: () => T, otherwise: (missing: Missing) => T): T {
  try {
    return work();
  } catch (error) {
    // Other messages may quote what was read, and that may be a secret.
    const detail =
      error instanceof PlumblineError
        ? error.message
        : `it could not be read (${error instanceof Error ? error.name : 'Error'})`;
    return otherwise({ reason: 'partial-answer', errorCode: 'RESPONSE_SHAPE', detail });
  }
}

/** Everything that a resource could not say, once each, for the gaps. */
export function missingOfResource(resource: Resource): Missing[] {
  const out = new Map<string, Missing>();
  const take = (list: readonly Missing[]) => {
    for (const one of list) out.set([one.operation, one.errorCode, one.reason, one.evidence].join('|'), one);
  };
  for (const { missing, value } of [...Object.values(resource.facts), ...Object.values(resource.links)]) {
    if (missing) take(missing);
    else if (Array.isArray(value)) for (const one of value) take(missingWithin(one));
  }
  return [...out.values()];
}

/** What an item of a list, or one of its fields, could not say: the rest of the list is known. */
function missingWithin(item: unknown): Missing[] {
  if (isMissingValue(item)) return [item.$missing];
  if (typeof item !== 'object' || item === null) return [];
  return Object.values(item).flatMap((field) => (isMissingValue(field) ? [field.$missing] : []));
}
