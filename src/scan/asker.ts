import type { Called, Gate } from '../limits/gate.ts';
import type { Missing } from '../model/facts.ts';
import { sha256 } from '../model/identity.ts';
import type { JsonObject } from '../model/json.ts';
import type { AnsweredPage, Outcome } from '../model/mapping/outcome.ts';
import { at } from '../model/mapping/pointer.ts';
import type { CallSpec, ListSpec, Paging, ReadSpec, Session } from '../model/provider.ts';
import { brokenAnswer, missingOf } from './missing.ts';

/** A page as it is handed on while a list is read. */
export interface Page {
  items: JsonObject[];
  evidence: number;
  requestId: string;
  number: number;
}

/** Why and how a list ended. */
export interface ListEnd {
  endReached: boolean;
  bounded: boolean;
  missing: Missing[];
}

/** Empty pages in a row that a filtered list may have; past it, the tokens never end. */
const mostEmptyPages = 100;
/** Millions of items: no list of what we read is that long, and one whose items change with each answer has no end. */
const mostPages = 20_000;

/** Makes the calls of collectors in one account and region: single reads, paged reads, lists. */
export class Asker {
  private readonly gate: Gate;
  private readonly session: Session;
  private readonly region: string;

  constructor(gate: Gate, session: Session, region: string) {
    this.gate = gate;
    this.session = session;
    this.region = region;
  }

  /** One call. An answer that lacks the member every true answer has is no answer. */
  async one(spec: CallSpec & Pick<ReadSpec, 'expects'>, input: JsonObject): Promise<Outcome & { notFound?: boolean }> {
    const called = await this.gate.call(this.session, this.region, spec, input);
    const failed = failure(spec, called);
    if (failed) return failed;
    const { answer, evidence } = called as Extract<Called, { answer: unknown }>; // failures are handled above
    if (typeof spec.expects === 'string' && at(answer.body, `/${spec.expects}`) === undefined) {
      return {
        status: 'failed',
        missing: brokenAnswer(spec, 'EmptyAnswer', `the answer has no ${spec.expects}`, evidence),
      };
    }
    return { status: 'answer', body: answer.body, evidence };
  }

  /** A paged read, its items joined into one answer; missing as a whole when it is cut off. */
  async joined(
    spec: CallSpec,
    pages: NonNullable<ReadSpec['pages']>,
    input: JsonObject,
  ): Promise<Outcome & { notFound?: boolean }> {
    const all: JsonObject[] = [];
    const read: AnsweredPage[] = [];
    const list = this.pages(
      {
        ...spec,
        items: pages.items,
        input,
        paging: pages,
        ...(pages.emptyOmitted ? { emptyOmitted: pages.emptyOmitted } : {}),
        ...(pages.partial ? { partial: pages.partial } : {}),
      },
      0,
    );
    for (;;) {
      const step = await list.next();
      if (step.done) {
        const end = step.value;
        if ('outcome' in end) return end.outcome;
        const lacking = end.missing[0];
        if (lacking) return { status: 'failed', missing: lacking };
        return { status: 'answer', body: { [pages.items]: all }, evidence: read[0]?.evidence ?? 0, pages: read };
      }
      const { evidence, requestId, items } = step.value;
      read.push({ evidence, requestId, items: items.length });
      all.push(...items);
    }
  }

