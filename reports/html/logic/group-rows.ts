/** Rows of a list that say the same, told by their first. */
export interface RowGroup {
  first: number;
  count: number;
  rows: number[];
}

/**
 * Rows with equal keys together, in the order of their firsts.
 *
 * @param keyOf a whole number; equal for rows that say the same.
 */
export function groupRows(rows: ArrayLike<number>, keyOf: (row: number) => number): RowGroup[] {
  const groups = new Map<number, RowGroup>();
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: row, count: 1, rows: [row] });
    else {
      group.count++;
      group.rows.push(row);
    }
  }
  return [...groups.values()];
}
