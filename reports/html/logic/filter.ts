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
 * Applies all filters in one walk. A row that fails one filter alone still counts for the values of that filter, so
 * that a reader sees what picking another value would give.
 *
 * @param picked facet -> indexes of its picked values; an empty set lets everything through.
 * @param matches whether a row has the searched text; undefined lets everything through.
 */
export function applyFilters(
  length: number,
  facets: Facet[],
  picked: ReadonlySet<number>[],
  matches: ((row: number) => boolean) | undefined,
): Filtered {
  const allowed = facets.map((facet, index) => allowedCodes(facet, picked[index] ?? new Set()));
  const byCode = facets.map((facet) => new Uint32Array(codeCount(facet)));
  const rows = new Uint32Array(length);
  let found = 0;
  for (let row = 0; row < length; row++) {
    let failed = -1;
    let failures = 0;
    for (let facet = 0; facet < facets.length && failures < 2; facet++) {
      if (allowed[facet]?.[facets[facet]?.codes[row] ?? 0] === 0) {
        failures++;
        failed = facet;
      }
    }
    if (failures > 1 || (matches !== undefined && !matches(row))) continue;
    if (failures === 1) {
      count(byCode, facets, failed, row);
      continue;
    }
    rows[found++] = row;
    for (let facet = 0; facet < facets.length; facet++) count(byCode, facets, facet, row);
  }
  return { rows: rows.slice(0, found), counts: facets.map((facet, index) => byValue(facet, byCode[index])) };
}

function count(byCode: Uint32Array[], facets: Facet[], facet: number, row: number): void {
  const counts = byCode[facet];
  const code = facets[facet]?.codes[row];
  if (counts && code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
}

function allowedCodes(facet: Facet, picked: ReadonlySet<number>): Uint8Array {
  const codes = new Uint8Array(codeCount(facet));
  for (let code = 0; code < codes.length; code++) {
    const values = facet.valuesOf?.[code] ?? [code];
    codes[code] = picked.size === 0 || values.some((value) => picked.has(value)) ? 1 : 0;
  }
  return codes;
}

function byValue(facet: Facet, byCode: Uint32Array | undefined): Uint32Array {
  const counts = new Uint32Array(facet.values.length);
  for (const [code, rows] of (byCode ?? new Uint32Array()).entries()) {
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
