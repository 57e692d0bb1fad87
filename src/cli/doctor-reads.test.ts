import { expect, it } from 'vitest';
import type { Gap } from '../model/evidence.ts';
import type { CallSpec, Collector, NativeReader } from '../model/provider.ts';
import { sortReads } from './doctor-reads.ts';

const spec = (operation: string): CallSpec => ({ service: 's', operation, permission: `s:${operation}` });

/** Only what is looked at here. */
const collectorOf = (id: string, list: string | undefined, reads: string[], of?: string) =>
  ({
    provider: 'aws',
    id,
    ...(list
      ? { list: { ...spec(list), items: 'Items', ...(of ? { of: { collector: of, input: () => null } } : {}) } }
      : {}),
    reads: reads.map(spec),
  }) as unknown as Collector;

const gap = (operation: string, more: Partial<Gap> = {}): Gap => ({
  ...{ provider: 'aws', account: '1', region: 'r', operation, reason: 'access-denied', errorCode: 'Denied' },
  ...{ permission: operation, detail: '', calls: 1, verdicts: 0, ...more },
});

const collectors = [
  collectorOf('thing', 'ListThings', ['DescribeThing']),
  collectorOf('part', 'ListParts', ['DescribePart'], 'thing'),
  collectorOf('key', undefined, ['DescribeKey']),
];
const natives = [{ provider: 'aws', id: 'rules', calls: [spec('GetRules')] }] as unknown as NativeReader[];
const every = ['ListThings', 'DescribeThing', 'ListParts', 'DescribePart', 'DescribeKey', 'GetRules'];

const sort = (asked: Record<string, number>, gaps: Gap[] = []) => {
  const calls = Object.fromEntries(Object.entries(asked).map(([name, times]) => [`s:${name}`, times]));
  return sortReads({ collectors, natives, calls, gaps });
};
const names = (all: readonly { operation: string }[]) => all.map(({ operation }) => operation.slice(2));
const once = Object.fromEntries(every.map((name) => [name, 1]));

it('allows what was answered, and nothing else is left', () => {
  const sorted = sort(once);
  expect(names(sorted.allowed)).toEqual([...every].sort());
  expect([sorted.refused, sorted.unanswered, sorted.untried]).toEqual([[], [], []]);
});

it('leaves out of what is allowed what nobody asked', () => {
  const { DescribeKey: _, ...asked } = once;
  const sorted = sort(asked);
  expect(names(sorted.allowed)).not.toContain('DescribeKey');
  expect(sorted.untried).toEqual([
    { provider: 'aws', operation: 's:DescribeKey', permission: 's:DescribeKey', why: 'not-called-for' },
  ]);
});

it('knows what lies behind a list that was refused, and behind a list behind it', () => {
  const sorted = sort({ ListThings: 1, GetRules: 1 }, [gap('s:ListThings')]);
  expect(names(sorted.refused)).toEqual(['ListThings']);
  expect(sorted.untried.map(({ operation, why }) => [operation, why])).toEqual([
    ['s:DescribeKey', 'not-called-for'],
    ['s:DescribePart', 'list-not-read'],
    ['s:DescribeThing', 'list-not-read'],
    ['s:ListParts', 'list-not-read'],
  ]);
});

it.each([
  ['access-denied', 'refused'],
  ['api-disabled', 'refused'],
  ['throttled', 'unanswered'],
  ['network', 'unanswered'],
  ['partial-answer', 'unanswered'],
] as const)('puts %s under %s', (reason, where) => {
  const sorted = sort(once, [gap('s:DescribeThing', { reason })]);
  expect(names(sorted[where])).toEqual(['DescribeThing']);
  expect(names(sorted.allowed)).not.toContain('DescribeThing');
});

it('passes over what lies out of scope', () => {
  expect(sort(once, [gap('s:DescribeThing', { reason: 'out-of-scope' })]).refused).toEqual([]);
});

it('joins the places of one refusal, and says that it was answered elsewhere', () => {
  const gaps = [gap('s:ListThings'), gap('s:ListThings', { account: '2' })];
  expect(sort({ ...once, ListThings: 2 }, gaps).refused).toMatchObject([
    { places: ['1 r', '2 r'], answeredElsewhere: false },
  ]);
  expect(sort({ ...once, ListThings: 3 }, gaps).refused).toMatchObject([
    { places: ['1 r', '2 r'], answeredElsewhere: true },
  ]);
});
