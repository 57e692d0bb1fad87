import type { Population } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import { evidenceToAskFor, lacksKind } from '../model/kinds/without.ts';
import { nounOf } from './stored-kind.ts';

/** What a reverse link can be told from: the populations of its kind in a scope. */
export interface Reached {
  /** Undefined: read to the end, or the platform has none. A kind that nobody read in that scope is missing. */
  lacking(provider: string, kind: string, account: string, region: string): Missing | undefined;
  /** Whether resources of the kind are listed for the whole account, wherever they are. */
  wide(provider: string, kind: string, account: string): boolean;
}

/** A population can be counted on when each list of its kind in the scope was read to its end, and whole. */
export function reachedOf(populations: readonly Population[]): Reached {
  const byScope = new Map<string, Missing | null>();
  for (const one of populations) {
    const key = [one.provider, one.kind, one.account, one.region].join('|');
    const lacking: Missing | null =
      one.endReached && !one.bounded
        ? null
        : (one.missing[0] ?? { reason: 'partial-answer', operation: one.operation, detail: one.note });
    byScope.set(key, byScope.get(key) ?? lacking);
  }
  const of = (...scope: string[]) => byScope.get(scope.join('|'));
  return {
    lacking: (provider, kind, account, region) => {
      const found = [of(provider, kind, account, region), of(provider, kind, account, 'global')];
      const known = found.filter((one) => one !== undefined);
      if (known.length === 0 && lacksKind(provider, kind)) return undefined;
      const ask = evidenceToAskFor(provider, kind);
      if (known.length === 0 && ask !== undefined) return { reason: 'not-exposed', detail: ask };
      if (known.length === 0)
        return { reason: 'out-of-scope', detail: `${nounOf(kind)} were not read in ${account} ${region}` };
      return known.find((one) => one !== null) ?? undefined;
    },
    wide: (provider, kind, account) => of(provider, kind, account, 'global') !== undefined,
  };
}
