import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiffReport } from '../../src/model/diff-report.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plumbline, temporaryFolder } from '../support/cli.ts';
import { closedNotebook, environmentOf, labFor, openNotebook } from '../support/cli-lab.ts';

type Lab = Awaited<ReturnType<typeof labFor>>;

async function scan(folder: string, lab: Lab, ...more: string[]) {
  const args = ['scan', '--format=', '--store', 'sqlite:s.db', '--json', ...more];
  const ran = await plumbline(args, { cwd: folder, env: environmentOf(lab) });
  return { ...ran, summary: () => JSON.parse(ran.stdout) as ScanSummary };
}

/** A command that looks at the store. */
function look(folder: string, ...args: string[]) {
  return plumbline([...args, '--store', 'sqlite:s.db'], { cwd: folder });
}

const failing = ({ counts }: ScanSummary) => counts.verdicts.fail;

describe('three scans: open, closed, and one that sees less', () => {
  it('are listed, compared, and gate on what is new', async () => {
    const folder = temporaryFolder();
    const [open, closed] = [await labFor({ estate: openNotebook() }), await labFor({ estate: closedNotebook() })];
    const first = (await scan(folder, closed, '--out', 'one')).summary();
    expect(first.previous).toBeNull();
    expect(first.trend?.map((one) => one.scan)).toEqual([first.scan]);

    // Worse: something fails that did not.
    const worse = await scan(folder, open, '--out', 'two', '--fail-on', 'new:high');
    expect(worse.code).toBe(1);
    const second = worse.summary();
    const fresh = failing(second) - failing(first);
    expect(fresh).toBeGreaterThan(0);
    expect(second.previous).toMatchObject({ scan: first.scan, newFailures: fresh });
    expect(second.trend?.map((one) => one.verdicts.fail)).toEqual([failing(first), failing(second)]);

    // The same again: known by now, and old failures stand.
    const again = await scan(folder, open, '--out', 'three', '--fail-on', 'new:high');
    expect(again.code).toBe(0);
    expect(failing(again.summary())).toBe(failing(second));

    // Against the first scan it is new all the same.
    expect((await look(folder, 'baseline', 'set', first.scan)).code).toBe(0);
    expect((await scan(folder, open, '--out', 'four', '--fail-on', 'new:high')).code).toBe(1);
    expect((await look(folder, 'baseline', 'clear')).stdout).toContain(first.scan);
    expect((await scan(folder, open, '--out', 'four', '--overwrite', '--fail-on', 'new:high')).code).toBe(0);

    // Better.
    const third = (await scan(folder, closed, '--out', 'five')).summary();
    const better = JSON.parse(
      (await look(folder, 'diff', 'previous', 'latest', '--format', 'json')).stdout,
    ) as DiffReport;
    expect(better.now.scan).toBe(third.scan);
    expect(better.counts.byStatus).toMatchObject({ resolved: fresh, gone: 0, blind: 0 });
    expect(better.changes.filter(({ status }) => status === 'resolved')).toHaveLength(fresh);
    expect(better.changes.find(({ control }) => control === 'HRD-001')).toMatchObject({
      status: 'resolved',
      previousVerdict: 'fail',
      verdict: 'pass',
      resource: { name: 'nb-0' },
      facts: [{ fact: 'rootAccess', before: true, now: false }],
    });

    // The same from the folders, which stand alone.
    const folders = await plumbline(['diff', 'four', 'five', '--format', 'json'], { cwd: folder });
    expect(JSON.parse(folders.stdout)).toEqual(better);

    // Blind: the list of notebooks cannot be read, so nothing of it is gone.
    const blinded = await labFor({
      estate: closedNotebook(),
      faults: [{ kind: 'deny', service: 'sagemaker', operation: 'ListNotebookInstances' }],
    });
    const blind = (await scan(folder, blinded, '--out', 'six')).summary();
    const { counts, changes } = JSON.parse(
      (await look(folder, 'diff', 'previous', 'latest', '--format', 'json')).stdout,
    ) as DiffReport;
    const lost = changes.filter((one) => one.resource.kind === 'ml.notebook');
    expect(lost.length).toBeGreaterThan(20);
    expect(new Set(lost.map((one) => one.status))).toEqual(new Set(['blind']));
    expect(counts.byStatus).toMatchObject({ gone: 0, resolved: 0, new: 0 });
    expect(blind.previous?.changes).toEqual(counts);

    const text = (await look(folder, 'diff', 'previous', 'latest')).stdout;
    expect(text).toMatch(/^0 new failures .* newly blind/m);
    expect(text).toContain('could not be read by one of the scans');

    const rows = JSON.parse((await look(folder, 'scans', 'list', '--json')).stdout) as { id: string; state: string }[];
    expect(rows).toHaveLength(7);
    expect(rows[0]).toMatchObject({ id: blind.scan, state: 'complete', baseline: false, counts: blind.counts });
    expect((await look(folder, 'scans', 'list')).stdout.split('\n')[0]).toMatch(/^scan +started +ended +state/);
  }, 240_000);
});

it('what cannot be compared: 2, and what to do', async () => {
  const folder = temporaryFolder();
  const lab = await labFor({ estate: closedNotebook() });
  expect((await scan(folder, lab, '--out', 'one')).code).toBe(0);
  for (const [args, message] of [
    [['diff', 'nonsense', 'latest'], 'There is no scan or folder "nonsense"'],
    [['diff', 'previous', 'latest'], 'There is no scan before'],
    [['diff', 'baseline', 'latest'], 'No baseline is set'],
    [['diff', '.', 'latest'], 'is not the folder of a finished scan'],
    [['diff', 'latest', 'one', '--format', 'html', '--out', 'no/d.html'], 'cannot be written'],
    [['baseline', 'set', 'nonsense'], 'There is no scan or folder'],
  ] as const) {
    const ran = await look(folder, ...args);
    expect(ran, args.join(' ')).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(message);
  }
  const none = await plumbline(['scans', 'list', '--store', 'sqlite:none.db'], { cwd: folder });
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('There is no store none.db.');

  const page = await look(folder, 'diff', 'latest', 'one', '--format', 'html', '--out', 'd.html');
  expect(page).toMatchObject({ code: 0, stdout: '' });
  const html = readFileSync(join(folder, 'd.html'), 'utf8');
  expect(html).toMatch(/^<!doctype html>/);
  expect(html).not.toMatch(/<script|https?:\/\//);
}, 120_000);
