import { expect, it } from 'vitest';
import type { ScanSummary } from '../model/scan-summary.ts';
import { noVerdicts } from '../scan/counts.ts';
import { numbers } from './scan-text.ts';

/** A summary with these verdicts; the line looks at nothing else. */
function summary(pass: number, fail: number, unknown: number, scopeFindings = 0): ScanSummary {
  const verdicts = { ...noVerdicts(), pass, fail, unknown };
  const bySeverity = { critical: { ...noVerdicts(), fail }, high: noVerdicts() };
  return { counts: { verdicts, bySeverity, scopeFindings } } as unknown as ScanSummary;
}

it.each<[string, ScanSummary, string]>([
  ['all of it', summary(3, 0, 0), 'Assessed 100 %   Upright 100 % of judged   Open 0 critical, 0 high'],
  [
    'nearly all is not all',
    summary(9999, 1, 1),
    'Assessed 99.9 %   Upright 99.9 % of judged   Open 1 critical, 0 high',
  ],
  ['nothing judged', summary(0, 0, 2), 'Assessed 0 %   Upright nothing judged   Open 0 critical, 0 high'],
  [
    'a list that nobody could read',
    summary(1, 1, 1, 1),
    'Assessed at most 66.6 %   Upright 50.0 % of judged   Open at least 1 critical, 0 high',
  ],
])('%s', (_name, one, line) => {
  expect(numbers(one)).toBe(line);
});
