import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../src/lab/lab.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plumbline, type RunOptions, temporaryFolder } from '../support/cli.ts';
import { environmentOf, labFor, openNotebook } from '../support/cli-lab.ts';

const scan = ['scan', '--format=', '--out', 'out', '--store', 'sqlite:s.db', '--json', '--log', 'json'];

/**
 * Sends a signal once.
 *
 * @param when by default, when the first list was read: the scan is under way, and answers are slow enough that it stays so.
 */
function inTheMiddle(signal: NodeJS.Signals, when = '"event":"read"'): Pick<RunOptions, 'onStderr'> {
  let sent = false;
  return {
    onStderr: (text, child) => {
      if (sent || !text.includes(when)) return;
      sent = true;
      child.kill(signal);
    },
  };
}

function states(folder: string): string[] {
  const db = new DatabaseSync(join(folder, 's.db'), { readOnly: true });
  const rows = db.prepare('SELECT state FROM scans ORDER BY started_at').all();
  db.close();
  return rows.map((row) => String(row.state));
}

/** What the audit log says of scans that ended; each that began has one. */
function ends(folder: string): Record<string, unknown>[] {
  const deeds = readFileSync(join(folder, 's.db.audit.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const of = (event: string) => deeds.filter((one) => one.event === event);
  expect(of('scan-ended').map(({ scan: id }) => id)).toEqual(of('scan-began').map(({ scan: id }) => id));
  return of('scan-ended');
}

/** Nothing by the name that was asked for, nor any other scan that looks whole. */
function expectNoFinishedFolder(folder: string): void {
  expect(readdirSync(folder)).not.toContain('out');
  const whole = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('manifest.json'));
  expect(whole).toEqual([]);
}

async function expectNextScanWorks(folder: string, lab: Lab): Promise<void> {
  const ran = await plumbline(scan, { cwd: folder, env: environmentOf(lab) });
  expect(ran.stderr).not.toContain('"event":"error"');
  expect(ran.code).toBe(0);
  const summary = JSON.parse(ran.stdout) as ScanSummary;
  expect(JSON.parse(readFileSync(join(folder, 'out', 'scan.json'), 'utf8'))).toEqual(summary);
  // What was stopped is no scan to compare with.
  expect(summary.previous).toBeNull();
}

describe('a scan that is stopped', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s: 130, no folder, and the store says so', async (signal) => {
    const lab = await labFor({ estate: openNotebook(), faults: [{ kind: 'slow', service: 'iam', delayMs: 20_000 }] });
    const folder = temporaryFolder();
    const ran = await plumbline(scan, { cwd: folder, env: environmentOf(lab), ...inTheMiddle(signal) });
    expect(ran).toMatchObject({ code: 130, signal: null, stdout: '' });
    expect(ran.stderr).toContain('"code":"ABORTED"');
    expect(ran.stderr).not.toMatch(/^ +at /m);
    expectNoFinishedFolder(folder);
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual([]);
    expect(states(folder)).toEqual(['aborted']);
    expect(ends(folder)).toMatchObject([{ state: 'aborted', folder: '' }]);
    lab.setFaults([]);
    if (signal === 'SIGINT') await expectNextScanWorks(folder, lab);
  });

  it('after it was stored, before its folder was finished: the audit log says how it ended', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = temporaryFolder();
    const args = [...scan.filter((one) => one !== '--format='), '--format', 'html'];
    const ran = await plumbline(args, {
      cwd: folder,
      env: environmentOf(lab),
      ...inTheMiddle('SIGINT', 'rendering report.html'),
    });
    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expectNoFinishedFolder(folder);
    expect(states(folder)).toEqual(['complete']);
    expect(ends(folder)).toMatchObject([
      { state: 'aborted', reason: 'The scan was stopped. It is complete in the store, and has no folder.', folder: '' },
    ]);
  });

  it('SIGKILL: no folder, the store opens, the next scan works', async () => {
    const lab = await labFor({ estate: openNotebook(), faults: [{ kind: 'slow', service: 'iam', delayMs: 20_000 }] });
    const folder = temporaryFolder();
    const ran = await plumbline(scan, { cwd: folder, env: environmentOf(lab), ...inTheMiddle('SIGKILL') });
    expect(ran).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    expectNoFinishedFolder(folder);
    lab.setFaults([]);
    await expectNextScanWorks(folder, lab);
    expect(states(folder)).toEqual(['running', 'complete']);
  });

  it('a disk that is full: 4, what to do, no folder, and the store still opens', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = temporaryFolder();
    // No file of the process may grow beyond this many kilobytes: every write after that fails as on a full disk.
    const ran = await plumbline([...scan, '--fail-on', 'info', '--fail-on-gaps'], {
      cwd: folder,
      env: { ...environmentOf(lab), NODE_DISABLE_COMPILE_CACHE: '1' },
      shell: 'ulimit -f 500; exec "$@"',
    });
    expect(ran).toMatchObject({ code: 4, signal: null, stdout: '' });
    expect(ran.stderr).toContain('"code":"DISK_FULL"');
    expect(ran.stderr).toContain('Free some space');
    expectNoFinishedFolder(folder);
    await expectNextScanWorks(folder, lab);
  });
});
