import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Absence, ChangeStatus } from '../model/change.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ScanStore } from '../store/scan-store.ts';
import { changesBetween } from './changes.ts';
import {
  type FixtureFinding,
  type FixtureScan,
  fixtureFinding,
  fixtureList,
  fixtureScope,
  openFixtureStore,
  storeFixture,
} from './fixture.ts';

let store: ScanStore;
let pair = 0;
beforeEach(async () => {
  store = await openFixtureStore();
});
afterEach(() => store.close());

type Scan = Omit<FixtureScan, 'scan' | 'findings'> & { findings?: readonly FixtureFinding[] };

function scan(id: string, { findings = [], ...more }: Scan) {
  return storeFixture(store, { scan: id, findings: findings.map((one) => fixtureFinding(id, one)), ...more });
}

function changes(before: Scan, now: Scan) {
  pair += 1;
  return [...changesBetween(scan(`p${pair}`, before), scan(`c${pair}`, now))];
}

/** Status and absence of the only change. */
function change(before: Scan, now: Scan): [ChangeStatus, Absence | undefined] {
  const all = changes(before, now);
  expect(all).toHaveLength(1);
  return [all[0]?.status as ChangeStatus, all[0]?.absence]; // checked by the length
}

const lacking = { endReached: false, missing: [{ reason: 'access-denied' as const }] };
const scopeFinding: FixtureFinding = {
  uid: 'scope:aws:1:r:aws/sagemaker/notebook',
  verdict: 'unknown',
  population: { operation: 'sagemaker:ListNotebookInstances', collector: 'aws/sagemaker/notebook' },
};
const role: FixtureFinding = { uid: 'role', kind: 'identity.principal', nativeType: 'Role', region: 'global' };
const unreadRoles: FixtureFinding = {
  uid: 'scope:aws:1:r:references to roles',
  kind: 'identity.principal',
  nativeType: 'identity.principal',
  verdict: 'unknown',
  population: { operation: '', collector: 'references to roles', references: true },
};

describe('a finding of both scans', () => {
  it.each<[Verdict, Verdict, ChangeStatus]>([
    ['fail', 'fail', 'still'],
    ['pass', 'pass', 'still'],
    ['unknown', 'unknown', 'still'],
    ['fail', 'pass', 'resolved'],
    ['pass', 'fail', 'changed'],
    ['unknown', 'fail', 'changed'],
    ['unknown', 'pass', 'changed'],
    ['fail', 'not-applicable', 'changed'],
    ['fail', 'manual', 'changed'],
    ['fail', 'unknown', 'blind'],
    ['pass', 'unknown', 'blind'],
    ['not-applicable', 'unknown', 'blind'],
    ['manual', 'unknown', 'blind'],
  ])('that was %s and is %s: %s', (before, now, status) => {
    const of = (verdict: Verdict) => ({ findings: [{ verdict }] });
    expect(change(of(before), of(now))).toEqual([status, undefined]);
  });

  it.each<[string, FixtureFinding, ChangeStatus]>([
    ['what was observed', { state: 'other' }, 'changed'],
    ['the severity', { severity: 'low' }, 'changed'],
    ['nothing', {}, 'still'],
  ])('where %s is another', (_name, now, status) => {
    expect(change({ findings: [{}] }, { findings: [now] })[0]).toBe(status);
  });

  it.each<[Verdict, Verdict, boolean]>([
    ['pass', 'fail', true],
    ['unknown', 'fail', true],
    ['fail', 'fail', false],
    ['fail', 'pass', false],
  ])('from %s to %s is a new failure: %s', (before, now, is) => {
    const [one] = changes({ findings: [{ verdict: before }] }, { findings: [{ verdict: now }] });
    expect(one?.newFailure).toBe(is);
  });
});

