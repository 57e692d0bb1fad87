/**
 * How kinds, traits and their facts are declared. A declaration is data: the catalog builds its CEL environments from
 * it, mappers are typed by it, the generated documentation is printed from it.
 */

export interface RecordDecl<F extends Record<string, FactDecl> = Record<string, FactDecl>> {
  name: string;
  fields: F;
}

export interface FactDecl {
  /** CEL type: bool, string, int, timestamp, list or map (string to string). */
  type: 'bool' | 'string' | 'int' | 'timestamp' | 'list' | 'map';
  /** One sentence: what is true when it holds; the unit where there is one. */
  doc: string;
  /** null is a value: known to be absent (timestamps and ints only). */
  nullable?: true;
  /** Allowed strings, best to worst where they have an order; for a list, of its items. */
  values?: readonly string[];
  /** Item type of a list. */
  of?: 'string' | 'int' | RecordDecl;
}

export interface LinkDecl {
  to: string;
  doc: string;
  /** Name of the forward link on `to` that this is the other way of. */
  reverse?: string;
}

export interface TraitDecl {
  doc: string;
  facts: Record<string, FactDecl>;
  links?: Record<string, LinkDecl>;
}

export interface KindDecl {
  /** What a person calls it: one, many. */
  noun: readonly [string, string];
  doc: string;
  traits: readonly string[];
  facts: Record<string, FactDecl>;
  links?: Record<string, LinkDecl>;
}

export const bool = (doc: string) => ({ type: 'bool', doc }) as const;
export const text = (doc: string) => ({ type: 'string', doc }) as const;
export const oneOf = <const V extends readonly string[]>(values: V, doc: string) =>
  ({ type: 'string', values, doc }) as const;
export const int = (doc: string) => ({ type: 'int', doc }) as const;
export const intOrNull = (doc: string) => ({ type: 'int', nullable: true, doc }) as const;
export const time = (doc: string) => ({ type: 'timestamp', doc }) as const;
export const timeOrNull = (doc: string) => ({ type: 'timestamp', nullable: true, doc }) as const;
export const texts = (doc: string) => ({ type: 'list', of: 'string', doc }) as const;
export const ints = (doc: string) => ({ type: 'list', of: 'int', doc }) as const;
export const someOf = <const V extends readonly string[]>(values: V, doc: string) =>
  ({ type: 'list', of: 'string', values, doc }) as const;
export const textMap = (doc: string) => ({ type: 'map', doc }) as const;
export const record = <const F extends Record<string, FactDecl>>(name: string, fields: F) =>
  ({ name, fields }) as const;
export const listOf = <const R extends RecordDecl>(of: R, doc: string) => ({ type: 'list', of, doc }) as const;
export const linkTo = <const K extends string>(to: K, doc: string) => ({ to, doc }) as const;
/** The other way of link `reverse` of kind `to`: known only when that population was read to its end. */
export const reverseOf = <const K extends string>(to: K, reverse: string, doc: string) =>
  ({ to, reverse, doc }) as const;

export const trait = <const T extends TraitDecl>(declaration: T): T => declaration;
export const kind = <const K extends KindDecl>(declaration: K): K => declaration;
