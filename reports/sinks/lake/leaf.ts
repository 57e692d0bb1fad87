import type { SchemaElement } from './schema.ts';

/** Values as a page holds them: numbers of words of a dictionary, or plain. */
export type Encoded =
  | { dictionary: { words: number; bytes: Uint8Array }; numbers: Uint32Array }
  | { dictionary?: never; plain: Uint8Array };

/**
 * One column of bytes of a file: what a column with members comes down to. Beside each value stand how many of its
 * parents are there (definition) and which list it goes on with (repetition), after the Dremel paper.
 *
 * @see https://github.com/apache/parquet-format#nested-encoding
 */
export abstract class Leaf {
  readonly path: readonly SchemaElement[];
  readonly maxDefinition: number;
  /** Of the list that it is in; all columns of a list share them. */
  readonly repetitions: Repetitions | undefined;
  /** Of values and of what is not there. */
  count = 0;
  /** Of values. */
  present = 0;
  /** Least and greatest of numbers. */
  bounds: { least: number; greatest: number } | undefined;
  /** Written ahead as if all were there. */
  private definitions = new Uint8Array();

  constructor(path: readonly SchemaElement[], repetitions: Repetitions | undefined) {
    this.path = path;
    this.maxDefinition = path.filter((one) => one.repetition_type !== 'REQUIRED').length;
    this.repetitions = repetitions;
  }

  /** The values that are there, when all have been added. */
  abstract encoded(): Encoded;

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
