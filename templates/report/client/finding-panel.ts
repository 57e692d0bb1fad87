import type { ControlEntry, FindingDetail } from '../../../reports/html/data/format.ts';
import { isNew } from '../../../reports/html/data/format.ts';
import { formatAddress, listAddress } from '../../../reports/html/logic/address.ts';
import { daysWords, openDays } from '../../../reports/view/open-days.ts';
import { failsAs, utc } from '../../../reports/view/plain-words.ts';
import { cloud, copyButton, h, identifier, mark, words } from './dom.ts';
import { fixPart } from './fix.ts';
import { type Model, severityOf, subjectOf, verdictOf } from './model.ts';
import { nativePart } from './native-part.ts';
import { type PanelContent, pairs, part } from './panel.ts';
import { missingRow, observedRow } from './values.ts';

/** Everything about one finding. */
export async function findingPanel(model: Model, finding: number): Promise<PanelContent> {
  const { core } = model;
  const control = core.controls[core.findings.control[finding] ?? 0];
  const detail = await model.detailOf(finding);
  if (control === undefined || detail === undefined) throw new Error('this finding is not in the file');
  const verdict = verdictOf(core, finding);
  const copyLink = copyButton(location.href, 'link to this finding');
  copyLink.textContent = 'Copy link';
  return {
    simulated: core.scan.simulated,
    tools: [copyLink],
    title: h('h2', {}, ...titleOf(model, finding, control, detail)),
    body: [
      h(
        'p',
        { class: 'verdict-line' },
        mark(verdict),
        h('strong', {}, words(verdict)),
        ' · ',
        h('span', { class: `severity s-${severityOf(core, finding)}` }, severityOf(core, finding)),
        ' · ',
        h('a', { href: formatAddress('method', control.id) }, control.id),
      ),
      h('p', { class: 'reason' }, cloud(core.reasons[core.findings.reason[finding] ?? 0] ?? '', '')),
      observedPart(control, detail),
      missingPart(detail),
      nativePart(detail, verdict),
      control.why === ''
        ? undefined
        : part(
            'Why it matters',
            h('p', {}, control.why),
            control.limits === '' ? undefined : h('p', { class: 'meta' }, `A pass does not prove: ${control.limits}`),
          ),
      fixPart(control, subjectOf(core, finding).provider, verdict),
      resourcePart(model, finding),
      frameworksPart(model, finding),
      identityPart(model, finding),
    ],
  };
}

function titleOf(
  { core }: Model,
  finding: number,
  control: ControlEntry,
  detail: FindingDetail,
): (HTMLElement | string)[] {
  const subject = subjectOf(core, finding);
  if (detail.population)
    return [`Not known for the ${subject.kindWords} of `, cloud(subject.accountName), `: ${control.title}`];
  if (verdictOf(core, finding) !== 'fail') return [control.title];
  return [cloud(subject.name, undefined, 120), ` ${failsAs(control.failsAs, 1)}`];
}

function observedPart(control: ControlEntry, { observed, population }: FindingDetail): HTMLElement | undefined {
  const expected = h(
    'div',
    { class: 'expected' },
    h('h4', {}, 'Expected'),
    h('p', {}, control.expected === '' ? `${control.title}.` : `${control.expected}.`),
    control.pass === '' ? '' : h('code', { class: 'block' }, control.pass),
    control.when === '' ? '' : h('p', { class: 'meta' }, 'Judged only when ', h('code', {}, control.when)),
  );
  if (population) {
    const { operation, references } = population;
    const why = references
      ? `They have no list of their own: each is found where something refers to it, and not all that may refer to one could be read${operation === '' ? '' : ` (${operation})`}.`
      : `${operation} could not be read to its end.`;
    return part(
      references ? 'What refers to them' : 'The list',
      h('p', {}, `${why} Nobody knows how many there are; this stands for those that were not seen.`),
      expected,
    );
  }
  const known = observed.filter((one) => one.value !== undefined);
  const rows =
    known.length === 0
      ? h('p', {}, 'Nothing that decides was known.')
      : h('dl', { class: 'observed' }, ...known.map(observedRow));
  return part(
    'Observed and expected',
    h('div', { class: 'sides' }, h('div', {}, h('h4', {}, 'Observed'), rows), expected),
  );
}

function missingPart({ missing, population }: FindingDetail): HTMLElement | undefined {
  return missing.length === 0
    ? undefined
    : part(
        'What is missing',
        h('dl', { class: 'observed' }, ...missing.map((one) => missingRow(nameOfMissing(one.fact, population), one))),
      );
}

function nameOfMissing(fact: string, population: FindingDetail['population']): string {
  if (population === undefined) return fact;
  return population.references ? 'a reference' : 'the list';
}

function resourcePart({ core }: Model, finding: number): HTMLElement | undefined {
  const subject = subjectOf(core, finding);
  return part(
    subject.isScope ? 'Scope' : 'Resource',
    pairs([
      [
        'Name',
        subject.isScope
          ? cloud(subject.name)
          : h('a', { href: formatAddress('resource', subject.id) }, cloud(subject.name)),
      ],
      ['Kind', `${subject.kindWord}, `, h('span', { class: 'mono' }, subject.nativeType)],
      ['Account, region', cloud(subject.accountName), ', ', cloud(subject.region)],
      ['Id', identifier(subject.uid), ' ', copyButton(subject.uid, 'the resource id')],
    ]),
  );
}

function frameworksPart({ core }: Model, finding: number): HTMLElement | undefined {
  const set = core.requirementSets[core.findings.requirements[finding] ?? 0] ?? [];
  const titles = new Map(core.frameworks.map((one) => [one.id, one.title]));
  const links = set.flatMap((index) => {
    const [framework = '', id = ''] = core.requirements[index] ?? [];
    const title = titles.get(framework);
    return title === undefined
      ? []
      : [
          h(
            'li',
            {},
            `${title}: `,
            h('a', { href: listAddress('findings', { requirement: `${framework}:${id}` }) }, id),
          ),
        ];
  });
  return links.length === 0 ? undefined : part('Supports', h('ul', { class: 'plain-list' }, ...links));
}

function identityPart(model: Model, finding: number): HTMLElement | undefined {
  const { core } = model;
  const fresh = ((core.findings.flags[finding] ?? 0) & isNew) !== 0;
  const key = model.keyOf(finding);
  const first = core.times[core.findings.firstSeen[finding] ?? 0] ?? '';
  const last = core.scan.scanTime;
  const days = openDays(first, last);
  return part(
    'Record',
    pairs([
      ['First seen', `${utc(first)}${fresh ? ', in this scan' : ''}`],
      ['Last seen', `${utc(last)}, in this scan`],
      ...(verdictOf(core, finding) === 'fail' && days !== null
        ? [['Open for', daysWords(days)] as [string, string]]
        : []),
      ['Read in scan', identifier(core.scan.id)],
      ['Finding key', identifier(key), ' ', copyButton(key, 'the finding key')],
    ]),
  );
}
