import { expect, it } from 'vitest';
import type { ScanSummary } from '../model/scan-summary.ts';
import { type Severity, severities } from '../model/verdict.ts';
import { noVerdicts } from '../scan/counts.ts';
import { gateCode } from './scan-text.ts';

/** A summary with failures of these severities and this many gaps and unknown verdicts a severity; the gate looks at nothing else. */
function summary(failing: readonly Severity[], gaps: number, unknown: number): ScanSummary {
  const bySeverity = Object.fromEntries(
    severities.map((one) => [one, { ...noVerdicts(), fail: failing.includes(one) ? 2 : 0, unknown }]),
  );
  return { counts: { bySeverity }, gaps: Array(gaps).fill({}) } as unknown as ScanSummary;
}

it.each<[string, readonly Severity[], number, Severity | undefined, boolean, number, number?]>([
  ['nothing asked, everything wrong', ['critical'], 3, undefined, false, 0],
  ['a failure at the severity', ['high'], 0, 'high', false, 1],
  ['a failure above it', ['critical'], 0, 'high', false, 1],
  ['a failure below it', ['medium'], 0, 'high', false, 0],
  ['info takes all', ['info'], 0, 'info', false, 1],
  ['unknown is no failure', [], 0, 'info', false, 0, 5],
  ['a gap that nobody minds', [], 1, 'info', false, 0],
  ['a gap', [], 1, undefined, true, 3],
  ['no gap', [], 0, undefined, true, 0],
  ['no gap, and verdicts that rest on what lies outside the scan', [], 0, undefined, true, 3, 1],
  ['both', ['high'], 1, 'high', true, 1],
  ['a failure below, and a gap', ['low'], 1, 'high', true, 3],
])('%s', (_name, failing, gaps, failOn, failOnGaps, code, unknown = 0) => {
  expect(gateCode(summary(failing, gaps, unknown), failOn, failOnGaps)).toBe(code);
});
