import type { Absence, ChangeStatus } from './change.ts';
import type { Severity } from './verdict.ts';

/** How many findings changed, and how. */
export interface DriftCounts {
  byStatus: Record<ChangeStatus, number>;
  /** Of `blind`: why; `unknown` where the finding, or that its list was not read, is in both. */
  blindBecause: Record<Absence | 'unknown', number>;
  /** Of `new`: those that the scan before could not have. */
  newBecause: Record<Absence, number>;
  /** Failures now that were not known to fail before. */
  newFailures: Record<Severity, number>;
}

/** In what two scans differ beside what they found: what only one of them asked is neither new nor gone. */
export interface ScopeDifference {
  /** Scopes, services and lists of one that the other does not have, as a person would name them. */
  onlyBefore: string[];
  onlyNow: string[];
  /** Digests of the catalogs, where they differ. */
  catalog: { before: string; now: string } | null;
}
