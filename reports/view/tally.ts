import type { Finding } from '../../src/model/finding.ts';
import type { VerdictCounts } from '../../src/model/scan-summary.ts';
import type { Severity } from '../../src/model/verdict.ts';
import type { ScanFolder } from './folder.ts';
import { noVerdicts } from './headline.ts';

export interface ControlTally {
  verdicts: VerdictCounts;
  severity: Severity;
  title: string;
  /** Failing resources: `provider account` -> kind -> how many. */
  failing: Map<string, Map<string, number>>;
}

/** What one walk over the findings counts. Grows with controls and accounts, and with the evidence numbers cited. */
export interface Tally {
  byControl: Map<string, ControlTally>;
  /** `provider account` -> counts. */
  byAccount: Map<string, VerdictCounts>;
  /** Evidence numbers that findings cite; the populations' are not among them. */
  cited: Set<number>;
  /** Findings where a rule of the cloud itself says otherwise. */
  disagreements: Finding[];
}

/** @throws PlumblineError STORE_CORRUPT as `ScanFolder.findings` does. */
export async function tallyFindings(scan: ScanFolder): Promise<Tally> {
  const tally: Tally = { byControl: new Map(), byAccount: new Map(), cited: new Set(), disagreements: [] };
  for await (const finding of scan.findings()) {
    const account = `${finding.resource.provider} ${finding.resource.account}`;
    const control = entry(tally.byControl, finding.control, () => ({
      verdicts: noVerdicts(),
      severity: finding.severity,
      title: finding.title,
      failing: new Map(),
    }));
    control.verdicts[finding.verdict]++;
    entry(tally.byAccount, account, noVerdicts)[finding.verdict]++;
    if (finding.verdict === 'fail') {
      const kinds = entry(control.failing, account, () => new Map<string, number>());
      kinds.set(finding.resource.kind, (kinds.get(finding.resource.kind) ?? 0) + 1);
    }
    for (const number of evidenceOf(finding)) tally.cited.add(number);
    if (finding.native.some((one) => one.agrees === false)) tally.disagreements.push(finding);
  }
  return tally;
}

/** Evidence numbers that a finding cites, each once, in rising order; those of constants of the platform are none. */
export function evidenceOf(finding: Finding): number[] {
  const numbers = new Set<number>();
  for (const observed of finding.observed) for (const from of observed.from) numbers.add(from.evidence);
  for (const missing of finding.missing) numbers.add(missing.evidence ?? 0);
  for (const native of finding.native) numbers.add(native.evidence);
  numbers.delete(0);
  return [...numbers].sort((a, b) => a - b);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
