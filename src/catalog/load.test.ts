import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { viewOfCase } from './case-view.ts';
import { runCases } from './cases.ts';
import { describeControl } from './describe.ts';
import { model } from './fixture.ts';
import { judge } from './judge.ts';
import { loadCatalog } from './load.ts';
import { controlYaml, frameworkYaml, load, problemsOf, sound, withFiles } from './temp-catalog.ts';

describe('loadCatalog', () => {
  it('reads a control as its file states it', async () => {
    const catalog = await load(sound());
    expect(catalog.controls).toEqual([
      {
        id: 'XX-001',
        slug: 'closed',
        family: 'doors',
        title: 'Boxes are closed',
        severity: 'high',
        why: 'Because.',
        fails_as: '[is|are] open',
        applies_to: ['x.box'],
        pass: 'egress != "internet"',
        observe: ['egress'],
        fix: { aws: { text: 'Close it.' } },
        native: {},
        themes: ['walls'],
        sources: ['https://example.org/walls'],
        cases: [
          { name: 'closed', facts: { egress: 'none' }, expect: 'pass' },
          { name: 'open', facts: { egress: 'internet' }, expect: 'fail' },
          { name: 'denied', facts: { egress: { $missing: { reason: 'access-denied' } } }, expect: 'unknown' },
        ],
        file: 'doors/closed.yaml',
      },
    ]);
    expect(catalog.frameworks.map((each) => each.requirements)).toEqual([
      [{ id: 'R1', title: 'Walls', themes: ['walls'] }],
    ]);
    expect(catalog.lint).toEqual([]);
  });

  it('puts the sentence of a standing reason for its word, and leaves a sentence alone', async () => {
    const fix = '{ aws: { text: x, none: { cli: per-run, terraform: Nobody knows. } } }';
    const catalog = await load(sound({ 'doors/closed.yaml': controlYaml({ fix }) }));
    expect(catalog.controls[0]?.fix.aws?.none).toEqual({
      cli: 'Jobs are started, not provisioned: what starts them sets it.',
      terraform: 'Nobody knows.',
    });
  });

  it('gives the controls of a kind, ready to judge', async () => {
    const catalog = await load(sound());
    expect(catalog.forKind('x.role')).toEqual([]);
    const [compiled] = catalog.forKind('x.box');
    const view = viewOfCase(model, model.kinds.get('x.box')!, { egress: 'internet' });
    expect(judge(compiled!, view, new Date())).toMatchObject({ verdict: 'fail', reason: 'egress is internet' });
    expect(catalog.forKind('x.box')).toBe(catalog.forKind('x.box'));
  });

  it('keeps deprecated controls and does not judge by them', async () => {
    const catalog = await load(sound({ 'doors/closed.yaml': controlYaml({ deprecated: 'See XX-002.' }) }));
    expect(catalog.controls).toHaveLength(1);
    expect(catalog.forKind('x.box')).toEqual([]);
    expect(runCases(catalog)).toHaveLength(3);
  });

  it('maps controls to requirements by theme and by name', async () => {
    const more = '  - { id: R2, title: Named, controls: [XX-001] }\n  - { id: R3, title: Other, themes: [x] }\n';
    const catalog = await load(
      sound({
        'frameworks/fw.yaml': frameworkYaml + more,
        'doors/shut.yaml': controlYaml({ id: 'XX-002', slug: 'shut', themes: '[x]' }),
      }),
    );
    expect(catalog.frameworksOf('XX-001')).toEqual({ fw: ['R1', 'R2'] });
    expect(catalog.frameworksOf('XX-002')).toEqual({ fw: ['R3'] });
    expect(() => catalog.frameworksOf('XX-009')).toThrow(RangeError);
  });

  it('adds controls of the user, by folders given after ours, and names both files where ids clash', async () => {
    const own = { 'own/mine.yaml': controlYaml({ id: 'MY-001', slug: 'mine' }) };
    await withFiles(sound(), (ours) =>
      withFiles(own, async (theirs) => {
        const catalog = await loadCatalog({ dirs: [ours, theirs], model });
        expect(catalog.controls.map((each) => each.id)).toEqual(['MY-001', 'XX-001']);
        expect(catalog.version).toMatch(/^\d{4}\.\d\d\+own$/);
        await writeFile(join(theirs, 'own/mine.yaml'), controlYaml({ slug: 'mine' }));
        const clash = loadCatalog({ dirs: [ours, theirs], model });
        const message = `${theirs}/own/mine.yaml:1:5: the id XX-001 is taken by ${ours}/doors/closed.yaml`;
        await expect(clash).rejects.toThrow(message);
      }),
    );
  });

  it('reads frameworks of a folder apart', async () => {
    await withFiles({ 'doors/closed.yaml': controlYaml() }, (dir) =>
      withFiles({ 'fw.yaml': frameworkYaml }, async (frameworksDir) => {
        const catalog = await loadCatalog({ dirs: [dir], frameworksDir, model });
        expect(catalog.frameworks.map((each) => each.id)).toEqual(['fw']);
      }),
    );
  });

  it('does not read the frameworks of the folder twice', async () => {
    await withFiles(sound(), async (dir) => {
      const catalog = await loadCatalog({ dirs: [dir], frameworksDir: join(dir, 'frameworks'), model });
      expect(catalog.frameworks).toHaveLength(1);
    });
  });

  it('tells the problems of all files at once', async () => {
    const bad = controlYaml({ id: 'XX-002', slug: 'bad', severity: 'urgent' });
    const worse = controlYaml({ id: 'XX-003', slug: 'worse', pass: 'egres' });
    const problems = await problemsOf(sound({ 'doors/bad.yaml': bad, 'doors/worse.yaml': worse }));
    expect(problems).toHaveLength(2);
  });
});

