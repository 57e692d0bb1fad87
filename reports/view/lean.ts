import type { VerdictCounts } from '../../src/model/scan-summary.ts';
import { type Severity, verdicts } from '../../src/model/verdict.ts';
import { noVerdicts } from './headline.ts';
import { severityWeight } from './plumb-line.ts';

/** Verdicts of any set of findings, counted and weighed by severity. */
export interface Weighed {
  verdicts: VerdictCounts;
  failed: number;
  passed: number;
  unseen: number;
}

export function nothingWeighed(): Weighed {
  return { verdicts: noVerdicts(), failed: 0, passed: 0, unseen: 0 };
}

/** Adds one finding to a set. */
export function weigh(into: Weighed, verdict: keyof VerdictCounts, severity: Severity): void {
  into.verdicts[verdict]++;
  const weight = severityWeight[severity];
  if (verdict === 'fail') into.failed += weight;
  else if (verdict === 'pass') into.passed += weight;
  else if (verdict !== 'not-applicable') into.unseen += weight;
}

/** Adds one set to another. */
export function mergeWeighed(into: Weighed, other: Weighed): void {
  for (const verdict of verdicts) into.verdicts[verdict] += other.verdicts[verdict];
  into.failed += other.failed;
  into.passed += other.passed;
  into.unseen += other.unseen;
}

/** Where a mark stands off the plumb line, 0 (upright) to 1 (everything judged has failed). */
export interface Lean {
  /** Severity-weighted share of failures among what was judged; null where nothing was judged. */
  mark: number | null;
  /** The hatched stretch: where the mark would stand if all that was not assessed had passed, or had failed. */
  from: number;
  to: number;
}

export function leanOf(set: Weighed): Lean {
  const { fail, pass } = set.verdicts;
  const judged = set.failed + set.passed;
  const all = judged + set.unseen;
  // Findings of severity info weigh nothing: judged, and upright.
  const mark = fail + pass === 0 ? null : judged === 0 ? 0 : set.failed / judged;
  if (all === 0) return { mark, from: mark ?? 0, to: mark ?? (hasUnseen(set.verdicts) ? 1 : 0) };
  return { mark, from: set.failed / all, to: (set.failed + set.unseen) / all };
}

/** The end of the scale, the same for every drawing of a report: half of the way where nothing leans further. */
export function scaleOf(leans: Lean[]): number {
  return leans.some((one) => (one.mark ?? 0) > 0.5 || one.to > 0.5) ? 1 : 0.5;
}

function hasUnseen(counts: VerdictCounts): boolean {
  return counts.unknown + counts.manual > 0;
}
