/** Words of a query, lower case; a row matches when it has every one of them somewhere. */
export function wordsOf(query: string): string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** A part of each row's text: the row has the text at its code. Texts are lower case. */
export interface SearchField {
  texts: string[];
  codes: ArrayLike<number>;
}

/**
 * Which rows have all the words. Each word is looked up once in every distinct text, never once a row.
 *
 * @returns 1 for a row that has them, by row; undefined where there is nothing to search for.
 */
export function matching(words: string[], fields: SearchField[], length: number): Uint8Array | undefined {
  if (words.length === 0) return undefined;
  const all = new Uint8Array(length).fill(1);
  for (const word of words) {
    const any = new Uint8Array(length);
    for (const { texts, codes } of fields) {
      const hits = Uint8Array.from(texts, (text) => (text.includes(word) ? 1 : 0));
      if (!hits.includes(1)) continue;
      for (let row = 0; row < length; row++) if (hits[codes[row] ?? 0] === 1) any[row] = 1;
    }
    for (let row = 0; row < length; row++) if (any[row] === 0) all[row] = 0;
  }
  return all;
}
