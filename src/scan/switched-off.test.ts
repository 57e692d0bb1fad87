import { describe, expect, it } from 'vitest';
import type { Gap, Population } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import { SwitchedOff } from './switched-off.ts';

const off: Missing = { reason: 'api-disabled', operation: 's:List', errorCode: 'SERVICE_DISABLED' };
const list = (region: string, missing: Missing[] = [off], more: Partial<Population> = {}): Population =>
  ({
    provider: 'gcp',
    account: 'p',
    region,
    collector: 'c',
    kind: 'ml.endpoint',
    nativeType: 'T',
    operation: 's:List',
    endReached: missing.length === 0,
    missing,
    ...more,
  }) as unknown as Population; // what is looked at
const regionsOf = (lists: Population[]) =>
  new SwitchedOff(lists)
    .together(lists.filter(({ endReached }) => !endReached))
    .map(({ region, missing }) => [region, missing[0]?.detail]);
const apart = [
  ['a', undefined],
  ['b', undefined],
];

describe('lists of an API that is switched off', () => {
  it.each<[what: string, lists: Population[], expected: unknown]>([
    ['in every region', [list('b'), list('a')], [['global', 'in each of 2 places: a, b']]],
    ['in the one region that was asked', [list('a')], [['a', undefined]]],
    ['in every region, each for a reason of its own', [list('a'), list('b', [{ ...off, errorCode: 'X' }])], apart],
    ['in all regions but one, which answers', [list('a'), list('b'), list('c', [])], apart],
    ['in some regions, and another is down', [list('a'), list('b', [{ ...off, reason: 'server-error' }])], apart],
    ['and something else was lost, too', [list('a'), list('b', [off, { reason: 'throttled' }])], apart],
    ['of two accounts', [list('a'), list('b', [off], { account: 'q' })], apart],
    ['refused', ['a', 'b'].map((one) => list(one, [{ ...off, reason: 'access-denied' }])), apart],
  ])('%s', (_what, lists, expected) => expect(regionsOf(lists)).toEqual(expected));

  it('stand apart from what is told of the whole account', () => {
    const lists = [
      list('a'),
      list('b'),
      list('global', [{ reason: 'throttled', operation: 's:Other' }], { operation: 's:Other' }),
    ];
    expect(regionsOf(lists).map(([region]) => region)).toEqual(['a', 'b', 'global']);
  });

  it('are one where they hang on another list', () => {
    const below = (region: string) => list(region, [off], { collector: 'd', operation: 's:ListBelow' });
    expect(regionsOf([list('a'), list('b'), below('a'), below('b')]).map(([region]) => region)).toEqual([
      'global',
      'global',
    ]);
  });
});

describe('calls to an API that is switched off', () => {
  const gap = (region: string, more: Partial<Gap> = {}): Gap => ({
    provider: 'gcp',
    account: 'p',
    region,
    operation: 's:List',
    reason: 'api-disabled',
    errorCode: 'SERVICE_DISABLED',
    permission: '',
    detail: '',
    calls: 2,
    verdicts: 0,
    ...more,
  });
  const told = (gaps: Gap[], lists = [list('a'), list('b')]) =>
    new SwitchedOff(lists).gaps(gaps).map(({ region, calls }) => [region, calls]);
  it('are one gap', () => expect(told([gap('a'), gap('b')])).toEqual([['global', 4]]));
  it('are as many as there are where one place answers', () => {
    const answered = [list('a'), list('b'), list('c', [])];
    expect(told([gap('a'), gap('b')], answered)).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
  });
  it('are told beside other gaps', () =>
    expect(told([gap('a'), gap('a', { reason: 'throttled' }), gap('b')])).toEqual([
      ['a', 2],
      ['global', 4],
    ]));
});
