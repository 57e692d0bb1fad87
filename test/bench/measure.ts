/** One number of the benchmark, and what it is held against. */
export interface Measure {
  /** What `--only` selects, by its beginning. */
  name: string;
  measured: string;
  /** What it is measured against: a bound that follows from the rates, another process, a limit. */
  against: string;
  /** Measured over bound; absent where the measure stands alone. */
  ratio?: number;
  /** The most that the ratio, or the measure itself, may be; absent where it is shown for the record. */
  target?: string;
  met?: boolean;
}

/** A ratio held against the most that it may be. */
export function ratioOf(
  name: string,
  [value, measured]: [number, string],
  [bound, against]: [number, string],
  most: number,
): Measure {
  const ratio = value / bound;
  return { name, measured, against, ratio, target: `<= ${most}`, met: ratio <= most };
}

/** A measure held against the most that it may be. */
export function atMost(
  name: string,
  [value, measured]: [number, string],
  against: string,
  most: number,
  unit: string,
): Measure {
  return { name, measured, against, target: `<= ${most} ${unit}`, met: value <= most };
}

/** A measure held against the least that it may be. */
export function atLeast(
  name: string,
  [value, measured]: [number, string],
  against: string,
  least: number,
  unit: string,
): Measure {
  return { name, measured, against, target: `>= ${least} ${unit}`, met: value >= least };
}

/** The table on standard output. */
export function table(measures: readonly Measure[]): string {
  const rows = measures.map((one) => [
    one.name,
    one.measured,
    one.against,
    one.ratio === undefined ? '' : one.ratio.toFixed(2),
    one.target ?? '',
    one.met === undefined ? '' : one.met ? 'yes' : 'no',
  ]);
  const all = [['name', 'measured', 'against', 'ratio', 'target', 'met'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** The middle of several, so that one disturbed run does not decide. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return (low + high) / 2;
}
