import { expect, it } from 'vitest';
import type { ScanSummary } from '../model/scan-summary.ts';
import { type Severity, severities } from '../model/verdict.ts';
import { noVerdicts } from '../scan/counts.ts';
import { gateCode } from './scan-text.ts';

/** A summary with failures of these severities and this many gaps; the gate looks at nothing else. */
function summary(failing: readonly Severity[], gaps: number): ScanSummary {
  const bySeverity = Object.fromEntries(
    severities.map((one) => [one, { ...noVerdicts(), fail: failing.includes(one) ? 2 : 0, unknown: 5 }]),
  );
  return { counts: { bySeverity }, gaps: Array(gaps).fill({}) } as unknown as ScanSummary;
}

it.each<[string, readonly Severity[], number, Severity | undefined, boolean, number]>([
  ['nothing asked, everything wrong', ['critical'], 3, undefined, false, 0],
  ['a failure at the severity', ['high'], 0, 'high', false, 1],
  ['a failure above it', ['critical'], 0, 'high', false, 1],
  ['a failure below it', ['medium'], 0, 'high', false, 0],
  ['info takes all', ['info'], 0, 'info', false, 1],
  ['unknown is no failure', [], 0, 'info', false, 0],
  ['a gap that nobody minds', [], 1, 'info', false, 0],
  ['a gap', [], 1, undefined, true, 3],
  ['no gap', [], 0, undefined, true, 0],
  ['both', ['high'], 1, 'high', true, 1],
  ['a failure below, and a gap', ['low'], 1, 'high', true, 3],
])('%s', (_name, failing, gaps, failOn, failOnGaps, code) => {
  expect(gateCode(summary(failing, gaps), failOn, failOnGaps)).toBe(code);
});
