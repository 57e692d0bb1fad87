import type { Framework } from '../../src/model/control.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import type { EncodedScan } from './data/encode.ts';
import { coverageSection } from './sections/coverage.ts';
import { frameworksSection } from './sections/frameworks.ts';
import { methodSection } from './sections/method.ts';
import { summarySection } from './sections/summary.ts';

/** All that the templates are given. */
export function reportData(summary: ScanSummary, scan: EncodedScan, frameworks: Framework[]) {
  const { core, posture } = scan;
  return {
    title: `${summary.organisation}: machine-learning posture, ${summary.startedAt.slice(0, 10)}`,
    organisation: summary.organisation,
    simulated: summary.simulated,
    scan: summary.scan,
    version: summary.version,
    endedAt: summary.endedAt,
    digest: core.scan.evidenceDigest,
    digestShort: core.scan.evidenceDigest.slice(0, 16),
    findings: summary.counts.findings,
    resources: summary.counts.resources,
    calls: core.calls,
    answers: core.answers,
    summary: summarySection(summary, posture),
    frameworks: frameworksSection(frameworks, summary.catalog.controls, posture),
    coverage: coverageSection(summary, posture.unread),
    method: methodSection(summary, posture),
  };
}
