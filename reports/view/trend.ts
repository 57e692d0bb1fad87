import type { Absence, ChangeStatus } from '../../src/model/change.ts';
import type { ScanSummary, TrendPoint } from '../../src/model/scan-summary.ts';
import { absenceWords } from './drift-words.ts';
import { assessedShare, share } from './headline.ts';
import { thousands } from './plain-words.ts';
import { utc } from './words.ts';

const order = ['fail', 'unknown', 'manual', 'pass'] as const;

/** Size of the drawing, in its own units: what stands below and beside is text of the page. */
const height = 100;
const width = 300;

export interface TrendView {
  /** What the drawing shows, for those who do not see it. */
  words: string;
  width: number;
  height: number;
  columns: { x: number; width: number; title: string; segments: { kind: string; y: number; height: number }[] }[];
  rows: {
    scan: string;
    when: string;
    now: boolean;
    fail: number;
    unknown: number;
    manual: number;
    pass: number;
    assessed: string;
    upright: string;
    note: string;
  }[];
}

/** The last scans of the store side by side; null where there is only this one. */
export function trendOf({ trend = [], scan }: ScanSummary): TrendView | null {
  if (trend.length < 2) return null;
  const totals = trend.map(({ verdicts }) => order.reduce((sum, one) => sum + verdicts[one], 0));
  const most = Math.max(1, ...totals);
  const step = width / trend.length;
  const [first, last] = [trend[0], trend.at(-1)] as [TrendPoint, TrendPoint]; // two at the least
  return {
    words: `Verdicts of the last ${trend.length} scans, from ${utc(first.endedAt)} to ${utc(last.endedAt)}: failures went from ${thousands(first.verdicts.fail)} to ${thousands(last.verdicts.fail)}, unknown from ${thousands(first.verdicts.unknown)} to ${thousands(last.verdicts.unknown)}.`,
    ...{ width, height },
    columns: trend.map((one, index) => ({
      x: round(index * step + step * 0.1),
      width: round(step * 0.8),
      title: `${utc(one.endedAt)}: ${order.map((verdict) => `${thousands(one.verdicts[verdict])} ${verdict}`).join(', ')}`,
      segments: segmentsOf(one, most),
    })),
    rows: trend.map((one, index) => ({
      scan: one.scan,
      when: utc(one.endedAt),
      now: one.scan === scan,
      ...{ fail: one.verdicts.fail, unknown: one.verdicts.unknown },
      ...{ manual: one.verdicts.manual, pass: one.verdicts.pass },
      assessed: assessedShare(one.verdicts).text,
      upright: share(one.verdicts.pass, one.verdicts.pass + one.verdicts.fail).text,
      note: noteOf(one, trend[index - 1]),
    })),
  };
}

/** From the ground up: pass, manual, unknown, and failures on top. */
function segmentsOf({ verdicts }: TrendPoint, most: number): TrendView['columns'][number]['segments'] {
  let y = height;
  return order.toReversed().flatMap((kind) => {
    const tall = (verdicts[kind] / most) * height;
    y -= tall;
    return tall === 0 ? [] : [{ kind, y: round(y), height: round(tall) }];
  });
}

const round = (value: number) => Math.round(value * 100) / 100;

/** What makes numbers of one scan another thing than those of the one before. */
function noteOf(one: TrendPoint, before: TrendPoint | undefined): string {
  const notes = [
    before && before.catalogDigest !== one.catalogDigest ? 'another catalog' : '',
    one.scopeFindings > 0 ? 'at least: some lists could not be read' : '',
  ];
  return notes.filter((note) => note !== '').join('; ');
}

export interface DriftView {
  counts: { status: ChangeStatus; count: number }[];
  /** Of what is newly blind: why. */
  blind: { count: number; words: string }[];
  /** What the two scans did not ask alike. */
  scope: string[];
}

/** What changed since the scan before, finding by finding; null where nobody compared. */
export function driftOf({ previous }: ScanSummary): DriftView | null {
  if (!previous?.changes) return null;
  const { byStatus, blindBecause } = previous.changes;
  const shown = ['resolved', 'blind', 'new', 'changed', 'gone', 'still'] as const;
  return {
    counts: shown.map((status) => ({ status, count: byStatus[status] })),
    blind: Object.entries(blindBecause)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => ({ count, words: absenceWords[name as Absence | 'unknown'] })), // its keys
    scope: scopeWords(previous.scope),
  };
}

function scopeWords(scope: NonNullable<ScanSummary['previous']>['scope']): string[] {
  if (scope === undefined) return [];
  const few = (names: string[]) =>
    `${names.slice(0, 6).join(', ')}${names.length > 6 ? ` and ${names.length - 6} more` : ''}`;
  return [
    scope.onlyBefore.length > 0 ? `Only the scan before asked ${few(scope.onlyBefore)}.` : '',
    scope.onlyNow.length > 0 ? `Only this scan asked ${few(scope.onlyNow)}.` : '',
    scope.catalog ? `The catalog was ${scope.catalog.before} and is ${scope.catalog.now}.` : '',
  ].filter((one) => one !== '');
}
