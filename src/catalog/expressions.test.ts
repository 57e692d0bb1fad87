import { describe, expect, it } from 'vitest';
import { checkExpression } from './check-expression.ts';
import { environments } from './fixture.ts';
import { controlYaml, load, problemsOf, sound } from './temp-catalog.ts';

/** The faults of an expression as `offset message`. */
const faultsOf = (text: string) =>
  checkExpression(text, 'x.box', environments).faults.map(({ offset, message }) => `${offset} ${message}`);

describe('expressions that are in order', () => {
  it.each([
    'egress != "internet"',
    '"none" == egress',
    'egress in ["none", "internet"]',
    'methods.exists(m, m in ["key", "password"])',
    'disks.size() > 0 && disks.all(d, d.key == "own")',
    '["own", "none"].all(k, disks.exists(d, d.key == k))',
    'stop != null && stop <= 180',
    'used == null || used < scanTime - duration("720h")',
    'roles.all(r, !r.admin && (r.days == null || r.days > 3))',
    '"owner" in tags && tags["owner"] != ""',
    'has(tags.owner)',
    'owner.startsWith("team-") || owner.lowerAscii().contains("x")',
    'disks.filter(d, d.key == "own").size() == disks.size()',
    'disks.map(d, d.key).exists(k, k == "own")',
    'cel.bind(n, disks.size(), n > 1)',
    '(a ? "none" : "internet") == egress',
    'watchers.size() == 0',
    'double(count) > 0.5',
  ])('%s', (text) => {
    expect(faultsOf(text)).toEqual([]);
  });
});

describe('expressions that are refused', () => {
  it.each<[string, string[]]>([
    ['egres != "internet"', ["0 unknown fact 'egres' of x.box; did you mean 'egress'?"]],
    ['a && somethingElse', ["5 unknown fact 'somethingElse' of x.box"]],
    ['disks.all(d, d.kee == "own")', ["15 unknown field 'kee'; did you mean 'key'?"]],
    ['roles.all(r, r.admni)', ["15 unknown field 'admni'; did you mean 'admin'?"]],
    ['roles.all(r, r.boxes.size() == 0)', ["15 unknown field 'boxes'"]],
    // types
    ['count', ['0 the expression is of type int; expected a bool']],
    ['owner', ['0 the expression is of type string; expected a bool']],
    ['count == "3"', ['0 cannot be evaluated: int == string; the types do not fit']],
    ['a && count', ["0 logical operator requires bool operands, got 'int'"]],
    ['stop <= "180"', ['0 cannot be evaluated: int <= string; the types do not fit']],
    ['born > 3', ['0 cannot be evaluated: google.protobuf.Timestamp > int; the types do not fit']],
    // null
    ['a == null', ['0 cannot be evaluated: bool == null; the types do not fit']],
    ['count != null', ['0 count is never null']],
    ['born == null', ['0 born is never null']],
    // words of an enum
    ['egress != "INTERNET"', ["10 egress is never 'INTERNET'; did you mean 'internet'?"]],
    ['"nowhere" == egress', ["0 egress is never 'nowhere'; expected one of none, internet"]],
    ['egress in ["none", "intranet"]', ["19 egress is never 'intranet'; did you mean 'internet'?"]],
    ['"kay" in methods', ["0 methods is never 'kay'; did you mean 'key'?"]],
    ['methods.exists(m, m == "kay")', ["23 methods is never 'kay'; did you mean 'key'?"]],
    [
      'methods.all(m, !(m in ["key", "anonymous"]))',
      ["30 methods is never 'anonymous'; expected one of identity, key, password"],
    ],
    ['methods.filter(m, m == "kay").size() == 0', ["23 methods is never 'kay'; did you mean 'key'?"]],
    ['disks.exists(d, d.key == "mine")', ["25 disks.key is never 'mine'; expected one of own, none"]],
    ['disks.map(d, d.key).exists(k, k == "mine")', ["35 disks.key is never 'mine'; expected one of own, none"]],
    [
      'disks.filter(d, d.name == "x").all(d, d.key == "mine")',
      ["47 disks.key is never 'mine'; expected one of own, none"],
    ],
    ['["own", "mine"].all(k, disks.exists(d, d.key == k))', ["8 disks.key is never 'mine'; expected one of own, none"]],
    ['cel.bind(e, egress, e == "x")', ["25 egress is never 'x'; expected one of none, internet"]],
    ['egress == (a ? "none" : "x")', ["24 egress is never 'x'; expected one of none, internet"]],
    // what is not there
    [
      'owner.matches("^a")',
      [
        "0 the function 'matches' is not available; regular expressions on text from clouds are refused: make a fact instead",
      ],
    ],
    ['dyn(a) == "x"', ["0 the function 'dyn' is not available"]],
    ['type(a) == bool', ["0 the function 'type' is not available"]],
    ['owner.split(",").size() > 1', ["0 the function 'split' is not available"]],
    ['methods[0] == "key"', ['0 lists have no order; use all, exists or size() instead of an index']],
    ['disks.map(d, d.name)[0] == "x"', ['0 lists have no order; use all, exists or size() instead of an index']],
    ['methods == ["key"]', ['0 lists have no order; compare with size(), all or exists']],
    ['["key"] != methods', ['0 lists have no order; compare with size(), all or exists']],
    [
      '[1].all(b, [1].all(c, [1].all(d, [1].all(e, [1].all(f, a)))))',
      ['44 more than 4 of all, exists, filter or map inside each other'],
    ],
    // syntax
    ['a &&', ['4 unexpected token: EOF']],
    ['a = b', ['2 unexpected character: =']],
    ['"open', ['0 unterminated string']],
    [`[${'1,'.repeat(300)}1].size() > 0`, ['401 exceeded maxListElements (200)']],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, ['40 exceeded maxDepth (40)']],
    [`a${' || a'.repeat(1500)}`, ['exceeded maxAstNodes (2000)']],
  ])('%s', (text, faults) => {
    const told = faultsOf(text);
    expect(told).toHaveLength(faults.length);
    faults.forEach((fault, index) => {
      expect(told[index]).toContain(fault);
    });
  });
});

