import { expect, it } from 'vitest';
import { type Answers, defaultSettings, type Outcome, unasked, watch } from './outcome.ts';

const denied: Outcome = { status: 'failed', missing: { reason: 'access-denied', operation: 's:Refused' } };
const told: Outcome = { status: 'answer', body: {}, evidence: 1 };

function answers(single: Record<string, Outcome>, keyed: Record<string, Outcome> = {}): Answers {
  return {
    scope: { provider: 'aws', account: '1', accountName: 'one', region: 'r' },
    item: {},
    accounts: new Set(['1']),
    settings: defaultSettings,
    get: (name) => single[name] ?? { status: 'not-asked' },
    each: () => new Map(Object.entries(keyed)),
  };
}

it('a read with nothing to ask about was not asked, where all that says so was read', () => {
  const { answers: seen, lost } = watch(answers({ Told: told, Refused: denied }));
  expect(seen.get('Told')).toBe(told);
  expect(unasked(lost())).toEqual({ status: 'not-asked' });
});

it('is as lost as the read that would have told what to ask', () => {
  const { answers: seen, lost } = watch(answers({ Told: told, Refused: denied }));
  expect(seen.get('Refused')).toBe(denied);
  expect(unasked(lost())).toEqual(denied);
});

it('or as one of many reads that would have', () => {
  const { answers: seen, lost } = watch(answers({}, { a: told, b: denied }));
  expect([...seen.each('Many').keys()]).toEqual(['a', 'b']);
  expect(unasked(lost())).toEqual(denied);
});
