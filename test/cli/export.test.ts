import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { ScanStore } from '../../src/store/scan-store.ts';
import { plumbline } from '../support/cli.ts';
import { writeSampleScan } from '../support/sample-scan.ts';

let folder: string;
let findings: Finding[];
let summary: ScanSummary;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  await writeSampleScan(join(folder, 'scan'), { findings: 700 });
  summary = JSON.parse(readFileSync(join(folder, 'scan', 'scan.json'), 'utf8'));
  findings = linesOf(readFileSync(join(folder, 'scan', 'findings.ndjson'), 'utf8'));
  const store = await ScanStore.open(join(folder, 'store.db'), summary.scan);
  store.begin(summary.organisation, summary.startedAt);
  for (const finding of findings) store.addFinding(finding);
  store.end('complete', summary.endedAt, summary);
  const stopped = store.other('stopped-early');
  stopped.begin(summary.organisation, summary.startedAt);
  stopped.end('aborted', summary.endedAt, null);
  store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

// biome-ignore lint/suspicious/noExplicitAny: JSON that tests look into
const linesOf = (text: string): any[] =>
  text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one));

const run = (...args: string[]) => plumbline(['export', ...args], { cwd: folder });
const ocsf = (text: string) => linesOf(text).filter((one) => one.class_uid === 2003 && !one.unmapped.plumbline.gap);

describe('plumbline export', () => {
  it('writes every finding, every gap, and how the scan ended', async () => {
    const ran = await run('--scan', 'scan');
    expect(ran.code).toBe(0);
    const events = linesOf(ran.stdout);
    expect(ocsf(ran.stdout).map((one) => one.finding_info.uid)).toEqual(findings.map(({ key }) => key));
    expect(events.filter((one) => one.unmapped.plumbline.gap)).toHaveLength(summary.gaps.length);
    const scans = events.filter((one) => one.class_uid === 6007);
    expect(scans.map((one) => one.unmapped.plumbline.state)).toEqual(['started', 'incomplete']);
    expect([events[0], events.at(-1)]).toEqual(scans);
    expect(ran.stderr).toMatch(
      /^Scan \S+, [\d,]+ findings, as ocsf 1\.8\.0\n[\d,]+ findings, [\d,]+ notices of the scan itself\n$/,
    );
  });

  it('writes the same from the store: by id, by its beginning, the latest', async () => {
    const whole = await run('--scan', 'scan', '--format', 'ndjson');
    for (const word of [summary.scan, summary.scan.slice(0, 6), 'latest']) {
      const ran = await run('--scan', word, '--format', 'ndjson', '--store', 'sqlite:store.db');
      expect(ran.code).toBe(0);
      expect(
        linesOf(ran.stdout)
          .map((one) => one.uid)
          .sort(),
      ).toEqual(
        linesOf(whole.stdout)
          .map((one) => one.uid)
          .sort(),
      );
    }
  });

  it.each(formats.map(({ name, kind }) => [name, kind]))(
    'writes %s (%s) to a file of its owner only',
    async (name, kind) => {
      const to = `out.${name}`;
      const ran = await run(
        '--scan',
        'scan',
        '--format',
        name,
        '--out',
        to,
        '--security-hub',
        '111122223333/eu-west-1',
      );
      expect(ran).toMatchObject({ code: 0, stdout: '' });
      expect(ran.stderr).toContain(`, in ${to}\n`);
      const text = readFileSync(join(folder, to), 'utf8');
      expect(statSync(join(folder, to)).mode & 0o077).toBe(0);
      if (kind === 'events') expect(text.trimEnd().split('\n').length).toBeGreaterThanOrEqual(findings.length);
      expect(readdirSync(folder).filter((one) => one.includes('incomplete'))).toEqual([]);
    },
  );

  it('compresses where the name ends in .gz', async () => {
    const plain = await run('--scan', 'scan', '--format', 'ecs');
    expect((await run('--scan', 'scan', '--format', 'ecs', '--out', 'out.gz')).code).toBe(0);
    expect(gunzipSync(readFileSync(join(folder, 'out.gz'))).toString()).toBe(plain.stdout);
  });

  it('takes versions of a format', async () => {
    const ran = await run('--scan', 'scan', '--format', 'ocsf@1.5.0');
    expect(new Set(linesOf(ran.stdout).map((one) => one.metadata.version))).toEqual(new Set(['1.5.0']));
    expect(ran.stdout).not.toContain('"role_id"');
  });

  it.each<[string, string[], (one: Finding) => boolean]>([
    ['verdicts', ['--verdict', 'fail,manual'], ({ verdict }) => verdict === 'fail' || verdict === 'manual'],
    ['severities', ['--severity', 'critical'], ({ severity }) => severity === 'critical'],
    ['a framework', ['--framework', 'soc2'], ({ frameworks }) => (frameworks.soc2 ?? []).length > 0],
    ['an account by its name', ['--account', 'ml-dev'], ({ resource }) => resource.accountName === 'ml-dev'],
    [
      'all of them at once',
      ['--verdict', 'fail', '--severity', 'high', '--severity', 'critical', '--account', 'ml-dev,ml-prod'],
      ({ verdict, severity, resource }) =>
        verdict === 'fail' &&
        ['high', 'critical'].includes(severity) &&
        ['ml-dev', 'ml-prod'].includes(resource.accountName),
    ],
  ])('filters by %s', async (_name, args, wanted) => {
    const ran = await run('--scan', 'scan', ...args);
    const keys = findings.filter(wanted).map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.length).toBeLessThan(findings.length);
    expect(ocsf(ran.stdout).map((one) => one.finding_info.uid)).toEqual(keys);
  });

  it('hides no gap behind a severity; only where what is unknown is not asked for', async () => {
    const gapsOf = async (...args: string[]) =>
      linesOf((await run('--scan', 'scan', ...args)).stdout).filter((one) => one.unmapped.plumbline.gap).length;
    expect(await gapsOf('--severity', 'low')).toBe(summary.gaps.length);
    expect(await gapsOf('--verdict', 'unknown')).toBe(summary.gaps.length);
    expect(await gapsOf('--verdict', 'fail')).toBe(0);
    const there = summary.gaps.filter((one) => one.account === summary.gaps[0]?.account).length;
    expect(await gapsOf('--account', summary.gaps[0]?.account ?? '')).toBe(there);
  });

  it('says what ASFF leaves out, and why', async () => {
    const ran = await run('--scan', 'scan', '--format', 'asff');
    const others = findings.filter(({ resource }) => resource.provider !== 'aws').length;
    expect(ran.stderr).toContain(`${others} left out: they are of no AWS account; --security-hub`);
  });

  it('is no error where the reader has seen enough', async () => {
    const ran = await plumbline(['export', '--scan', 'scan'], {
      cwd: folder,
      shell: 'set -o pipefail; "$@" | head -1',
    });
    expect(ran.code).toBe(0);
    expect(linesOf(ran.stdout)).toHaveLength(1);
  });

  it('lists the formats', async () => {
    const ran = await run('--list-formats');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    for (const { name, versions } of formats)
      expect(ran.stdout).toMatch(new RegExp(`^${name} +${versions.join(', ')} `, 'm'));
    const { stdout } = await run('--list-formats', '--json');
    expect(JSON.parse(stdout).map((one: { name: string }) => one.name)).toEqual(formats.map(({ name }) => name));
  });
});

