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
  values: unknown[] = [];
  private readonly repeated: boolean;
  /** A byte a value: arrays of numbers would be eight times as much to look after. */
  private levels = { definitions: new Uint8Array(1024), repetitions: new Uint8Array(1024) };

  constructor(path: readonly SchemaElement[]) {
    this.path = path;
    this.maxDefinition = path.filter((one) => one.repetition_type !== 'REQUIRED').length;
    this.repeated = path.some((one) => one.repetition_type === 'REPEATED');
  }

  add(value: unknown, repetition: number): void {
    this.level(this.maxDefinition, repetition);
    this.values.push(value);
  }

  /** Nothing is here: `definition` of its parents are. */
  none(definition: number, repetition: number): void {
    this.level(definition, repetition);
    this.values.push(undefined);
  }

  get definitions(): Uint8Array {
    return this.levels.definitions.subarray(0, this.values.length);
  }

  /** Empty for a column that is in no list. */
  get repetitions(): Uint8Array {
    return this.levels.repetitions.subarray(0, this.repeated ? this.values.length : 0);
  }

  clear(): void {
    this.values = [];
  }

  private level(definition: number, repetition: number): void {
    const at = this.values.length;
    if (at === this.levels.definitions.length) {
      this.levels = {
        definitions: twice(this.levels.definitions),
        repetitions: twice(this.levels.repetitions),
      };
    }
    this.levels.definitions[at] = definition;
    this.levels.repetitions[at] = repetition;
  }
}

function twice(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes.length * 2);
  out.set(bytes);
  return out;
}
