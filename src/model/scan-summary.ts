import type { Control, Framework } from './control.ts';
import type { DriftCounts, ScopeDifference } from './drift.ts';
import type { Gap, Population, Scope } from './evidence.ts';
import type { Provider, Severity, Verdict } from './verdict.ts';

export type VerdictCounts = Record<Verdict, number>;

/** Vendor source in one scope: what could be read of the cloud's own findings. */
export interface NativeSource {
  source: string;
  account: string;
  region: string;
  state: 'read' | 'not-enabled' | 'not-readable';
  detail: string;
  rules: number;
  results: number;
}

/** What a scan of the store came to, for the trend. */
export interface TrendPoint {
  scan: string;
  endedAt: string;
  verdicts: VerdictCounts;
  /** Scope findings: then totals are "at least". */
  scopeFindings: number;
  catalogDigest: string;
}

/** scan.json: all that a report needs beside the findings, the resources and the evidence. */
export interface ScanSummary {
  format: 'plumbline-scan/1';
  scan: string;
  organisation: string;
  /** True when the estate is the lab. */
  simulated: boolean;
  version: string;
  startedAt: string;
  endedAt: string;
  /** The moment that controls compare times with. */
  scanTime: string;
  /** `note` says how regions were chosen, or why nothing was read. */
  scopes: (Scope & { identity: string; services: string[]; note?: string })[];
  /** Names of services and collectors that ran. */
  services: string[];
  identities: { provider: Provider; account: string; identity: string }[];
  catalog: { version: string; digest: string; controls: Control[]; frameworks: Framework[] };
  counts: {
    resources: number;
    findings: number;
    verdicts: VerdictCounts;
    bySeverity: Record<Severity, VerdictCounts>;
    /** Scope findings stand for lists that nobody could count: then totals are "at least". */
    scopeFindings: number;
    disagreements: number;
  };
  calls: { total: number; failed: number; retried: number; byOperation: Record<string, number> };
  populations: Population[];
  gaps: Gap[];
  native: NativeSource[];
  /** Largest difference between our clock and the servers' Date headers, in ms; null where no header came. */
  clockOffsetMs: number | null;
  /** Answers and bytes held under evidence/. */
  evidence: { answers: number; bytes: number };
  /** The scan before this one in the same store, for what changed. */
  previous: {
    scan: string;
    endedAt: string;
    verdicts: VerdictCounts;
    newFailures: number;
    fixed: number;
    /** Finding by finding; scans of earlier versions do not have it. */
    changes?: DriftCounts;
    scope?: ScopeDifference;
  } | null;
  /** This scan and those before it of the same organisation and selection, the oldest first. */
  trend?: TrendPoint[];
  /** Did the run finish: `complete`, or stopped early and why. */
  outcome: { state: 'complete' | 'failed' | 'aborted'; reason: string };
}
