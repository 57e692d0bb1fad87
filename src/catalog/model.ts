import type { FactDecl, KindDecl, LinkDecl, TraitDecl } from '../model/kinds/declare.ts';
import { kinds, traits, universalTraits } from '../model/kinds/index.ts';

/** A kind with the facts and links of its traits merged in: all that a control can name. */
export interface KindShape {
  name: string;
  /** What a person calls it: one, many. */
  noun: readonly [string, string];
  doc: string;
  facts: Readonly<Record<string, FactDecl>>;
  links: Readonly<Record<string, LinkDecl>>;
}

/** The declared world that controls are checked against. */
export interface Model {
  kinds: ReadonlyMap<string, KindShape>;
  /** Trait name -> kinds that carry it, in the order of declaration. */
  traits: ReadonlyMap<string, readonly string[]>;
}

/**
 * Merges traits into kinds.
 *
 * @param universal Traits that every kind carries.
 */
export function modelOf(
  kindDecls: Readonly<Record<string, KindDecl>>,
  traitDecls: Readonly<Record<string, TraitDecl>>,
  universal: readonly string[] = [],
): Model {
  const shapes = new Map<string, KindShape>();
  const carriers = new Map<string, string[]>(Object.keys(traitDecls).map((name) => [name, []]));
  for (const [name, kind] of Object.entries(kindDecls)) {
    const own = [...new Set([...kind.traits, ...universal])];
    const decls = own.flatMap((trait) => traitDecls[trait] ?? []);
    for (const trait of own) carriers.get(trait)?.push(name);
    shapes.set(name, {
      name,
      noun: kind.noun,
      doc: kind.doc,
      facts: Object.assign({}, kind.facts, ...decls.map((each) => each.facts)),
      links: Object.assign({}, kind.links, ...decls.map((each) => each.links)),
    });
  }
  return { kinds: shapes, traits: carriers };
}

/** Plumbline's own kinds and traits. */
export const standardModel: Model = modelOf(kinds, traits, universalTraits);

/**
 * The kinds that an entry of `applies_to` stands for.
 *
 * @param entry A kind, or `trait.<name>`.
 * @returns undefined when there is no such kind or trait.
 */
export function kindsMeantBy(model: Model, entry: string): readonly string[] | undefined {
  if (entry.startsWith('trait.')) return model.traits.get(entry.slice('trait.'.length));
  return model.kinds.has(entry) ? [entry] : undefined;
}