it('stopped by Ctrl-C leaves no file', async () => {
  const big = join(folder, 'big');
  mkdirSync(big);
  writeFileSync(join(big, 'scan.json'), JSON.stringify(summary));
  const lines = readFileSync(join(folder, 'scan', 'findings.ndjson'), 'utf8');
  for (let times = 0; times < 200; times += 1) appendFileSync(join(big, 'findings.ndjson'), lines);
  const ran = await plumbline(['export', '--scan', 'big', '--out', 'stopped.gz'], {
    cwd: folder,
    onStderr: (text, child) => {
      if (!text.includes('stopped')) child.kill('SIGINT');
    },
  });
  expect(ran).toMatchObject({ code: 130, stdout: '' });
  expect(ran.stderr).toContain('stopped by Ctrl-C');
  expect(readdirSync(folder).filter((one) => one.startsWith('stopped'))).toEqual([]);
  rmSync(big, { recursive: true });
});

describe('what is wrong', () => {
  it.each<[string, string[], string]>([
    ['no scan', [], 'No scan is named'],
    ['a folder that is not there', ['--scan', './nowhere'], 'There is no folder ./nowhere'],
    ['a store that is not there', ['--scan', 'latest', '--store', 'sqlite:none.db'], 'no store none.db'],
    [
      'a scan that the store does not have',
      ['--scan', 'other', '--store', 'sqlite:store.db'],
      'no scan or folder "other"',
    ],
    ['a scan that did not finish', ['--scan', 'stopped-early', '--store', 'sqlite:store.db'], 'did not finish'],
    ['a format', ['--scan', 'scan', '--format', 'oscf'], "'ocsf'"],
    ['a version', ['--scan', 'scan', '--format', 'ocsf@2'], 'ocsf@1.8.0, ocsf@1.6.0, ocsf@1.5.0'],
    ['a verdict', ['--scan', 'scan', '--verdict', 'fial'], "'fail'"],
    ['a severity', ['--scan', 'scan', '--severity', 'hihg'], "'high'"],
    ['a framework', ['--scan', 'scan', '--framework', 'sco2'], 'soc2'],
    ['an account', ['--scan', 'scan', '--account', 'ml-prdo'], 'ml-prod'],
    ['a Security Hub', ['--scan', 'scan', '--security-hub', 'here'], '111122223333/eu-west-1'],
    ['a file below no folder', ['--scan', 'scan', '--out', 'no/where'], 'no/where cannot be written'],
    ['a file that is a folder', ['--scan', 'scan', '--out', 'scan'], 'scan is a folder'],
  ])('%s: exit 2, and what to do', async (_name, args, text) => {
    const ran = await run(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(text);
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  });

  it('a scan that is cut off writes no file, and leaves the one that is there', async () => {
    const damaged = join(folder, 'damaged');
    mkdirSync(damaged);
    writeFileSync(join(damaged, 'scan.json'), JSON.stringify(summary));
    writeFileSync(join(damaged, 'findings.ndjson'), `${JSON.stringify(findings[0])}\n`);
    appendFileSync(join(damaged, 'findings.ndjson'), JSON.stringify(findings[1]).slice(0, 100));
    writeFileSync(join(folder, 'before.ndjson'), 'as it was');
    const ran = await run('--scan', 'damaged', '--out', 'before.ndjson');
    expect(ran.code).toBe(4);
    expect(ran.stderr).toContain('findings.ndjson:2 is not JSON');
    expect(readFileSync(join(folder, 'before.ndjson'), 'utf8')).toBe('as it was');
    expect(readdirSync(folder).filter((one) => one.includes('incomplete'))).toEqual([]);
  });
});
