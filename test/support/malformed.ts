import { canonical } from '../../src/model/canonical.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Answers, Outcome } from '../../src/model/mapping/outcome.ts';
import type { Collector } from '../../src/model/provider.ts';
import type { Resource } from '../../src/model/resource.ts';

type Path = readonly (string | number)[];

/** Every member and item of an answer, with the way to it. */
export function* places(value: Json, path: Path = []): Generator<[path: Path, value: Json]> {
  if (path.length > 0) yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value))
    yield* places(item, [...path, Array.isArray(value) ? Number(name) : name]);
}

/** A copy in which one place holds something else. */
export function put(value: Json, [head, ...rest]: Path, item: Json): Json {
  if (head === undefined) return item;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as JsonObject) }) as JsonObject; // items are read and written as members
  copy[head] = put(copy[head] ?? null, rest, item);
  return copy;
}

/** What stands for another type than `value` has; null where it is an item, since a member that is null is not there. */
export function otherTypes(value: Json, path: Path): Json[] {
  const sort = (one: Json) => (Array.isArray(one) ? 'list' : one === null ? 'null' : typeof one);
  const samples: Json[] = [7, 'x', true, [], {}, ...(typeof path.at(-1) === 'number' ? [null] : [])];
  return samples.filter((one) => sort(one) !== sort(value));
}

/** `ListThings/Items/N/Name`: places of all items are one. */
export function placeName(read: string, path: Path): string {
  return [read, ...path.map((step) => (typeof step === 'number' ? 'N' : step))].join('/');
}

/** The answers of each single call of an item: read, key of a read that is made once a key, outcome. */
export function* calls(collector: Collector, answers: Answers) {
  const names = [
    ...(collector.list ? [collector.list.operation] : []),
    ...collector.reads.map((r) => r.as ?? r.operation),
  ];
  for (const read of new Set(names)) {
    const keyed = collector.reads.some((one) => (one.as ?? one.operation) === read && one.each !== undefined);
    const outcomes: Iterable<readonly [string | undefined, Outcome]> = keyed
      ? answers.each(read)
      : [[undefined, answers.get(read)]];
    for (const [key, outcome] of outcomes) if (outcome.status === 'answer') yield { read, key, outcome };
  }
}

/** The same answers, one of them another. */
export function withAnswer(answers: Answers, read: string, key: string | undefined, outcome: Outcome): Answers {
  return {
    ...answers,
    get: (name) => (name === read && key === undefined ? outcome : answers.get(name)),
    each: (name) => {
      const all = answers.each(name);
      return name === read && key !== undefined ? new Map([...all, [key, outcome]]) : all;
    },
  };
}

/** Facts and links that are known, and not what they were: whoever reads them takes the change for the vendor's word. */
export function changedAndKnown(before: Resource, after: Resource): string[] {
  const was: Record<string, { value?: unknown; missing?: unknown }> = { ...before.facts, ...linksOf(before) };
  return Object.entries({ ...after.facts, ...linksOf(after) })
    .filter(([, { value, missing }]) => missing === undefined && !JSON.stringify(value ?? null).includes('"$missing"'))
    .filter(([name, { value }]) => {
      const old = was[name];
      return (
        old?.missing !== undefined || canonical((old?.value ?? null) as Json) !== canonical((value ?? null) as Json)
      ); // facts and links are JSON
    })
    .map(([name]) => name);
}

function linksOf({ links }: Resource) {
  return Object.fromEntries(Object.entries(links).map(([name, link]) => [`->${name}`, link]));
}
