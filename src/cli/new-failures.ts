import { sideOf, storedSide } from '../drift/side.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { type Severity, severities } from '../model/verdict.ts';
import { countChanges } from '../scan/drift.ts';
import type { ScanStore } from '../store/scan-store.ts';
import { count } from './terminal.ts';

/** Failures that did not fail in the scan that is compared with. */
export interface NewFailures {
  bySeverity: Record<Severity, number>;
  /** null where there is nothing to compare with: then every failure is new. */
  since: { what: 'baseline' | 'previous scan'; scan: string; endedAt: string } | null;
}

/** Counts what fails now and did not in the baseline of the organisation, or else in the scan before. */
export async function newFailures(store: ScanStore, summary: ScanSummary, signal?: AbortSignal): Promise<NewFailures> {
  const { previous, organisation } = summary;
  const baseline = store.baseline(organisation);
  const [what, scan] = baseline ? (['baseline', baseline] as const) : (['previous scan', previous?.scan] as const);
  const before = scan === undefined ? undefined : storedSide(store.other(scan));
  if (scan === undefined || before === undefined) {
    const all = severities.map((one) => [one, summary.counts.bySeverity[one].fail]);
    return { bySeverity: Object.fromEntries(all) as NewFailures['bySeverity'], since: null }; // one entry for each severity
  }
  const since = { what, scan, endedAt: before.summary.endedAt };
  if (scan === previous?.scan && previous.changes) return { bySeverity: previous.changes.newFailures, since };
  const changes = await countChanges(before, sideOf(store, summary), signal);
  return { bySeverity: changes.newFailures, since };
}

/** New failures in one line. */
export function newLine({ bySeverity, since }: NewFailures): string {
  const told = severities.filter((one) => bySeverity[one] > 0).map((one) => `${count(bySeverity[one])} ${one}`);
  const from = since
    ? `since the ${since.what} ${since.scan} of ${since.endedAt.slice(0, 16).replace('T', ' ')} UTC`
    : 'there is no scan to compare with';
  return `New failures, ${from}: ${told.length > 0 ? told.join(', ') : 'none'}`;
}
