/** What the parts of an expression mean in terms of the declared facts: CEL's own types do not know enums or paths. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { FactDecl, LinkDecl } from '../model/kinds/declare.ts';
import type { KindShape, Model } from './model.ts';

/** A text literal of an expression and where it stands. */
export interface Word {
  text: string;
  node: ASTNode;
}

export type Meaning =
  /** A fact, or a field of a record or of a linked resource; `path` has a dot for a field. */
  | { is: 'fact'; path: string; decl: FactDecl }
  /** An item of a list of texts that is a fact. */
  | { is: 'item'; path: string; values: readonly string[] | undefined }
  /** A record, or a linked resource: something with facts of its own. */
  | { is: 'thing'; path: string; facts: Readonly<Record<string, FactDecl>> }
  /** A list; `path` where it is a fact or a link as it stands. */
  | { is: 'list'; path: string | undefined; item: Meaning | undefined }
  /** Any of some literals. */
  | { is: 'words'; words: readonly Word[] };

/** Names that an expression can use, and what they mean. */
export type Scope = ReadonlyMap<string, Meaning>;

function meaningOfFact(path: string, decl: FactDecl): Meaning {
  if (decl.type !== 'list') return { is: 'fact', path, decl };
  const item: Meaning =
    typeof decl.of === 'object'
      ? { is: 'thing', path, facts: decl.of.fields }
      : { is: 'item', path, values: decl.values };
  return { is: 'list', path, item };
}

function meaningOfLink(model: Model, path: string, link: LinkDecl): Meaning {
  const facts = model.kinds.get(link.to)?.facts ?? {};
  return { is: 'list', path, item: { is: 'thing', path, facts } };
}

/** The variables of a kind's expressions. */
export function scopeOf(model: Model, kind: KindShape): Scope {
  const scope = new Map<string, Meaning>();
  for (const [name, decl] of Object.entries(kind.facts)) scope.set(name, meaningOfFact(name, decl));
  for (const [name, link] of Object.entries(kind.links)) scope.set(name, meaningOfLink(model, name, link));
  return scope;
}

/** What a field of something means. */
export function fieldOf(of: Meaning | undefined, field: string): Meaning | undefined {
  const decl = of?.is === 'thing' && Object.hasOwn(of.facts, field) ? of.facts[field] : undefined;
  return of?.is === 'thing' && decl ? meaningOfFact(`${of.path}.${field}`, decl) : undefined;
}

/** The words that a meaning can be, where its declaration names them all. */
export function valuesOf(meaning: Meaning | undefined): { path: string; values: readonly string[] } | undefined {
  const values = meaning?.is === 'fact' ? meaning.decl.values : meaning?.is === 'item' ? meaning.values : undefined;
  return values && meaning && 'path' in meaning ? { path: meaning.path ?? '', values } : undefined;
}

/** Both, where both are literals; else the one that has a declaration. */
export function either(a: Meaning | undefined, b: Meaning | undefined): Meaning | undefined {
  if (a?.is === 'words' && b?.is === 'words') return { is: 'words', words: [...a.words, ...b.words] };
  return a ?? b;
}
