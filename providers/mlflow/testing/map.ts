import type { Json, JsonObject } from '../../../src/model/json.ts';
import { type Answers, defaultSettings, type Outcome, type Settings } from '../../../src/model/mapping/outcome.ts';
import { at } from '../../../src/model/mapping/pointer.ts';
import { toResource } from '../../../src/model/mapping/to-resource.ts';
import type { Collector, ReadSpec } from '../../../src/model/provider.ts';
import { plainOf } from '../../aws/testing/map.ts';

/** An answer, an error by its code, or undefined for a read that must not be asked. */
export type Canned = JsonObject | `error ${string}`;
export type Table = Readonly<Record<string, Canned>>;

export const testServer = 'mlflow.example';

/** Answers that most collectors ask for: a server of one's own, reached over TLS, that asks for a password. */
export const usual: Table = {
  Handshake: { scheme: 'https', host: testServer, address: '10.1.2.3', auth: 'basic', protocol: 'TLSv1.3' },
  Anonymous: 'error HTTP 401 Basic',
};

export interface Given {
  item: JsonObject;
  reads?: Table;
  settings?: Partial<Settings>;
}

/** The answers of one item, read in order as the engine does. A read that is not canned throws. */
export function answersFor(collector: Collector, { item, reads = {}, settings = {} }: Given): Answers {
  const single = new Map<string, Outcome>();
  const { list } = collector;
  if (list) single.set(list.operation, { status: 'answer', body: item, evidence: 1, prefix: `/${list.items}/0` });
  const answers: Answers = {
    scope: { provider: 'mlflow', account: testServer, accountName: 'test', region: 'global' },
    item,
    accounts: new Set([testServer]),
    settings: { ...defaultSettings, ...settings },
    get: (name) => single.get(name) ?? { status: 'not-asked' },
    each: () => new Map(),
  };
  for (const [index, read] of collector.reads.entries()) {
    const name = read.as ?? read.operation;
    if (read.input(item, answers, '') === null) continue;
    const canned = reads[name] ?? usual[name];
    if (canned === undefined) throw new Error(`${collector.id} asks ${name}, which is not canned`);
    single.set(name, outcomeOf(read, canned, index + 2));
  }
  return answers;
}

function outcomeOf(read: ReadSpec, canned: Canned, evidence: number): Outcome {
  const operation = `${read.service}:${read.operation}`;
  if (typeof canned === 'string') {
    const errorCode = canned.slice('error '.length);
    if (read.answers?.includes(errorCode)) return { status: 'absent', errorCode, evidence };
    return {
      status: 'failed',
      missing: { reason: 'access-denied', operation, errorCode, permission: read.permission, evidence },
    };
  }
  if (typeof read.expects === 'string' && at(canned, `/${read.expects}`) === undefined)
    return { status: 'failed', missing: { reason: 'partial-answer', operation, errorCode: 'EmptyAnswer', evidence } };
  return { status: 'answer', body: canned, evidence };
}

/** Facts and links (`->name`) by name, missing ones as texts. */
export function mapped(collector: Collector, given: Given): Record<string, Json> {
  return plainOf(toResource(collector, answersFor(collector, given)));
}

/** A copy of an object with the member at a pointer set, or taken out where the value is undefined. */
export function changed(body: JsonObject, pointer: string, value: Json | undefined): JsonObject {
  const copy = structuredClone(body);
  const steps = pointer.slice(1).split('/');
  const last = steps.pop() ?? '';
  let here: Record<string, Json> = copy;
  for (const step of steps) here = here[step] as Record<string, Json>; // arrays are read and written by index alike
  if (value === undefined) delete here[last];
  else here[last] = value;
  return copy;
}
