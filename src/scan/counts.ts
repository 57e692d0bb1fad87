import type { Gap } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanSummary, VerdictCounts } from '../model/scan-summary.ts';
import { type Severity, severities, verdicts } from '../model/verdict.ts';

export function noVerdicts(): VerdictCounts {
  return Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as VerdictCounts; // one entry for each verdict
}

/** Counts findings as they are made, and which gaps they are unknown for. */
export class FindingCounts {
  readonly verdicts = noVerdicts();
  readonly bySeverity = Object.fromEntries(severities.map((one) => [one, noVerdicts()])) as Record<
    Severity,
    VerdictCounts
  >; // one entry for each severity
  findings = 0;
  scopeFindings = 0;
  disagreements = 0;
  newFailures = 0;
  fixed = 0;
  private readonly unknowns = new Map<string, number>();

  add(finding: Finding, change: 'new' | 'changed' | 'same', previous: string | null): void {
    const { verdict, severity, population, native, missing, resource } = finding;
    this.findings += 1;
    this.verdicts[verdict] += 1;
    this.bySeverity[severity][verdict] += 1;
    if (population) this.scopeFindings += 1;
    if (native.some((one) => one.agrees === false)) this.disagreements += 1;
    if (verdict === 'fail' && change !== 'same') this.newFailures += 1;
    if (verdict === 'pass' && previous === 'fail') this.fixed += 1;
    if (verdict !== 'unknown') return;
    const keys = new Set(missing.map((one) => gapKey(one.operation ?? '', one.errorCode ?? '', one.reason)));
    for (const key of keys) {
      for (const place of [`${resource.account}|${resource.region}`, `${resource.account}|`, '|']) {
        const id = `${place}|${key}`;
        this.unknowns.set(id, (this.unknowns.get(id) ?? 0) + 1);
      }
    }
  }

  /** Tells each gap how many verdicts it costs: in its own account and region, else (things without a region) in its account. */
  settle(gaps: Gap[]): Gap[] {
    for (const gap of gaps) {
      const key = gapKey(gap.operation, gap.errorCode, gap.reason);
      gap.verdicts =
        this.unknowns.get(`${gap.account}|${gap.region}|${key}`) ??
        this.unknowns.get(`${gap.account}||${key}`) ??
        this.unknowns.get(`||${key}`) ??
        0;
    }
    // A field that an answer left out is a gap only where a verdict needed it.
    const told = gaps.filter((gap) => gap.verdicts > 0 || gap.reason !== 'not-returned');
    return told.sort(
      (a, b) => b.verdicts - a.verdicts || a.operation.localeCompare(b.operation) || a.account.localeCompare(b.account),
    );
  }

  get summary(): ScanSummary['counts'] {
    const { findings, verdicts: counted, bySeverity, scopeFindings, disagreements } = this;
    return { resources: 0, findings, verdicts: counted, bySeverity, scopeFindings, disagreements };
  }
}

function gapKey(operation: string, errorCode: string, reason: string): string {
  return `${operation}|${errorCode}|${reason}`;
}
