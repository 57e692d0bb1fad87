import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plumbline, temporaryFolder } from '../support/cli.ts';
import { environmentOf, labFor, openNotebook } from '../support/cli-lab.ts';

const sequence = '\u001b[';

describe('a scan', () => {
  it('writes results to stdout, progress to stderr, and files for its owner only', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = temporaryFolder();
    const ran = await plumbline(['scan', '--format', 'html', '--out', 'out'], { cwd: folder, env: environmentOf(lab) });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/^Plumbline \d.* catalog .* controls {3}scan \d{8}T/);
    expect(ran.stderr).toContain('  as  arn:aws:iam::111122223333:user/scanner');
    expect(ran.stderr).toContain('aws/sagemaker/notebook  3');
    expect(ran.stdout).toMatch(/^Assessed .* Open 0 critical, \d+ high$/m);
    expect(ran.stdout).toMatch(/^ {2}high +HRD-001 +Notebook users are not root +111122223333\/us-east-1\/nb-0$/m);
    for (const name of ['report.html', 'scan.json', 'manifest.json'])
      expect(ran.stdout).toContain(`${join(folder, 'out', name)}\n`);
    expect(ran.stdout).not.toContain('aws/sagemaker/notebook');
    expect(ran.stdout + ran.stderr).not.toContain(sequence);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const open = entries.filter((one) => (statSync(join(one.parentPath, one.name)).mode & 0o077) !== 0);
    expect(open.map((one) => one.name)).toEqual([]);
    expect(entries.map((one) => one.name)).toEqual(
      expect.arrayContaining(['report.html', 'calls.ndjson', 'plumbline.db']),
    );
    expect(entries.filter((one) => /incomplete|\.old|\.tmp/.test(one.name))).toEqual([]);
  });

  it('with --json and --log json speaks JSON only', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = temporaryFolder();
    const args = ['scan', '--format=', '--out', 'out', '--json', '--log', 'json'];
    const ran = await plumbline(args, { cwd: folder, env: environmentOf(lab) });
    expect(ran.code).toBe(0);
    const summary = JSON.parse(ran.stdout) as ScanSummary;
    expect(summary).toEqual(JSON.parse(readFileSync(join(folder, 'out', 'scan.json'), 'utf8')));
    expect(summary).toMatchObject({ format: 'plumbline-scan/1', simulated: true, outcome: { state: 'complete' } });
    const log = ran.stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const line of log)
      expect(line).toMatchObject({ at: expect.stringMatching(/^\d{4}-.*Z$/), event: expect.any(String) });
    expect(log[0]).toMatchObject({ event: 'start', scan: summary.scan });
    expect(log).toContainEqual(
      expect.objectContaining({ event: 'read', collector: 'aws/sagemaker/notebook', items: 3 }),
    );
  });

  it('tells errors as JSON, too, with --log json', async () => {
    const ran = await plumbline(['scan', '--regions', 'us-esat-1', '--log', 'json']);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stderr)).toMatchObject({
      event: 'error',
      code: 'CONFIG_INVALID',
      message: 'There is no AWS region "us-esat-1".',
      hint: 'Did you mean us-east-1?',
    });
  });

  it('keeps an earlier scan in the same folder, unless it is told to replace it: then nothing of it stays', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = temporaryFolder();
    const run = (...more: string[]) =>
      plumbline(['scan', '--format=', '--out', 'out', '--json', ...more], {
        cwd: folder,
        env: environmentOf(lab),
      });
    const before = JSON.parse((await run()).stdout) as ScanSummary;
    const sent = lab.requests().length;
    const refused = await run();
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(`holds scan ${before.scan}`);
    expect(refused.stderr).toContain('--overwrite');
    expect(lab.requests()).toHaveLength(sent);
    expect(readFileSync(join(folder, 'out', 'findings.ndjson'), 'utf8')).toContain(before.scan);
    const after = JSON.parse((await run('--overwrite')).stdout) as ScanSummary;
    const kept = readFileSync(join(folder, 'out', 'findings.ndjson'), 'utf8');
    expect(kept).toContain(after.scan);
    expect(kept).not.toContain(before.scan);
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual(['out']);
  });

  it('writes into a folder that cannot be moved: the one in which it runs', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = temporaryFolder();
    const store = join(temporaryFolder(), 's.db');
    for (let n = 0; n < 2; n += 1) {
      const args = ['scan', '--format=', '--out', '.', '--overwrite', '--store', `sqlite:${store}`];
      const ran = await plumbline(args, { cwd: folder, env: environmentOf(lab) });
      expect(ran.stderr).not.toContain('plumbline:');
      expect(ran.code).toBe(0);
      expect(readdirSync(folder).sort()).toEqual([
        'evidence',
        'findings.ndjson',
        'manifest.json',
        'resources.ndjson',
        'scan.json',
      ]);
    }
  });
});

describe('on a terminal', () => {
  const inTerminal = (args: readonly string[], env: Record<string, string>) =>
    plumbline(args, { env, shell: 'script -qec "$(printf \'%q \' "$@")" /dev/null' });

  it.each([
    ['colours', { TERM: 'xterm' }, true],
    ['NO_COLOR', { TERM: 'xterm', NO_COLOR: '1' }, false],
    ['a dumb one', { TERM: 'dumb' }, false],
  ])('%s', async (_name, env, coloured) => {
    const lab = await labFor({ estate: openNotebook() });
    const ran = await inTerminal(['scan', '--format=', '--out', 'out'], { ...environmentOf(lab), ...env });
    expect(ran.code).toBe(0);
    const line = ran.stdout.split('\n').find((one) => one.includes('Assessed')) ?? '';
    expect(line).toContain('Upright');
    expect(line.includes(`${sequence}1m`)).toBe(coloured);
  });
});

describe('gates', () => {
  const run = async (...args: string[]) => {
    const lab = await labFor({
      estate: openNotebook(),
      // One list is refused: a gap.
      faults: args.includes('gap') ? [{ kind: 'deny', service: 'sagemaker', operation: 'ListModels' }] : [],
    });
    const words = args.filter((one) => one !== 'gap');
    return plumbline(['scan', '--format=', '--out', 'out', ...words], { env: environmentOf(lab) });
  };

  it.each([
    ['a gap', 3, ['gap', '--fail-on', 'critical', '--fail-on-gaps']],
    ['a gap and a failure: the failure comes first', 1, ['gap', '--fail-on', 'high', '--fail-on-gaps']],
    ['neither', 0, ['--fail-on', 'critical', '--fail-on-gaps']],
  ])('%s: %i', async (_name, code, args) => {
    const ran = await run(...args);
    expect(ran.stderr).not.toContain('plumbline:');
    expect(ran.code).toBe(code);
    if (args.includes('gap')) expect(ran.stdout).toContain('sagemaker:ListModels AccessDeniedException');
  });
});
