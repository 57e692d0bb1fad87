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

/** A scan of the store. @returns undefined when it did not finish: it has no verdicts to compare. */
export function storedSide(scan: StoredScan): ScanSide | undefined {
  const summary = scan.summary();
  return summary && sideOf(scan, summary);
}

/** A scan of the store whose summary is at hand: it may be just ending, and not have it in the store yet. */
export function sideOf(scan: StoredScan, summary: ScanSummary): ScanSide {
  return {
    summary,
    rows: () => scan.findingRows(),
    unreadLines: () => (summary.counts.scopeFindings === 0 ? [] : scan.unreadLines()),
  };
}
