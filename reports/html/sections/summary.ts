import type { ScanSummary } from '../../../src/model/scan-summary.ts';
import type { Provider } from '../../../src/model/verdict.ts';
import { changeWords } from '../../view/drift-words.ts';
import { type GapLine, gapLines } from '../../view/gaps.ts';
import { headlineOf } from '../../view/headline.ts';
import { leanOf, scaleOf } from '../../view/lean.ts';
import type { Posture } from '../../view/posture.ts';
import { type Priority, prioritiesOf } from '../../view/priorities.ts';
import { driftOf, trendOf } from '../../view/trend.ts';
import { beyondGaps, totalCost } from '../../view/unread.ts';
import {
  accountNames,
  failsAs,
  groupSentence,
  listed,
  nounOf,
  providerNames,
  thousands,
  utc,
} from '../../view/words.ts';
import { listAddress } from '../logic/address.ts';
import { middle } from '../logic/middle.ts';
import { barRow } from './bars.ts';
import { chartsOf } from './charts.ts';
import { findingsAt, gapAddress, placeValue, splitPlace } from './links.ts';
import { capital, lineAt, plumbRows, smallPlumb, smallWidth } from './plumb.ts';

const shownPriorities = 10;
const shownGaps = 6;

/** All that the first section says. */
export function summarySection(summary: ScanSummary, posture: Posture) {
  const scale = scaleOf([...posture.family.values()].map(leanOf));
  const priorities = prioritiesOf(posture.groups);
  const gaps = gapLines(summary, posture.unread);
  const failsAsOf = new Map(summary.catalog.controls.map((control) => [control.id, control.fails_as]));
  return {
    organisation: summary.organisation,
    scope: scopeWords(summary),
    when: `${utc(summary.startedAt)} to ${utc(summary.endedAt)}`,
    identities: summary.identities.map((one) => one.identity),
    stopped: summary.outcome.state === 'complete' ? '' : summary.outcome.reason || summary.outcome.state,
    empty: headlineOf(summary).assessed.of === 0,
    found: summary.counts.resources,
    numbers: headlineNumbers(summary),
    lineAt,
    scaleEnd: `${Math.round(scale * 100)} %`,
    plumb: plumbRows(posture.family, scale, {}),
    gaps: gaps.slice(0, shownGaps).map(gapView),
    moreGaps: Math.max(0, gaps.length - shownGaps),
    curable: summary.gaps.some((gap) => gap.permission !== ''),
    lost: totalCost(summary.gaps, posture.unread),
    beyond: beyondGaps(summary.gaps, posture.unread),
    unknownHref: findingsAt({ verdict: 'unknown' }),
    allEnded: summary.populations.every((one) => one.endReached),
    notEndedHref: listAddress('coverage', { end: 'not-reached' }),
    scopeFindings: summary.counts.scopeFindings,
    priorities: priorities.slice(0, shownPriorities).map((one) => priorityView(one, failsAsOf)),
    failures: summary.counts.verdicts.fail,
    morePriorities: Math.max(0, priorities.length - shownPriorities),
    change: changeView(summary),
    trend: trendOf(summary),
    accounts: accountDrawings(summary, posture, scale),
    smallWidth,
    disagreements: summary.counts.disagreements,
    disagreementsHref: findingsAt({ flag: 'disputed' }),
    charts: chartsOf(posture),
  };
}

function headlineNumbers(summary: ScanSummary) {
  const { assessed, upright, open, uncounted } = headlineOf(summary);
  const bounded = uncounted > 0;
  return {
    assessed: {
      text: assessed.text,
      most: bounded,
      part: assessed.part,
      of: assessed.of,
      href: findingsAt({ verdict: ['pass', 'fail', 'unknown', 'manual'] }),
    },
    upright: {
      text: upright.text,
      part: upright.part,
      of: upright.of,
      href: findingsAt({ verdict: ['pass', 'fail'] }),
    },
    open: {
      total: open.critical + open.high,
      least: bounded,
      critical: { count: open.critical, href: findingsAt({ verdict: 'fail', severity: 'critical' }) },
      high: { count: open.high, href: findingsAt({ verdict: 'fail', severity: 'high' }) },
      href: findingsAt({ verdict: 'fail', severity: ['critical', 'high'] }),
    },
    unseen: { count: assessed.of - assessed.part, href: findingsAt({ verdict: ['unknown', 'manual'] }) },
    lists: { count: uncounted, href: findingsAt({ flag: 'list' }) },
  };
}

