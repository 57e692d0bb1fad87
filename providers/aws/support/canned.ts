import type { Missing } from '../../../src/model/facts.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import {
  type Answers,
  defaultSettings,
  type Outcome,
  type Settings,
  unasked,
  watch,
} from '../../../src/model/mapping/outcome.ts';
import { toResource } from '../../../src/model/mapping/to-resource.ts';
import type { Collector, ReadSpec } from '../../../src/model/provider.ts';

/** For tests: what an operation answers. */
type Reply = { answer: JsonObject } | { absent: string } | { fail: Missing['reason']; code?: string };
export type Replies = Record<string, Reply | ((input: JsonObject) => Reply)>;

export interface Asked {
  operation: string;
  input: JsonObject;
  account: string;
  region: string;
}

export interface Place {
  account?: string;
  region?: string;
  accounts?: string[];
  settings?: Partial<Settings>;
  /** Where the item came from, for lists. */
  listed?: string;
}

export const answer = (body: JsonObject): Reply => ({ answer: body });
export const absent = (code: string): Reply => ({ absent: code });
export const denied: Reply = { fail: 'access-denied', code: 'AccessDenied' };

/** For tests: makes the reads of one item as the engine does, with canned answers, and gives back what was asked and learnt. */
export function readCanned(collector: Collector, item: JsonObject, replies: Replies, place: Place = {}) {
  const account = place.account ?? '123456789012';
  const region = place.region ?? 'eu-west-1';
  const single = new Map<string, Outcome>();
  const keyed = new Map<string, Map<string, Outcome>>();
  const asked: Asked[] = [];
  if (place.listed) single.set(place.listed, { status: 'answer', body: item, evidence: 1, prefix: '/items/0' });
  const answers: Answers = {
    scope: { provider: 'aws', account, accountName: account, region },
    item,
    accounts: new Set(place.accounts ?? [account]),
    settings: { ...defaultSettings, ...place.settings },
    get: (name) => single.get(name) ?? { status: 'not-asked' },
    each: (name) => keyed.get(name) ?? new Map(),
  };
  const ask = (spec: ReadSpec, key: string): Outcome => {
    const seen = watch(answers);
    const input = spec.input(item, seen.answers, key);
    if (input === null) return unasked(seen.lost());
    const at = { account, region, ...spec.at?.(item, answers, key) };
    asked.push({ operation: spec.operation, input, ...at });
    if (!answers.accounts.has(at.account))
      return { status: 'failed', missing: { reason: 'out-of-scope', detail: at.account } };
    return outcomeOf(spec, input, replies, asked.length + 1);
  };
  for (const spec of collector.reads) {
    const name = spec.as ?? spec.operation;
    if (spec.each) keyed.set(name, new Map(spec.each(item, answers).map((key) => [key, ask(spec, key)])));
    else single.set(name, ask(spec, ''));
  }
  const resource = toResource(collector, answers);
  return { answers, asked, resource, facts: plainly(resource.facts), links: plainly(resource.links) };
}

function outcomeOf(spec: ReadSpec, input: JsonObject, replies: Replies, evidence: number): Outcome {
  const given = replies[spec.operation];
  if (given === undefined) throw new Error(`${spec.service}:${spec.operation} was asked and has no canned answer`);
  const reply = typeof given === 'function' ? given(input) : given;
  const operation = `${spec.service}:${spec.operation}`;
  if ('fail' in reply) {
    const code = reply.code === undefined ? {} : { errorCode: reply.code };
    const permission = reply.fail === 'access-denied' ? { permission: spec.permission } : {};
    return { status: 'failed', missing: { reason: reply.fail, operation, ...code, ...permission, evidence } };
  }
  if ('absent' in reply) {
    if (!spec.answers?.includes(reply.absent))
      return { status: 'failed', missing: { reason: 'not-returned', operation, errorCode: reply.absent, evidence } };
    return { status: 'absent', errorCode: reply.absent, evidence };
  }
  const wanted = spec.pages && !spec.pages.emptyOmitted ? spec.pages.items : spec.expects;
  if (typeof wanted === 'string' && reply.answer[wanted] === undefined) {
    return { status: 'failed', missing: { reason: 'partial-answer', operation, errorCode: 'EmptyAnswer', evidence } };
  }
  return { status: 'answer', body: spec.pages ? joined(reply.answer, spec.pages.items) : reply.answer, evidence };
}

/** A paged read keeps its items alone; one that is no object is wrapped. */
function joined(body: JsonObject, member: string): Json {
  const items = Array.isArray(body[member]) ? body[member] : [];
  const wrapped = items.map((one) => (typeof one === 'object' && one !== null ? one : { value: one }));
  return { [member]: wrapped };
}

/** Values by name, `{ missing }` for those that are not known. */
function plainly(entries: Record<string, { value?: unknown; missing?: Missing[] }>): Record<string, unknown> {
  const plain = ({ value, missing }: { value?: unknown; missing?: Missing[] }) => (missing ? { missing } : value);
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, plain(entry)]));
}

/** Why a fact is missing; undefined where it is known. */
export function reasonOf(fact: unknown): string | undefined {
  if (typeof fact !== 'object' || fact === null || !('missing' in fact)) return undefined;
  return (fact.missing as Missing[])[0]?.reason; // made above
}
