import type { Gap } from '../../src/model/evidence.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { costOf, type UnreadCount } from './unread.ts';
import { accountNames, listed, missingWords, providerNames, sentence, thousands } from './words.ts';

/** What could not be seen in one account for one reason, in words. */
export interface GapLine {
  /** `ml-prod, eu-west-1`. */
  where: string;
  /** `bedrock:ListAgents and bedrock:ListGuardrails were denied`. */
  what: string;
  /** What to do about it, or ``. */
  cure: string;
  /** Verdicts that are unknown because of it, each counted once. */
  verdicts: number;
  /** Those verdicts lie in other regions of the account. */
  wholeAccount: boolean;
  gaps: Gap[];
}

/**
 * Gaps of one place with one cause together, those that cost most verdicts first.
 *
 * @param unread what the walk over the findings counted; a verdict may wait for several gaps.
 */
export function gapLines(summary: ScanSummary, unread: UnreadCount[]): GapLine[] {
  const nameOf = accountNames(summary);
  const groups = Map.groupBy(summary.gaps, (gap) => [gap.provider, gap.account, gap.region, gap.reason].join('\n'));
  return [...groups.values()]
    .map((gaps) => ({ ...lineOf(gaps, nameOf), ...costOf(gaps, unread) }))
    .sort((a, b) => b.verdicts - a.verdicts || (a.where < b.where ? -1 : 1));
}

function lineOf(gaps: Gap[], nameOf: (provider: string, account: string) => string) {
  const [first] = gaps as [Gap, ...Gap[]]; // A group has at least one.
  const permissions = unique(gaps.map((gap) => gap.permission).filter((each) => each !== ''));
  const operations = unique(gaps.map((gap) => gap.operation));
  const calls = gaps.reduce((sum, gap) => sum + gap.calls, 0);
  return {
    where: `${nameOf(first.provider, first.account)} (${providerNames[first.provider]}), ${first.region}`,
    what: `${missingWords(first.reason, operations)}${calls > operations.length ? `, ${thousands(calls)} times` : ''}`,
    cure: permissions.length > 0 ? `Needs ${listed(permissions)}.` : sentence(first.detail ?? ''),
    gaps,
  };
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
