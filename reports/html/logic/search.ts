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
 * A test of rows against words. Each word is looked up once in every distinct text, never once a row.
 *
 * @returns undefined where there is nothing to search for.
 */
export function matcher(words: string[], fields: SearchField[]): ((row: number) => boolean) | undefined {
  if (words.length === 0) return undefined;
  const hits = words.map((word) =>
    fields.map(({ texts }) => Uint8Array.from(texts, (text) => (text.includes(word) ? 1 : 0))),
  );
  return (row) => hits.every((word) => word.some((texts, field) => texts[fields[field]?.codes[row] ?? -1] === 1));
}
