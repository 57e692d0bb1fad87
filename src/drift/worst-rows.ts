import { type ChangeStatus, changeStatuses } from '../model/change.ts';
import type { DiffRow } from '../model/diff-report.ts';
import { type Severity, severities } from '../model/verdict.ts';
import type { Change } from './change.ts';
import { diffRow } from './diff-row.ts';

/** Keeps as many changes of each status as a page has room for, the worst first; of a million the rest is counted only. */
export class WorstRows {
  private readonly most: number;
  private readonly kept = new Map<string, DiffRow[]>();

  /** @param most Rows of each status. */
  constructor(most: number) {
    this.most = most;
  }

  add(change: Change): void {
    if (change.status === 'still') return;
    // New failures come before what else is new.
    const fails = change.verdict === 'fail' || change.previousVerdict === 'fail';
    const place = placeOf(change.status, fails, change.severity);
    const rows = this.kept.get(place) ?? [];
    if (rows.length >= this.most) return;
    rows.push(diffRow(change));
    this.kept.set(place, rows);
  }

  get rows(): DiffRow[] {
    return changeStatuses.flatMap((status) =>
      [true, false]
        .flatMap((fails) => severities.flatMap((severity) => this.kept.get(placeOf(status, fails, severity)) ?? []))
        .slice(0, this.most),
    );
  }
}

function placeOf(status: ChangeStatus, fails: boolean, severity: Severity): string {
  return `${status}|${fails}|${severity}`;
}
