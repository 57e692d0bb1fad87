import { Repetitions } from './leaf.ts';
import { mapElements } from './schema.ts';
import { TextLeaf } from './texts.ts';

/** What no column holds, as a map of texts by path. */
export class Rest {
  readonly name: string;
  readonly leaves: readonly [keys: TextLeaf, values: TextLeaf];
  private readonly repetitions = new Repetitions(1);
  private readonly misfits = new Map<string, number>();
  private readonly root = new Branch('');
  private count = 0;

  /** @param name Member of an event whose own members are the rest already. */
  constructor(name: string) {
    this.name = name;
    const [group, entry, key, value] = mapElements(name);
    this.leaves = [
      new TextLeaf([group, entry, key], this.repetitions),
      new TextLeaf([group, entry, value], this.repetitions),
    ];
  }

  /** A member that has no column. */
  unknown(value: unknown, group: string, name: string): void {
    if (group !== '' || name !== this.name) this.misfit(value, `${group}/${name}`);
    else if (typeof value !== 'object' || Array.isArray(value)) this.misfit(value, `/${name}`);
    else this.flatten(value, this.root);
  }

  /** A value that has no column, or another type than its column. A map has each key once: the next is `path#2`. */
  misfit(value: unknown, path: string): void {
    const times = (this.misfits.get(path) ?? 0) + 1;
    this.misfits.set(path, times);
    this.keep(value, times === 1 ? path : `${path}#${times}`);
  }

  endOfRow(): void {
    if (this.count === 0) {
      this.repetitions.add(0);
      for (const leaf of this.leaves) leaf.none(1);
    }
    this.count = 0;
    if (this.misfits.size > 0) this.misfits.clear();
  }

  /** Members of members by their path, so that they can be asked for without parsing. */
  private flatten(group: object | null, branch: Branch): void {
    for (const name in group) {
      const value: unknown = group[name as keyof typeof group];
      const below = branch.to(name);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) this.keep(value, below.path);
      else this.flatten(value, below);
    }
  }

  private keep(value: unknown, path: string): void {
    const [keys, values] = this.leaves;
    this.repetitions.add(this.count === 0 ? 0 : 1);
    keys.add(path);
    values.add(typeof value === 'string' ? value : JSON.stringify(value));
    this.count += 1;
  }
}

/** A path, and those below it. One text for all rows is told from others faster than many that are equal. */
class Branch {
  readonly path: string;
  private readonly branches = new Map<string, Branch>();

  constructor(path: string) {
    this.path = path;
  }

  to(name: string): Branch {
    const known = this.branches.get(name);
    if (known) return known;
    const made = new Branch(this.path === '' ? name : `${this.path}.${name}`);
    this.branches.set(name, made);
    return made;
  }
}
