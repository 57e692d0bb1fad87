/** The normalised model: what every provider translates into and every control is written against. */
import type { MissingValue } from '../facts.ts';
import { buildKinds } from './build.ts';
import type { FactDecl, KindDecl, LinkDecl, RecordDecl, TraitDecl } from './declare.ts';
import { genaiKinds } from './genai.ts';
import { serveKinds } from './serve.ts';
import { supportKinds } from './support.ts';
import { traits } from './traits.ts';

export { traits };
export type TraitName = keyof typeof traits;

/** Traits that every kind carries, so that no kind names them. */
export const universalTraits = ['ownership', 'lifecycle', 'residency'] as const satisfies readonly TraitName[];

export const kinds = {
  ...buildKinds,
  ...serveKinds,
  ...genaiKinds,
  ...supportKinds,
} as const satisfies Record<string, KindDecl & { traits: readonly TraitName[] }>;
export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as KindName[]; // the keys of a literal are exactly its type's
/** The same declarations without their literal types, for lookups by name. */
const plainKinds: Record<KindName, KindDecl & { traits: readonly TraitName[] }> = kinds;
const plainTraits: Record<TraitName, TraitDecl> = traits;

type Own<K extends KindName> = (typeof kinds)[K];
/** Traits that a kind carries, the universal ones among them. */
export type TraitOf<K extends KindName> = Own<K>['traits'][number] | (typeof universalTraits)[number];
type KeysOfTraits<T extends TraitName> = T extends TraitName ? keyof (typeof traits)[T]['facts'] : never;
type DeclInTraits<T extends TraitName, F> = T extends TraitName
  ? F extends keyof (typeof traits)[T]['facts']
    ? (typeof traits)[T]['facts'][F]
    : never
  : never;

/** Names of the facts of a kind: its own and those of its traits. */
export type FactName<K extends KindName> = K extends KindName
  ? (keyof Own<K>['facts'] | KeysOfTraits<TraitOf<K>>) & string
  : never;
/** Declaration of one fact of a kind. */
export type FactDeclOf<K extends KindName, F extends FactName<K>> = K extends KindName
  ? F extends keyof Own<K>['facts']
    ? Own<K>['facts'][F]
    : DeclInTraits<TraitOf<K>, F>
  : never;

type LinksOf<D> = D extends { links: infer L } ? L : never;
type TraitLinks<T extends TraitName> = T extends TraitName ? LinksOf<(typeof traits)[T]> : never;
type KeysOf<L> = L extends unknown ? keyof L & string : never;
type ForwardKeysOf<L> = L extends unknown
  ? { [N in keyof L]: L[N] extends { reverse: string } ? never : N }[keyof L] & string
  : never;
/** Names of the links of a kind, in both directions. */
export type LinkName<K extends KindName> = K extends KindName
  ? KeysOf<LinksOf<Own<K>> | TraitLinks<TraitOf<K>>>
  : never;
/** Names of the links that a provider has to give: reverse ones are worked out from these. */
export type ForwardLinkName<K extends KindName> = K extends KindName
  ? ForwardKeysOf<LinksOf<Own<K>> | TraitLinks<TraitOf<K>>>
  : never;

/** Item of a list of records: each of its fields may be missing by itself. */
export type ItemOf<R extends RecordDecl> = {
  -readonly [N in keyof R['fields']]: FactType<R['fields'][N]> | MissingValue;
};
/** TypeScript type of the known values of a declared fact. Times are RFC 3339 strings. */
export type FactType<D extends FactDecl> = ValueOf<D> | (D extends { nullable: true } ? null : never);
type ValueOf<D> = D extends { type: 'bool' }
  ? boolean
  : D extends { type: 'int' }
    ? number
    : D extends { type: 'timestamp' }
      ? string
      : D extends { type: 'map' }
        ? Record<string, string>
        : D extends { type: 'list' }
          ? ListOf<D>
          : D extends { type: 'string' }
            ? TextOf<D>
            : never;
type TextOf<D> = D extends { values: readonly (infer V)[] } ? V : string;
type ListOf<D> = D extends { of: infer O }
  ? O extends 'string'
    ? TextOf<D>[]
    : O extends 'int'
      ? number[]
      : O extends RecordDecl
        ? ItemOf<O>[]
        : never
  : never;

/** TypeScript type of the known values of one fact of a kind. */
export type FactOf<K extends KindName, F extends FactName<K>> = FactType<FactDeclOf<K, F>>;

/** Names of the traits of a kind, the universal ones last. */
export function traitsOf(kind: KindName): readonly TraitName[] {
  return [...plainKinds[kind].traits, ...universalTraits];
}

/** Declarations of all facts of a kind by name: its own first, then those of its traits. */
export function factsOf(kind: KindName): Record<string, FactDecl> {
  return Object.assign({}, plainKinds[kind].facts, ...traitsOf(kind).map((name) => plainTraits[name].facts));
}

/** Declarations of all links of a kind by name: its own first, then those of its traits. */
export function linksOf(kind: KindName): Record<string, LinkDecl> {
  return Object.assign({}, plainKinds[kind].links, ...traitsOf(kind).map((name) => plainTraits[name].links));
}

/** Names of the kinds that carry a trait; all of them for a universal one. */
export function kindsWithTrait(trait: TraitName): KindName[] {
  return kindNames.filter((name) => traitsOf(name).includes(trait));
}

/** Whether a text is the name of a kind. */
export function isKindName(name: string): name is KindName {
  return Object.hasOwn(kinds, name);
}
