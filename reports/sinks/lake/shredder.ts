import type { Column, Columns } from './columns.ts';
import { type Leaf, Repetitions } from './leaf.ts';
import { Rest } from './rest.ts';
import { elementOf, type SchemaElement } from './schema.ts';
import { type File, JsonShelf, NumberShelf, type Place, pathOf, type Shelf, TextShelf } from './shelf.ts';
import type { TextLeaf } from './texts.ts';

type Fields = Readonly<Record<string, unknown>>;

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
    this.root = new StructShelf(columns, { path: [], repetitions: undefined }, file);
    this.leaves = [...file.leaves, ...this.rest.leaves];
  }

  /** @param event parsed JSON. */
  add(event: Fields): void {
    this.root.put(event, 0);
    this.rest.endOfRow();
    this.rows += 1;
  }
}

function shelfOf(column: Column, place: Place, file: File): Shelf {
  if (column === 'rest') throw new Error('the rest is one column, at the top');
  if (column === 'int' || column === 'long') return new NumberShelf(column, place, file);
  if (column === 'text') return new TextShelf(place, file);
  if (column === 'json') return new JsonShelf(place, file);
  if ('list' in column) return new ListShelf(column.list, place, file);
  return new StructShelf(column.fields, place, file);
}

/** A member of a group, as far as it has a column. */
interface Member {
  readonly name: string;
  readonly shelf: Shelf;
  /** Most members are texts: they go past the shelf. */
  readonly text: TextLeaf | undefined;
  /** Group that last had it, by number. */
  group: number;
  /** The one that came after it the last time: events of one format have their members in one order. */
  next: Member | undefined;
}

class StructShelf implements Shelf {
  private readonly members: readonly Member[];
  private readonly byName: ReadonlyMap<string, Member>;
  /** Stands before the first member. */
  private readonly start: Pick<Member, 'next'> = { next: undefined };
  private groups = 0;
  private readonly path: readonly SchemaElement[];
  private readonly rest: Rest;

  constructor(columns: Columns, { path, repetitions }: Place, file: File) {
    this.path = path;
    this.rest = file.rest;
    this.members = Object.entries(columns)
      .filter(([, column]) => column !== 'rest')
      .map(([name, column]) => {
        const shelf = shelfOf(column, { path: [...path, elementOf(name, column)], repetitions }, file);
        const text = shelf instanceof TextShelf ? shelf.leaf : undefined;
        return { name, shelf, text, group: 0, next: undefined };
      });
    this.byName = new Map(this.members.map((one) => [one.name, one]));
  }

  put(value: unknown, repetition: number): void {
    const { members, path, rest } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      rest.misfit(value, pathOf(path));
      this.none(path.length - 1, repetition);
      return;
    }
    this.groups += 1;
    this.putAll(value as Fields, repetition); // neither null nor a list
    // No group on the way is required, so each of them counts.
    for (const { group, shelf } of members) if (group !== this.groups) shelf.none(path.length, repetition);
  }

  none(definition: number, repetition: number): void {
    for (const { shelf } of this.members) shelf.none(definition, repetition);
  }

  /** In the order of the event: to go through its members costs less than to look for those of the columns. */
  private putAll(fields: Fields, repetition: number): void {
    const { groups } = this;
    let before = this.start;
    for (const name in fields) {
      const field = fields[name];
      let member = before.next;
      if (member?.name !== name) {
        member = this.byName.get(name);
        before.next = member;
        if (member === undefined) {
          this.rest.unknown(field, pathOf(this.path), name);
          continue;
        }
      }
      before = member;
      if (field === undefined || field === null) continue;
      member.group = groups;
      if (member.text !== undefined && typeof field === 'string') member.text.add(field);
      else member.shelf.put(field, repetition);
    }
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
