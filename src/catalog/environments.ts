/**
 * Two CEL environments for each kind (kinds.md, principle 6). The one that checks knows nullable facts by their type,
 * with `T == null` declared, so that `x != null && x <= 180` checks and `x <= "180"` does not. The one that runs holds
 * them as `dyn`, since cel-js refuses null in a typed variable.
 */
import { Environment } from '@marcbachmann/cel-js';
import type { FactDecl, RecordDecl } from '../model/kinds/declare.ts';
import { ItemClasses, type LinkedItemClass, type VariablesClass } from './items.ts';
import type { Model } from './model.ts';

const timestamp = 'google.protobuf.Timestamp';

/** Far above any control, far below what hurts: catalogs of users are input, too. */
const limits = { maxAstNodes: 2000, maxDepth: 40, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 4 };

/** What compiles and runs the expressions of one kind. */
export interface KindEnvironment {
  check: Environment;
  run: Environment;
  Variables: VariablesClass;
}

interface Base {
  check: Environment;
  run: Environment;
  linked: Map<string, LinkedItemClass>;
}

/** The environments of a model, built when they are first asked for. */
export class Environments {
  readonly model: Model;
  readonly #classes = new ItemClasses();
  readonly #recordNames = new Map<RecordDecl, string>();
  readonly #kinds = new Map<string, KindEnvironment>();
  #base: Base | undefined;

  constructor(model: Model) {
    this.model = model;
  }

  /** The environments of a kind. @throws RangeError when the model has no such kind. */
  of(name: string): KindEnvironment {
    const made = this.#kinds.get(name);
    if (made) return made;
    const kind = this.model.kinds.get(name);
    if (!kind) throw new RangeError(`no kind ${name}`);
    this.#base ??= this.#buildBase();
    const base = this.#base;
    const check = base.check.clone();
    const run = base.run.clone();
    for (const [environment, running] of [
      [check, false],
      [run, true],
    ] as const) {
      environment.registerVariable('scanTime', timestamp);
      for (const [fact, decl] of Object.entries(kind.facts)) {
        environment.registerVariable(fact, this.#typeOf(decl, running));
      }
      for (const [link, { to }] of Object.entries(kind.links)) environment.registerVariable(link, `list<${to}>`);
    }
    const linked = (to: string) => base.linked.get(to)!; // every kind of the model is in the base
    const built = { check, run, Variables: this.#classes.variables(kind, linked) };
    this.#kinds.set(name, built);
    return built;
  }

  #typeOf(decl: FactDecl, running: boolean): string {
    if (decl.nullable && running) return 'dyn';
    if (decl.type === 'timestamp') return timestamp;
    if (decl.type === 'map') return 'map<string, string>';
    if (decl.type !== 'list') return decl.type;
    return `list<${typeof decl.of === 'object' ? this.#recordNames.get(decl.of)! : (decl.of ?? 'string')}>`;
  }

  #buildBase(): Base {
    const base = { check: new Environment({ limits }), run: new Environment({ limits }), linked: new Map() };
    base.check.registerOperator('int == null', (a, b) => a === b);
    base.check.registerOperator(`${timestamp} == null`, (a, b) => a === b);
    const kinds = [...this.model.kinds.values()];
    for (const decl of recordsOf(kinds.flatMap((kind) => Object.values(kind.facts)))) {
      const taken = new Set(this.#recordNames.values());
      let name = decl.name;
      for (let n = 2; taken.has(name) || this.model.kinds.has(name); n++) name = `${decl.name}${n}`;
      this.#recordNames.set(decl, name);
    }
    for (const [decl, name] of this.#recordNames) this.#register(base, name, this.#classes.record(decl), decl.fields);
    for (const kind of kinds) {
      const ctor = this.#classes.linked(kind);
      base.linked.set(kind.name, ctor);
      this.#register(base, kind.name, ctor, kind.facts);
    }
    return base;
  }

  #register(base: Base, name: string, ctor: RecordClass, facts: Readonly<Record<string, FactDecl>>): void {
    for (const running of [false, true]) {
      const types = Object.entries(facts).map(([fact, decl]) => [fact, this.#typeOf(decl, running)]);
      base[running ? 'run' : 'check'].registerType(name, { ctor, fields: Object.fromEntries(types) });
    }
  }
}

type RecordClass = new (...args: never[]) => object;

/** All record declarations under some facts, the inner ones of records too, each once. */
function recordsOf(facts: readonly FactDecl[], found = new Set<RecordDecl>()): Set<RecordDecl> {
  for (const { of } of facts) {
    if (typeof of !== 'object' || found.has(of)) continue;
    found.add(of);
    recordsOf(Object.values(of.fields), found);
  }
  return found;
}
