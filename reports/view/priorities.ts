import { severities } from '../../src/model/verdict.ts';
import type { FindingGroup } from './groups.ts';

/** What to fix, one entry for a control on one kind of resource, wherever it stands. */
export interface Priority {
  control: string;
  title: string;
  severity: FindingGroup['severity'];
  kind: string;
  count: number;
  fresh: number;
  since: string;
  first: FindingGroup['first'];
  /** Accounts, those with most of them first. */
  places: { provider: FindingGroup['provider']; account: string; name: string; count: number }[];
}

/** Failures in the order in which to fix them: by severity, then by how many one fix would close, then by id. */
export function prioritiesOf(groups: FindingGroup[]): Priority[] {
  const byControl = Map.groupBy(
    groups.filter((group) => group.verdict === 'fail'),
    (group) => `${group.control}\n${group.severity}\n${group.kind}`,
  );
  return [...byControl.values()].map(toPriority).sort((a, b) => {
    const severity = severities.indexOf(a.severity) - severities.indexOf(b.severity);
    return severity || b.count - a.count || (`${a.control} ${a.kind}` < `${b.control} ${b.kind}` ? -1 : 1);
  });
}

function toPriority(groups: FindingGroup[]): Priority {
  const [head] = groups as [FindingGroup, ...FindingGroup[]]; // Map.groupBy makes no empty group.
  const { control, title, severity, kind, first } = head;
  const sum = (of: (group: FindingGroup) => number) => groups.reduce((total, group) => total + of(group), 0);
  const places = groups
    .map(({ provider, account, accountName, count }) => ({ provider, account, name: accountName, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return {
    ...{ control, title, severity, kind, first, places },
    count: sum((group) => group.count),
    fresh: sum((group) => group.fresh),
    since: groups.reduce((earliest, group) => (group.since < earliest ? group.since : earliest), head.since),
  };
}
