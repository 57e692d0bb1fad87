import { formatAddress, listAddress } from '../../../reports/html/logic/address.ts';
import { thousands } from '../../../reports/view/plain-words.ts';
import { isMissingValue } from '../../../src/model/facts.ts';
import type { Link } from '../../../src/model/resource.ts';
import { byId, cloud, copyButton, h, identifier, mark, words } from './dom.ts';
import { type Model, severityOf, subjectAt, verdictOf } from './model.ts';
import { pairs } from './panel.ts';
import { missingRow, observedRow } from './values.ts';

/** The page of a resource: its verdicts, its facts, what it is linked with. */
export async function showResource(model: Model, id: string): Promise<void> {
  const { core } = model;
  const index = core.subjects.id.indexOf(id);
  const page = byId('resource');
  if (index === -1) {
    page.replaceChildren(
      h('h1', { id: 'resource-title' }, 'Resource'),
      h('p', { class: 'notice' }, 'This scan has no resource of this address.'),
    );
    return;
  }
  const subject = subjectAt(core, index);
  const detail = await model.resourceOf(index);
  page.replaceChildren(
    core.scan.simulated
      ? h(
          'p',
          { class: 'simulated' },
          h('strong', {}, 'Simulated estate.'),
          ' Made up to show what a report looks like.',
        )
      : '',
    h(
      'header',
      { class: 'head' },
      h(
        'p',
        { class: 'eyebrow' },
        h('a', { href: listAddress('resources', { kind: subject.kind }) }, subject.kindWord),
      ),
      h('h1', { id: 'resource-title', class: 'resource-name', tabindex: '-1' }, cloud(subject.name, undefined, 120)),
    ),
    pairs([
      ['Id', identifier(subject.uid), ' ', copyButton(subject.uid, 'the resource id')],
      ['Type', h('span', { class: 'mono' }, subject.nativeType)],
      ['Account, region', cloud(subject.accountName), ' (', identifier(subject.account), '), ', cloud(subject.region)],
      ...(detail && detail.parts.length > 0
        ? [['Made of', ...detail.parts.flatMap((part) => [identifier(part), h('br')])] as [string, ...Node[]]]
        : []),
    ]),
    verdictsSection(model, index),
    factsSection(detail?.facts ?? {}),
    linksSection(model, detail?.links ?? {}),
  );
}

function verdictsSection(model: Model, subject: number): HTMLElement {
  const { core } = model;
  const findings = [...core.findings.subject.keys()].filter((finding) => core.findings.subject[finding] === subject);
  const rows = findings.map((finding) => {
    const control = core.controls[core.findings.control[finding] ?? 0];
    const severity = severityOf(core, finding);
    return h(
      'tr',
      {},
      h('td', { class: 'nowrap' }, mark(verdictOf(core, finding)), words(verdictOf(core, finding))),
      h('td', {}, h('span', { class: `severity s-${severity}` }, severity)),
      h(
        'th',
        { scope: 'row' },
        h('a', { href: formatAddress('finding', model.keyOf(finding, 16)) }, control?.title ?? ''),
        h('span', { class: 'meta sub' }, control?.id ?? ''),
      ),
      h('td', {}, cloud(core.reasons[core.findings.reason[finding] ?? 0] ?? '', '')),
    );
  });
  const table = h(
    'table',
    { class: 'small' },
    h(
      'thead',
      {},
      h('tr', {}, ...['Verdict', 'Severity', 'Control', 'Reason'].map((title) => h('th', { scope: 'col' }, title))),
    ),
    h('tbody', {}, ...rows),
  );
  return section(
    `Verdicts (${thousands(findings.length)})`,
    findings.length === 0
      ? h('p', {}, 'No control applies to it.')
      : h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Verdicts' }, table),
  );
}

function factsSection(
  facts: Parameters<typeof Object.entries<import('../../../src/model/facts.ts').Fact>>[0],
): HTMLElement {
  const rows = Object.entries(facts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([fact, { value, missing = [], from, byDesign }]) =>
      value === undefined
        ? missing.map((one) => missingRow(fact, one))
        : [observedRow({ fact, value, from, ...(byDesign ? { byDesign } : {}) })],
    );
  return section(
    'Facts',
    rows.length === 0 ? h('p', {}, 'None are known.') : h('dl', { class: 'observed wide' }, ...rows),
  );
}

function linksSection({ core }: Model, links: Record<string, Link>): HTMLElement {
  const indexOf = new Map(core.subjects.uid.map((uid, index) => [uid, index]));
  const rows = Object.entries(links).map(([name, { value = [], missing = [] }]) =>
    missing.length > 0
      ? h('dl', { class: 'observed wide' }, ...missing.map((one) => missingRow(name, one)))
      : h(
          'dl',
          { class: 'observed wide' },
          h(
            'div',
            { class: 'observed-row' },
            h('dt', {}, name),
            h('dd', {}, ...(value.length === 0 ? ['none'] : value.map((uid) => linkTo(core, indexOf, uid)))),
          ),
        ),
  );
  return section('Linked with', ...(rows.length === 0 ? [h('p', {}, 'Nothing.')] : rows));
}

function linkTo(
  core: Model['core'],
  indexOf: Map<string, number>,
  uid: NonNullable<Link['value']>[number],
): HTMLElement {
  if (isMissingValue(uid)) return h('span', { class: 'source' }, 'one that could not be read');
  const index = indexOf.get(uid);
  if (index === undefined) return h('span', { class: 'source' }, identifier(uid));
  return h(
    'span',
    { class: 'source' },
    h('a', { href: formatAddress('resource', core.subjects.id[index] ?? '') }, cloud(core.subjects.name[index] ?? '')),
    ' ',
    identifier(uid),
  );
}

function section(title: string, ...children: HTMLElement[]): HTMLElement {
  return h('section', {}, h('h2', {}, title), ...children);
}
