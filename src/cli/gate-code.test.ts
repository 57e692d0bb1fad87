import { describe, expect, it } from 'vitest';
import type { FailOn } from '../config/fail-on.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { type Severity, severities } from '../model/verdict.ts';
import { noVerdicts } from '../scan/counts.ts';
import type { NewFailures } from './new-failures.ts';
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

describe('new:', () => {
  const fresh = (one: Severity | undefined): NewFailures => ({
    bySeverity: Object.fromEntries(severities.map((name) => [name, name === one ? 1 : 0])) as NewFailures['bySeverity'],
    since: null,
  });

  it.each<[string, FailOn, NewFailures | undefined, number]>([
    ['an old failure', 'new:high', fresh(undefined), 0],
    ['a new failure at the severity', 'new:high', fresh('high'), 1],
    ['a new failure above it', 'new:high', fresh('critical'), 1],
    ['a new failure below it', 'new:high', fresh('medium'), 0],
    ['nobody counted: every failure may be new', 'new:high', undefined, 1],
    ['an old failure, where new ones are not what is asked', 'high', fresh(undefined), 1],
  ])('%s', (_name, failOn, counted, code) => {
    expect(gateCode(summary(['high'], 0, 0), failOn, false, counted)).toBe(code);
  });
});
