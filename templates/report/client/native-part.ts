import type { FindingDetail } from '../../../reports/html/data/format.ts';
import { formatAddress } from '../../../reports/html/logic/address.ts';
import { h, identifier, mark, words } from './dom.ts';
import { part } from './panel.ts';

/** What the cloud's own rules say about the same resource, beside what we say. */
export function nativePart({ native }: FindingDetail, verdict: string): HTMLElement | undefined {
  if (native.length === 0) return undefined;
  const rows = native.map(({ source, rule, status, agrees, evidence }) =>
    h(
      'tr',
      { class: agrees === false ? 'disagrees' : '' },
      h('th', { scope: 'row' }, identifier(rule), h('span', { class: 'meta sub' }, source)),
      h(
        'td',
        {},
        mark(status === 'pass' || status === 'fail' || status === 'not-applicable' ? status : 'unknown'),
        words(status),
      ),
      h('td', {}, mark(verdict), words(verdict)),
      h('td', {}, agrees === null ? 'no comparison' : agrees ? 'agrees' : h('strong', {}, 'disagrees')),
      h(
        'td',
        {},
        evidence === 0 ? '' : h('a', { href: formatAddress('call', String(evidence)) }, `evidence ${evidence}`),
      ),
    ),
  );
  const head = ['Rule of the cloud', 'It says', 'We say', '', 'Evidence'].map((title) =>
    h('th', { scope: 'col' }, title === '' ? h('span', { class: 'hidden' }, 'Comparison') : title),
  );
  const note = native.some((one) => one.agrees === false)
    ? h(
        'p',
        {},
        'The cloud’s own rule says otherwise. Rules differ in what they look at and in when they last ran; our verdict rests on the values above.',
      )
    : undefined;
  return part(
    'The cloud’s own rules',
    note,
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'The cloud’s own rules' },
      h('table', { class: 'small natives' }, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows)),
    ),
  );
}
