import type { Missing, Source } from './facts.ts';
import type { Json } from './json.ts';
import type { Provider, Severity, Verdict } from './verdict.ts';

export interface Observed {
  fact: string;
  /** Absent when the fact is missing. */
  value?: Json;
  from: Source[];
  /** Documentation URL where the value is a constant of the platform. */
  byDesign?: { source: string; asOf: string };
}

export interface MissingFact extends Missing {
  fact: string;
}

/** What a rule of the cloud itself says about the same resource. */
export interface NativeResult {
  /** aws-config, aws-security-hub, ... */
  source: string;
  rule: string;
  status: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** Whether it agrees with our verdict; null where either side has none. */
  agrees: boolean | null;
  evidence: number;
}

/** One control judged on one resource, or (scope finding) on a population that could not be read. */
export interface Finding {
  /** Stable over scans: SHA-256 hex over `v1, control, provider, account, region, resource uid`. */
  key: string;
  /** This occurrence: key and scan. */
  uid: string;
  scan: string;
  control: string;
  title: string;
  severity: Severity;
  verdict: Verdict;
  /** One sentence a person would say: why this verdict. */
  reason: string;
  resource: {
    uid: string;
    kind: string;
    nativeType: string;
    provider: Provider;
    account: string;
    accountName: string;
    region: string;
    name: string;
  };
  /**
   * Scope finding: which list could not be read to its end. `references`: the kind has no list; what refers to its
   * resources could not be read, so nobody knows which there are.
   */
  population?: { operation: string; collector: string; references?: true };
  observed: Observed[];
  missing: MissingFact[];
  native: NativeResult[];
  /** Framework id -> requirement ids. */
  frameworks: Record<string, string[]>;
  /**
   * RFC 3339; since when this finding has had this verdict, as far as the store knows. A failure that could not be read for a
   * while has failed all the time.
   */
  firstSeen: string;
  lastSeen: string;
  /** Over verdict, severity and observed facts, never over times. */
  stateHash: string;
  waiver: null;
}
