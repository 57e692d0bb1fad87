import type { Column, Columns } from './columns.ts';
import { Leaf } from './leaf.ts';
import { Rest } from './rest.ts';
import { elementOf, type SchemaElement } from './schema.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where the values of one column go. */
interface Shelf {
  /** @param repetition of the list that this goes on with; 0 begins a row. */
  put(value: unknown, repetition: number): void;
  none(definition: number, repetition: number): void;
}

/** What all shelves of a file share. */
interface File {
  leaves: Leaf[];
  rest: Rest;
}

/**
 * Takes events apart into the columns of a file, in one pass: rows as objects in between would cost as much again.
 * Nothing is left out: what no column holds, or not in its type, lies in `unmapped` under its path.
 */
export class Shredder {
  readonly leaves: readonly Leaf[];
  private readonly root: StructShelf;
  private readonly rest = new Rest('unmapped');
  rows = 0;

  constructor(columns: Columns) {
    const file: File = { leaves: [], rest: this.rest };
    this.root = new StructShelf(columns, [], 0, file);
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

function shelfOf(column: Column, path: readonly SchemaElement[], lists: number, file: File): Shelf {
  if (typeof column === 'string') return new LeafShelf(column, path, file);
  if ('list' in column) return new ListShelf(column.list, path, lists + 1, file);
  return new StructShelf(column.fields, path, lists, file);
}

/** `/finding_info/title`, without the groups that make up a list. */
function pathOf(path: readonly SchemaElement[]): string {
  return path.map((one) => (one.name === 'list' || one.name === 'element' ? '' : `/${one.name}`)).join('');
}

class LeafShelf implements Shelf {
  private readonly leaf: Leaf;
  private readonly type: Column;
  private readonly rest: Rest;

  constructor(type: Column, path: readonly SchemaElement[], { leaves, rest }: File) {
    this.type = type;
    this.leaf = new Leaf(path);
    this.rest = rest;
    leaves.push(this.leaf);
  }

  put(value: unknown, repetition: number): void {
    const { leaf, type } = this;
    if (type === 'text' && typeof value === 'string') leaf.add(value, repetition);
    else if (type === 'int' && typeof value === 'number' && value === (value | 0)) leaf.add(value, repetition);
    else if (type === 'long' && Number.isSafeInteger(value)) leaf.add(BigInt(value as number), repetition);
    else if (type === 'json') leaf.add(JSON.stringify(value), repetition);
    else {
      this.rest.misfit(value, pathOf(leaf.path));
      leaf.none(leaf.maxDefinition - 1, repetition);
    }
  }

  none(definition: number, repetition: number): void {
    this.leaf.none(definition, repetition);
  }
}

class StructShelf implements Shelf {
  private readonly names: readonly string[];
  private readonly shelves: readonly Shelf[];
  private readonly known: ReadonlySet<string>;
  private readonly path: readonly SchemaElement[];
  private readonly rest: Rest;

  constructor(columns: Columns, path: readonly SchemaElement[], lists: number, file: File) {
    const own = Object.entries(columns).filter(([, column]) => column !== 'rest');
    this.known = new Set(Object.keys(columns));
    this.names = own.map(([name]) => name);
    this.path = path;
    this.rest = file.rest;
    this.shelves = own.map(([name, column]) => shelfOf(column, [...path, elementOf(name, column)], lists, file));
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
    for (let index = 0; index < names.length; index += 1) {
      const member = fields[names[index] ?? ''];
      if (member === undefined || member === null) shelves[index]?.none(definition, repetition);
      else shelves[index]?.put(member, repetition);
    }
    for (const name in fields) if (!known.has(name)) rest.misfit(fields[name], `${pathOf(path)}/${name}`);
  }

  none(definition: number, repetition: number): void {
    for (const shelf of this.shelves) shelf.none(definition, repetition);
  }
}

class ListShelf implements Shelf {
  private readonly shelf: Shelf;
  private readonly depth: number;
  private readonly path: readonly SchemaElement[];
  private readonly rest: Rest;

  constructor(item: Column, path: readonly SchemaElement[], depth: number, file: File) {
    this.depth = depth;
    this.path = path;
    this.rest = file.rest;
    const list: SchemaElement = { name: 'list', repetition_type: 'REPEATED', num_children: 1 };
    this.shelf = shelfOf(item, [...path, list, elementOf('element', item)], depth, file);
  }

  put(value: unknown, repetition: number): void {
    const { shelf, depth, path } = this;
    if (!Array.isArray(value)) {
      this.rest.misfit(value, pathOf(path));
      shelf.none(path.length - 1, repetition);
      return;
    }
    if (value.length === 0) shelf.none(path.length, repetition);
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      const at = index === 0 ? repetition : depth;
      if (item === undefined || item === null) shelf.none(path.length + 1, at);
      else shelf.put(item, at);
    }
  }

  none(definition: number, repetition: number): void {
    this.shelf.none(definition, repetition);
  }
}
