import type { Finding } from '../../src/model/finding.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import type { Provider, Severity, Verdict } from '../../src/model/verdict.ts';

/** Findings that say the same: one control, one verdict, one kind of resource, one account. */
export interface FindingGroup {
  control: string;
  title: string;
  severity: Severity;
  verdict: Verdict;
  provider: Provider;
  account: string;
  accountName: string;
  kind: string;
  count: number;
  /** How many are scope findings: lists of unknown length. */
  lists: number;
  /** First seen in this scan. */
  fresh: number;
  /** RFC 3339, the earliest `firstSeen`. */
  since: string;
  /** The first one, for a link where there is only one. */
  first: { key: string; name: string };
  /** Operations that did not tell, for unknown ones. */
  operations: Set<string>;
}

/** Groups findings as they come; memory grows with controls, kinds and accounts, not with findings. */
export class Grouper {
  readonly #groups = new Map<string, FindingGroup>();
  readonly #scanStart: string;

  /** @param scanStart RFC 3339: what was first seen then or later is new. */
  constructor(scanStart: string) {
    this.#scanStart = scanStart;
  }

  add(finding: Finding): void {
    const { resource } = finding;
    const id = [
      finding.verdict,
      finding.severity,
      finding.control,
      resource.provider,
      resource.account,
      resource.kind,
    ].join('\n');
    const group = this.#groups.get(id) ?? start(finding);
    this.#groups.set(id, group);
    group.count++;
    if (finding.population) group.lists++;
    if (isFresh(finding, this.#scanStart)) group.fresh++;
    if (finding.firstSeen < group.since) group.since = finding.firstSeen;
    for (const missing of finding.missing) if (missing.operation) group.operations.add(missing.operation);
  }

  /** In the order in which their first findings came. */
  groups(): FindingGroup[] {
    return [...this.#groups.values()];
  }
}

/** From when on a finding is new: from this scan's start, or never where no scan before it could have seen it. */
export function freshFrom(summary: Pick<ScanSummary, 'previous' | 'startedAt'>): string {
  return summary.previous === null ? '9999-12-31' : summary.startedAt;
}

/** Whether the finding, with this verdict, was not there in any scan before. */
export function isFresh(finding: Pick<Finding, 'firstSeen'>, scanStart: string): boolean {
  return finding.firstSeen >= scanStart;
}

function start({ control, title, severity, verdict, resource, firstSeen, key }: Finding): FindingGroup {
  const { provider, account, accountName, kind, name } = resource;
  return {
    ...{ control, title, severity, verdict, provider, account, accountName, kind },
    ...{ count: 0, lists: 0, fresh: 0, since: firstSeen, first: { key, name }, operations: new Set<string>() },
  };
}
