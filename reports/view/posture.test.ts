import { expect, test } from 'vitest';
import type { Control } from '../../src/model/control.ts';
import type { Finding } from '../../src/model/finding.ts';
import { frameworkViews } from './framework-view.ts';
import { Grouper } from './groups.ts';
import { familiesOf, PostureCounter } from './posture.ts';
import { prioritiesOf } from './priorities.ts';

const scanStart = '2026-11-22T09:00:00.000Z';
const control = (id: string, family: string, themes: string[]) =>
  ({ id, family, themes, title: `${id} title` }) as Control; // All that is read of it.
const catalog = [
  control('NET-001', 'network', ['net']),
  control('ENC-001', 'encryption', ['enc']),
  control('GEN-001', 'ai', ['none']),
];

function finding(over: Partial<Finding> & { account?: string; kind?: string; region?: string } = {}): Finding {
  const { account = 'a1', kind = 'ml.notebook', region = 'r1', ...rest } = over;
  return {
    ...{
      key: 'k',
      uid: 'u',
      scan: 's',
      control: 'NET-001',
      title: 'NET-001 title',
      severity: 'high',
      verdict: 'fail',
      reason: '',
    },
    resource: {
      uid: 'r',
      kind,
      nativeType: 't',
      provider: 'aws',
      account,
      accountName: `name of ${account}`,
      region,
      name: 'n',
    },
    ...{
      observed: [],
      missing: [],
      native: [],
      frameworks: {},
      firstSeen: '2026-11-01T00:00:00.000Z',
      lastSeen: '',
      stateHash: '',
      waiver: null,
    },
    ...rest,
  };
}

function count(...findings: Finding[]) {
  const counter = new PostureCounter(catalog, scanStart);
  for (const one of findings) counter.add(one);
  return counter.done();
}

test('every dimension counts every finding, each under its own value', () => {
  const posture = count(
    finding(),
    finding({ account: 'a2', region: 'r2', kind: 'ml.endpoint', control: 'ENC-001', severity: 'low', verdict: 'pass' }),
  );
  const counts = (dimension: Map<string, { verdicts: { fail: number; pass: number } }>) =>
    [...dimension].map(([name, { verdicts }]) => `${name}: ${verdicts.fail} ${verdicts.pass}`);
  expect(counts(posture.severity)).toEqual(['high: 1 0', 'low: 0 1']);
  expect(counts(posture.family)).toEqual(['network: 1 0', 'encryption: 0 1']);
  expect(counts(posture.control)).toEqual(['NET-001: 1 0', 'ENC-001: 0 1']);
  expect(counts(posture.provider)).toEqual(['aws: 1 1']);
  expect(counts(posture.kind)).toEqual(['ml.notebook: 1 0', 'ml.endpoint: 0 1']);
  expect(counts(posture.account)).toEqual(['aws a1: 1 0', 'aws a2: 0 1']);
  expect(counts(posture.region)).toEqual(['aws r1: 1 0', 'aws r2: 0 1']);
  expect(counts(posture.familyByAccount.get('aws a2') ?? new Map())).toEqual(['encryption: 0 1']);
  expect(posture.all.verdicts).toEqual({ fail: 1, unknown: 0, manual: 0, pass: 1, 'not-applicable': 0 });
});

test('a control that the catalog does not name is counted all the same', () => {
  expect([...count(finding({ control: 'X-9' })).family.keys()]).toEqual(['other']);
});

test('only a rule that says otherwise is a disagreement', () => {
  const native = (agrees: boolean | null) => ({ source: 's', rule: 'r', status: 'pass' as const, agrees, evidence: 1 });
  expect(
    count(
      finding(),
      finding({ native: [native(true), native(null)] }),
      finding({ native: [native(true), native(false)] }),
    ).disagreements,
  ).toBe(1);
});

test('equal findings are one group; another control, kind, account or verdict is another', () => {
  const grouper = new Grouper(scanStart);
  const fresh = finding({ firstSeen: scanStart });
  const list = finding({
    verdict: 'unknown',
    population: { operation: 'o', collector: 'c' },
    missing: [{ fact: 'f', reason: 'network', operation: 'x:List' }],
  });
  for (const one of [
    finding(),
    fresh,
    finding({ region: 'r2' }),
    finding({ kind: 'ml.endpoint' }),
    finding({ account: 'a2' }),
    finding({ control: 'ENC-001' }),
    list,
  ])
    grouper.add(one);
  const groups = grouper.groups();
  expect(groups.map(({ count, lists, fresh }) => [count, lists, fresh])).toEqual([
    [3, 0, 1],
    [1, 0, 0],
    [1, 0, 0],
    [1, 0, 0],
    [1, 1, 0],
  ]);
  expect(groups[0]).toMatchObject({ since: '2026-11-01T00:00:00.000Z', accountName: 'name of a1' });
  expect([...(groups[4]?.operations ?? [])]).toEqual(['x:List']);
});

test('priorities: severity before number, accounts together, the fullest first', () => {
  const many = Array.from({ length: 5 }, () => finding({ severity: 'medium', control: 'GEN-001' }));
  const posture = count(
    ...many,
    finding(),
    finding({ account: 'a2' }),
    finding({ account: 'a2', firstSeen: scanStart }),
    finding({ verdict: 'unknown', severity: 'critical' }),
  );
  const priorities = prioritiesOf(posture.groups);
  expect(priorities.map((one) => [one.control, one.count, one.fresh])).toEqual([
    ['NET-001', 3, 1],
    ['GEN-001', 5, 0],
  ]);
  expect(priorities[0]?.places.map((place) => [place.account, place.count])).toEqual([
    ['a2', 2],
    ['a1', 1],
  ]);
});

test('families of some controls: the others are left out', () => {
  const posture = count(finding(), finding({ verdict: 'pass' }), finding({ control: 'ENC-001' }));
  const families = familiesOf(
    catalog.filter((one) => one.id !== 'ENC-001'),
    posture.control,
  );
  expect([...families].map(([name, { verdicts }]) => [name, verdicts.fail, verdicts.pass])).toEqual([
    ['network', 1, 1],
  ]);
});

const requirement = (id: string, themes: string[], controls: string[] = []) => ({ id, title: id, themes, controls });

test.each([
  ['no control speaks to it', requirement('R', []), [], 'not-covered'],
  ['a control does, by theme; nothing found', requirement('R', ['net']), [], 'nothing-found'],
  ['a control does, by id; nothing found', requirement('R', [], ['GEN-001']), [], 'nothing-found'],
  ['a failure among passes', requirement('R', ['net']), ['pass', 'fail', 'unknown'], 'fails'],
  ['an unknown among passes is not upright', requirement('R', ['net']), ['pass', 'unknown'], 'not-fully-assessed'],
  ['what a person must attest is not upright', requirement('R', ['net']), ['pass', 'manual'], 'not-fully-assessed'],
  ['all pass', requirement('R', ['net']), ['pass', 'not-applicable'], 'no-failure'],
  ['nothing applies', requirement('R', ['net']), ['not-applicable'], 'nothing-found'],
] as const)('requirement: %s', (_, one, verdicts, state) => {
  const posture = count(...verdicts.map((verdict) => finding({ verdict, frameworks: { f: ['R'] } })));
  const framework = {
    id: 'f',
    title: 'F',
    version: '1',
    source: '',
    requirements: [{ ...one, themes: [...one.themes], controls: [...one.controls] }],
  };
  const [view] = frameworkViews([framework], catalog, posture.requirement);
  expect(view?.requirements[0]?.state).toBe(state);
  expect(view?.notCovered).toBe(state === 'not-covered' ? 1 : 0);
});