describe('the place of a fault in the file', () => {
  const place = async (pass: string) => (await problemsOf(sound({ 'doors/closed.yaml': controlYaml({ pass }) })))[0];
  // `pass` is the eighth key, so on line 8; the value begins in column 7.
  it.each<[string, string, string]>([
    ['plain', 'a && egres == "x"', '8:12'],
    ['single quotes', `'a && egres == "x"'`, '8:13'],
    ['single quotes with a quote inside', `'owner == "it''s" && egres == "x"'`, '8:28'],
    ['double quotes', '"a && egres == 1"', '8:13'],
    ['double quotes with escapes', String.raw`"owner == \"\u0041\\n\" && egres == 1"`, '8:34'],
    ['double quotes over lines', '"a &&\n  egres == 1"', '9:3'],
    ['plain over lines', 'a &&\n  b &&\n  egres', '10:3'],
    ['literal block', '|\n  a &&\n    egres', '10:5'],
    ['literal block with header and comment', '|- # here\n  a &&\n    egres', '10:5'],
    ['folded block', '>\n  a\n  && egres', '10:6'],
    ['folded block with a blank line', '>-\n  a\n\n  && egres', '11:6'],
  ])('%s', async (_style, pass, expected) => {
    expect(await place(pass)).toContain(`doors/closed.yaml:${expected}: pass: unknown fact 'egres'`);
  });

  it('names when, and says on which of several kinds', async () => {
    const changes = { when: `'egress == "none"'`, applies_to: '[x.role, x.box]', pass: "'true'", observe: '[days]' };
    const told = await problemsOf(sound({ 'doors/closed.yaml': controlYaml(changes) }));
    expect(told).toContain("doors/closed.yaml:17:8: when: unknown fact 'egress' of x.role");
    expect(told).toContain("doors/closed.yaml:9:11: unknown fact 'days' of x.box");
  });
});

describe('lint', () => {
  const lintOf = async (changes: Record<string, string>) => {
    const cases = `
  - { name: p, facts: { a: true }, expect: pass }
  - { name: f, facts: { a: false }, expect: fail }
  - { name: u, facts: {}, expect: unknown }
  - { name: n, facts: { roles: [{ days: null }] }, expect: fail }`;
    const catalog = await load(
      sound({ 'doors/closed.yaml': controlYaml({ cases, observe: '[a, disks, roles, methods]', ...changes }) }),
    );
    return catalog.lint.map(({ line, column, message }) => `${line}:${column} ${message}`);
  };
  const warning = (list: string) =>
    `XX-001: all is true of an empty list; say what holds when ${list} is empty (${list}.size() > 0, or when)`;

  it.each<[string, Record<string, string>, string[]]>([
    ['a bare all', { pass: `'disks.all(d, d.key == "own")'` }, [`8:8 ${warning('disks')}`]],
    ['over a link', { pass: `'a && roles.all(r, !r.admin)'` }, [`8:13 ${warning('roles')}`]],
    ['with size()', { pass: `'disks.size() > 0 && disks.all(d, d.key == "own")'` }, []],
    ['with size(x)', { pass: `'size(disks) > 0 && disks.all(d, d.key == "own")'` }, []],
    ['with exists', { pass: `'disks.exists(d, d.name != "") && disks.all(d, d.key == "own")'` }, []],
    [
      'with the size of another list',
      { pass: `'roles.size() > 0 && disks.all(d, d.key == "own")'` },
      [`8:28 ${warning('disks')}`],
    ],
    ['guarded by when', { when: `'disks.size() > 0'`, pass: `'disks.all(d, d.key == "own")'` }, []],
    [
      'a when about something else',
      { when: `'a'`, pass: `'disks.all(d, d.key == "own")'` },
      [`8:8 ${warning('disks')}`],
    ],
    ['over literals', { pass: `'["key"].all(m, m in methods)'` }, []],
    ['exists alone', { pass: `'disks.exists(d, d.key == "own")'` }, []],
    [
      'a fact not observed',
      { pass: "'a && b'" },
      ['9:1 XX-001: read and not observed, so the evidence does not show it: b'],
    ],
    [
      'a fact of when not observed',
      { when: "'b'", pass: "'a'" },
      ['9:1 XX-001: read and not observed, so the evidence does not show it: b'],
    ],
  ])('%s', async (_what, changes, expected) => {
    expect(await lintOf(changes)).toEqual(expected);
  });

  it('tells of themes without a control, and of requirements that nothing bears on', async () => {
    const more =
      '  - { id: R2, title: x, themes: [roofs] }\n  - { id: R3, title: y }\n  - { id: R4, title: z, note: Needs a person. }\n';
    const files = sound();
    const catalog = await load({ ...files, 'frameworks/fw.yaml': `${files['frameworks/fw.yaml']}${more}` });
    expect(catalog.lint.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      "7:34 no control has the theme 'roofs'",
      '8:5 R3 has neither themes nor controls, and no note says why',
    ]);
  });
});
