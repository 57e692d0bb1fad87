import { describe, expect, it } from 'vitest';
import { model } from './fixture.ts';
import { loadCatalog } from './load.ts';
import { Problems } from './problems.ts';
import { controlYaml, frameworkYaml, load, problemsOf, sound, withFiles } from './temp-catalog.ts';
import { maxFileBytes, readYaml } from './yaml-file.ts';

const told = async (text: string) => problemsOf(sound({ 'doors/closed.yaml': text }));

describe('YAML that could surprise is refused', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`)
    .join('\n')}\n`;
  it.each<[string, string, RegExp]>([
    ['broken', 'a: [1', /:1:6: not valid YAML/],
    ['a second document', `${controlYaml()}---\n${controlYaml()}`, /:17:1: not valid YAML: .*multiple documents/],
    ['a key twice', `${controlYaml()}id: XX-002\n`, /:17:1: not valid YAML: Map keys must be unique/],
    ['keys that are no text', `${controlYaml()}? [a]\n: 1\n`, /:17:3: not valid YAML/],
    [
      'a tag of a language',
      controlYaml({ title: '!!js/function x' }),
      /:3:8: Unresolved tag.*the only tag is !missing <reason>/,
    ],
    ['a tag of our own making', controlYaml({ title: '!env HOME' }), /:3:8: Unresolved tag: !env/],
    ['binary', controlYaml({ title: '!!binary aGk=' }), /:3:17: unexpected tag tag:yaml.org,2002:binary/],
    ['a set', controlYaml({ fix: '!!set { aws }' }), /:10:12: unexpected tag tag:yaml.org,2002:set/],
    ['a YAML 1.1 directive', `%YAML 1.1\n---\n${controlYaml()}`, /:1:1: unexpected %YAML directive/],
    ['!missing outside cases', controlYaml({ title: '!missing redacted' }), /:3:17: unexpected .*expected a text/],
    [
      '!missing with a made-up reason',
      controlYaml({ title: '!missing lost' }),
      /:3:8: not valid YAML: no reason 'lost'.*expected one of access-denied/,
    ],
    [
      '!missing on a list',
      controlYaml({ title: '!missing [redacted]' }),
      /:3:8: Unresolved tag: !missing.*on a single word/,
    ],
    ['an alias bomb', bomb, /too many aliases/],
    ['deep nesting', '['.repeat(100_000), /not valid YAML/],
    ['merge keys', `${controlYaml()}<<: { title: x }\n`, /:17:1: unknown key '<<'/],
    ['a prototype', `${controlYaml()}__proto__: { deprecated: x }\n`, /:17:1: unknown key '__proto__'/],
    [
      'a prototype of facts',
      controlYaml().replace('{ egress: none }', '{ egress: none, __proto__: { a: true } }'),
      /:14:44: unknown fact '__proto__'/,
    ],
    [
      'a fact of all objects',
      controlYaml().replace('{ egress: none }', '{ egress: none, toString: x }'),
      /:14:44: unknown fact 'toString'/,
    ],
    ['nothing', '', /:1:1: unexpected null; expected a control/],
    ['a list', '- a\n', /:1:1: unexpected \["a"\]; expected a control/],
  ])('%s', async (_what, text, expected) => {
    const problems = await told(text);
    expect(problems.join('\n')).toMatch(expected);
    expect(problems.length).toBeLessThan(8);
    for (const problem of problems) expect(problem.length).toBeLessThan(400);
  });

  it('lets aliases through where they are few', async () => {
    const cases = `
  - { name: p, facts: &shut { egress: none }, expect: pass }
  - { name: again, facts: *shut, expect: pass }
  - { name: f, facts: { egress: internet }, expect: fail }
  - { name: u, facts: {}, expect: unknown }`;
    expect(await told(controlYaml({ cases }))).toEqual([]);
  });

  it('stops before reading what is too large or no text', async () => {
    const large = `${controlYaml()}# ${'x'.repeat(maxFileBytes)}\n`;
    expect(await told(large)).toEqual([
      expect.stringMatching(/closed.yaml:1:1: the file has \d+ bytes; expected at most 262144/),
    ]);
    const bytes = new Uint8Array([0x69, 0x64, 0x3a, 0xff, 0xfe]);
    expect(await problemsOf(sound({ 'doors/closed.yaml': bytes }))).toEqual([
      'doors/closed.yaml:1:1: cannot be read: it is not UTF-8',
    ]);
  });

  it('does not let text from a file into the shape of a message', () => {
    const problems = new Problems();
    readYaml('x.yaml', `a: !${'x'.repeat(5000)} 1`, problems);
    problems.add({ file: 'x.yaml', line: 1, column: 1, message: 'a\u001b[2Jb\nc\u202ed\ud800' });
    expect(problems.all.map(({ message }) => message.length < 400)).toEqual([true, true]);
    expect(problems.all[1]?.message).toBe('a\ufffd[2Jb\ufffdc\ufffdd\ufffd');
  });
});

describe('files in the wrong place are told, others passed over', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'at the top',
      { 'loose.yaml': controlYaml() },
      ['loose.yaml:1:1: in the wrong place; expected <family>/<slug>.yaml or frameworks/<id>.yaml'],
    ],
    [
      'too deep',
      { 'doors/more/x.yaml': controlYaml() },
      ['doors/more:1:1: in the wrong place; expected <family>/<slug>.yaml or frameworks/<id>.yaml'],
    ],
    [
      'another ending',
      { 'doors/closed.yml': controlYaml({ id: 'XX-009' }) },
      ['doors/closed.yml:1:1: expected the ending .yaml'],
    ],
    ['notes', { 'README.md': 'x', 'doors/README.md': 'x', '.hidden/x.yaml': 'x', 'doors/.x.yaml': '[' }, []],
  ])('%s', async (_what, extra, expected) => {
    expect((await problemsOf(sound(extra))).filter((line) => !line.includes('the slug is'))).toEqual(expected);
  });

  it('a folder that is not there, or empty', async () => {
    await expect(loadCatalog({ dirs: ['/nowhere/at/all'], model })).rejects.toThrow(
      '/nowhere/at/all:1:1: cannot be read',
    );
    await withFiles({}, async (dir) => {
      await expect(loadCatalog({ dirs: [dir], model })).rejects.toThrow('the folder is empty');
    });
  });
});

it('an expression of a user cannot reach outside of its facts', async () => {
  for (const pass of [
    'constructor == null',
    '__proto__ == null',
    'process.env.size() > 0',
    'disks.all(d, d.constructor == "x")',
  ]) {
    expect((await told(controlYaml({ pass: `'${pass}'` }))).length).toBeGreaterThan(0);
  }
  expect(await load(sound({ 'frameworks/fw.yaml': frameworkYaml }))).toBeTruthy();
});
