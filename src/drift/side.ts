import type { ScanSummary } from '../model/scan-summary.ts';
import type { Severity, Verdict } from '../model/verdict.ts';
import type { StoredScan } from '../store/stored-scan.ts';

/** A finding before it is parsed: most of a million are compared and never looked at. */
export interface FindingRow {
  key: string;
  verdict: Verdict;
  severity: Severity;
  /** The finding as JSON. */
  line: string;
}

/** One of the two scans that are compared. */
export interface ScanSide {
  summary: ScanSummary;
  /** All findings by key, in the order of its characters. */
  rows(): Iterable<FindingRow>;
  /** Findings about lists and references that were not read to their end, as JSON. */
  unreadLines(): Iterable<string>;
}

/**
 * A scan of the store.
 *
 * @param summary Where it is not in the store yet: the scan is just ending.
 * @returns undefined when the scan did not finish: it has no verdicts to compare.
 */
export function storedSide(scan: StoredScan, summary = scan.summary()): ScanSide | undefined {
  if (summary === undefined) return undefined;
  return {
    summary,
    rows: () => scan.findingRows(),
    unreadLines: () => (summary.counts.scopeFindings === 0 ? [] : scan.unreadLines()),
  };
}
