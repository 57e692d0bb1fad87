import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plumbline, temporaryFolder } from '../support/cli.ts';

/** Keys of nobody, and an endpoint on which nobody listens: nothing here may get as far as a call. */
const env = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
const scan = (...args: string[]) => ['scan', '--regions', 'us-east-1', ...args];

describe('a word that is not known gets the nearest that is', () => {
  it.each([
    ['a command', ['scna'], "unknown command 'scna'", 'scan'],
    ['a subcommand', ['controls', 'lsit'], "unknown command 'lsit'", 'list'],
    ['an option', ['scan', '--regoins', 'us-east-1'], "unknown option '--regoins'", '--regions'],
    ['a severity', ['scan', '--fail-on', 'hihg'], '--fail-on', "'high'"],
    ['a report', ['scan', '--format', 'html,pfd'], '--format', "'pdf'"],
    ['a mode of the log', ['scan', '--log', 'jsno'], '--log', "'json'"],
    ['a provider', ['scan', '--provider', 'aw'], '--provider', "'aws'"],
    ['a shell', ['completion', 'bsah'], 'shell', "'bash'"],
    ['a region', ['scan', '--regions', 'us-esat-1'], 'AWS region "us-esat-1"', 'us-east-1'],
    ['a service', scan('--service', 'sagemeker'), 'service "sagemeker"', 'sagemaker'],
    ['a framework', scan('--framework', 'sco2'), 'framework "sco2"', 'soc2'],
    ['a control', ['controls', 'show', 'NTE-001'], 'control "NTE-001"', 'NET-001'],
  ])('%s', async (_name, args, wrong, right) => {
    const ran = await plumbline(args, { env });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(wrong);
    expect(ran.stderr.toLowerCase()).toContain('did you mean');
    expect(ran.stderr).toContain(right);
    expect(ran.stderr).not.toMatch(/^ +at /m);
  });

  it('an account of the config', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'c.yaml'), 'aws: { accounts: [{ name: ml-prod, id: "111122223333" }] }\n');
    const ran = await plumbline(scan('--config', 'c.yaml', '--account', 'ml-prdo'), { env, cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('account "ml-prdo"');
    expect(ran.stderr).toContain('Did you mean ml-prod?');
  });

  it.each([
    ['no argument', ['report'], "missing required argument 'dir'"],
    ['too many', ['scan', 'all'], 'too many arguments'],
    ['no value', ['scan', '--out'], "'--out <dir>' argument missing"],
    ['no region', ['scan'], 'No region is named'],
    ['a store of another kind', scan('--store', 'mysql://x'), 'The store "mysql://x"'],
    ['a folder that is no scan', ['report', '/nonexistent'], 'There is no folder'],
    ['a key that is none', ['explain', 'xyz'], '"xyz" is not a finding key'],
    ['no scan to explain', ['explain', '0123456789ab'], 'There is no scan below plumbline-out'],
    ['a port that is none', ['lab', '--port', '99999'], '0 to 65535'],
  ])('%s is bad usage', async (_name, args, text) => {
    const ran = await plumbline(args, { env });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(text);
  });
});

describe('a config that is wrong', () => {
  it.each([
    ['YAML that cannot be read', 'aws:\n  regions: [us-east-1\nstore: x\n', 'c.yaml:3:1: '],
    [
      'an unknown key',
      'aws:\n  concurrency: 3\n  regoins: [us-east-1]\n',
      "c.yaml:3:3: aws: unknown key 'regoins'; did you mean 'regions'?",
    ],
    ['a wrong type', 'jobs:\n  newest: many\n', 'c.yaml:2:11: jobs.newest: Invalid input: expected number'],
  ])('%s: file, line, column', async (_name, text, expected) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'c.yaml'), text);
    const ran = await plumbline(scan('--config', 'c.yaml'), { env, cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`plumbline: ${expected}`);
    expect(readdirSync(folder)).toEqual(['c.yaml']);
  });

  it('is not there', async () => {
    const ran = await plumbline(scan('--config', 'nowhere.yaml'), { env });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('nowhere.yaml cannot be read');
    expect(ran.stderr).toContain('--config');
  });
});

