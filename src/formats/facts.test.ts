import { describe, expect, it } from 'vitest';
import type { Change, EventStatus } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import { findingUid } from '../model/identity.ts';
import type { Verdict } from '../model/verdict.ts';
import type { FormatContext } from './context.ts';
import { eventText, factsOf, gapKey, noticeUid } from './facts.ts';

const context: FormatContext = {
  organisation: 'Own',
  scan: 'scan-2',
  version: '0.0.0',
  simulated: false,
  scanTime: '2026-11-22T09:00:00.000Z',
  startedAt: '2026-11-22T09:00:00.000Z',
  endedAt: '2026-11-22T09:05:00.000Z',
  outcome: { state: 'complete', reason: '' },
  resources: 1,
  findings: 1,
  gaps: 0,
  catalogVersion: '1',
  controls: new Map(),
  frameworks: new Map(),
  settings: {},
};

function finding(verdict: Verdict, scan = 'scan-2'): Finding {
  const key = 'a'.repeat(64);
  return {
    key,
    uid: findingUid(key, scan),
    scan,
    control: 'NET-001',
    title: 'Nothing is open',
    severity: 'high',
    verdict,
    reason: 'because',
    resource: {
      uid: 'arn:x',
      kind: 'ml.notebook',
      nativeType: 'X',
      provider: 'aws',
      account: '1',
      accountName: 'one',
      region: 'r',
      name: 'nb',
    },
    observed: [],
    missing: [],
    native: [],
    frameworks: {},
    firstSeen: context.scanTime,
    lastSeen: context.scanTime,
    stateHash: 'h',
    waiver: null,
  };
}

const facts = (verdict: Verdict, status: EventStatus, more: Partial<Change> = {}) =>
  factsOf({ finding: finding(verdict), status, ...more }, context);

describe('what is said of a change', () => {
  it.each<Verdict>(['pass', 'fail', 'manual', 'not-applicable', 'unknown'])(
    'blind is unknown, though it was %s',
    (verdict) => {
      expect(facts(verdict, 'blind')).toMatchObject({ verdict: 'unknown', severity: 'high', closed: false });
    },
  );

  it('says why it is blind, and what was there before', () => {
    expect(facts('pass', 'blind', { absence: 'not-asked' }).reason).toBe(
      'not judged any more: this scan did not ask for it; before: because',
    );
    expect(facts('unknown', 'blind').reason).toBe('because');
  });

  it.each<[Verdict, EventStatus, Verdict | null, boolean]>([
    ['pass', 'resolved', 'fail', true],
    ['not-applicable', 'resolved', 'fail', true],
    ['unknown', 'resolved', 'fail', false],
    ['manual', 'resolved', 'fail', false],
    ['fail', 'resolved', 'pass', false],
    ['fail', 'gone', 'fail', true],
    ['unknown', 'gone', 'unknown', true],
    ['not-applicable', 'changed', 'fail', true],
    ['pass', 'changed', 'unknown', true],
    ['pass', 'changed', 'pass', false],
    ['fail', 'changed', 'unknown', false],
    ['unknown', 'changed', 'fail', false],
    ['pass', 'still', 'pass', false],
    ['pass', 'new', null, false],
    ['pass', 'seen', null, false],
  ])('%s, %s, was %s: closed is %s', (verdict, status, before, closed) => {
    const previous = before ? finding(before, 'scan-1') : null;
    expect(facts(verdict, status, { previous }).closed).toBe(closed);
  });

  it('never tells as resolved what is not', () => {
    expect(facts('unknown', 'resolved').status).toBe('changed');
    expect(facts('pass', 'resolved').status).toBe('resolved');
  });

  it('gives a finding of the scan before a uid of this scan', () => {
    expect(facts('fail', 'still').uid).toBe(findingUid('a'.repeat(64), 'scan-2'));
    const old = factsOf({ finding: finding('fail', 'scan-1'), status: 'gone' }, context);
    expect(old.uid).toBe(findingUid('a'.repeat(64), 'scan-2'));
  });

  it.each([
    ['2026-11-22T09:00:00.001Z', true],
    ['2026-11-22T09:00:00.000Z', false],
    ['2026-11-21T09:00:00.000Z', false],
    ['', false],
    ['never', false],
  ])('a waiver until %s counts: %s', (until, counts) => {
    const told = facts('fail', 'still', { waiver: { owner: 'o', reason: 'r', until } });
    expect(told.waiver !== undefined).toBe(counts);
    expect(told.verdict).toBe('fail');
    expect(told.severity).toBe('high');
  });

  it('says the verdict before the title, which states what would be good', () => {
    const change: Change = { finding: finding('fail'), status: 'gone' };
    expect(eventText(change, factsOf(change, context))).toBe('gone, was fail: Nothing is open: nb: because');
  });
});

it('a gap has one key in every scan, and an event of its own in each', () => {
  const gap = {
    provider: 'aws',
    account: '1',
    region: 'r',
    operation: 's3:ListBuckets',
    reason: 'access-denied',
    errorCode: 'AccessDenied',
    permission: 's3:ListAllMyBuckets',
    detail: '',
    calls: 1,
    verdicts: 2,
  } as const;
  const notice = { type: 'gap', gap, at: context.endedAt } as const;
  expect(gapKey(notice)).toBe(gapKey({ ...notice, gap: { ...gap, calls: 9, verdicts: 9 } }));
  expect(noticeUid(notice, context)).not.toBe(noticeUid(notice, { ...context, scan: 'scan-3' }));
});
