import { assessedShare, share } from '../../view/headline.ts';
import type { Weighed } from '../../view/lean.ts';
import { findingsAt } from './links.ts';

/** A row of a chart that is a table: a name, a bar of all that applies, and the numbers, each a link to its list. */
export interface BarRow {
  name: string;
  href: string;
  /** Segments in per cent of the bar, in the order fail, unknown, manual, pass. */
  segments: { kind: string; from: string; width: string }[];
  /** For those who do not see the bar. */
  words: string;
  fail: Count;
  unknown: Count;
  manual: Count;
  pass: Count;
  assessed: string;
  upright: string;
}

interface Count {
  count: number;
  href: string;
}

const order = ['fail', 'unknown', 'manual', 'pass'] as const;

export function barRow(name: string, found: Weighed, filters: Record<string, string>): BarRow {
  const { verdicts } = found;
  const applicable = order.reduce((sum, verdict) => sum + verdicts[verdict], 0);
  const counts = Object.fromEntries(
    order.map((verdict) => [verdict, { count: verdicts[verdict], href: findingsAt({ ...filters, verdict }) }]),
  ) as Record<(typeof order)[number], Count>; // One entry for each of them.
  return {
    name,
    href: findingsAt(filters),
    segments: segmentsOf(verdicts, applicable),
    words: applicable === 0 ? 'nothing applies' : order.map((verdict) => `${verdicts[verdict]} ${verdict}`).join(', '),
    ...counts,
    assessed: assessedShare(verdicts).text,
    upright: share(verdicts.pass, verdicts.pass + verdicts.fail).text,
  };
}

function segmentsOf(verdicts: Weighed['verdicts'], applicable: number): BarRow['segments'] {
  let from = 0;
  return order.flatMap((kind) => {
    const width = applicable === 0 ? 0 : (verdicts[kind] / applicable) * 100;
    const segment = { kind, from: `${from.toFixed(2)}%`, width: `${width.toFixed(2)}%` };
    from += width;
    return width === 0 ? [] : [segment];
  });
}