describe('digest', () => {
  const digest = async (files: Record<string, string>) => (await load(files)).digest;

  it('is the same for the same content in other words of YAML, and in another order', async () => {
    const second = controlYaml({ id: 'XX-002', slug: 'shut' });
    const before = await digest(sound({ 'doors/shut.yaml': second }) as Record<string, string>);
    const reversed = `# a comment\n${second.trim().split('\n').slice(0, 6).reverse().join('\n')}\n${second.trim().split('\n').slice(6).join('\n')}\n`;
    expect(reversed).not.toBe(second);
    expect(await digest(sound({ 'doors/shut.yaml': reversed }) as Record<string, string>)).toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, Record<string, string>]>([
    ['an expression', { 'doors/closed.yaml': controlYaml({ pass: `'egress == "none"'` }) }],
    ['a title', { 'doors/closed.yaml': controlYaml({ title: 'Boxes are shut' }) }],
    ['a requirement', { 'frameworks/fw.yaml': frameworkYaml.replace('R1', 'R9') }],
  ])('changes with %s', async (_what, changed) => {
    expect(await digest(sound(changed) as Record<string, string>)).not.toBe(
      await digest(sound() as Record<string, string>),
    );
  });
});

describe('runCases', () => {
  it('compares verdicts, and fails a case whose expression breaks', async () => {
    const cases = `
  - { name: good, facts: { stop: 1 }, expect: pass }
  - { name: wrong, facts: { stop: 1 }, expect: fail }
  - { name: breaks, facts: { stop: null }, expect: unknown }
  - { name: late, facts: { stop: 1, born: '2026-01-02T00:00:00Z' }, expect: fail }
  - { name: later, facts: { stop: 1, born: '2026-01-02T00:00:00Z' }, scanTime: '2026-02-01T00:00:00Z', expect: pass }`;
    const pass = `'stop < 5 && (born < scanTime || stop == 1 && !(born > scanTime))'`;
    const observe = '[stop, born]';
    const defaults = cases.replaceAll('stop: 1 }', `stop: 1, born: '2025-12-31T23:59:59Z' }`);
    const catalog = await load(sound({ 'doors/closed.yaml': controlYaml({ pass, observe, cases: defaults }) }));
    expect(runCases(catalog).map(({ name, actual, passed }) => [name, actual, passed])).toEqual([
      ['good', 'pass', true],
      ['wrong', 'pass', false],
      ['breaks', 'unknown', false],
      ['late', 'fail', true],
      ['later', 'pass', true],
    ]);
  });

  it('runs a case on the kind that it names, on the first one otherwise', async () => {
    const cases = `
  - { name: first, facts: { days: 1 }, expect: pass }
  - { name: none, facts: { days: null }, expect: fail }
  - { name: disks, kind: x.role, facts: { days: 1, boxes: [{ a: true }, !missing out-of-scope] }, expect: pass }
  - { name: gone, facts: {}, expect: unknown }`;
    const catalog = await load(
      sound({
        'doors/closed.yaml': controlYaml({
          applies_to: '[x.role]',
          pass: 'days != null && days > 0',
          observe: '[days]',
          cases,
        }),
      }),
    );
    expect(runCases(catalog).every((each) => each.passed && each.kind === 'x.role')).toBe(true);
  });
});

it('describes a control for a person', async () => {
  const observe = '[egress, roles, stop, disks]';
  const described = describeControl(await load(sound({ 'doors/closed.yaml': controlYaml({ observe }) })), 'XX-001');
  expect(described).toMatchObject({
    kinds: [{ kind: 'x.box', noun: ['box', 'boxes'] }],
    platforms: ['aws'],
    when: null,
    observed: [
      { name: 'egress', type: 'string', values: ['none', 'internet'] },
      { name: 'roles', type: 'list of x.role' },
      { name: 'stop', type: 'int or null' },
      { name: 'disks', type: 'list of Disk' },
    ],
    frameworks: { fw: ['R1'] },
  });
  expect(described.cases).toHaveLength(3);
});
