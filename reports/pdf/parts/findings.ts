import type { Control } from '../../../src/model/control.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { type Provider, providers, type Verdict } from '../../../src/model/verdict.ts';
import { expectedWords } from '../../view/expected-words.ts';
import type { FindingGroup } from '../../view/groups.ts';
import { groupSentence, listed, providerNames, thousands } from '../../view/words.ts';
import type { Chunk, Heading } from '../chunk.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';
import { FindingTables, type Intro } from './finding-tables.ts';

/** Verdicts that are listed resource by resource, and where. */
export type ListedVerdict = Exclude<Verdict, 'not-applicable'>;

/** Id of the heading under which a control's findings of one verdict are listed. */
export function findingsId(verdict: ListedVerdict, control: string): string {
  return `${verdict}-${control.replace(/[^A-Za-z0-9._-]/g, '-')}`;
}

/**
 * Walks over the findings and writes a block for each control and verdict, in the order of the file.
 *
 * @param emit takes each chunk with the verdict that it belongs to.
 */
export async function writeFindings(
  survey: Survey,
  emit: (verdict: ListedVerdict, chunk: Chunk) => void,
): Promise<void> {
  let key = '';
  let tables: FindingTables | undefined;
  for await (const finding of survey.scan.findings()) {
    const { verdict } = finding;
    if (verdict === 'not-applicable') continue;
    if (key !== `${verdict} ${finding.control}`) {
      key = `${verdict} ${finding.control}`;
      tables?.end();
      tables = new FindingTables(introOf(survey, finding, verdict), (chunk) => emit(verdict, chunk));
    }
    tables?.add(finding);
  }
  tables?.end();
}

function introOf(survey: Survey, finding: Finding, verdict: ListedVerdict): Intro {
  const { control: id, title, severity } = finding;
  const control = survey.controls.get(id);
  const groups = survey.posture.groups.filter((group) => group.control === id && group.verdict === verdict);
  const isDeep = verdict !== 'pass';
  const heading: Heading = {
    level: isDeep ? 3 : 2,
    id: findingsId(verdict, id),
    title: `${id} ${title}`,
    unlisted: true,
  };
  const fixes = verdict === 'fail' ? fixesOf(control, groups) : [];
  const html = render('finding-intro', {
    ...{ id: heading.id, control: id, title, severity, isDeep, verdict: { [verdict]: true }, fixes },
    sentence: sentenceOf(verdict, groups, control, survey.posture.control.get(id)?.verdicts.pass ?? 0),
    since: verdict === 'fail' ? earliest(groups) : '',
    why: verdict === 'pass' ? '' : (control?.why ?? ''),
    expected: control?.pass ?? '',
    expectedWords: expectedWords(control?.pass ?? ''),
    when: control?.when ?? '',
    whenWords: expectedWords(control?.when ?? ''),
    limits: control?.limits ?? '',
    requirements: verdict === 'fail' ? requirementsOf(survey, finding) : '',
  });
  const fixLines = fixes.reduce(
    (sum, fix) => sum + 3 + fix.none.length + Math.max(fix.cli.length, fix.terraform.length),
    0,
  );
  return { headings: [heading], html, lines: 8 + fixLines, linked: verdict !== 'pass' };
}

function sentenceOf(
  verdict: ListedVerdict,
  groups: FindingGroup[],
  control: Control | undefined,
  passes: number,
): string {
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const places = [...new Set(groups.map((group) => group.accountName || group.account))];
  const where = places.length > 3 ? `${places.length} accounts` : listed(places);
  if (verdict === 'pass') return `${thousands(passes)} ${passes === 1 ? 'resource passes' : 'resources pass'}.`;
  if (verdict === 'manual')
    return `A person has to confirm this for ${thousands(total)} ${total === 1 ? 'resource' : 'resources'} in ${where}.`;
  if (verdict === 'unknown') {
    const lists = groups.reduce((sum, group) => sum + group.lists, 0);
    const who = lists === total ? (total === 1 ? 'It' : 'They') : `${thousands(lists)} of them`;
    const ofLists =
      lists === 0 ? '' : ` ${who} ${lists === 1 ? 'stands for a list' : 'stand for lists'} of unknown length.`;
    return `${thousands(total)} ${total === 1 ? 'verdict' : 'verdicts'} could not be reached in ${where}.${ofLists}`;
  }
  const byKind = new Map<string, number>();
  for (const { kind, count } of groups) byKind.set(kind, (byKind.get(kind) ?? 0) + count);
  return `${groupSentence(control?.fails_as ?? '[fails|fail] this control', byKind, places)}.`;
}

function earliest(groups: FindingGroup[]): string {
  return groups.reduce((first, group) => (first === '' || group.since < first ? group.since : first), '');
}

/** `SOC 2 CC6.6; HIPAA 164.312(a)(1)`, of the frameworks that are reported on. */
function requirementsOf(survey: Survey, finding: Finding): string {
  return survey.frameworks
    .flatMap(({ id, title }) => {
      const ids = finding.frameworks[id];
      return ids === undefined || ids.length === 0 ? [] : [`${title} ${ids.join(', ')}`];
    })
    .join('; ');
}

interface FixBlock {
  provider: string;
  text: string;
  cli: string[];
  terraform: string[];
  hasCode: boolean;
  /** Why there is no command or no Terraform. */
  none: string[];
}

/** On the platforms where the control fails. Code comes as lines, since a line end inside a text would be shown. */
function fixesOf(control: Control | undefined, groups: FindingGroup[]): FixBlock[] {
  const failing = new Set<Provider>(groups.map((group) => group.provider));
  return providers.flatMap((provider) => {
    const fix = control?.fix[provider];
    if (!fix || !failing.has(provider)) return [];
    const { text, cli = '', terraform = '', none: why = {} } = fix;
    const code = { cli: linesOf(cli), terraform: linesOf(terraform) };
    const hasCode = code.cli.length + code.terraform.length > 0;
    const none = [
      ...(why.cli ? [`No command: ${why.cli}`] : []),
      ...(why.terraform ? [`No Terraform: ${why.terraform}`] : []),
    ];
    return [{ provider: providerNames[provider], text: text.trim(), ...code, hasCode, none }];
  });
}

function linesOf(code: string): string[] {
  return code.trim() === '' ? [] : code.trimEnd().split('\n');
}