describe('a finding that is not there any more', () => {
  it.each<[string, Scan, ChangeStatus, Absence | undefined]>([
    ['the list was read to its end', {}, 'gone', undefined],
    ['the list was not read', { populations: [fixtureList(lacking)], findings: [] }, 'blind', 'not-read'],
    [
      'the list reached its end and lacks something',
      { populations: [fixtureList({ missing: lacking.missing })] },
      'blind',
      'not-read',
    ],
    ['the list was cut off', { populations: [fixtureList({ bounded: true })] }, 'blind', 'cut-off'],
    ['the service was not asked', { populations: [], scopes: [fixtureScope('1', ['iam'])] }, 'blind', 'not-asked'],
    ['the account was not asked', { populations: [], scopes: [fixtureScope('2')] }, 'blind', 'not-asked'],
    ['another region was asked', { populations: [fixtureList({ region: 's' })] }, 'blind', 'not-asked'],
    ['another collector was asked', { populations: [fixtureList({ collector: 'x' })] }, 'blind', 'not-asked'],
    ['the account could not be entered', { populations: [], scopes: [fixtureScope('1', [])] }, 'blind', 'not-read'],
    ['the control is gone', { controls: [{ id: 'NET-002', applies_to: ['ml.notebook'] }] }, 'blind', 'not-judged'],
    ['the control is for others', { controls: [{ id: 'NET-001', applies_to: ['ml.job'] }] }, 'blind', 'not-judged'],
  ])('though %s', (_name, now, status, absence) => {
    expect(change({ findings: [{}] }, now)).toEqual([status, absence]);
  });

  it('is what it was, and has no verdict now', () => {
    const [one] = changes({ findings: [{ uid: 'x' }] }, {});
    expect(one?.finding.resource.uid).toBe('x');
    expect(one?.previous).toEqual(one?.finding);
    expect([one?.present, one?.verdict, one?.previousVerdict]).toEqual([false, undefined, 'fail']);
  });

  it.each<[string, Scan, ChangeStatus, Absence | undefined]>([
    ['everything was read', {}, 'gone', undefined],
    ['references could not be told', { findings: [unreadRoles] }, 'blind', 'not-read'],
    ['a service was not asked', { scopes: [fixtureScope('1', ['iam'])] }, 'blind', 'not-asked'],
    ['an account could not be entered', { scopes: [fixtureScope('1', [])] }, 'blind', 'not-read'],
    ['a list that leads to it was cut off', { populations: [fixtureList({ bounded: true })] }, 'blind', 'cut-off'],
  ])('and was found by references only, where %s', (_name, now, status, absence) => {
    const all = changes({ findings: [role] }, now).filter((one) => !one.finding.population);
    expect(all.map((one) => [one.status, one.absence])).toEqual([[status, absence]]);
  });

  it('about a list that can be read again is gone', () => {
    const before = { findings: [scopeFinding], populations: [fixtureList(lacking)] };
    expect(change(before, {})).toEqual(['gone', undefined]);
    expect(change(before, { populations: [], scopes: [fixtureScope('2')] })).toEqual(['blind', 'not-asked']);
  });
});

describe('a finding that was not there', () => {
  it.each<[string, Scan, Absence | undefined]>([
    ['the list was read', {}, undefined],
    ['the list could not be read', { populations: [fixtureList(lacking)] }, 'not-read'],
    ['the account was not asked', { populations: [], scopes: [fixtureScope('2')] }, 'not-asked'],
    ['the control is new', { controls: [] }, 'not-judged'],
  ])('is new, and said where %s', (_name, before, absence) => {
    expect(change(before, { findings: [{}] })).toEqual(['new', absence]);
  });

  it('about a list makes blind where the list was read before', () => {
    const now = { findings: [scopeFinding], populations: [fixtureList(lacking)] };
    expect(change({}, now)).toEqual(['blind', undefined]);
    expect(change({ populations: [], scopes: [] }, now)).toEqual(['new', 'not-asked']);
  });

  it('is new where there is no scan before', () => {
    const side = scan('c', { findings: [{ uid: 'a' }, { uid: 'b', verdict: 'pass' }] });
    const all = [...changesBetween(null, side)];
    expect(all.map((one) => [one.status, one.previous, one.newFailure]).toSorted()).toEqual([
      ['new', null, false],
      ['new', null, true],
    ]);
  });
});

it('every finding comes once, in the order of keys, over more than a page', () => {
  const many = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => ({ uid: `n${from + index}` }));
  const all = changes({ findings: many(0, 500) }, { findings: many(250, 900) });
  expect(all.map((one) => one.key)).toEqual(all.map((one) => one.key).toSorted());
  const count = (status: ChangeStatus) => all.filter((one) => one.status === status).length;
  expect([all.length, count('gone'), count('still'), count('new')]).toEqual([900, 250, 250, 400]);
});