  /** Pages of a list, one after the other. Items are handed on as they come; how it ended is the return value. */
  async *pages(
    spec: ListSpec,
    newest: number,
  ): AsyncGenerator<Page, ListEnd & { outcome?: Outcome & { notFound?: boolean } }> {
    const seen = new Set<string>();
    /** A page that came before under another token: the list goes round. */
    const pagesSeen = new Set<string>();
    /** Why a page did not hold all that it should have; the pages behind it are still read. */
    let partly: Missing | undefined;
    let empty = 0;
    let count = 0;
    let token: string | undefined;
    let left = newest > 0 ? newest : Number.POSITIVE_INFINITY;
    for (let number = 1; ; number += 1) {
      const input = {
        ...spec.input,
        ...size(spec.paging),
        ...(token === undefined || !spec.paging ? {} : { [spec.paging.ask]: token }),
      };
      const called = await this.gate.call(this.session, this.region, spec, input, number);
      const failed = failure(spec, called);
      if (failed) {
        const missing = failed.status === 'failed' ? [failed.missing] : [];
        // An error that is an answer says that there is nothing to list.
        const nothing = failed.status === 'absent' && number === 1;
        return { endReached: nothing, bounded: false, missing, ...(number === 1 ? { outcome: failed } : {}) };
      }
      const { answer, evidence } = called as Extract<Called, { answer: unknown }>; // failures are handled above
      const found = at(answer.body, `/${spec.items}`);
      if (!Array.isArray(found) && !(found === undefined && spec.emptyOmitted !== undefined)) {
        return {
          endReached: false,
          bounded: false,
          missing: [brokenAnswer(spec, 'EmptyAnswer', `the answer has no ${spec.items}`, evidence)],
        };
      }
      const items = (Array.isArray(found) ? found : []).map((item) =>
        typeof item === 'object' && item !== null && !Array.isArray(item) ? item : { value: item },
      );
      empty = items.length === 0 ? empty + 1 : 0;
      const page = sha256(JSON.stringify([items.length, items[0] ?? null, items.at(-1) ?? null]));
      if (empty > mostEmptyPages || (items.length > 0 && number > 1 && pagesSeen.has(page))) {
        return {
          endReached: false,
          bounded: false,
          missing: [brokenAnswer(spec, 'EndlessPages', 'the server gives the same items on page after page', evidence)],
        };
      }
      if (number > mostPages) {
        return {
          endReached: false,
          bounded: false,
          missing: [brokenAnswer(spec, 'EndlessPages', `the list has more than ${mostPages} pages`, evidence)],
        };
      }
      pagesSeen.add(page);
      const kept = items.slice(0, left);
      left -= kept.length;
      partly ??= partialAnswer(spec, answer.body, evidence);
      count += items.length;
      yield { items: kept, evidence, requestId: answer.requestId, number };
      const next = nextToken(spec.paging, answer.body);
      if (next === 'none') partly ??= shortAnswer(spec, answer.body, count, evidence);
      if (partly && (next === 'none' || left <= 0)) return { endReached: false, bounded: false, missing: [partly] };
      if (next === 'none') return { endReached: true, bounded: false, missing: [] };
      if (left <= 0) return { endReached: true, bounded: true, missing: [] };
      if (next === 'lost') {
        return {
          endReached: false,
          bounded: false,
          missing: [
            brokenAnswer(spec, 'NoToken', 'the server has more, and gave no page token to ask for it', evidence),
          ],
        };
      }
      token = next.token;
      if (seen.has(token)) {
        return {
          endReached: false,
          bounded: false,
          missing: [brokenAnswer(spec, 'RepeatedToken', 'the server gave the same page token twice', evidence)],
        };
      }
      seen.add(token);
    }
  }
}

function size(paging: Paging | undefined): JsonObject {
  return paging?.size ? { [paging.size[0]]: paging.size[1] } : {};
}

/** The way to the next page: none where this was the last; lost where there is one, and the answer does not say how. */
function nextToken(paging: Paging | undefined, body: JsonObject): { token: string } | 'none' | 'lost' {
  if (!paging) return 'none';
  const more = paging.more === undefined ? undefined : at(body, `/${paging.more}`);
  // Null is how some write that there is none.
  const token = at(body, `/${paging.answer}`) ?? undefined;
  if (more === false) return 'none';
  if (typeof token === 'string' && token !== '') return { token };
  return more === true || (token !== undefined && token !== '') ? 'lost' : 'none';
}

/** What an answer says of what it could not gather itself. */
function partialAnswer(spec: ListSpec, body: JsonObject, evidence: number): Missing | undefined {
  for (const name of spec.partial ?? []) {
    const said = at(body, `/${name}`);
    if (said === undefined || said === false || said === '' || (Array.isArray(said) && said.length === 0)) continue;
    const what = Array.isArray(said) ? said.slice(0, 5).map(String).join(', ') : '';
    return brokenAnswer(spec, 'PartialAnswer', `the answer says ${name}${what === '' ? '' : `: ${what}`}`, evidence);
  }
  return undefined;
}

/** What the last page says of the whole list, where that is more than came. */
function shortAnswer(spec: ListSpec, body: JsonObject, count: number, evidence: number): Missing | undefined {
  if (!spec.whole) return undefined;
  const total = at(body, `/${spec.whole.total}`);
  if (total !== count)
    return brokenAnswer(
      spec,
      'PartialAnswer',
      `${count} items came, ${spec.whole.total} is ${String(total)}`,
      evidence,
    );
  const cut = at(body, `/${spec.whole.truncated}`);
  if (cut === undefined || String(cut).toLowerCase() === 'false') return undefined;
  return brokenAnswer(spec, 'PartialAnswer', `${spec.whole.truncated} is ${String(cut)}`, evidence);
}

function failure(spec: CallSpec, called: Called): (Outcome & { notFound?: boolean }) | undefined {
  if (!('failure' in called)) return undefined;
  const { failure: what, evidence } = called;
  if (spec.answers?.includes(what.errorCode)) return { status: 'absent', errorCode: what.errorCode, evidence };
  return { status: 'failed', missing: missingOf(spec, what, evidence), notFound: what.code === 'NOT_FOUND' };
}
