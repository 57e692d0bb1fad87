import type { SchemaElement } from './schema.ts';

/**
 * One column of bytes of a file: what a column with members comes down to. Beside each value stand how many of its
 * parents are there (definition) and which list it goes on with (repetition), after the Dremel paper.
 *
 * @see https://github.com/apache/parquet-format#nested-encoding
 */
export class Leaf {
  readonly path: readonly SchemaElement[];
  readonly maxDefinition: number;
  private readonly repeated: boolean;
  values: unknown[] = [];
  definitions: number[] = [];
  repetitions: number[] = [];

  constructor(path: readonly SchemaElement[]) {
    this.path = path;
    this.maxDefinition = path.filter((one) => one.repetition_type !== 'REQUIRED').length;
    this.repeated = path.some((one) => one.repetition_type === 'REPEATED');
  }

  add(value: unknown, repetition: number): void {
    this.values.push(value);
    this.definitions.push(this.maxDefinition);
    if (this.repeated) this.repetitions.push(repetition);
  }

  /** Nothing is here: `definition` of its parents are. */
  none(definition: number, repetition: number): void {
    this.values.push(undefined);
    this.definitions.push(definition);
    if (this.repeated) this.repetitions.push(repetition);
  }

  clear(): void {
    this.values = [];
    this.definitions = [];
    this.repetitions = [];
  }
}
