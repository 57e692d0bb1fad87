import { type Absence, absences, type ChangeStatus, changeStatuses } from '../model/change.ts';
import type { DriftCounts } from '../model/drift.ts';
import { severities } from '../model/verdict.ts';
import type { Change } from './change.ts';

function zeros<const K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>; // one entry for each name
}

/** Nothing changed. */
export function noDrift(): DriftCounts {
  return {
    byStatus: zeros<ChangeStatus>(changeStatuses),
    blindBecause: { ...zeros<Absence>(absences), unknown: 0 },
    newBecause: zeros<Absence>(absences),
    newFailures: zeros(severities),
  };
}

/** Counts a change. */
export function count(counts: DriftCounts, change: Change): void {
  const { status, absence } = change;
  counts.byStatus[status] += 1;
  if (status === 'blind') counts.blindBecause[absence ?? 'unknown'] += 1;
  if (status === 'new' && absence) counts.newBecause[absence] += 1;
  if (change.newFailure) counts.newFailures[change.severity] += 1;
}
