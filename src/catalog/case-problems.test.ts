import { describe, expect, it } from 'vitest';
import { controlYaml, problemsOf, sound } from './temp-catalog.ts';

const withControl = (changes: Record<string, string | null>) => sound({ 'doors/closed.yaml': controlYaml(changes) });

// `cases` is the thirteenth key; the rows stand on lines 14, 15, ..., each after `  - `.
describe('a case that is wrong', () => {
  const good = [
    '{ name: p, facts: { egress: none }, expect: pass }',
    '{ name: f, facts: { egress: internet }, expect: fail }',
    '{ name: u, facts: {}, expect: unknown }',
  ];
  const cases = (...rows: string[]) => `\n${rows.map((row) => `  - ${row}`).join('\n')}`;
  it.each<[string, string, string]>([
    [
      'verdict',
      '{ name: x, facts: {}, expect: passed }',
      '17:35: unexpected "passed"; expected one of fail, unknown, manual, pass, not-applicable',
    ],
    [
      'fact',
      '{ name: x, facts: { egres: none }, expect: pass }',
      "17:25: unknown fact 'egres' of x.box; did you mean 'egress'?",
    ],
    ['word', '{ name: x, facts: { egress: nowhere }, expect: pass }', '17:33: "nowhere" is not one of none, internet'],
    ['type', '{ name: x, facts: { a: "yes" }, expect: pass }', '17:28: "yes" is not true or false'],
    ['number', '{ name: x, facts: { count: 1.5 }, expect: pass }', '17:32: 1.5 is not a whole number'],
    ['null', '{ name: x, facts: { count: null }, expect: pass }', '17:32: null is not a whole number'],
    ['time', '{ name: x, facts: { born: 2026-01-01 }, expect: pass }', '17:31: "2026-01-01" is not an RFC 3339 time'],
    ['list', '{ name: x, facts: { methods: key }, expect: pass }', '17:34: "key" is not a list'],
    [
      'list item',
      '{ name: x, facts: { methods: [kay] }, expect: pass }',
      '17:35: "kay" is not one of identity, key, password',
    ],
    ['map', '{ name: x, facts: { tags: { a: 1 } }, expect: pass }', '17:36: 1 is not a text'],
    [
      'record field',
      '{ name: x, facts: { disks: [{ kee: own }] }, expect: pass }',
      "17:35: unknown fact 'kee' of Disk; did you mean 'key'?",
    ],
    [
      'record word',
      '{ name: x, facts: { disks: [{ key: mine }] }, expect: pass }',
      '17:40: "mine" is not one of own, none',
    ],
    [
      'linked fact',
      '{ name: x, facts: { roles: [{ admim: true }] }, expect: pass }',
      "17:35: unknown fact 'admim' of x.role; did you mean 'admin'?",
    ],
    ['linked value', '{ name: x, facts: { roles: [{ admin: 1 }] }, expect: pass }', '17:42: 1 is not true or false'],
    [
      'link of a link',
      '{ name: x, facts: { roles: [{ boxes: [] }] }, expect: pass }',
      "17:35: unknown fact 'boxes' of x.role",
    ],
    ['link', '{ name: x, facts: { roles: {} }, expect: pass }', '17:32: {} is not a list of facts by name'],
    ['linked item', '{ name: x, facts: { roles: [1] }, expect: pass }', '17:33: 1 are not facts by name'],
    [
      'missing by hand',
      '{ name: x, facts: { a: { $missing: { reason: lost } } }, expect: unknown }',
      '17:28: a missing fact is written !missing <reason>',
    ],
    [
      'missing with more',
      '{ name: x, facts: { a: { $missing: { reason: redacted, evidence: 1 } } }, expect: unknown }',
      '17:28: a missing fact is written !missing <reason>',
    ],
    ['kind', '{ name: x, kind: x.role, facts: {}, expect: unknown }', "17:22: the control does not apply to 'x.role'"],
    [
      'scan time',
      '{ name: x, scanTime: soon, facts: {}, expect: unknown }',
      '17:26: unexpected "soon"; expected a time such as 2026-01-01T00:00:00Z',
    ],
    ['name twice', '{ name: p, facts: {}, expect: unknown }', "17:13: a second case 'p'; expected another name"],
  ])('%s', async (_what, row, expected) => {
    expect(await problemsOf(withControl({ cases: cases(...good, row) }))).toEqual([`doors/closed.yaml:${expected}`]);
  });

  it.each(['pass', 'fail', 'unknown'])('none that expects %s', async (verdict) => {
    const rows = good.filter((row) => !row.endsWith(`expect: ${verdict} }`));
    const expected = `doors/closed.yaml:13:1: no case expects ${verdict}; expected one each of pass, fail and unknown`;
    expect(await problemsOf(withControl({ cases: cases(...rows) }))).toEqual([expected]);
  });

  it.each<[string, string, string, string]>([
    ['a fact', 'stop', '{ stop: 1 }', '{ stop: null }'],
    [
      'a field of a record',
      'disks.all(d, d.days != null) && disks.size() > 0',
      '{ disks: [{ days: 1 }] }',
      '{ disks: [{ days: 1 }, { days: null }] }',
    ],
    [
      'a fact of a linked resource',
      'roles.exists(r, r.days != null)',
      '{ roles: [{ days: 1 }] }',
      '{ roles: [{ days: null }] }',
    ],
  ])('none with null where %s may be null', async (_what, expression, known, withNull) => {
    const pass = expression === 'stop' ? 'stop != null' : expression;
    const root = expression.split('.')[0]!;
    const path = { stop: 'stop', disks: 'disks.days', roles: 'roles.days' }[root];
    const rows = [
      `{ name: p, facts: ${known}, expect: pass }`,
      '{ name: u, facts: {}, expect: unknown }',
      `{ name: f, facts: ${known}, expect: fail }`,
    ];
    const message = `doors/closed.yaml:13:1: no case with ${path} null; expected one, since the expression reads it`;
    expect(await problemsOf(withControl({ pass, observe: `[${root}]`, cases: cases(...rows) }))).toEqual([message]);
    const more = cases(...rows, `{ name: n, facts: ${withNull}, expect: fail }`);
    expect(await problemsOf(withControl({ pass, observe: `[${root}]`, cases: more }))).toEqual([]);
  });
});
