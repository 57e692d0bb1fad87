import { Bytes } from './bytes.ts';

/** Words from which on a dictionary has to pay. */
const trial = 512;

/** A power of two. */
const places = 256;

/** Values as a page holds them: numbers of words of a dictionary, or plain. */
export type Encoded =
  | { dictionary: { words: number; bytes: Uint8Array }; numbers: Uint32Array }
  | { dictionary?: never; plain: Uint8Array };

/**
 * The values of one column that are there, encoded as they come, so that nothing refers to the event they were in. They
 * begin with a dictionary and go on plain when it turns out to have more words than half as many as there are values.
 */
export class Values<T extends string | number> {
  private readonly write: (bytes: Bytes, value: T) => void;
  private readonly known = new Map<T, number>();
  private words: T[] = [];
  private numbers = new Uint32Array(1024);
  private plain: Bytes | undefined;
  /** Of words seen of late, by their looks. */
  private readonly recent = new Uint32Array(places);
  private last: T | undefined;
  private lastNumber = 0;
  count = 0;
  /** Of numbers. */
  bounds: { least: T; greatest: T } | undefined;

  /** @param write how a value of the type lies in a file. */
  constructor(write: (bytes: Bytes, value: T) => void) {
    this.write = write;
  }

  add(value: T): void {
    if (this.plain === undefined) {
      // Neighbours are often equal, and to compare costs less than to look up.
      if (value !== this.last) {
        this.lastNumber = this.numberOf(value);
        this.last = value;
      }
      if (this.count === this.numbers.length) this.grow();
      this.numbers[this.count] = this.lastNumber;
    } else {
      this.write(this.plain, value);
      if (typeof value === 'number') this.bound(value);
    }
    this.count += 1;
    if (this.words.length > trial && this.words.length * 2 > this.count) this.unlearn();
  }

  encoded(): Encoded {
    if (this.words.length * 2 > this.count) this.unlearn();
    if (this.plain) return { plain: this.plain.bytes() };
    const bytes = new Bytes(1024);
    for (const word of this.words) this.write(bytes, word);
    return {
      dictionary: { words: this.words.length, bytes: bytes.bytes() },
      numbers: this.numbers.subarray(0, this.count),
    };
  }

  private numberOf(word: T): number {
    const place = placeOf(word);
    const recent = this.recent[place] as number; // within
    if (this.words[recent] === word) return recent;
    const number = this.known.get(word) ?? this.learn(word);
    this.recent[place] = number;
    return number;
  }

  private learn(word: T): number {
    const number = this.words.push(word) - 1;
    this.known.set(word, number);
    if (typeof word === 'number') this.bound(word);
    return number;
  }

  private unlearn(): void {
    const plain = new Bytes(1 << 16);
    for (const number of this.numbers.subarray(0, this.count)) this.write(plain, this.words[number] as T); // numbered
    this.plain = plain;
    this.words = [];
    this.known.clear();
    this.numbers = new Uint32Array();
  }

  private bound(value: T): void {
    if (this.bounds === undefined) this.bounds = { least: value, greatest: value };
    else if (value < this.bounds.least) this.bounds.least = value;
    else if (value > this.bounds.greatest) this.bounds.greatest = value;
  }

  private grow(): void {
    const next = new Uint32Array(this.numbers.length * 2);
    next.set(this.numbers);
    this.numbers = next;
  }
}

/** Looks at little: the map reads a text as a whole. */
function placeOf(word: string | number): number {
  return (typeof word === 'number' ? word : word.length * 31 + word.charCodeAt(word.length - 1)) & (places - 1);
}
