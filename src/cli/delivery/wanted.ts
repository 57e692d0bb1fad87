import type { Change } from '../../model/event.ts';
import type { Finding } from '../../model/finding.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Choice } from './config.ts';

/** Since when a sink is told of what changed. */
export interface Since {
  /** RFC 3339. */
  scanTime: string;
  /** Of the scan that it is compared with; null where there is none. */
  previous: string | null;
  /** What the sink chose when it was told of that scan; null where it was not. */
  choice: Choice | null;
}

/** Tags of a resource by its uid and kind; undefined where they are not known. */
export type TagsOf = (finding: Finding) => Readonly<Record<string, unknown>> | undefined;

/** Whether a sink is told of what became of a finding. */
export function isWanted(change: Change, choice: Choice, since: Since, tagsOf: TagsOf): boolean {
  return isNews(change, choice, since, tagsOf) && isChosen(change, choice, tagsOf);
}

/** What is as it was is news to a sink that did not choose it before. */
function isNews({ finding, status }: Change, choice: Choice, since: Since, tagsOf: TagsOf): boolean {
  if (status !== 'still' || choice.send === 'all' || since.choice === null) return true;
  if (isDueAgain(finding, choice.still_failing_days, since)) return true;
  return !isChosen({ finding, status: 'seen' }, since.choice, tagsOf);
}

/** Whether it passes the filter of a sink. */
export function isChosen(change: Change, choice: Choice, tagsOf: TagsOf): boolean {
  const { finding } = change;
  if (choice.severities && !choice.severities.includes(finding.severity)) return false;
  if (choice.verdicts && !verdictsOf(change).some((one) => choice.verdicts?.includes(one))) return false;
  if (choice.frameworks && !choice.frameworks.some((id) => (finding.frameworks[id] ?? []).length > 0)) return false;
  const { account, accountName } = finding.resource;
  if (choice.accounts && !choice.accounts.includes(account) && !choice.accounts.includes(accountName)) return false;
  return !choice.tags || hasTags(finding, choice.tags, tagsOf);
}

/** What it is and what it was: who was told of a failure must hear that it passes, and who sees none that it blinded. */
function verdictsOf({ finding, status, previous }: Change): Verdict[] {
  return [
    finding.verdict,
    ...(previous ? [previous.verdict] : []),
    ...(status === 'blind' ? (['unknown'] as const) : []),
  ];
}

/** Once in so many days since it began to fail, by the scan that first sees them full. */
function isDueAgain({ verdict, firstSeen }: Finding, days: number | undefined, { scanTime, previous }: Since): boolean {
  if (days === undefined || verdict !== 'fail' || previous === null) return false;
  const periods = (at: string) => Math.floor((Date.parse(at) - Date.parse(firstSeen)) / (days * 86_400_000));
  return periods(scanTime) > periods(previous);
}

/** Lists that could not be read have no tags: what could not be seen hides behind no filter. */
function hasTags(finding: Finding, wanted: Record<string, string>, tagsOf: TagsOf): boolean {
  if (finding.population) return true;
  const tags = tagsOf(finding);
  return tags === undefined || Object.entries(wanted).every(([name, value]) => tags[name] === value);
}
