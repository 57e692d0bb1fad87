import type { Column, Columns } from './columns.ts';
import { type AnyLeaf, Repetitions } from './leaf.ts';
import { Rest } from './rest.ts';
import { elementOf, type SchemaElement } from './schema.ts';
import { type File, NumberShelf, type Place, pathOf, type Shelf, TextShelf } from './shelf.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Takes events apart into the columns of a file, in one pass: rows as objects in between would cost as much again.
 * Nothing is left out: what no column holds, or not in its type, lies in `unmapped` under its path.
 */
export class Shredder {
  readonly leaves: readonly AnyLeaf[];
  private readonly root: StructShelf;
  private readonly rest = new Rest('unmapped');
  rows = 0;

  constructor(columns: Columns) {
    const file: File = { leaves: [], rest: this.rest };
    this.root = new StructShelf(columns, { path: [], repetitions: undefined }, file);
    this.leaves = [...file.leaves, ...this.rest.leaves];
  }

  /** @param event parsed JSON. */
  add(event: Fields): void {
    this.root.put(event, 0);
    for (const [name, value] of Object.entries(event.unmapped ?? {})) this.rest.flatten(value, name);
    this.rest.endOfRow();
    this.rows += 1;
  }
}

function shelfOf(column: Column, place: Place, file: File): Shelf {
  if (column === 'rest') throw new Error('the rest is one column, at the top');
  if (column === 'int' || column === 'long') return new NumberShelf(column, place, file);
  if (typeof column === 'string') return new TextShelf(column, place, file);
  if ('list' in column) return new ListShelf(column.list, place, file);
  return new StructShelf(column.fields, place, file);
}

class StructShelf implements Shelf {
  private readonly names: readonly string[];
  private readonly shelves: readonly Shelf[];
  private readonly known: ReadonlySet<string>;
  private readonly path: readonly SchemaElement[];
  private readonly rest: Rest;

  constructor(columns: Columns, { path, repetitions }: Place, file: File) {
    const own = Object.entries(columns).filter(([, column]) => column !== 'rest');
    this.known = new Set(Object.keys(columns));
    this.names = own.map(([name]) => name);
    this.path = path;
    this.rest = file.rest;
    this.shelves = own.map(([name, column]) =>
      shelfOf(column, { path: [...path, elementOf(name, column)], repetitions }, file),
    );
  }

  put(value: unknown, repetition: number): void {
    const { names, shelves, known, path, rest } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      rest.misfit(value, pathOf(path));
      this.none(path.length - 1, repetition);
      return;
    }
    const fields = value as Fields; // neither null nor a list
    // No group on the way is required, so each of them counts.
    const definition = path.length;
    let unknown = 0;
    for (const _ in fields) unknown += 1;
    for (let index = 0; index < names.length; index += 1) {
      const member = fields[names[index] as string]; // counted
      if (member === undefined || member === null) shelves[index]?.none(definition, repetition);
      else shelves[index]?.put(member, repetition);
      if (member !== undefined) unknown -= 1;
    }
    // To count costs less than to look each name up.
    if (unknown > 0)
      for (const name in fields) if (!known.has(name)) rest.misfit(fields[name], `${pathOf(path)}/${name}`);
  }

  none(definition: number, repetition: number): void {
    for (const shelf of this.shelves) shelf.none(definition, repetition);
  }
}

class ListShelf implements Shelf {
  private readonly shelf: Shelf;
  private readonly repetitions: Repetitions;
  private readonly path: readonly SchemaElement[];
  private readonly rest: Rest;

  constructor(item: Column, { path, repetitions }: Place, file: File) {
    this.repetitions = new Repetitions((repetitions?.max ?? 0) + 1);
    this.path = path;
    this.rest = file.rest;
    const list: SchemaElement = { name: 'list', repetition_type: 'REPEATED', num_children: 1 };
    const place = { path: [...path, list, elementOf('element', item)], repetitions: this.repetitions };
    this.shelf = shelfOf(item, place, file);
  }

  put(value: unknown, repetition: number): void {
    const { shelf, repetitions, path } = this;
    if (!Array.isArray(value)) {
      this.rest.misfit(value, pathOf(path));
      this.none(path.length - 1, repetition);
      return;
    }
    if (value.length === 0) this.none(path.length, repetition);
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      const at = index === 0 ? repetition : repetitions.max;
      repetitions.add(at);
      if (item === undefined || item === null) shelf.none(path.length + 1, at);
      else shelf.put(item, at);
    }
  }

  none(definition: number, repetition: number): void {
    this.repetitions.add(repetition);
    this.shelf.none(definition, repetition);
  }
}
