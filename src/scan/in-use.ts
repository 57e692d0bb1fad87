import type { Population } from '../model/evidence.ts';
import type { Fact, Missing } from '../model/facts.ts';
import type { Resource } from '../model/resource.ts';

/** Kinds that are machine learning itself; what they refer to does not make a region used. */
const mlKinds = /^(ml|genai|vector|tracking)\./;

/**
 * Whether machine learning is used in an account and region: some list of it has items. That there is none is known
 * only when every list was read to its end.
 */
export class InUse {
  private readonly scopes = new Map<string, { items: number; missing: Missing[]; sources: Fact['from'] }>();

  constructor(populations: readonly Population[]) {
    for (const one of populations) {
      // What was never listed exists whether anybody uses it or not.
      if (!mlKinds.test(one.kind) || one.operation === '') continue;
      // An account is used when any of its regions is.
      this.add(`${one.account}|${one.region}`, one);
      this.add(`${one.account}|global`, one);
    }
  }

  private add(key: string, one: Population): void {
    const scope = this.scopes.get(key) ?? { items: 0, missing: [], sources: [] };
    scope.items += one.items - one.gone;
    if (!one.endReached) scope.missing.push(...one.missing.slice(0, 1));
    const evidence = one.evidence[0];
    if (one.items > 0 && evidence !== undefined && scope.sources.length < 5)
      scope.sources.push({ operation: one.operation, pointer: '', evidence });
    this.scopes.set(key, scope);
  }

  /** Puts the fact into a resource whose kind has it. */
  fill(resource: Resource): void {
    if (resource.facts.inUse === undefined) return;
    const scope = this.scopes.get(`${resource.account}|${resource.region}`);
    resource.facts.inUse =
      scope === undefined
        ? { missing: [{ reason: 'out-of-scope', detail: 'no list of machine learning was asked for there' }], from: [] }
        : factOf(scope);
  }
}

function factOf({ items, missing, sources }: { items: number; missing: Missing[]; sources: Fact['from'] }): Fact {
  if (items > 0) return { value: true, from: sources };
  return missing.length > 0 ? { missing, from: [] } : { value: false, from: [] };
}
