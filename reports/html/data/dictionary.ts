/** Gives every different value a number, in the order of their coming. */
export class Dictionary<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string, number>();

  /** @param key what tells values apart. @param make called only for a new one. */
  number(key: string, make: () => T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.values.length;
    this.#numbers.set(key, number);
    this.values.push(make());
    return number;
  }
}

/** A dictionary of texts, each its own key. */
export class Texts extends Dictionary<string> {
  of(text: string): number {
    return this.number(text, () => text);
  }
}
