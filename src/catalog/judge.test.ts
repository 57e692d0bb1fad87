import { describe, expect, it } from 'vitest';
import type { Fact, Missing, MissingReason } from '../model/facts.ts';
import type { Json } from '../model/json.ts';
import type { LinkView, ResourceView } from '../model/view.ts';
import { control, environments, lost, now, verdictOf } from './fixture.ts';
import { compileControl, judge } from './judge.ts';

describe('when', () => {
  it.each<[Json, Json, string]>([
    [true, true, 'pass'],
    [true, false, 'fail'],
    [false, true, 'not-applicable'],
    [false, lost(), 'not-applicable'],
    [true, lost(), 'unknown'],
    [lost(), true, 'unknown'],
    [lost(), false, 'unknown'],
    [lost('not-exposed'), true, 'manual'],
    [lost('not-supported'), false, 'not-applicable'],
  ])('a %j, b %j: %s', (a, b, verdict) => {
    expect(verdictOf('b', { a, b }, 'a').verdict).toBe(verdict);
  });
});

describe('the reasons of the missing facts decide what an undecidable control is', () => {
  const curable: MissingReason[] = ['api-disabled', 'throttled', 'timed-out', 'network', 'server-error'];
  it.each<[MissingReason, string]>([
    ...[...curable, 'access-denied', 'not-returned', 'partial-answer', 'out-of-scope', 'redacted'].map(
      (each): [MissingReason, string] => [each as MissingReason, 'unknown'],
    ),
    ['not-exposed', 'manual'],
    ['not-supported', 'not-applicable'],
  ])('%s alone: %s', (reason, verdict) => {
    const judged = verdictOf('a', { a: lost(reason) });
    expect(judged.verdict).toBe(verdict);
    expect(judged.missing).toEqual([{ fact: 'a', reason }]);
  });

  it.each<[string, Record<string, Json>, string, string[]]>([
    ['a && b', { a: lost('not-supported'), b: lost('throttled') }, 'unknown', ['b', 'a']],
    ['a && b', { a: lost('not-supported'), b: lost('not-exposed') }, 'manual', ['b', 'a']],
    ['a && b', { a: lost('not-exposed'), b: lost('throttled') }, 'unknown', ['b', 'a']],
    ['a && b', { a: lost('not-supported'), b: true }, 'not-applicable', ['a']],
    ['a && b', { a: lost('not-supported'), b: false }, 'fail', []],
    // What `||` absorbed is not in the way of the rest.
    ['(a || egress == "none") && b', { a: lost(), egress: 'none', b: lost('not-supported') }, 'not-applicable', ['b']],
    ['(a && egress == "none") || b', { a: lost(), egress: 'internet', b: lost('not-exposed') }, 'manual', ['b']],
  ])('%s over %j: %s', (pass, facts, verdict, inTheWay) => {
    const judged = verdictOf(pass, facts);
    expect(judged.verdict).toBe(verdict);
    expect(judged.missing.map((each) => each.fact)).toEqual(inTheWay);
  });
});

describe('reason', () => {
  const denied = lost('access-denied', { operation: 's:Get', errorCode: 'Denied', permission: 's:GetIt', evidence: 7 });
  it.each<[string, Record<string, Json>, string]>([
    ['!a', { a: true }, 'a is true'],
    ['a && b', { a: true, b: false }, 'b is false'],
    ['a || b', { a: false, b: true }, 'b is true'],
    ['a || b', { a: false, b: false }, 'a is false and b is false'],
    ['a && b', { a: true, b: true }, 'a is true and b is true'],
    ['stop != null && stop < 9', { stop: null }, 'stop is not set'],
    ['owner != ""', { owner: '' }, 'owner is empty'],
    ['owner == ""', { owner: 'Bob "<b>"\n' }, 'owner is "Bob \\"<b>\\"\ufffd"'],
    ['owner == ""', { owner: 'x y'.repeat(99) }, `owner is "${'x y'.repeat(99).slice(0, 77)}..."`],
    ['born > scanTime', { born: '2025-01-01T00:00:00Z' }, 'born is 2025-01-01T00:00:00Z'],
    ['roles.size() > 0', { roles: [] }, 'roles is empty'],
    ['roles.size() > 1', { roles: [{}] }, 'roles has 1 entry'],
    ['methods.size() > 5', { methods: ['key', 'identity'] }, 'methods is key and identity'],
    ['tags.size() > 5', { tags: { x: 'y' } }, 'tags has x'],
    ['roles.all(r, !r.admin)', { roles: [{ admin: true }] }, 'roles.admin is true'],
    [
      'disks.all(d, d.key == "own")',
      { disks: [{ key: 'own' }, { key: 'none' }] },
      'disks.key is own (1 of 2) and none (1 of 2)',
    ],
    ['a', { a: denied }, 'a could not be read: s:Get was denied (Denied); needs s:GetIt'],
    [
      'a && b',
      { a: denied, b: lost('throttled') },
      'a could not be read (and one more fact): s:Get was denied (Denied); needs s:GetIt',
    ],
    ['a', {}, 'a could not be read: it was not returned'],
    [
      'a',
      { a: lost('not-exposed', { detail: 'see the portal' }) },
      'a has to be attested by a person: no read API tells it: see the portal',
    ],
    ['a', { a: lost('not-supported') }, 'a does not apply: the platform has no such setting'],
  ])('%s over %j: %s', (pass, facts, reason) => {
    expect(verdictOf(pass, facts).reason).toBe(reason);
  });

  it('says why a control does not apply', () => {
    expect(verdictOf('b', { a: false }, 'a').reason).toBe('does not apply: a is false');
  });
});

