import type { CallColumns } from '../../../reports/html/data/format.ts';
import { jsonLines, liesIn } from '../../../reports/html/logic/json-lines.ts';
import { thousands, utc } from '../../../reports/view/plain-words.ts';
import { visibleText } from '../../../reports/view/visible-text.ts';
import type { Json } from '../../../src/model/json.ts';
import { cloud, copyButton, h, identifier } from './dom.ts';
import { answerOf, callDetailOf, loadCalls, type Model, regionName } from './model.ts';
import { type PanelContent, pairs, part } from './panel.ts';

const mostLines = 4000;

/** One call as it happened, and the raw answer. @param pointer the value to show in it. */
export async function callPanel({ core }: Model, number: number, pointer: string | null): Promise<PanelContent> {
  const calls = await loadCalls();
  const place = placeOf(calls, number);
  const detail = await callDetailOf(place);
  if (place === -1 || detail === undefined) return absent(core.scan.simulated, number);
  const operation = calls.operations[calls.operation[place] ?? 0] ?? '';
  const asked = Date.parse(core.scan.startedAt) + (calls.asked[place] ?? 0);
  const error = calls.errorCodes[calls.errorCode[place] ?? 0] ?? '';
  const status = calls.status[place] ?? 0;
  const account = calls.accounts[calls.account[place] ?? 0];
  const back = h('button', { type: 'button', class: 'plain' }, 'Back');
  back.addEventListener('click', () => history.back());
  const answer = await answerPart(calls, place, detail.answerSha256, pointer);
  return {
    simulated: core.scan.simulated,
    tools: history.length > 1 ? [back] : [],
    title: h('h2', {}, `Evidence ${number}: `, identifier(operation)),
    body: [
      answer,
      part(
        'The call',
        pairs([
          [
            'Account, region',
            cloud(account?.name ?? ''),
            ', ',
            cloud(regionName(calls.regions[calls.region[place] ?? 0])),
          ],
          ['Asked', `${utc(new Date(asked).toISOString())}, answered ${thousands(calls.took[place] ?? 0)} ms later`],
          ['By', identifier(detail.identity)],
          [
            'Result',
            status === 0 ? 'no answer came' : `HTTP ${status}`,
            error === '' ? '' : ', ',
            error === '' ? '' : identifier(error),
            detail.attempts > 1 ? `, after ${detail.attempts} attempts` : '',
          ],
          ['Request id', detail.requestId === '' ? 'none' : identifier(detail.requestId)],
          ['Server’s date', detail.serverDate === '' ? 'none' : visibleText(detail.serverDate)],
          ['Page', String(calls.page[place] ?? 1)],
          ['Parameters', h('code', { class: 'block' }, visibleText(JSON.stringify(detail.parameters)))],
        ]),
      ),
      part(
        'Digests (SHA-256)',
        pairs([
          ['As received', digest(detail.receivedSha256, 'the digest of what was received')],
          ['As stored', digest(detail.answerSha256, 'the digest of the stored answer')],
        ]),
        h(
          'p',
          { class: 'meta' },
          'What is stored is canonical JSON (RFC 8785) of what was received, with secrets replaced; the digest of the stored text can be checked against the files of the scan.',
        ),
      ),
    ],
  };
}

function digest(hash: string, what: string): HTMLElement {
  return hash === '' ? h('span', {}, 'none') : h('span', {}, identifier(hash), ' ', copyButton(hash, what));
}

async function answerPart(
  calls: CallColumns,
  place: number,
  hash: string,
  pointer: string | null,
): Promise<HTMLElement | undefined> {
  if (hash === '') return part('Raw answer', h('p', {}, 'None: the call was not answered.'));
  const text = await answerOf2(calls, place);
  if (text === undefined) {
    const file = `evidence/answers/${hash.slice(0, 2)}.ndjson.gz`;
    return part(
      'Raw answer',
      h(
        'p',
        {},
        'Not inside this file, which holds raw answers up to a limit. It is in ',
        h('a', { href: file }, file),
        ' under its digest.',
      ),
    );
  }
  const checked = h('p', { class: 'meta', role: 'status' });
  void checkDigest(text, hash).then((words) => {
    checked.textContent = words;
  });
  const value = JSON.parse(text) as Json; // Canonical JSON, as the scan stored it.
  return part(
    'Raw answer',
    rawJson(value, pointer),
    h('div', { class: 'under' }, checked, copyButton(text, 'the raw answer')),
  );
}

async function answerOf2(calls: CallColumns, place: number): Promise<string | undefined> {
  const frame = calls.frame[place] ?? -1;
  return frame === -1 ? undefined : await answerOf(frame, calls.place[place] ?? 0);
}

/** The text's SHA-256, computed here, against the one that was recorded. */
async function checkDigest(text: string, hash: string): Promise<string> {
  if (crypto.subtle === undefined) return '';
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const found = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return found === hash
    ? 'Its digest was checked just now, in this browser: it is the one recorded.'
    : 'Its digest is NOT the one recorded: this file has been changed.';
}

function rawJson(value: Json, pointer: string | null): HTMLElement {
  const lines = jsonLines(value, mostLines);
  const pre = h('pre', { class: 'raw', tabindex: '0', 'aria-label': 'Raw answer' });
  let first: HTMLElement | undefined;
  for (const line of lines) {
    const found = pointer !== null && pointer !== '' && liesIn(line.pointer, pointer);
    const element = h(found ? 'mark' : 'span', {}, `${visibleText(line.text)}\n`);
    if (found) first ??= element;
    pre.append(element);
  }
  if (lines.length === mostLines) pre.append('… the rest is left out here; copy the answer to see all of it\n');
  if (first) requestAnimationFrame(() => scrollInside(pre, first));
  return pre;
}

function scrollInside(pre: HTMLElement, line: HTMLElement): void {
  pre.scrollTop = line.offsetTop - pre.offsetTop - pre.clientHeight / 3;
}

function placeOf(calls: CallColumns, number: number): number {
  return calls.number[number - 1] === number ? number - 1 : calls.number.indexOf(number);
}

function absent(simulated: boolean, number: number): PanelContent {
  return {
    simulated,
    title: h('h2', {}, `Evidence ${number}`),
    body: [
      h(
        'p',
        {},
        'This call is not listed in this file. It is in ',
        h('a', { href: 'evidence/calls.ndjson' }, 'evidence/calls.ndjson'),
        ' beside it.',
      ),
    ],
  };
}
