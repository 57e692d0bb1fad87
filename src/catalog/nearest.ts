/** Edits (insert, delete, replace) that lead from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The nearest of some known words to a word that is not known; undefined when none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > 60) return undefined;
  let best: { name: string; cost: number } | undefined;
  for (const name of known) {
    const cost = distance(word.toLowerCase(), name.toLowerCase());
    if (cost <= Math.max(1, Math.floor(word.length / 3)) && (!best || cost < best.cost)) best = { name, cost };
  }
  return best?.name;
}

/** `; did you mean 'egress'?`, or ``. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const name = nearest(word, known);
  return name === undefined ? '' : `; did you mean '${name}'?`;
}