describe('what was touched', () => {
  it('names facts, links, and fields, of `when` and `pass`, known or not', () => {
    const judged = verdictOf('b && roles.all(r, !r.admin)', { a: true, b: true, roles: [{ admin: lost() }] }, 'a');
    expect(judged.touched).toEqual(['a', 'b', 'roles', 'roles.admin']);
  });

  it('counts one cause once, and keeps causes apart', () => {
    const why = (evidence: number, detail: string) => lost('access-denied', { evidence, detail });
    const roles = [1, 2, 3, 4].map((n) => ({ admin: why(n, n < 4 ? 'first' : 'second') }));
    expect(verdictOf('roles.all(r, !r.admin)', { roles }).missing).toEqual([
      { fact: 'roles.admin', reason: 'access-denied', evidence: 1, detail: 'first' },
      { fact: 'roles.admin', reason: 'access-denied', evidence: 4, detail: 'second' },
    ]);
  });
});

describe('what is known in part is not known', () => {
  const role: ResourceView = {
    uid: 'r',
    kind: 'x.role',
    fact: () => ({ value: false, from: [] }),
    link: () => ({ from: [] }),
  };
  const partial: Missing[] = [{ reason: 'partial-answer' }];
  const judgeView = (pass: string, fact: Fact, link: LinkView) => {
    const view: ResourceView = { uid: 'u', kind: 'x.box', fact: () => fact, link: () => link };
    return judge(compileControl(control(pass), 'x.box', environments), view, now);
  };
  const known: LinkView = { items: [role], from: [] };

  it.each<[string, string, Fact, LinkView, string, string?]>([
    ['a fact', 'a', { value: true, from: [] }, known, 'pass'],
    ['a fact with an empty list of causes', 'a', { value: true, missing: [], from: [] }, known, 'pass'],
    [
      'a fact with a value and a cause',
      'a',
      { value: true, missing: partial, from: [] },
      known,
      'unknown',
      'partial-answer',
    ],
    ['a fact with neither', 'a', { from: [] }, known, 'unknown', 'not-returned'],
    ['a link', 'roles.all(r, !r.admin)', { from: [] }, known, 'pass'],
    [
      'a link with items and a cause',
      'roles.all(r, !r.admin)',
      { from: [] },
      { ...known, missing: partial },
      'unknown',
      'partial-answer',
    ],
    ['a link with neither', 'roles.all(r, !r.admin)', { from: [] }, { from: [] }, 'unknown', 'not-returned'],
    [
      'a link to another kind',
      'roles.all(r, !r.admin)',
      { from: [] },
      { items: [{ ...role, kind: 'x.box' }], from: [] },
      'unknown',
      'not-returned',
    ],
  ])('%s', (_what, pass, fact, link, verdict, reason) => {
    const judged = judgeView(pass, fact, link);
    expect(judged.verdict).toBe(verdict);
    expect(judged.missing[0]?.reason).toBe(reason);
  });
});

it('a list of very many items is judged like any other', () => {
  const disks = Array.from({ length: 200_000 }, (_, index) => ({ key: index === 199_999 ? 'none' : 'own' }));
  const judged = verdictOf('a && (disks.size() > 0 || b) && disks.all(d, d.key == "own")', { a: true, disks });
  expect(judged).toMatchObject({
    verdict: 'fail',
    reason: 'disks.key is own (199999 of 200000) and none (1 of 200000)',
  });
});