const accountNouns: Record<Provider, [string, string]> = {
  aws: ['account', 'accounts'],
  azure: ['subscription', 'subscriptions'],
  gcp: ['project', 'projects'],
  mlflow: ['server', 'servers'],
};

/** `3 AWS accounts, 2 Azure subscriptions and 1 MLflow server, in 6 regions`. */
function scopeWords(summary: ScanSummary): string {
  const byProvider = Map.groupBy(summary.scopes, (scope) => scope.provider);
  const accounts = [...byProvider].map(([provider, scopes]) => {
    const count = new Set(scopes.map((scope) => scope.account)).size;
    return `${thousands(count)} ${providerNames[provider]} ${accountNouns[provider][count === 1 ? 0 : 1]}`;
  });
  const regions = new Set(
    summary.scopes.filter((scope) => scope.region !== 'global').map((scope) => `${scope.provider} ${scope.region}`),
  ).size;
  const where = regions === 0 ? '' : `, in ${regions} ${regions === 1 ? 'region' : 'regions'}`;
  return accounts.length === 0 ? 'No account was scanned' : `${listed(accounts)}${where}`;
}

function gapView({ where, what, cure, verdicts, wholeAccount, gaps }: GapLine) {
  return { where, what, cure, verdicts, href: gapAddress(gaps, wholeAccount) };
}

function priorityView(priority: Priority, failsAsOf: Map<string, string>) {
  const { control, title, severity, kind, count, fresh, since, first, places } = priority;
  const [fullest] = places;
  const names = places.map((place) => place.name);
  const text = failsAsOf.get(control) ?? `[fails|fail]: ${title}`;
  return {
    ...{ control, severity, count, fresh, since: since.slice(0, 10) },
    sentence:
      count === 1
        ? `${capital(nounOf(kind, 1))} ${middle(first.name, 60)} in ${names[0]} ${failsAs(text, 1)}`
        : groupSentence(text, new Map([[kind, count]]), names),
    most: names.length > 3 && fullest ? `${thousands(fullest.count)} of them in ${fullest.name}` : '',
    href: count === 1 ? `#finding/${first.key.slice(0, 16)}` : findingsAt({ verdict: 'fail', control, kind }),
    controlHref: `#method/${encodeURIComponent(control)}`,
  };
}

function changeView(summary: ScanSummary) {
  const before = summary.previous;
  if (before === null) return null;
  const now = summary.counts.verdicts;
  const rows = (['fail', 'unknown', 'manual', 'pass'] as const).map((verdict) => ({
    verdict,
    before: before.verdicts[verdict],
    now: now[verdict],
    difference: signed(now[verdict] - before.verdicts[verdict]),
    href: findingsAt({ verdict }),
  }));
  return {
    scan: before.scan,
    when: utc(before.endedAt),
    fresh: before.newFailures,
    fixed: before.fixed,
    freshHref: findingsAt({ verdict: 'fail', flag: 'new' }),
    rows,
    drift: driftView(summary),
  };
}

function driftView(summary: ScanSummary) {
  const drift = driftOf(summary);
  return (
    drift && {
      ...drift,
      counts: drift.counts.map(({ status, count }) => ({ ...changeWords[status], count })),
    }
  );
}

function signed(value: number): string {
  return value === 0 ? 'same' : `${value > 0 ? '+' : '−'}${thousands(Math.abs(value))}`;
}

function accountDrawings(summary: ScanSummary, posture: Posture, scale: number) {
  const families = [...posture.family.keys()].sort();
  const nameOf = accountNames(summary);
  return [...posture.account]
    .map(([key, found]) => {
      const [provider = '', account = ''] = splitPlace(key);
      const { fail, pass, unknown, manual } = found.verdicts;
      return {
        ...barRow(nameOf(provider, account), found, { account: placeValue(provider, account) }),
        provider: providerNames[provider as Provider] ?? provider, // Findings carry the model's providers.
        open: fail,
        judged: fail + pass,
        unseen: unknown + manual,
        drawing: smallPlumb(posture.familyByAccount.get(key) ?? new Map(), families, scale),
      };
    })
    .sort((a, b) => b.open - a.open || (a.name < b.name ? -1 : 1));
}
