import { describe, expect, it } from 'vitest';
import { assessedShare, noVerdicts, share, uprightShare } from './headline.ts';

describe('share', () => {
  it.each([
    [0, 0, 'none'],
    [0, 7, '0 %'],
    [7, 7, '100 %'],
    [99_999, 100_000, '99.9 %'],
    [1, 100_000, '< 0.1 %'],
    [712, 1000, '71.2 %'],
    [2, 3, '66.6 %'],
  ])('%i of %i is %s', (part, of, text) => {
    expect(share(part, of)).toEqual({ part, of, text });
  });
});

describe('the two shares', () => {
  const counts = { ...noVerdicts(), pass: 6, fail: 2, unknown: 1, manual: 1, 'not-applicable': 90 };

  it('assessed counts unknown and manual against it, and leaves out what does not apply', () => {
    expect(assessedShare(counts)).toEqual({ part: 8, of: 10, text: '80.0 %' });
  });

  it('upright is of what was judged only', () => {
    expect(uprightShare(counts)).toEqual({ part: 6, of: 8, text: '75.0 %' });
  });
});
