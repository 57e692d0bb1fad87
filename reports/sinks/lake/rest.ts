import { Leaf, Repetitions, writes } from './leaf.ts';
import { mapElements } from './schema.ts';

/** The formats have a few dozen. */
const mostPaths = 200;

/** What no column holds, as a map of texts by path. */
export class Rest {
  readonly leaves: readonly [keys: Leaf<string>, values: Leaf<string>];
  private readonly repetitions = new Repetitions(1);
  private readonly misfits = new Map<string, number>();
  /** Path -> name -> path of it: one text for all rows is told from others faster than many that are equal. */
  private readonly paths = new Map<string, Map<string, string>>();
  private count = 0;

  constructor(name: string) {
    const [group, entry, key, value] = mapElements(name);
    this.leaves = [
      new Leaf([group, entry, key], this.repetitions, writes.text),
      new Leaf([group, entry, value], this.repetitions, writes.text),
    ];
  }

  /** Members of members by their path, so that they can be asked for without parsing. */
  flatten(value: unknown, path: string): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.keep(value, path);
    else for (const name in value) this.flatten(value[name as keyof typeof value], this.below(path, name));
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

  private below(path: string, name: string): string {
    let names = this.paths.get(path);
    const known = names?.get(name);
    if (known !== undefined) return known;
    const made = `${path}.${name}`;
    if (!names) {
      names = new Map();
      if (this.paths.size < mostPaths) this.paths.set(path, names);
    }
    if (names.size < mostPaths) names.set(name, made);
    return made;
  }

  private keep(value: unknown, path: string): void {
    const [keys, values] = this.leaves;
    this.repetitions.add(this.count === 0 ? 0 : 1);
    keys.add(path);
    values.add(typeof value === 'string' ? value : JSON.stringify(value));
    this.count += 1;
  }
}
