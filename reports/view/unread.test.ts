import { expect, test } from 'vitest';
import type { Gap } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import { beyondGaps, costOf, totalCost, UnreadCounter } from './unread.ts';

const finding = (verdict: Finding['verdict'], region: string, ...operations: string[]) =>
  ({
    verdict,
    resource: { provider: 'aws', account: 'a', region } as Finding['resource'],
    missing: operations.map((operation) => ({ fact: 'f', reason: 'access-denied', operation })),
  }) satisfies Pick<Finding, 'verdict' | 'resource' | 'missing'>;
const gap = (operation: string, region = 'r1', account = 'a') =>
  ({ provider: 'aws', account, region, operation }) as Gap; // All that is compared.

const counter = new UnreadCounter();
for (const one of [
  finding('unknown', 'r1', 'x:Get'),
  finding('unknown', 'r1', 'x:Get', 'y:Get'),
  finding('unknown', 'r1', 'y:Get', 'x:Get'),
  finding('unknown', 'r2', 'x:Get'),
  finding('unknown', 'r2', 'z:Get', 'z:Get'),
  finding('unknown', 'r1'),
  finding('manual', 'r1', 'x:Get'),
]) {
  counter.add(one);
}
const counts = counter.counts();

test.each([
  ['one operation, in its region', [gap('x:Get')], 3, false],
  ['two operations: what waits for both counts once', [gap('x:Get'), gap('y:Get')], 3, false],
  ['two regions', [gap('x:Get'), gap('x:Get', 'r2')], 4, false],
  ['nothing in its region: the whole account', [gap('z:Get', 'global')], 1, true],
  ['another account', [gap('x:Get', 'r1', 'b')], 0, true],
  ['an operation that nothing waits for', [gap('w:Get')], 0, true],
] as const)('%s', (_, gaps, verdicts, wholeAccount) =>
  expect(costOf([...gaps], counts)).toEqual({ verdicts, wholeAccount }),
);

test('in total each finding counts once', () => {
  expect(totalCost([gap('x:Get'), gap('y:Get'), gap('z:Get', 'global')], counts)).toBe(5);
  expect(totalCost([], counts)).toBe(0);
});

test.each([
  ['no gap: all of them', [], 6],
  ['what waits for a gap is not beyond it', [gap('x:Get'), gap('y:Get'), gap('z:Get', 'global')], 1],
  ['a gap of another account takes none', [gap('x:Get', 'r1', 'b')], 6],
] as const)('beyond the gaps: %s', (_, gaps, count) => expect(beyondGaps([...gaps], counts)).toBe(count));