describe('controls of the user that are wrong', () => {
  const control = (pass: string, more = '') => `id: OWN-001
slug: own
title: Ours is good
severity: high
why: Because.
fails_as: '[does|do] not'
applies_to: [ml.notebook]
pass: ${pass}
observe: [rootAccess]
fix: { aws: { text: Do it. } }
native: {}
themes: [least-privilege]
sources: [https://example.com/]
${more}cases:
  - { name: good, facts: { rootAccess: false }, expect: pass }
  - { name: bad, facts: { rootAccess: true }, expect: fail }
  - { name: no, facts: { rootAccess: !missing access-denied }, expect: unknown }
`;

  const check = async (text: string, command: readonly string[]) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'own', 'own'), { recursive: true });
    writeFileSync(join(folder, 'own', 'own', 'own.yaml'), text);
    return plumbline([...command, '--controls', 'own'], { env, cwd: folder });
  };

  it.each([
    ['YAML that cannot be read', control('"x'), 'own.yaml:'],
    ['a comparison of two types', control(`'rootAccess == "no"'`), 'own.yaml:8:'],
  ])('%s: file, line, column and what was expected', async (_name, text, expected) => {
    const ran = await check(text, ['controls', 'lint']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/own[/\\]own\.yaml:\d+:\d+: /);
    expect(ran.stderr).toContain(expected);
  });

  it('end a scan before its first call', async () => {
    const ran = await check(control(`'rootAccess == "no"'`), scan());
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('own.yaml:8:');
  });

  it('a case that comes out otherwise fails the test of the controls', async () => {
    const ran = await check(control("'rootAccess == true'"), ['controls', 'test']);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('own.yaml');
    expect(ran.stdout).toContain('OWN-001 "good": expected pass, is fail');
    expect(ran.stdout).toMatch(/\d+ passed, 2 failed\n$/);
  });

  it('are part of the catalog where they are right', async () => {
    const ran = await check(control("'rootAccess == false'"), ['controls', 'list']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^OWN-001 +high +own +Ours is good$/m);
    expect(ran.stdout).toMatch(/catalog .*\+own/);
  });

  it('are looked for in a folder that is not there', async () => {
    const ran = await plumbline(['controls', 'list', '--controls', 'nowhere'], { env });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('nowhere');
  });
});

describe('--out that cannot be written', () => {
  it.each([
    ['is a file', (folder: string) => writeFileSync(join(folder, 'out'), 'mine'), 'out', 'is a file: it is left alone'],
    ['lies below a file', (folder: string) => writeFileSync(join(folder, 'a'), 'mine'), 'a/b', 'cannot be written'],
    [
      'holds something else',
      (folder: string) => {
        mkdirSync(join(folder, 'out'));
        writeFileSync(join(folder, 'out', 'thesis.txt'), 'mine');
      },
      'out',
      'exists and is not a scan: it is left alone',
    ],
    [
      'holds a scan and something else',
      (folder: string) => {
        mkdirSync(join(folder, 'out'));
        for (const name of ['thesis.txt', 'scan.json']) writeFileSync(join(folder, 'out', name), 'mine');
        writeFileSync(join(folder, 'out', 'manifest.json'), '{"files":[{"path":"scan.json"}]}');
      },
      'out',
      'holds thesis.txt, which is not of a scan',
    ],
  ])('%s', async (_name, prepare, out, text) => {
    const folder = temporaryFolder();
    prepare(folder);
    const before = readdirSync(folder, { recursive: true }).sort();
    const ran = await plumbline(scan('--out', out, '--store', 'sqlite:s.db'), { env, cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(text);
    expect(ran.stderr).toContain('--out');
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
  });

  it('lies in a folder without the right to write', async (context) => {
    if (process.getuid?.() === 0) context.skip('root may write anywhere: not tried here');
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o500);
    const ran = await plumbline(scan('--out', 'closed/out'), { env, cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('EACCES');
  });

  it('a store that is none', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 's.db'), 'something else entirely, and long enough to be looked at'.repeat(20));
    const ran = await plumbline(scan('--out', 'out', '--store', 'sqlite:s.db'), { env, cwd: folder });
    expect(ran.code).toBe(4);
    expect(ran.stderr).toContain('is not a Plumbline store');
    expect(readdirSync(folder)).toEqual(['s.db']);
  });
});
