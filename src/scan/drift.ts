import { changesBetween } from '../drift/changes.ts';
import { scopeDifference } from '../drift/scope-difference.ts';
import { type ScanSide, sideOf, storedSide } from '../drift/side.ts';
import { count, noDrift } from '../drift/tally.ts';
import type { DriftCounts } from '../model/drift.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { ScanStore } from '../store/scan-store.ts';
import { Breather } from './breather.ts';

/** Scans that the trend shows, this one among them. */
const trendLength = 12;

/** Writes into a summary what changed since the scan before, and what the last scans came to. @throws PlumblineError ABORTED */
export async function tellDrift(store: ScanStore, summary: ScanSummary, signal?: AbortSignal): Promise<void> {
  const { scan, endedAt, catalog, counts, organisation, previous } = summary;
  const now = {
    scan,
    endedAt,
    verdicts: counts.verdicts,
    scopeFindings: counts.scopeFindings,
    catalogDigest: catalog.digest,
  };
  summary.trend = [...store.trend(organisation, trendLength - 1), now];
  const before = previous === null ? undefined : storedSide(store.other(previous.scan));
  if (previous === null || before === undefined) return;
  previous.changes = await countChanges(before, sideOf(store, summary), signal);
  // What was seen so far knows scans that were stopped, too; these are of the two that are compared.
  previous.newFailures = Object.values(previous.changes.newFailures).reduce((sum, one) => sum + one, 0);
  previous.fixed = previous.changes.byStatus.resolved;
  previous.scope = scopeDifference(before.summary, summary);
}

/** Counts what changed from one scan to another. @throws PlumblineError ABORTED when the signal says so. */
export async function countChanges(
  before: ScanSide | null,
  current: ScanSide,
  signal?: AbortSignal,
): Promise<DriftCounts> {
  const counts = noDrift();
  const breather = new Breather(signal);
  for (const change of changesBetween(before, current)) {
    count(counts, change);
    if (breather.due) await breather.breathe();
  }
  return counts;
}
