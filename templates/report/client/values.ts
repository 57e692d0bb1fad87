import { formatAddress } from '../../../reports/html/logic/address.ts';
import { factWords } from '../../../reports/view/expected-words.ts';
import { missingWords } from '../../../reports/view/plain-words.ts';
import { visibleText } from '../../../reports/view/visible-text.ts';
import type { Missing, Source } from '../../../src/model/facts.ts';
import type { Observed } from '../../../src/model/finding.ts';
import type { Json } from '../../../src/model/json.ts';
import { copyButton, h, identifier } from './dom.ts';

const longestValue = 2000;

/** A value as JSON, cut where it is very long: the raw answer has all of it. */
export function valueText(value: Json): HTMLElement {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  const shown =
    text.length > longestValue
      ? `${text.slice(0, longestValue)} … (${text.length} characters, all in the raw answer)`
      : text;
  return h(
    'code',
    { class: 'value block' },
    value === '' ? 'empty text' : shown.split('\n').map(visibleText).join('\n'),
  );
}

/** A fact with its value and where it was read; each source leads to the raw answer. */
export function observedRow({
  fact,
  value,
  from,
  byDesign,
}: Pick<Observed, 'fact' | 'value' | 'from' | 'byDesign'>): HTMLElement {
  const sources = from.filter((one) => one.evidence !== 0).map(sourceLine);
  return h(
    'div',
    { class: 'observed-row' },
    h('dt', {}, factWords(fact)),
    h('dd', {}, value === undefined ? '' : valueText(value), ...sources, byDesign ? designLine(byDesign) : undefined),
  );
}

function sourceLine({ operation, pointer, evidence, part }: Source): HTMLElement {
  const params = new URLSearchParams({ at: pointer });
  return h(
    'span',
    { class: 'source' },
    identifier(operation),
    ' ',
    h('span', { class: 'mono pointer' }, pointer === '' ? 'the whole answer' : visibleText(pointer)),
    part ? `, ${visibleText(part)} ` : ' ',
    h('a', { href: formatAddress('call', String(evidence), params) }, `evidence ${evidence}`),
  );
}

function designLine({ source, asOf }: { source: string; asOf: string }): HTMLElement {
  return h(
    'span',
    { class: 'source' },
    'So by design of the platform: ',
    h('a', { href: source, rel: 'noreferrer' }, visibleText(source)),
    `, read ${asOf}`,
  );
}

/** A fact that is not known: what should have told it, and what would make it known. */
export function missingRow(
  fact: string,
  { reason, operation, errorCode, permission, detail, evidence }: Missing,
): HTMLElement {
  return h(
    'div',
    { class: 'observed-row' },
    h('dt', {}, factWords(fact)),
    h(
      'dd',
      {},
      h('span', { class: 'missing' }, visibleText(missingWords(reason, operation === undefined ? [] : [operation]))),
      errorCode ? h('span', { class: 'source' }, 'Error ', identifier(errorCode)) : undefined,
      permission
        ? h(
            'span',
            { class: 'source' },
            'Needs the permission ',
            identifier(permission),
            ' ',
            copyButton(permission, 'the permission'),
          )
        : undefined,
      detail ? h('span', { class: 'source' }, visibleText(detail)) : undefined,
      evidence
        ? h(
            'span',
            { class: 'source' },
            h('a', { href: formatAddress('call', String(evidence)) }, `evidence ${evidence}`),
          )
        : undefined,
    ),
  );
}
