import { canonical } from '../../../src/model/canonical.ts';
import type { Scope } from '../../../src/model/evidence.ts';
import { type Fact, isMissingValue, type Missing } from '../../../src/model/facts.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import {
  type Answers,
  defaultSettings,
  type Outcome,
  type Settings,
  unasked,
  watch,
} from '../../../src/model/mapping/outcome.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { toResource } from '../../../src/model/mapping/to-resource.ts';
import type { Collector, ReadSpec } from '../../../src/model/provider.ts';
import type { Resource } from '../../../src/model/resource.ts';

/** An error in place of an answer. */
export interface Refusal {
  $error: string;
}
export const denied: Refusal = { $error: 'AccessDeniedException' };
export const refused = (errorCode: string): Refusal => ({ $error: errorCode });

/** What a read answers: always the same, or by its request. */
export type Canned = JsonObject | Refusal | ((input: JsonObject) => JsonObject | Refusal);
/** Answers by the name of the read. */
export type Table = Readonly<Record<string, Canned>>;

export interface Given {
  item: JsonObject;
  reads: Table;
  /** What was answered for the items that this one lies below, by the name of the list or read. */
  above?: Table;
  settings?: Partial<Settings>;
  accounts?: readonly string[];
  region?: string;
  /** In place of the scope of AWS. */
  scope?: Scope;
  aliases?: ReadonlyMap<string, string>;
}

export const testScope = {
  provider: 'aws',
  account: '123456789012',
  accountName: 'test',
  region: 'eu-west-1',
} as const;

/** Makes the reads of one item in order, as the engine does, from canned answers. A read that is not canned throws. */
export function answersOf(collector: Collector, given: Given): Answers {
  const single = new Map<string, Outcome>();
  const keyed = new Map<string, Map<string, Outcome>>();
  const numbers = new Map<string, number>();
  const list = collector.list?.operation;
  if (list)
    single.set(list, { status: 'answer', body: given.item, evidence: 1, prefix: `/${collector.list?.items}/0` });
  const answers: Answers = {
    scope: given.scope ?? { ...testScope, region: given.region ?? testScope.region },
    item: given.item,
    accounts: new Set(given.accounts ?? [given.scope?.account ?? testScope.account]),
    ...(given.aliases ? { aliases: given.aliases } : {}),
    settings: { ...defaultSettings, ...given.settings },
    get: (read) => single.get(read) ?? answeredAbove(collector, given, read),
    each: (read) => keyed.get(read) ?? new Map(),
  };
  const ask = (read: ReadSpec, key: string): Outcome => {
    const seen = watch(answers);
    const input = read.input(given.item, seen.answers, key);
    if (input === null) return unasked(seen.lost());
    const name = read.as ?? read.operation;
    const canned = given.reads[name];
    if (canned === undefined) throw new Error(`${collector.id} asks ${name}, which is not canned`);
    const call = `${name}|${canonical(input)}`;
    const evidence = numbers.get(call) ?? numbers.size + 2;
    numbers.set(call, evidence);
    return outcomeOf(read, typeof canned === 'function' ? canned(input) : canned, evidence);
  };
  for (const read of collector.reads) {
    const name = read.as ?? read.operation;
    if (!read.each) single.set(name, ask(read, ''));
    else keyed.set(name, new Map(read.each(given.item, answers).map((key) => [key, ask(read, key)])));
  }
  return answers;
}

function answeredAbove({ reads }: Collector, { above = {} }: Given, name: string): Outcome {
  const body = reads.some((read) => (read.as ?? read.operation) === name) ? undefined : above[name];
  if (typeof body !== 'object') return { status: 'not-asked' };
  if (!('$error' in body)) return { status: 'answer', body, evidence: 1 };
  const missing: Missing = { reason: 'access-denied', operation: name, errorCode: String(body.$error) };
  return { status: 'failed', missing };
}

function outcomeOf(read: ReadSpec, body: JsonObject | Refusal, evidence: number): Outcome {
  const operation = `${read.service}:${read.operation}`;
  if ('$error' in body) {
    const errorCode = String(body.$error);
    if (read.answers?.includes(errorCode)) return { status: 'absent', errorCode, evidence };
    const reason = errorCode.startsWith('AccessDenied') ? 'access-denied' : 'not-returned';
    const missing: Missing = { reason, operation, errorCode, evidence };
    if (reason === 'access-denied') missing.permission = read.permission;
    return { status: 'failed', missing };
  }
  const needed = read.pages ? (read.pages.emptyOmitted ? undefined : read.pages.items) : read.expects;
  if (typeof needed === 'string' && at(body, `/${needed}`) === undefined) {
    return { status: 'failed', missing: { reason: 'partial-answer', operation, errorCode: 'EmptyAnswer', evidence } };
  }
  return { status: 'answer', body, evidence };
}

/** The resource that these answers make. */
export function resourceOf(collector: Collector, given: Given): Resource {
  return toResource(collector, answersOf(collector, given));
}

/** Facts and links (`->name`) by name: the value, or `missing: <reason>` with what else is known of it. */
export function plainOf(resource: Resource): Record<string, Json> {
  const out: Record<string, Json> = { uid: resource.uid, name: resource.name, parts: resource.parts };
  const plain = (fact: Pick<Fact, 'value' | 'missing'>): Json =>
    fact.missing ? `missing: ${[...new Set(fact.missing.map(reasonOf))].join(', ')}` : shorten(fact.value ?? null);
  for (const [name, fact] of Object.entries(resource.facts)) out[name] = plain(fact);
  for (const [name, link] of Object.entries(resource.links)) out[`->${name}`] = plain(link as Pick<Fact, 'value'>); // a list of texts and missing ones is JSON
  return out;
}

const reasonOf = (one: Missing) => [one.reason, one.permission].filter(Boolean).join(' ');

/** Missing values within a list or an item, as texts. */
function shorten(value: Json): Json {
  if (isMissingValue(value)) return `missing: ${reasonOf(value.$missing)}`;
  if (Array.isArray(value)) return value.map(shorten);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shorten(item)]));
}

/** What differs between two resources: the new value by name. */
export function changesOf(before: Record<string, Json>, after: Record<string, Json>): Record<string, Json> {
  const out: Record<string, Json> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[name] ?? null;
    if (canonical(before[name] ?? null) !== canonical(value)) out[name] = value;
  }
  return out;
}

/** A copy of a table with the member at `Read/pointer` set, or taken out where the value is undefined. */
export function withMember(table: Table, path: string, value: Json | undefined): Table {
  const [read = '', ...steps] = path.split('/');
  const body = table[read];
  if (typeof body !== 'object' || '$error' in body) throw new Error(`${read} has no answer to change`);
  const copy = structuredClone(body);
  let here: Record<string, Json> = copy;
  const last = steps.pop() ?? '';
  for (const step of steps) {
    const next = here[step];
    if (typeof next !== 'object' || next === null) throw new Error(`${path}: nothing at ${step}`);
    here = next as Record<string, Json>; // arrays are read and written by index alike
  }
  if (value === undefined) delete here[last];
  else here[last] = value;
  return { ...table, [read]: copy };
}
