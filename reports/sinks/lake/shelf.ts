import type { Leaf, Repetitions } from './leaf.ts';
import { NumberLeaf } from './numbers.ts';
import type { Rest } from './rest.ts';
import type { SchemaElement } from './schema.ts';
import { TextLeaf } from './texts.ts';

/** Where the values of one column go. */
export interface Shelf {
  /** @param repetition of the list that this goes on with; 0 begins a row. */
  put(value: unknown, repetition: number): void;
  none(definition: number, repetition: number): void;
}

/** What all shelves of a file share. */
export interface File {
  leaves: Leaf[];
  rest: Rest;
}

/** Where in the file a shelf stands. */
export interface Place {
  path: readonly SchemaElement[];
  repetitions: Repetitions | undefined;
}

/** `/finding_info/title`, without the groups that make up a list. */
export function pathOf(path: readonly SchemaElement[]): string {
  return path.map((one) => (one.name === 'list' || one.name === 'element' ? '' : `/${one.name}`)).join('');
}

/** Of single values. */
abstract class LeafShelf<L extends Leaf> implements Shelf {
  readonly leaf: L;
  private readonly rest: Rest;

  constructor(leaf: L, { leaves, rest }: File) {
    this.leaf = leaf;
    this.rest = rest;
    leaves.push(leaf);
  }

  abstract put(value: unknown): void;

  none(definition: number): void {
    this.leaf.none(definition);
  }

  protected misfit(value: unknown): void {
    const { leaf } = this;
    this.rest.misfit(value, pathOf(leaf.path));
    leaf.none(leaf.maxDefinition - 1);
  }
}

export class TextShelf extends LeafShelf<TextLeaf> {
  constructor({ path, repetitions }: Place, file: File) {
    super(new TextLeaf(path, repetitions), file);
  }

  put(value: unknown): void {
    if (typeof value === 'string') this.leaf.add(value);
    else this.misfit(value);
  }
}

export class JsonShelf extends LeafShelf<TextLeaf> {
  constructor({ path, repetitions }: Place, file: File) {
    super(new TextLeaf(path, repetitions), file);
  }

  put(value: unknown): void {
    this.leaf.add(JSON.stringify(value));
  }
}

export class NumberShelf extends LeafShelf<NumberLeaf> {
  private readonly isInt: boolean;

  constructor(type: 'int' | 'long', { path, repetitions }: Place, file: File) {
    super(new NumberLeaf(path, repetitions, type), file);
    this.isInt = type === 'int';
  }

  put(value: unknown): void {
    if (typeof value === 'number' && (this.isInt ? value === (value | 0) : Number.isSafeInteger(value)))
      this.leaf.add(value);
    else this.misfit(value);
  }
}
