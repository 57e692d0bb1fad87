import type { Gap } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';

/** Unknown findings of one place that wait for the same operations. */
export interface UnreadCount {
  provider: string;
  account: string;
  region: string;
  operations: string[];
  count: number;
}

/** Counts unknown findings by what did not tell. Grows with places and operations, not with findings. */
export class UnreadCounter {
  readonly #counts = new Map<string, UnreadCount>();

  add({ verdict, resource, missing }: Pick<Finding, 'verdict' | 'resource' | 'missing'>): void {
    if (verdict !== 'unknown') return;
    const { provider, account, region } = resource;
    const operations = [...new Set(missing.flatMap(({ operation }) => (operation ? [operation] : [])))].sort();
    const key = [provider, account, region, ...operations].join('\n');
    const known = this.#counts.get(key) ?? { provider, account, region, operations, count: 0 };
    this.#counts.set(key, { ...known, count: known.count + 1 });
  }

  counts(): UnreadCount[] {
    return [...this.#counts.values()];
  }
}

export interface Cost {
  /** Findings, each counted once, however many of the gaps it waits for. */
  verdicts: number;
  /** They lie in other regions of the account: what was not read has none, or belongs to resources elsewhere. */
  wholeAccount: boolean;
}

/** What gaps of one account cost: in their own regions, else, where that is nothing, in the whole account. */
export function costOf(gaps: Gap[], counts: UnreadCount[]): Cost {
  const here = counts.filter((one) => gaps.some((gap) => waitsFor(one, gap) && one.region === gap.region));
  if (here.length > 0) return { verdicts: sum(here), wholeAccount: false };
  return { verdicts: totalCost(gaps, counts), wholeAccount: true };
}

/** Unknown findings that wait for any of the gaps, each counted once. */
export function totalCost(gaps: Gap[], counts: UnreadCount[]): number {
  return sum(counts.filter((one) => gaps.some((gap) => waitsFor(one, gap))));
}

/** Unknown findings that wait for no gap: what they rest on lies outside the scan, or an answer did not tell it. */
export function beyondGaps(gaps: Gap[], counts: UnreadCount[]): number {
  return sum(counts) - totalCost(gaps, counts);
}

function waitsFor({ provider, account, operations }: UnreadCount, gap: Gap): boolean {
  return provider === gap.provider && account === gap.account && operations.includes(gap.operation);
}

function sum(counts: UnreadCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
