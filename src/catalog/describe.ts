import type { Control, ControlCase } from '../model/control.ts';
import type { FactDecl } from '../model/kinds/declare.ts';
import type { Provider } from '../model/verdict.ts';
import type { Catalog } from './load.ts';

/** What `controls show` and the catalog's pages tell of a control. */
export interface ControlDescription {
  control: Control;
  /** Kinds it judges, as a person calls them (one, many). */
  kinds: { kind: string; noun: readonly [string, string] }[];
  /** Providers that the file says how to fix it on. */
  platforms: Provider[];
  when: string | null;
  pass: string;
  /** What the observed facts and links mean. */
  observed: { name: string; doc: string; type: string; values: readonly string[] }[];
  cases: ControlCase[];
  /** Framework id -> requirement ids. */
  frameworks: Record<string, string[]>;
}

/** Describes a control. @throws RangeError on an unknown id. */
export function describeControl(catalog: Catalog, id: string): ControlDescription {
  const control = catalog.controls.find((each) => each.id === id);
  if (!control) throw new RangeError(`no control ${id}`);
  const shapes = catalog.kindsOf(id).flatMap((kind) => catalog.model.kinds.get(kind) ?? []);
  return {
    control,
    kinds: shapes.map(({ name, noun }) => ({ kind: name, noun })),
    platforms: Object.keys(control.fix) as Provider[], // the schema allows no other key
    when: control.when ?? null,
    pass: control.pass,
    observed: control.observe.map((name) => {
      const decl = shapes.map((shape) => shape.facts[name]).find((each) => each !== undefined);
      const link = shapes.map((shape) => shape.links[name]).find((each) => each !== undefined);
      const type = decl ? typeOf(decl) : `list of ${link?.to}`;
      return { name, doc: decl?.doc ?? link?.doc ?? '', type, values: decl?.values ?? [] };
    }),
    cases: control.cases,
    frameworks: catalog.frameworksOf(id),
  };
}

function typeOf({ type, of, nullable }: FactDecl): string {
  const name = type === 'list' ? `list of ${typeof of === 'object' ? of.name : of}` : type;
  return nullable ? `${name} or null` : name;
}
