import { Bytes } from './bytes.ts';
import { type Encoded, Leaf } from './leaf.ts';

/** Words from which on a dictionary has to pay. */
const trial = 512;

/** A power of two. */
const places = 1024;

/**
 * A column of texts, encoded as they come, so that nothing refers to the event they were in. They begin with a dictionary
 * and go on plain when it turns out to have more words than half as many as there are texts.
 */
export class TextLeaf extends Leaf {
  private readonly known = new Map<string, number>();
  private words: string[] = [];
  /** Written ahead as if all were the first word: of most columns there is no other. */
  private numbers = new Uint32Array();
  private plain: Bytes | undefined;
  /** Of words seen of late, by their looks. */
  private readonly recent = new Uint32Array(places);
  private last = '';
  private lastNumber = 0;

  add(value: string): void {
    this.count += 1;
    if (this.plain !== undefined) {
      this.plain.text(value);
      this.present += 1;
      return;
    }
    // Neighbours are often equal, and to compare costs less than to look up.
    if (this.present === 0 || value !== this.last) {
      this.lastNumber = this.present === 0 ? this.learn(value) : this.numberOf(value);
      this.last = value;
    }
    if (this.lastNumber > 0) {
      if (this.present >= this.numbers.length) this.reachNumbers(Math.max(1024, this.present * 2));
      this.numbers[this.present] = this.lastNumber;
    }
    this.present += 1;
    if (this.words.length > trial && this.words.length * 2 > this.present) this.unlearn();
  }

  encoded(): Encoded {
    if (this.words.length * 2 > this.present) this.unlearn();
    if (this.plain) return { plain: this.plain.bytes() };
    const bytes = new Bytes(1024);
    for (const word of this.words) bytes.text(word);
    return { dictionary: { words: this.words.length, bytes: bytes.bytes() }, numbers: this.allNumbers() };
  }

  private numberOf(word: string): number {
    const place = placeOf(word);
    const recent = this.recent[place] as number; // within
    if (this.words[recent] === word) return recent;
    const number = this.known.get(word) ?? this.learn(word);
    this.recent[place] = number;
    return number;
  }

  private learn(word: string): number {
    const number = this.words.push(word) - 1;
    this.known.set(word, number);
    return number;
  }

  private unlearn(): void {
    const plain = new Bytes(1 << 16);
    for (const number of this.allNumbers()) plain.text(this.words[number] as string); // numbered
    this.plain = plain;
    this.words = [];
    this.known.clear();
    this.numbers = new Uint32Array();
  }

  private allNumbers(): Uint32Array {
    if (this.present > this.numbers.length) this.reachNumbers(this.present);
    return this.numbers.subarray(0, this.present);
  }

  private reachNumbers(length: number): void {
    const next = new Uint32Array(length);
    next.set(this.numbers);
    this.numbers = next;
  }
}

/** Looks at little: the map reads a text as a whole. */
function placeOf(word: string): number {
  const { length } = word;
  return (length * 31 + word.charCodeAt(length - 1) * 7 + word.charCodeAt(length >> 1)) & (places - 1);
}
