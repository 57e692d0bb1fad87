import type { ScopeDifference } from '../model/drift.ts';
import type { ScanSummary } from '../model/scan-summary.ts';

/** In what two scans differ beside what they found: accounts, regions, services, catalog. */
export function scopeDifference(before: ScanSummary, now: ScanSummary): ScopeDifference {
  const [old, fresh] = [asked(before), asked(now)];
  return {
    onlyBefore: only(old, fresh),
    onlyNow: only(fresh, old),
    catalog:
      before.catalog.digest === now.catalog.digest ? null : { before: label(before.catalog), now: label(now.catalog) },
  };
}

export function isSameScope({ onlyBefore, onlyNow, catalog }: ScopeDifference): boolean {
  return onlyBefore.length === 0 && onlyNow.length === 0 && catalog === null;
}

const label = ({ version, digest }: ScanSummary['catalog']) => `${version} (${digest.slice(0, 12)})`;

/** Services by region by account. */
type Asked = Map<string, { name: string; regions: Map<string, Set<string>> }>;

function asked({ scopes }: ScanSummary): Asked {
  const out: Asked = new Map();
  for (const { provider, account, accountName, region, services } of scopes) {
    const key = `${provider} ${account}`;
    const name = accountName === account ? key : `${provider} ${accountName} (${account})`;
    const found = out.get(key) ?? { name, regions: new Map() };
    found.regions.set(region, new Set([...(found.regions.get(region) ?? []), ...services]));
    out.set(key, found);
  }
  return out;
}

const isShut = ({ regions }: { regions: Map<string, Set<string>> }) =>
  [...regions.values()].every((all) => all.size === 0);

/** What `one` asked and `other` did not: whole accounts first, then regions of those that both have, then services. */
function only(one: Asked, other: Asked): string[] {
  const out: string[] = [];
  for (const [key, { name, regions }] of one) {
    const there = other.get(key);
    if (there === undefined) out.push(name);
    // An account that could not be entered was asked all the same.
    if (there === undefined || isShut(there)) continue;
    const services = new Set<string>();
    for (const [region, mine] of regions) {
      if (mine.size === 0) continue;
      const theirs = there.regions.get(region);
      if (theirs === undefined) out.push(`${name} ${region}`);
      else for (const service of mine) if (!theirs.has(service)) services.add(service);
    }
    for (const service of [...services].sort()) out.push(`${name}: ${service}`);
  }
  return out;
}
