import { isDisputed, isNew, isScope } from '../../../reports/html/data/format.ts';
import type { RowGroup } from '../../../reports/html/logic/group-rows.ts';
import { middle } from '../../../reports/html/logic/middle.ts';
import { failsAs, thousands } from '../../../reports/view/plain-words.ts';
import { cloud, h, mark, words } from './dom.ts';
import { type Model, severityOf, subjectOf, verdictOf } from './model.ts';

/** One finding as a row. */
export function drawFinding(model: Model, finding: number, address: string, cells: HTMLElement[]): void {
  const { core } = model;
  const control = core.controls[core.findings.control[finding] ?? 0];
  const subject = subjectOf(core, finding);
  const flags = core.findings.flags[finding] ?? 0;
  const scope = (flags & isScope) !== 0;
  const name = scope ? `all ${subject.kindWords}` : middle(subject.name, 80);
  fill(cells, [
    verdictCell(verdictOf(core, finding)),
    severityCell(severityOf(core, finding)),
    [control?.id ?? ''],
    [
      h(
        'a',
        { href: address, tabindex: '-1' },
        sentenceOf(verdictOf(core, finding), control?.title ?? '', control?.failsAs ?? ''),
      ),
      (flags & isDisputed) !== 0 ? h('span', { class: 'note' }, ' (the cloud says otherwise)') : '',
    ],
    [cloud(name), h('span', { class: 'meta' }, scope ? 'list not read' : subject.kindWord)],
    [cloud(subject.accountName), h('span', { class: 'meta' }, cloud(subject.region))],
    [
      (flags & isNew) !== 0
        ? h('strong', {}, 'new')
        : (core.times[core.findings.firstSeen[finding] ?? 0] ?? '').slice(0, 10),
    ],
  ]);
}

/** Findings that say the same as a row. */
export function drawGroup(model: Model, group: RowGroup, address: string, cells: HTMLElement[]): void {
  const { core } = model;
  const verdict = verdictOf(core, group.first);
  const control = core.controls[core.findings.control[group.first] ?? 0];
  const subject = subjectOf(core, group.first);
  const { fresh, since, regions } = spanOf(core, group.rows);
  fill(cells, [
    verdictCell(verdict),
    severityCell(severityOf(core, group.first)),
    [control?.id ?? ''],
    [
      h(
        'a',
        { href: address, tabindex: '-1' },
        groupWords(verdict, group.count, subject, control?.title ?? '', control?.failsAs ?? ''),
      ),
    ],
    subject.isScope
      ? [`all ${subject.kindWords}`, h('span', { class: 'meta' }, `${thousands(group.count)} lists not read`)]
      : [h('strong', {}, `${thousands(group.count)} ${subject.kindWords}`)],
    [
      cloud(subject.accountName),
      h('span', { class: 'meta' }, regions === 1 ? cloud(subject.region) : `${regions} regions`),
    ],
    [
      since.slice(0, 10),
      fresh > 0 ? h('span', { class: 'meta' }, fresh === group.count ? 'all new' : `${thousands(fresh)} new`) : '',
    ],
  ]);
}

function groupWords(
  verdict: string,
  count: number,
  subject: { kindWords: string; accountName: string },
  title: string,
  fails: string,
): (string | HTMLElement)[] {
  if (verdict !== 'fail') return [sentenceOf(verdict, title, fails)];
  return [`${thousands(count)} ${subject.kindWords} in `, cloud(subject.accountName), ` ${failsAs(fails, count)}`];
}

function sentenceOf(verdict: string, title: string, fails: string): string {
  if (verdict !== 'fail') return title;
  const text = failsAs(fails, 1);
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

type Content = (string | Node | (string | Node)[])[];

function fill(cells: HTMLElement[], contents: Content[]): void {
  for (const [index, content] of contents.entries())
    cells[index]?.append(h('div', { class: 'clip' }, ...content.flat()));
}

function verdictCell(verdict: string): Content {
  return [mark(verdict), words(verdict)];
}

function severityCell(severity: string): Content {
  return [h('span', { class: `severity s-${severity}` }, severity)];
}

/** What a group's rows span: a loop over numbers, since there may be thousands. */
function spanOf(
  { findings, subjects, times }: Model['core'],
  rows: number[],
): { fresh: number; since: string; regions: number } {
  const regions = new Set<number>();
  let fresh = 0;
  let since = '\uffff';
  for (const row of rows) {
    if (((findings.flags[row] ?? 0) & isNew) !== 0) fresh++;
    const seen = times[findings.firstSeen[row] ?? 0] ?? '';
    if (seen < since) since = seen;
    regions.add(subjects.region[findings.subject[row] ?? 0] ?? 0);
  }
  return { fresh, since, regions: regions.size };
}
