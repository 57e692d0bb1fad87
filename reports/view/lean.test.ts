import { expect, test } from 'vitest';
import type { Severity, Verdict } from '../../src/model/verdict.ts';
import { leanOf, mergeWeighed, nothingWeighed, scaleOf, weigh } from './lean.ts';

function setOf(...findings: [Verdict, Severity, number][]) {
  const set = nothingWeighed();
  for (const [verdict, severity, times] of findings) for (let n = 0; n < times; n++) weigh(set, verdict, severity);
  return set;
}

test.each([
  ['nothing', setOf(), { mark: null, from: 0, to: 0 }],
  ['only what does not apply', setOf(['not-applicable', 'high', 3]), { mark: null, from: 0, to: 0 }],
  ['all upright', setOf(['pass', 'high', 3]), { mark: 0, from: 0, to: 0 }],
  ['all failed', setOf(['fail', 'low', 2]), { mark: 1, from: 1, to: 1 }],
  ['half', setOf(['fail', 'high', 1], ['pass', 'high', 1]), { mark: 0.5, from: 0.5, to: 0.5 }],
  [
    'a critical failure weighs ten low passes',
    setOf(['fail', 'critical', 1], ['pass', 'low', 10]),
    { mark: 0.5, from: 0.5, to: 0.5 },
  ],
  ['nothing judged: it could stand anywhere', setOf(['unknown', 'high', 1]), { mark: null, from: 0, to: 1 }],
  ['nothing judged, of no weight', setOf(['unknown', 'info', 1]), { mark: null, from: 0, to: 1 }],
  ['judged, of no weight', setOf(['fail', 'info', 1]), { mark: 0, from: 0, to: 0 }],
  [
    'unknown does not move the mark, it widens the stretch',
    setOf(['fail', 'low', 1], ['pass', 'low', 1], ['unknown', 'low', 2]),
    { mark: 0.5, from: 0.25, to: 0.75 },
  ],
  ['manual is not assessed either', setOf(['pass', 'low', 1], ['manual', 'low', 1]), { mark: 0, from: 0, to: 0.5 }],
])('%s', (_, set, lean) => expect(leanOf(set)).toEqual(lean));

test('merging adds verdicts and weights', () => {
  const into = setOf(['fail', 'high', 1]);
  mergeWeighed(into, setOf(['pass', 'high', 3], ['unknown', 'low', 2]));
  expect(into).toEqual({
    verdicts: { fail: 1, unknown: 2, manual: 0, pass: 3, 'not-applicable': 0 },
    failed: 5,
    passed: 15,
    unseen: 2,
  });
});

test.each([
  [[], 0.5],
  [[{ mark: 0.5, from: 0, to: 0.5 }], 0.5],
  [[{ mark: 0.51, from: 0.1, to: 0.2 }], 1],
  [[{ mark: null, from: 0, to: 0.6 }], 1],
])('the scale of %j ends at %d', (leans, end) => expect(scaleOf(leans)).toBe(end));
