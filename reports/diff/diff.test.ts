import { expect, it } from 'vitest';
import type { DiffReport, DiffRow, DiffSide } from '../../src/model/diff-report.ts';
import { diffHtml } from './index.ts';

const hostile = `</style><script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e{{7}}`;

function side(scan: string): DiffSide {
  return {
    ...{
      scan,
      organisation: hostile,
      simulated: false,
      startedAt: hostile,
      endedAt: '2026-11-01T00:00:00Z',
      version: '0',
    },
    catalog: { version: hostile, digest: '' },
    verdicts: { fail: 3, unknown: 0, manual: 0, pass: 0, 'not-applicable': 0 },
  };
}

function row(more: Partial<DiffRow>): DiffRow {
  return {
    ...{ status: 'changed', absence: null, key: hostile, control: hostile, title: hostile, severity: 'high' },
    ...{ verdict: 'fail', previousVerdict: 'pass', reason: hostile, firstSeen: '' },
    resource: {
      ...{ uid: hostile, kind: 'ml.notebook', nativeType: '', provider: 'aws' },
      ...{ account: hostile, accountName: hostile, region: hostile, name: hostile },
    },
    facts: [{ fact: hostile, before: { [hostile]: hostile }, now: null }],
    ...more,
  };
}

const report: DiffReport = {
  format: 'plumbline-diff/1',
  ...{ before: side('one'), now: side(hostile) },
  scope: { onlyBefore: [hostile], onlyNow: [], catalog: { before: hostile, now: 'x' } },
  counts: {
    byStatus: { new: 0, changed: 1200, resolved: 0, still: 5, gone: 0, blind: 1 },
    blindBecause: { 'not-asked': 0, 'not-read': 1, 'cut-off': 0, 'not-judged': 0, unknown: 0 },
    newBecause: { 'not-asked': 0, 'not-read': 0, 'cut-off': 0, 'not-judged': 0 },
    newFailures: { critical: 0, high: 1200, medium: 0, low: 0, info: 0 },
  },
  changes: [row({}), row({ status: 'blind', verdict: null, absence: 'not-read', facts: [] })],
};

it('says what only one scan asked, how many are not shown, and what is not known', () => {
  const html = diffHtml(report);
  expect(html).toContain('The two scans did not ask the same');
  expect(html).toContain('And 1,199 more');
  expect(html).toContain('could not be read by one of the scans');
  expect(html).toMatch(/not known<\/span><span class="sub meta">could not be read/);
  expect(html).toContain('1,200 new failures');
});

it('text from clouds stays text', () => {
  const html = diffHtml(report);
  expect(html).not.toMatch(/<script|<img/);
  expect(html).not.toContain('\u202e');
  expect(html.split('</style>')).toHaveLength(2);
  expect(html).toContain('&lt;script&gt;');
  expect(html).toMatch(/Content-Security-Policy" content="default-src &#x27;none&#x27;; style-src &#x27;sha256-/);
});
