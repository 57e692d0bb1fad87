import type { Finding } from '../../../src/model/finding.ts';
import type { ScanSummary, VerdictCounts } from '../../../src/model/scan-summary.ts';
import { severities } from '../../../src/model/verdict.ts';

export interface EvidenceTally {
  answers: number;
  bytes: number;
  failed: number;
  byOperation: Record<string, number>;
}

export interface FindingTally {
  findings: number;
  verdicts: VerdictCounts;
  bySeverity: ScanSummary['counts']['bySeverity'];
  scopeFindings: number;
  newFailures: number;
  disagreements: number;
  /** `provider account region operation` -> unknown verdicts. */
  unknownBy: Map<string, number>;
}

const zero = (): VerdictCounts => ({ fail: 0, unknown: 0, manual: 0, pass: 0, 'not-applicable': 0 });

export function newTally(): FindingTally {
  const bySeverity = Object.fromEntries(severities.map((one) => [one, zero()])) as FindingTally['bySeverity']; // Every severity is there.
  return {
    findings: 0,
    verdicts: zero(),
    bySeverity,
    scopeFindings: 0,
    newFailures: 0,
    disagreements: 0,
    unknownBy: new Map(),
  };
}

export function count(tally: FindingTally, finding: Finding): void {
  tally.findings++;
  tally.verdicts[finding.verdict]++;
  tally.bySeverity[finding.severity][finding.verdict]++;
  if (finding.population) tally.scopeFindings++;
  if (finding.verdict === 'fail' && finding.firstSeen === finding.lastSeen) tally.newFailures++;
  if (finding.native.some((one) => one.agrees === false)) tally.disagreements++;
  if (finding.verdict !== 'unknown') return;
  const at = gapKey(
    finding.resource.provider,
    finding.resource.account,
    finding.resource.region,
    finding.missing[0]?.operation ?? '',
  );
  tally.unknownBy.set(at, (tally.unknownBy.get(at) ?? 0) + 1);
}

export const gapKey = (...parts: string[]) => parts.join('\n');
