import { type Encoded, Leaf, type Repetitions } from './leaf.ts';
import type { SchemaElement } from './schema.ts';

/** A column of numbers: plain, for compressing finds what repeats faster than a dictionary. */
export class NumberLeaf extends Leaf {
  private readonly isInt: boolean;
  /** Of 32 bits each, the low one of a long first. */
  private words = new Int32Array(1024);
  private length = 0;

  constructor(path: readonly SchemaElement[], repetitions: Repetitions | undefined, type: 'int' | 'long') {
    super(path, repetitions);
    this.isInt = type === 'int';
  }

  /** @param value An integer of 32 bits; of a `long` any safe integer. */
  add(value: number): void {
    this.count += 1;
    this.present += 1;
    if (this.length + 2 > this.words.length) this.grow();
    this.words[this.length] = value; // its lowest 32 bits
    this.length += 1;
    if (!this.isInt) {
      this.words[this.length] = Math.floor(value / 2 ** 32);
      this.length += 1;
    }
    if (this.bounds === undefined) this.bounds = { least: value, greatest: value };
    else if (value < this.bounds.least) this.bounds.least = value;
    else if (value > this.bounds.greatest) this.bounds.greatest = value;
  }

  encoded(): Encoded {
    return { plain: new Uint8Array(this.words.buffer, 0, this.length * 4) };
  }

  private grow(): void {
    const next = new Int32Array(this.words.length * 2);
    next.set(this.words);
    this.words = next;
  }
}
