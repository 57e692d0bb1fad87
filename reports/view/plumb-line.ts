import type { Control } from '../../src/model/control.ts';
import type { VerdictCounts } from '../../src/model/scan-summary.ts';
import type { Severity } from '../../src/model/verdict.ts';
import { noVerdicts } from './headline.ts';
import type { Tally } from './tally.ts';

/** How much a failure pulls the plumb line aside. */
export const severityWeight: Record<Severity, number> = { critical: 10, high: 5, medium: 2, low: 1, info: 0 };

/** One row of the drawing. */
export interface PlumbRow {
  name: string;
  verdicts: VerdictCounts;
  /** Severity-weighted share of failures among what was judged, 0 to 1; null where nothing was judged. */
  lean: number | null;
  /** Share of what applies that was not judged, 0 to 1. */
  unseen: number;
}

/** A row per control family, in the order of the catalog's families by name. Families that judged nothing are left out. */
export function plumbRows(controls: Control[], tally: Tally): PlumbRow[] {
  const families = Map.groupBy(controls, (control) => control.family);
  return [...families]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, members]) => rowOf(family.replaceAll('-', ' '), members, tally))
    .filter((row) => row.verdicts.pass + row.verdicts.fail + row.verdicts.unknown + row.verdicts.manual > 0);
}

function rowOf(name: string, members: Control[], tally: Tally): PlumbRow {
  const verdicts = noVerdicts();
  let failed = 0;
  let judged = 0;
  for (const control of members) {
    const one = tally.byControl.get(control.id);
    if (!one) continue;
    for (const verdict of ['fail', 'unknown', 'manual', 'pass', 'not-applicable'] as const) {
      verdicts[verdict] += one.verdicts[verdict];
    }
    failed += one.verdicts.fail * severityWeight[one.severity];
    judged += (one.verdicts.fail + one.verdicts.pass) * severityWeight[one.severity];
  }
  const seen = verdicts.pass + verdicts.fail;
  const applicable = seen + verdicts.unknown + verdicts.manual;
  return {
    name,
    verdicts,
    lean: seen === 0 ? null : judged === 0 ? 0 : failed / judged,
    unseen: applicable === 0 ? 0 : (applicable - seen) / applicable,
  };
}
