import type { Gap } from '../../../src/model/evidence.ts';
import type { ScanSummary } from '../../../src/model/scan-summary.ts';
import { costOf, type UnreadCount } from '../../view/unread.ts';
import { accountNames, listed, missingWords, providerNames } from '../../view/words.ts';
import { listAddress } from '../logic/address.ts';
import { findingsAt, gapAddress, placeValue } from './links.ts';

const stateWords = { read: 'Read', 'not-enabled': 'Not enabled', 'not-readable': 'Could not be read' } as const;
const sourceNames: Record<string, string> = {
  'aws-config': 'AWS Config',
  'aws-security-hub': 'AWS Security Hub',
  'azure-policy': 'Azure Policy',
  defender: 'Microsoft Defender for Cloud',
  scc: 'Security Command Center',
};

/** What was asked, where, and what could not be seen. */
export function coverageSection(summary: ScanSummary, unread: UnreadCount[]) {
  const nameOf = accountNames(summary);
  const { populations } = summary;
  return {
    accounts: accountRows(summary),
    gaps: summary.gaps.map((gap) => gapRow(gap, unread, nameOf)).sort((a, b) => b.verdicts - a.verdicts),
    native: summary.native.map((one) => ({
      ...one,
      source: sourceNames[one.source] ?? one.source,
      account: nameOf(providerOf(summary, one.account), one.account),
      state: stateWords[one.state],
      ok: one.state === 'read',
    })),
    populations: populations.length,
    ended: populations.filter((one) => one.endReached).length,
    notEnded: populations.filter((one) => !one.endReached).length,
    bounded: populations.filter((one) => one.bounded).length,
    items: populations.reduce((sum, one) => sum + one.items, 0),
    notEndedHref: listAddress('coverage', { end: 'not-reached' }),
    calls: summary.calls,
    clock: clockWords(summary.clockOffsetMs),
  };
}

function accountRows(summary: ScanSummary) {
  const byAccount = Map.groupBy(summary.scopes, (scope) => `${scope.provider}\n${scope.account}`);
  return [...byAccount.values()].map((scopes) => {
    const [first] = scopes as [(typeof scopes)[number], ...typeof scopes]; // Map.groupBy makes no empty group.
    const lists = summary.populations.filter((one) => one.provider === first.provider && one.account === first.account);
    return {
      platform: providerNames[first.provider],
      name: first.accountName,
      account: first.account,
      regions: listed([...new Set(scopes.map((scope) => scope.region))].sort()),
      identities: [...new Set(scopes.map((scope) => scope.identity))],
      notes: notesOf(scopes),
      items: lists.reduce((sum, one) => sum + one.items, 0),
      lists: lists.length,
      open: lists.filter((one) => !one.endReached).length,
      href: findingsAt({ account: placeValue(first.provider, first.account) }),
    };
  });
}

function notesOf(scopes: ScanSummary['scopes']): string[] {
  return [...new Set(scopes.flatMap(({ note }) => note ?? []))];
}

function gapRow(gap: Gap, unread: UnreadCount[], nameOf: (provider: string, account: string) => string) {
  const { provider, account, region, operation, reason, errorCode, permission, detail, calls } = gap;
  const { verdicts, wholeAccount } = costOf([gap], unread);
  return {
    account: nameOf(provider, account),
    ...{ region, errorCode, permission, detail, calls, verdicts },
    what: missingWords(reason, [operation]),
    href: gapAddress([gap], wholeAccount),
  };
}

function providerOf(summary: ScanSummary, account: string): string {
  return summary.scopes.find((scope) => scope.account === account)?.provider ?? '';
}

function clockWords(offset: number | null): string {
  if (offset === null) return 'No server sent a date to compare the clock with.';
  return `Our clock and the servers’ dates differed by at most ${(offset / 1000).toFixed(1)} s (a date header has whole seconds).`;
}
