/**
 * The objects that stand for resources and records while CEL runs: one class for each kind and record, with a getter
 * for each fact. A getter reads, notes what it read, and throws the missing signal where nothing is known; nothing is
 * converted that no expression asks for.
 */
import { isMissingValue, type Missing, type MissingValue } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { FactDecl, LinkDecl, RecordDecl } from '../model/kinds/declare.ts';
import type { ResourceView } from '../model/view.ts';
import { type Reader, readerOf } from './door.ts';
import type { KindShape } from './model.ts';
import type { Trace } from './trace.ts';

const notReturned: readonly Missing[] = [{ reason: 'not-returned' }];

function readFact(view: ResourceView, name: string, read: Reader, trace: Trace, path: string): unknown {
  const fact = view.fact(name) as ReturnType<ResourceView['fact']> | undefined; // a view of an old scan may lack it
  if (fact === undefined || fact.value === undefined || (fact.missing && fact.missing.length > 0)) {
    return trace.miss(path, fact?.missing?.length ? fact.missing : notReturned);
  }
  return read(fact.value, trace, path);
}

/** One record of a list, or what stands in its place when it is missing. */
class RecordItem {
  readonly #json: { readonly [field: string]: Json };
  readonly #missing: readonly Missing[] | undefined;
  readonly #trace: Trace;
  readonly #path: string;

  constructor(json: Json, trace: Trace, path: string) {
    const sound = typeof json === 'object' && json !== null && !Array.isArray(json);
    this.#missing = isMissingValue(json) ? [json.$missing] : sound ? undefined : notReturned;
    this.#json = sound ? json : {};
    this.#trace = trace;
    this.#path = path;
  }

  static read(item: RecordItem, field: string, read: Reader): unknown {
    const path = `${item.#path}.${field}`;
    const value = Object.hasOwn(item.#json, field) ? item.#json[field] : undefined;
    if (item.#missing || value === undefined) return item.#trace.miss(path, item.#missing ?? notReturned);
    return read(value, item.#trace, path);
  }
}

/** A linked resource, or what stands in its place when it could not be read. */
class LinkedItem {
  readonly #view: ResourceView | undefined;
  readonly #missing: readonly Missing[] | undefined;
  readonly #trace: Trace;
  readonly #path: string;

  constructor(source: ResourceView | MissingValue, kind: string, trace: Trace, path: string) {
    if (isMissingValue(source)) this.#missing = [source.$missing];
    else if (source.kind !== kind) this.#missing = [{ reason: 'not-returned', detail: `it is no ${kind}` }];
    else this.#view = source;
    this.#trace = trace;
    this.#path = path;
  }

  static read(item: LinkedItem, name: string, read: Reader): unknown {
    const path = `${item.#path}.${name}`;
    if (!item.#view) return item.#trace.miss(path, item.#missing ?? notReturned);
    return readFact(item.#view, name, read, item.#trace, path);
  }
}

/** What an expression sees as its variables: the facts and links of the resource under judgement, and the time. */
export class Variables {
  readonly #view: ResourceView;
  readonly #trace: Trace;
  readonly #scanTime: Date;

  constructor(view: ResourceView, trace: Trace, scanTime: Date) {
    this.#view = view;
    this.#trace = trace;
    this.#scanTime = scanTime;
  }

  get scanTime(): Date {
    return this.#scanTime;
  }

  static read(from: Variables, name: string, read: Reader): unknown {
    return readFact(from.#view, name, read, from.#trace, name);
  }

  static follow(from: Variables, name: string, link: LinkDecl, Item: LinkedItemClass): object {
    const trace = from.#trace;
    const { items, missing } = from.#view.link(name);
    if (!items || (missing && missing.length > 0)) return trace.miss(name, missing?.length ? missing : notReturned);
    const linked = items.map((each) => new Item(each, link.to, trace, name));
    trace.read(name, linked);
    const lacking = items.flatMap((each) => (isMissingValue(each) && each.uid === undefined ? each.$missing : []));
    return lacking.length === 0 ? linked : uncounted(linked, () => trace.miss(name, lacking));
  }
}

/**
 * A list that nobody can count: an entry in it may stand for none, one or many. Its items can
 * be looked at one by one, so that `exists` and `all` settle what the known ones settle; `size()` is missing. (A Set, since
 * cel-js takes the size of a list from `length` where it has one, and needs it for more than counting.)
 */
function uncounted(items: readonly object[], size: () => never): object {
  return Object.defineProperty(new Set(items), 'size', { get: size });
}

type RecordItemClass = new (json: Json, trace: Trace, path: string) => RecordItem;
type LinkedItemClass = new (
  source: ResourceView | MissingValue,
  kind: string,
  trace: Trace,
  path: string,
) => LinkedItem;
export type VariablesClass = new (view: ResourceView, trace: Trace, scanTime: Date) => Variables;

function withGetters<C extends new (...args: never[]) => object>(
  Class: C,
  getters: Record<string, (self: never) => unknown>,
): C {
  for (const [name, get] of Object.entries(getters)) {
    Object.defineProperty(Class.prototype, name, {
      get(this: never) {
        return get(this);
      },
    });
  }
  return Class;
}

/** The classes of a model: made once, used for every resource. */
export class ItemClasses {
  readonly #records = new Map<RecordDecl, RecordItemClass>();

  #reader(decl: FactDecl): Reader {
    return readerOf(decl, () => {
      const Item = this.record(decl.of as RecordDecl); // readerOf asks for lists of records only
      return (json, trace, path) => new Item(json, trace, path);
    });
  }

  #getters<T>(facts: Readonly<Record<string, FactDecl>>, read: (self: T, name: string, reader: Reader) => unknown) {
    const entries = Object.entries(facts).map(([name, decl]) => {
      const reader = this.#reader(decl);
      return [name, (self: T) => read(self, name, reader)] as const;
    });
    return Object.fromEntries(entries);
  }

  /** Class of a list's records. */
  record(decl: RecordDecl): RecordItemClass {
    const made = this.#records.get(decl);
    if (made) return made;
    const Item = withGetters(class extends RecordItem {}, this.#getters(decl.fields, RecordItem.read));
    this.#records.set(decl, Item);
    return Item;
  }

  /** Class of linked resources of a kind: its facts, one hop and no further. */
  linked(kind: KindShape): LinkedItemClass {
    return withGetters(class extends LinkedItem {}, this.#getters(kind.facts, LinkedItem.read));
  }

  /** Class of the variables of a kind's expressions. */
  variables(kind: KindShape, linked: (kind: string) => LinkedItemClass): VariablesClass {
    const links = Object.entries(kind.links).map(([name, link]) => {
      const Item = linked(link.to);
      return [name, (self: Variables) => Variables.follow(self, name, link, Item)] as const;
    });
    const getters = { ...this.#getters(kind.facts, Variables.read), ...Object.fromEntries(links) };
    return withGetters(class extends Variables {}, getters);
  }
}

export type { LinkedItemClass, RecordItemClass };
