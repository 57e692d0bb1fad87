import type { Finding } from '../../src/model/finding.ts';

/** Evidence numbers that a finding cites, each once, in rising order; constants of the platform (number 0) are none. */
export function evidenceOf(finding: Finding): number[] {
  const numbers = new Set<number>();
  for (const observed of finding.observed) for (const from of observed.from) numbers.add(from.evidence);
  for (const missing of finding.missing) numbers.add(missing.evidence ?? 0);
  for (const native of finding.native) numbers.add(native.evidence);
  numbers.delete(0);
  return [...numbers].sort((a, b) => a - b);
}
