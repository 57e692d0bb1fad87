import type { ScanSummary } from '../../../src/model/scan-summary.ts';
import { providers } from '../../../src/model/verdict.ts';
import { changeWords } from '../../view/drift-words.ts';
import { gapLines } from '../../view/gaps.ts';
import { assessedShare, headlineOf, uprightShare } from '../../view/headline.ts';
import { type Lean, leanOf, scaleOf, type Weighed } from '../../view/lean.ts';
import { prioritiesOf } from '../../view/priorities.ts';
import { driftOf, trendOf } from '../../view/trend.ts';
import { beyondGaps } from '../../view/unread.ts';
import { counted, failsAs, listed, providerNames } from '../../view/words.ts';
import type { Chunk } from '../chunk.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';
import { findingsId } from './findings.ts';

const gapsShown = 6;
const prioritiesShown = 10;

/** Part 2: what the head of security reads in thirty seconds. */
export function summaryChunk(survey: Survey): Chunk {
  const { summary, posture } = survey;
  const headline = headlineOf(summary);
  const gaps = gapLines(summary, posture.unread);
  const priorities = prioritiesOf(posture.groups);
  const urgent = priorities.filter((one) => one.severity === 'critical' || one.severity === 'high');
  const shown = (urgent.length > 0 ? urgent : priorities).slice(0, prioritiesShown);
  const accounts = accountSets(survey);
  const scale = scaleOf([...posture.family.values(), ...accounts.map(([, set]) => set)].map(leanOf));
  const html = render('summary', {
    headline,
    verdicts: summary.counts.verdicts,
    resources: summary.counts.resources,
    findings: summary.counts.findings,
    isEmpty: headline.assessed.of === 0,
    outcome: summary.outcome.state === 'complete' ? '' : outcomeWords(survey),
    gaps: gaps.slice(0, gapsShown),
    beyond: beyondGaps(summary.gaps, posture.unread),
    moreGaps: Math.max(0, gaps.length - gapsShown),
    priorities: shown.map((one) => ({
      severity: one.severity,
      sentence: `${counted(one.kind, one.count)}${placesWords(one.places.map((place) => place.name))} ${failsAs(survey.controls.get(one.control)?.fails_as ?? '[fails|fail] this control', one.count)}`,
      control: one.control,
      since: one.since,
      fresh: one.fresh,
      target: findingsId('fail', one.control),
    })),
    morePriorities: priorities.length - shown.length,
    previous: summary.previous,
    drift: driftWords(summary),
    trend: trendOf(summary),
    families: plumb(
      scale,
      [...posture.family].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, set]) => [familyName(name), set]),
    ),
    accounts: plumb(scale, accounts),
  });
  return { headings: [{ level: 1, id: 'summary', title: '2 Summary' }], html, lines: 100 };
}

function driftWords(summary: ScanSummary) {
  const drift = driftOf(summary);
  return (
    drift && {
      ...drift,
      counts: drift.counts.map(({ status, count }) => ({ title: changeWords[status].title, count })),
    }
  );
}

function outcomeWords({ summary }: Survey): string {
  const { state, reason } = summary.outcome;
  return `${state === 'aborted' ? 'The scan was stopped before its end' : 'The scan failed before its end'}${reason === '' ? '' : `: ${reason}`}.`;
}

function placesWords(places: string[]): string {
  return places.length === 0 ? '' : places.length > 3 ? ` in ${places.length} accounts` : ` in ${listed(places)}`;
}

function accountSets({ summary, posture }: Survey): [string, Weighed][] {
  const names = new Map(summary.scopes.map((scope) => [`${scope.provider} ${scope.account}`, scope]));
  return providers.flatMap((provider) =>
    [...posture.account]
      .filter(([key]) => key.startsWith(`${provider} `))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, set]): [string, Weighed] => {
        const name = names.get(key)?.accountName || key.slice(provider.length + 1);
        return [`${name} (${providerNames[provider]})`, set];
      }),
  );
}

export function familyName(family: string): string {
  const words = family.replaceAll('-', ' ').replace(/\bai\b/g, 'AI');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Rows of the plumb line: counts, and where to draw. Sets that nothing applies to are left out. */
export function plumb(scale: number, sets: [string, Weighed][]) {
  const rows = sets.filter(([, { verdicts: v }]) => v.pass + v.fail + v.unknown + v.manual > 0);
  return {
    scale: scale === 1 ? '100 %' : '50 %',
    rows: rows.map(([name, set]) => ({
      name,
      verdicts: set.verdicts,
      upright: uprightShare(set.verdicts).text,
      assessed: assessedShare(set.verdicts).text,
      drawing: drawingOf(leanOf(set), scale),
    })),
  };
}

const lineAt = 8;
const span = 132;

/** Coordinates on a strip of 150 by 16. */
function drawingOf(lean: Lean, scale: number) {
  const x = (value: number) => Number((lineAt + (Math.min(value, scale) / scale) * span).toFixed(1));
  const words = lean.mark === null ? 'Nothing judged' : `Leans ${(lean.mark * 100).toFixed(0)} %`;
  const unseen = lean.to - lean.from;
  return {
    line: lineAt,
    from: x(lean.from),
    to: x(lean.to),
    isHatched: unseen > 0.002,
    mark: x(lean.mark ?? 0),
    isJudged: lean.mark !== null,
    words:
      unseen > 0.002
        ? `${words}, between ${(lean.from * 100).toFixed(0)} and ${(lean.to * 100).toFixed(0)} % once all is seen`
        : words,
  };
}
