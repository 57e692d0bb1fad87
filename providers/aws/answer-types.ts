import type { Json } from '../../src/model/json.ts';

/** Where an answer is not of the type that the SDK's model gives, and what was expected there. Never the value. */
export interface Strange {
  /** RFC 6901. */
  pointer: string;
  expected: string;
}

/** A type of the SDK's model: a number, a nested description, or a function that gives one, since types are recursive. */
type Described = number | string | readonly unknown[] | (() => Described);
type Node =
  | { type: 'text' | 'number' | 'flag' | 'time' | 'anything' }
  | { type: 'list' | 'map'; of: Described; sparse: boolean }
  | { type: 'object'; members: ReadonlyMap<string, Described> };

const anything: Node = { type: 'anything' };
const nodes = new WeakMap<readonly unknown[], Node>();

/**
 * The first place where an answer has another type than the SDK's model says: a number as text, a text where an object
 * belongs, null in a list. AWS does not send such answers, so one that does was not made by AWS as we know it, and what
 * a row would make of it is a guess. Members that the model does not name, and words that it does not list, are none of
 * its business; null and absent are the same, but for items of a list.
 *
 * @param operation the `schema` of an SDK command.
 * @see https://smithy.io/2.0/spec/simple-types.html
 */
export function strangeType(operation: readonly unknown[] | undefined, answer: Json): Strange | undefined {
  const output = operation?.[5] as Described | undefined; // [9, namespace, name, traits, input, output]
  return output === undefined ? undefined : strangeAt(output, answer, '');
}

function strangeAt(described: Described, value: Json, pointer: string): Strange | undefined {
  const node = nodeOf(described);
  if (node.type === 'anything') return undefined;
  if (node.type === 'object') return strangeMember(node.members, value, pointer);
  if (node.type === 'list') return strangeItem(node, value, pointer);
  if (node.type === 'map') return strangeEntry(node, value, pointer);
  return fits[node.type](value) ? undefined : { pointer, expected: words[node.type] };
}

function strangeMember(members: ReadonlyMap<string, Described>, value: Json, pointer: string): Strange | undefined {
  if (!isObject(value)) return { pointer, expected: 'an object' };
  // Names in an answer are untrusted text, so they are looked up in a Map.
  for (const name in value) {
    const item = value[name];
    const described = members.get(name);
    if (described === undefined || item === null || item === undefined) continue;
    const strange = strangeAt(described, item, `${pointer}/${escaped(name)}`);
    if (strange) return strange;
  }
  return undefined;
}

function strangeItem(
  { of, sparse }: Extract<Node, { of: unknown }>,
  value: Json,
  pointer: string,
): Strange | undefined {
  if (!Array.isArray(value)) return { pointer, expected: 'a list' };
  for (const [index, item] of value.entries()) {
    if (item === null && sparse) continue;
    const strange = strangeAt(of, item, `${pointer}/${index}`);
    if (strange) return strange;
  }
  return undefined;
}

function strangeEntry({ of }: Extract<Node, { of: unknown }>, value: Json, pointer: string): Strange | undefined {
  if (!isObject(value)) return { pointer, expected: 'an object' };
  for (const [name, item] of Object.entries(value)) {
    if (item === null) continue;
    const strange = strangeAt(of, item, `${pointer}/${escaped(name)}`);
    if (strange) return strange;
  }
  return undefined;
}

const isObject = (value: Json): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Floats of AWS may be these words. */
const noNumbers: ReadonlySet<Json> = new Set(['NaN', 'Infinity', '-Infinity']);
const fits = {
  text: (value: Json) => typeof value === 'string',
  number: (value: Json) => typeof value === 'number' || noNumbers.has(value),
  flag: (value: Json) => typeof value === 'boolean',
  // Answers hold them as RFC 3339 by now: a number that is left is none that the SDK took for a time.
  time: (value: Json) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};
const words = { text: 'a text', number: 'a number', flag: 'true or false', time: 'a time' };

function nodeOf(described: Described): Node {
  if (typeof described === 'function') return nodeOf(described());
  if (typeof described === 'number') return simple(described);
  if (typeof described === 'string') return anything; // the SDK's word for an empty answer
  let node = nodes.get(described);
  if (!node) {
    node = compiled(described);
    nodes.set(described, node);
  }
  return node;
}

/** The arrays of the SDK begin with the sort of the type; a pair is a type with traits. */
function compiled(described: readonly unknown[]): Node {
  const [sort, , , traits] = described;
  // Places are fixed by the sort: simple [0, ns, name, traits, type], list [1, .., item], map [2, .., key, value], others [.., names, types].
  const of = (place: number) => described[place] as Described;
  if (typeof sort !== 'number' || described.length === 2) return nodeOf(of(0));
  if (sort === 0) return nodeOf(of(4));
  const sparse = typeof traits === 'object' && traits !== null && 'sparse' in traits;
  if (sort === 1) return { type: 'list', of: of(4), sparse };
  if (sort === 2) return { type: 'map', of: of(5), sparse };
  const names = described[4] as readonly string[];
  const types = described[5] as readonly Described[];
  return {
    type: 'object',
    members: new Map(names.map((name, index) => [sentAs(name, types[index]), types[index] ?? anyType])),
  };
}

/** The name in the answer, where the SDK has another one (GuardDuty). @see https://smithy.io/2.0/spec/protocol-traits.html */
function sentAs(name: string, type: Described | undefined): string {
  const [, traits] = Array.isArray(type) && type.length === 2 ? type : [];
  return typeof traits === 'object' && traits !== null && 'jsonName' in traits ? String(traits.jsonName) : name;
}

const anyType = 15;
const listBit = 64;
const mapBit = 128;

/** Numbers that stand for simple types, and for lists and maps of them. */
function simple(code: number): Node {
  if (code >= mapBit) return { type: 'map', of: code - mapBit, sparse: false };
  if (code >= listBit) return { type: 'list', of: code - listBit, sparse: false };
  const type = simpleTypes.get(code);
  return type === undefined ? anything : { type };
}

/** Blobs come as base64; documents may be anything; numbers too large for JavaScript are left alone. */
const simpleTypes: ReadonlyMap<number, 'text' | 'number' | 'flag' | 'time'> = new Map([
  [0, 'text'],
  [1, 'number'],
  [2, 'flag'],
  [4, 'time'],
  [5, 'time'],
  [6, 'time'],
  [7, 'time'],
  [21, 'text'],
]);
