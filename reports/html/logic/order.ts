/** Rank of each text when sorted, equal texts alike; for sorting rows by numbers. */
export function ranksOf(texts: string[]): Uint32Array {
  const collator = new Intl.Collator('en', { numeric: true });
  const order = texts.map((_, index) => index).sort((a, b) => collator.compare(texts[a] ?? '', texts[b] ?? ''));
  const ranks = new Uint32Array(texts.length);
  let rank = 0;
  for (const [at, index] of order.entries()) {
    if (at > 0 && collator.compare(texts[order[at - 1] ?? 0] ?? '', texts[index] ?? '') !== 0) rank++;
    ranks[index] = rank;
  }
  return ranks;
}

/** Rows by a number each; equal ones keep their order, downwards too. */
export function sortRows(rows: Uint32Array, keyOf: (row: number) => number, descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  return rows.slice().sort((a, b) => sign * (keyOf(a) - keyOf(b)) || a - b);
}
