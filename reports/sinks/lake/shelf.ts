import { type AnyLeaf, Leaf, type Repetitions, writes } from './leaf.ts';
import type { Rest } from './rest.ts';
import type { SchemaElement } from './schema.ts';

/** Where the values of one column go. */
export interface Shelf {
  /** @param repetition of the list that this goes on with; 0 begins a row. */
  put(value: unknown, repetition: number): void;
  none(definition: number, repetition: number): void;
}

/** What all shelves of a file share. */
export interface File {
  leaves: AnyLeaf[];
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

export class TextShelf implements Shelf {
  private readonly leaf: Leaf<string>;
  private readonly isJson: boolean;
  private readonly rest: Rest;

  constructor(type: 'text' | 'json', { path, repetitions }: Place, { leaves, rest }: File) {
    this.leaf = new Leaf(path, repetitions, writes.text);
    this.isJson = type === 'json';
    this.rest = rest;
    leaves.push(this.leaf);
  }

  put(value: unknown): void {
    const { leaf } = this;
    if (this.isJson) leaf.add(JSON.stringify(value));
    else if (typeof value === 'string') leaf.add(value);
    else {
      this.rest.misfit(value, pathOf(leaf.path));
      leaf.none(leaf.maxDefinition - 1);
    }
  }

  none(definition: number): void {
    this.leaf.none(definition);
  }
}

export class NumberShelf implements Shelf {
  private readonly leaf: Leaf<number>;
  private readonly isInt: boolean;
  private readonly rest: Rest;

  constructor(type: 'int' | 'long', { path, repetitions }: Place, { leaves, rest }: File) {
    this.leaf = new Leaf(path, repetitions, writes[type]);
    this.isInt = type === 'int';
    this.rest = rest;
    leaves.push(this.leaf);
  }

  put(value: unknown): void {
    const { leaf } = this;
    if (typeof value === 'number' && (this.isInt ? value === (value | 0) : Number.isSafeInteger(value)))
      leaf.add(value);
    else {
      this.rest.misfit(value, pathOf(leaf.path));
      leaf.none(leaf.maxDefinition - 1);
    }
  }

  none(definition: number): void {
    this.leaf.none(definition);
  }
}
