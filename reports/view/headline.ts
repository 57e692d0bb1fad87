import type { ScanSummary, VerdictCounts } from '../../src/model/scan-summary.ts';

/** A share as two counts, so that a reader can check it; `text` is `71.2 %` or says that there is nothing to share. */
export interface Share {
  part: number;
  of: number;
  text: string;
}

/** The three numbers that are always shown together and never blended. */
export interface Headline {
  /** Judged of what applies. An upper bound where `uncounted` is above 0. */
  assessed: Share;
  /** Pass of judged. */
  upright: Share;
  /** Failures that cannot wait. */
  open: { critical: number; high: number };
  /** Scope findings: each stands for a list whose length nobody knows. */
  uncounted: number;
}

export function headlineOf(summary: ScanSummary): Headline {
  const { verdicts, bySeverity, scopeFindings } = summary.counts;
  return {
    assessed: assessedShare(verdicts),
    upright: uprightShare(verdicts),
    open: { critical: bySeverity.critical.fail, high: bySeverity.high.fail },
    uncounted: scopeFindings,
  };
}

/** (pass + fail) / (pass + fail + unknown + manual). */
export function assessedShare(counts: VerdictCounts): Share {
  const judged = counts.pass + counts.fail;
  return share(judged, judged + counts.unknown + counts.manual);
}

/** pass / (pass + fail). */
export function uprightShare(counts: VerdictCounts): Share {
  return share(counts.pass, counts.pass + counts.fail);
}

/** Rounded down, so that 100 % means all; `0 %` means none. */
export function share(part: number, of: number): Share {
  return { part, of, text: of === 0 ? 'none' : percent(part, of) };
}

function percent(part: number, of: number): string {
  if (part === of) return '100 %';
  if (part === 0) return '0 %';
  const tenths = Math.floor((part * 1000) / of);
  return tenths === 0 ? '< 0.1 %' : `${(tenths / 10).toFixed(1)} %`;
}

export function noVerdicts(): VerdictCounts {
  return { fail: 0, unknown: 0, manual: 0, pass: 0, 'not-applicable': 0 };
}
