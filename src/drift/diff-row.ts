import { canonical } from '../model/canonical.ts';
import type { DiffRow, DiffSide } from '../model/diff-report.ts';
import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { Change } from './change.ts';

/** What a diff tells of one change. */
export function diffRow(change: Change): DiffRow {
  const { finding, previous } = change;
  const { key, control, title, severity, reason, resource, firstSeen } = finding;
  return {
    status: change.status,
    absence: change.absence ?? null,
    ...{ key, control, title, severity },
    verdict: change.verdict ?? null,
    previousVerdict: change.previousVerdict ?? null,
    ...{ reason, resource, firstSeen },
    facts: change.present && previous ? factsBetween(previous, finding) : [],
  };
}

export function diffSide(summary: ScanSummary): DiffSide {
  const { scan, organisation, simulated, startedAt, endedAt, version, catalog, counts } = summary;
  return {
    ...{ scan, organisation, simulated, startedAt, endedAt, version },
    catalog: { version: catalog.version, digest: catalog.digest },
    verdicts: counts.verdicts,
  };
}

/** What was observed and is another now, by the names of the facts. */
function factsBetween(before: Finding, now: Finding): DiffRow['facts'] {
  const values = (finding: Finding) => new Map(finding.observed.map(({ fact, value }) => [fact, value ?? null]));
  const [old, fresh] = [values(before), values(now)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  const of = (all: Map<string, Json>, name: string): Json => all.get(name) ?? null;
  return names.flatMap((fact) => {
    const [was, is] = [of(old, fact), of(fresh, fact)];
    return canonical(was) === canonical(is) ? [] : [{ fact, before: was, now: is }];
  });
}
