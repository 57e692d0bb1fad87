import { describe, expect, it } from 'vitest';
import type { ScanSummary, TrendPoint } from '../../src/model/scan-summary.ts';
import { driftOf, trendOf } from './trend.ts';

function point(scan: string, fail: number, pass: number, more: Partial<TrendPoint> = {}): TrendPoint {
  const verdicts = { fail, pass, unknown: 0, manual: 0, 'not-applicable': 99 };
  return { scan, endedAt: '2026-11-20T10:00:00.000Z', verdicts, scopeFindings: 0, catalogDigest: 'a', ...more };
}

const summary = (trend: TrendPoint[]) => ({ scan: 'c', trend }) as unknown as ScanSummary; // nothing else is looked at

describe('the trend', () => {
  it('is none of one scan, nor where an earlier version scanned', () => {
    expect(trendOf(summary([point('c', 1, 1)]))).toBeNull();
    expect(trendOf({ scan: 'c' } as unknown as ScanSummary)).toBeNull();
  });

  it('draws each scan against the fullest, failures on top, and says it in a table', () => {
    const view = trendOf(summary([point('a', 10, 40), point('c', 0, 100, { catalogDigest: 'b', scopeFindings: 2 })]));
    expect(view?.columns.map(({ segments }) => segments)).toEqual([
      [
        { kind: 'pass', y: 60, height: 40 },
        { kind: 'fail', y: 50, height: 10 },
      ],
      [{ kind: 'pass', y: 0, height: 100 }],
    ]);
    expect(view?.rows).toMatchObject([
      { scan: 'a', now: false, fail: 10, pass: 40, upright: '80.0 %', note: '' },
      {
        scan: 'c',
        now: true,
        fail: 0,
        upright: '100 %',
        note: 'another catalog; at least: some lists could not be read',
      },
    ]);
    expect(view?.words).toContain('failures went from 10 to 0');
  });

  it('of empty estates draws nothing, and does not divide by nothing', () => {
    const view = trendOf(summary([point('a', 0, 0), point('c', 0, 0)]));
    expect(view?.columns.map(({ segments }) => segments)).toEqual([[], []]);
  });
});

describe('what changed', () => {
  it('is not told where nobody compared', () => {
    expect(driftOf({ previous: null } as unknown as ScanSummary)).toBeNull();
    expect(driftOf({ previous: { scan: 'x' } } as unknown as ScanSummary)).toBeNull();
  });

  it('tells what was fixed before what is gone, why it is blind, and what was not asked alike', () => {
    const changes = {
      byStatus: { new: 1, changed: 2, resolved: 3, still: 4, gone: 5, blind: 6 },
      blindBecause: { 'not-asked': 0, 'not-read': 6, 'cut-off': 0, 'not-judged': 0, unknown: 0 },
    };
    const scope = { onlyBefore: ['aws 1'], onlyNow: [], catalog: null };
    const view = driftOf({ previous: { changes, scope } } as unknown as ScanSummary);
    expect(view).toEqual({
      counts: [
        { status: 'resolved', count: 3 },
        { status: 'blind', count: 6 },
        { status: 'new', count: 1 },
        { status: 'changed', count: 2 },
        { status: 'gone', count: 5 },
        { status: 'still', count: 4 },
      ],
      blind: [{ count: 6, words: 'could not be read by one of the scans' }],
      scope: ['Only the scan before asked aws 1.'],
    });
  });
});
