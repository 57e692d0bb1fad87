import type { Bytes } from './bytes.ts';
import type { SchemaElement } from './schema.ts';
import { Values } from './values.ts';

/**
 * One column of bytes of a file: what a column with members comes down to. Beside each value stand how many of its
 * parents are there (definition) and which list it goes on with (repetition), after the Dremel paper.
 *
 * @see https://github.com/apache/parquet-format#nested-encoding
 */
export class Leaf<T extends string | number> {
  readonly path: readonly SchemaElement[];
  readonly maxDefinition: number;
  /** Of the list that it is in; all columns of a list share them. */
  readonly repetitions: Repetitions | undefined;
  readonly values: Values<T>;
  /** Of values and of what is not there. */
  count = 0;
  /** Written ahead as if all were there. */
  private definitions = new Uint8Array();

  constructor(
    path: readonly SchemaElement[],
    repetitions: Repetitions | undefined,
    write: (bytes: Bytes, value: T) => void,
  ) {
    this.path = path;
    this.maxDefinition = path.filter((one) => one.repetition_type !== 'REQUIRED').length;
    this.repetitions = repetitions;
    this.values = new Values(write);
  }

  add(value: T): void {
    this.count += 1;
    this.values.add(value);
  }

  /** Nothing is here: `definition` of its parents are. */
  none(definition: number): void {
    if (this.count >= this.definitions.length) this.reach(Math.max(1024, this.count * 2));
    this.definitions[this.count] = definition;
    this.count += 1;
  }

  definitionLevels(): Uint8Array {
    if (this.count > this.definitions.length) this.reach(this.count);
    return this.definitions.subarray(0, this.count);
  }

  private reach(length: number): void {
    const next = new Uint8Array(length).fill(this.maxDefinition, this.definitions.length);
    next.set(this.definitions);
    this.definitions = next;
  }
}

export type AnyLeaf = Leaf<string> | Leaf<number>;

/** For each entry of a list: which list, counted from the outermost, it goes on with; 0 begins a row. */
export class Repetitions {
  readonly max: number;
  private levels = new Uint8Array(1024);
  private count = 0;

  constructor(max: number) {
    this.max = max;
  }

  add(level: number): void {
    if (this.count === this.levels.length) {
      const next = new Uint8Array(this.count * 2);
      next.set(this.levels);
      this.levels = next;
    }
    this.levels[this.count] = level;
    this.count += 1;
  }

  all(): Uint8Array {
    return this.levels.subarray(0, this.count);
  }
}

/** How values lie in a file, by the type of their column. */
export const writes = {
  int: (bytes: Bytes, value: number) => bytes.int(value),
  long: (bytes: Bytes, value: number) => bytes.long(value),
  text: (bytes: Bytes, value: string) => bytes.text(value),
};
