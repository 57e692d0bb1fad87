import type { Population } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import { type KindName, kinds, linksOf } from '../model/kinds/index.ts';
import type { Provider } from '../model/verdict.ts';
import type { ScanStore } from '../store/scan-store.ts';

/** Resources of a kind that are read only where others refer to them, and some references in a scope could not be told. */
export interface UnreadReferences {
  provider: Provider;
  account: string;
  region: string;
  kind: KindName;
  missing: Missing[];
}

/** Causes named for one kind in one scope at the most. */
const mostCauses = 20;

/**
 * A kind without a list of its own is only as complete as the references that lead to it. Where a list of referring
 * resources was not read to its end, or a resource could not say what it refers to, something may have been missed: there,
 * and wherever that would have led.
 *
 * @param referredKinds `provider|kind` of what is read only where others refer to it.
 */
export function unreadReferences(
  store: ScanStore,
  populations: readonly Population[],
  referredKinds: ReadonlySet<string>,
): UnreadReferences[] {
  const out = new Map<string, UnreadReferences>();
  const add = (
    provider: Provider,
    account: string,
    region: string,
    from: string,
    link: string | undefined,
    missing: readonly Missing[],
    seen: ReadonlySet<string> = new Set(),
  ): void => {
    if (!(from in kinds)) return;
    for (const [name, { to, reverse }] of Object.entries(linksOf(from as KindName))) {
      // checked above
      if (reverse !== undefined || !referredKinds.has(`${provider}|${to}`) || seen.has(to)) continue;
      if (link !== undefined && link !== name) continue;
      const key = [provider, account, region, to].join('|');
      const found = out.get(key) ?? { provider, account, region, kind: to as KindName, missing: [] }; // checked above
      found.missing.push(...missing.slice(0, mostCauses - found.missing.length));
      out.set(key, found);
      // What nobody could read refers to others, which nobody could find, either.
      add(provider, account, region, to, undefined, missing, new Set([...seen, from, to]));
    }
  };
  for (const one of populations)
    if (!one.endReached) add(one.provider, one.account, one.region, one.kind, undefined, one.missing);
  for (const { kind, missing, ...scope } of store.unresolvedCauses()) {
    if (!(kind in kinds)) continue;
    const key = [scope.provider, scope.account, scope.region, kind].join('|');
    const found = out.get(key) ?? { ...scope, kind: kind as KindName, missing: [] }; // checked above
    found.missing.push(missing);
    out.set(key, found);
  }
  for (const one of store.openLinkCauses())
    add(one.provider, one.account, one.region, one.kind, one.link, [one.missing]);
  return [...out.values()];
}
