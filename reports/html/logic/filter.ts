/** One filter of a list: each row has a code, a code stands for one or more values, a reader picks values. */
export interface Facet {
  name: string;
  /** As they stand in the address. */
  values: string[];
  /** A code for each row. */
  codes: ArrayLike<number>;
  /** Values of each code; where not given, the code is the index of its one value. */
  valuesOf?: number[][];
}

export interface Filtered {
  /** Rows that pass all filters, in their order. */
  rows: Uint32Array;
  /** Facet -> value -> how many rows there would be with that value alone picked, all other filters as they are. */
  counts: Uint32Array[];
}

/**
 * Applies all filters, column by column. A row that fails one filter alone still counts for the values of that filter,
 * so that a reader sees what picking another value would give.
 *
 * @param picked facet -> indexes of its picked values; an empty set lets everything through.
 * @param matches 1 for rows that have the searched text; undefined lets everything through.
 */
export function applyFilters(
  length: number,
  facets: Facet[],
  picked: ReadonlySet<number>[],
  matches: Uint8Array | undefined,
): Filtered {
  const failures = new Uint8Array(length);
  const failed = new Uint8Array(length);
  if (matches) for (let row = 0; row < length; row++) if (matches[row] === 0) failures[row] = 2;
  for (const [index, facet] of facets.entries()) {
    const values = picked[index];
    if (values === undefined || values.size === 0) continue;
    const allowed = allowedCodes(facet, values);
    const { codes } = facet;
    for (let row = 0; row < length; row++) {
      if (allowed[codes[row] ?? 0] === 1) continue;
      failures[row] = (failures[row] ?? 0) + 1;
      failed[row] = index;
    }
  }
  const counts = facets.map((facet, index) => byValue(facet, countCodes(facet, index, failures, failed)));
  return { rows: rowsWithout(failures), counts };
}

/** Rows of each code, of those that fail nothing, or this facet alone. */
function countCodes(facet: Facet, index: number, failures: Uint8Array, failed: Uint8Array): Uint32Array {
  const counts = new Uint32Array(codeCount(facet));
  const { codes } = facet;
  for (let row = 0; row < failures.length; row++) {
    if (failures[row] !== 0 && !(failures[row] === 1 && failed[row] === index)) continue;
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function rowsWithout(failures: Uint8Array): Uint32Array {
  const rows = new Uint32Array(failures.length);
  let found = 0;
  for (let row = 0; row < failures.length; row++) if (failures[row] === 0) rows[found++] = row;
  return rows.slice(0, found);
}

function allowedCodes(facet: Facet, picked: ReadonlySet<number>): Uint8Array {
  const codes = new Uint8Array(codeCount(facet));
  for (let code = 0; code < codes.length; code++) {
    const values = facet.valuesOf?.[code] ?? [code];
    codes[code] = values.some((value) => picked.has(value)) ? 1 : 0;
  }
  return codes;
}

function byValue(facet: Facet, byCode: Uint32Array): Uint32Array {
  const counts = new Uint32Array(facet.values.length);
  for (const [code, rows] of byCode.entries()) {
    for (const value of facet.valuesOf?.[code] ?? [code]) counts[value] = (counts[value] ?? 0) + rows;
  }
  return counts;
}

function codeCount(facet: Facet): number {
  return facet.valuesOf?.length ?? facet.values.length;
}

/** Indexes of the values that an address picks. Values that this list does not have pick nothing that exists. */
export function pickedIn(facets: Facet[], params: URLSearchParams): Set<number>[] {
  return facets.map((facet) => new Set(params.getAll(facet.name).map((value) => facet.values.indexOf(value))));
}
