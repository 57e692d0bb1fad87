import type { Absence, ChangeStatus } from './change.ts';
import type { DriftCounts, ScopeDifference } from './drift.ts';
import type { Finding } from './finding.ts';
import type { Json } from './json.ts';
import type { ScanSummary } from './scan-summary.ts';
import type { Severity, Verdict } from './verdict.ts';

/** One of the two scans of a diff. */
export type DiffSide = Pick<
  ScanSummary,
  'scan' | 'organisation' | 'simulated' | 'startedAt' | 'endedAt' | 'version'
> & {
  catalog: { version: string; digest: string };
  verdicts: Record<Verdict, number>;
};

/** One finding that changed. Texts are untrusted. */
export interface DiffRow {
  status: ChangeStatus;
  /** Why the scan that lacks it cannot tell; null where that is not so. */
  absence: Absence | null;
  key: string;
  control: string;
  title: string;
  severity: Severity;
  /** null where the scan does not have it. */
  verdict: Verdict | null;
  previousVerdict: Verdict | null;
  /** Why that verdict: now, or where it is no more, then. */
  reason: string;
  resource: Finding['resource'];
  firstSeen: string;
  /** What was observed, where it is another now; null: missing. */
  facts: { fact: string; before: Json; now: Json }[];
}

/** Two scans side by side, with as many changes as a page has room for. */
export interface DiffReport {
  format: 'plumbline-diff/1';
  before: DiffSide;
  now: DiffSide;
  scope: ScopeDifference;
  counts: DriftCounts;
  changes: DiffRow[];
}
