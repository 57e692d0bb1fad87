import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { WatchStatus } from '../../src/cli/watch-status.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { Book } from '../../src/schedule/book.ts';
import { fingerprintOf } from '../../src/schedule/entry.ts';
import { RunsFile } from '../../src/store/runs-file.ts';
import { plumbline, type Ran, temporaryFolder } from '../support/cli.ts';
import { environmentOf, labFor, openNotebook } from '../support/cli-lab.ts';

const cron = '0 */6 * * *';

/** A config with one entry that missed three runs, and runs at once. */
async function overdue(): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'c.yaml'),
    `store: sqlite:s.db\nschedule:\n  nightly: { cron: '${cron}', format: [], out: runs }\n`,
  );
  const runs = await RunsFile.open(join(folder, 's.db'));
  const fingerprint = fingerprintOf({ name: '', cron, timeZone: 'UTC', jitterMs: 0, blackouts: [] });
  // An hour before the third last time that was due, whatever the time of day.
  const six = 6 * 3_600_000;
  const settled = new Date(Math.floor(Date.now() / six) * six - 13 * 3_600_000);
  new Book(runs).keep('nightly', { fingerprint, settled, again: false });
  runs.close();
  return folder;
}

/** Runs `plumbline watch` until it says something, then sends a signal. */
function watchUntil(folder: string, lab: Lab, text: string, signal: NodeJS.Signals): Promise<Ran> {
  let sent = false;
  return plumbline(['watch', '--config', 'c.yaml', '--log', 'json'], {
    cwd: folder,
    env: environmentOf(lab),
    onStderr: (all, child) => {
      if (sent || !all.includes(text)) return;
      sent = true;
      child.kill(signal);
    },
  });
}

async function status(folder: string): Promise<WatchStatus> {
  const ran = await plumbline(['watch', '--config', 'c.yaml', '--status', '--json'], { cwd: folder });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ran.stdout) as WatchStatus;
}

function states(folder: string): string[] {
  const db = new DatabaseSync(join(folder, 's.db'), { readOnly: true });
  const rows = db.prepare('SELECT state FROM scans ORDER BY started_at').all();
  db.close();
  return rows.map((row) => String(row.state));
}

const slow = { estate: openNotebook(), faults: [{ kind: 'slow', service: 'iam', delayMs: 20_000 }] } as const;

describe('plumbline watch', () => {
  it('that missed three runs scans once, tells what is next, and stops when it is told to', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = await overdue();
    const before = await status(folder);
    expect(before).toMatchObject({ watcher: null, scans: [], entries: [{ name: 'nightly', due: true, last: null }] });
    const ran = await watchUntil(folder, lab, '"event":"done"', 'SIGTERM');
    expect(ran).toMatchObject({ code: 0, signal: null, stdout: '' });
    const log = ran.stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log.find(({ event }) => event === 'due')).toMatchObject({ entry: 'nightly', missed: 2 });
    expect(states(folder)).toEqual(['complete']);
    const { watcher, entries } = await status(folder);
    expect(watcher).toBeNull();
    expect(entries[0]).toMatchObject({ due: false, last: { state: 'complete', attempt: 1, missed: 2 } });
    expect(Date.parse(entries[0]?.next ?? '')).toBeGreaterThan(Date.now());
    const text = await plumbline(['watch', '--config', 'c.yaml', '--status'], { cwd: folder });
    expect(text.stdout).toMatch(/^Nobody watches\.\n\nentry .*\nnightly +0 \*\/6 \* \* \* UTC +\d{4}-/);
  }, 60_000);

  it('stopped in the middle: 130, the scan is aborted, and made up for at the next start', async () => {
    const lab = await labFor(slow);
    const folder = await overdue();
    const ran = await watchUntil(folder, lab, '"event":"read"', 'SIGTERM');
    expect(ran).toMatchObject({ code: 130, signal: null });
    expect(states(folder)).toEqual(['aborted']);
    expect((await status(folder)).entries[0]).toMatchObject({ due: true, last: { state: 'aborted' } });
    lab.setFaults([]);
    const again = await watchUntil(folder, lab, '"event":"done"', 'SIGTERM');
    expect(again.code).toBe(0);
    expect(states(folder)).toEqual(['aborted', 'complete']);
    expect((await status(folder)).entries[0]).toMatchObject({ due: false, last: { state: 'complete', attempt: 2 } });
  }, 60_000);

  it('killed in the middle: its locks are free at once, and the run is made up for', async () => {
    const lab = await labFor(slow);
    const folder = await overdue();
    const ran = await watchUntil(folder, lab, '"event":"read"', 'SIGKILL');
    expect(ran.signal).toBe('SIGKILL');
    expect(await status(folder)).toMatchObject({ watcher: null, scans: [] });
    const list = await plumbline(['scans', 'list', '--config', 'c.yaml', '--json'], { cwd: folder });
    expect(JSON.parse(list.stdout)).toMatchObject([{ state: 'killed', endedAt: null, counts: null }]);
    lab.setFaults([]);
    const again = await watchUntil(folder, lab, '"event":"done"', 'SIGTERM');
    expect(again.stderr).toContain('"event":"killed"');
    expect((await status(folder)).entries[0]?.last).toMatchObject({ state: 'complete', attempt: 2 });
    const audit = readFileSync(join(folder, 's.db.audit.ndjson'), 'utf8');
    expect(audit).toMatch(/"event":"scan-ended".*"state":"killed"/);
    expect(audit.match(/"event":"scan-began"/g)).toHaveLength(2);
    expect(audit.match(/"event":"scan-ended"/g)).toHaveLength(2);
  }, 60_000);

  it('keeps a scan of the same scope, and a second watch, from running beside it', async () => {
    const lab = await labFor(slow);
    const folder = await overdue();
    const env = environmentOf(lab);
    const scan = (more: string[] = [], onStderr?: (text: string) => void) =>
      plumbline(['scan', '--config', 'c.yaml', '--format=', '--out', 'out', ...more], {
        ...{ cwd: folder, env },
        ...(onStderr ? { onStderr } : {}),
      });
    let beside: Promise<unknown> | undefined;
    const watching = plumbline(['watch', '--config', 'c.yaml', '--log', 'json'], {
      cwd: folder,
      env,
      onStderr: (all, child) => {
        if (beside || !all.includes('"event":"read"')) return;
        beside = (async () => {
          const refused = await scan();
          expect(refused).toMatchObject({ code: 4, stdout: '' });
          expect(refused.stderr).toMatch(/aws 111122223333 \S+ \S+ and \d+ more: taken by watch: nightly, scan/);
          expect(refused.stderr).toContain('--wait');
          const second = await plumbline(['watch', '--config', 'c.yaml'], { cwd: folder, env });
          expect(second).toMatchObject({ code: 4 });
          expect(second.stderr).toContain('taken by plumbline watch');
          const { watcher, scans } = await status(folder);
          expect(watcher?.pid).toBe(child.pid);
          expect(scans).toHaveLength(1);
          const list = await plumbline(['scans', 'list', '--config', 'c.yaml', '--json'], { cwd: folder });
          expect(JSON.parse(list.stdout)).toMatchObject([{ state: 'running', endedAt: null }]);
          const waited = await scan(['--wait'], (text) => {
            if (!text.includes('waiting for watch: nightly')) return;
            lab.setFaults([]);
            child.kill('SIGTERM');
          });
          expect(waited.stderr).toContain('waiting for watch: nightly');
          expect(waited.code).toBe(0);
        })().finally(() => child.kill('SIGTERM'));
      },
    });
    await Promise.all([watching, watching.then(() => beside)]);
    expect(beside).toBeDefined();
    expect(states(folder).at(-1)).toBe('complete');
  }, 90_000);

  it('without a schedule, or with a wrong one: 2', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'none.yaml'), 'organisation: X\n');
    writeFileSync(join(folder, 'wrong.yaml'), "schedule: { nightly: { cron: '0 25 * * *' } }\n");
    const scheduled = "schedule: { nightly: { cron: '0 2 * * *' } }\n";
    const sink = (more: string) => `${scheduled}export: { siem: { type: splunk, url: 'https://a', ${more} } }\n`;
    writeFileSync(join(folder, 'secret.yaml'), sink('token: { env: NO_SUCH }'));
    writeFileSync(join(folder, 'filter.yaml'), sink('token: { env: PATH }, frameworks: [sco2]'));
    for (const [name, text] of [
      ['none.yaml', 'has no schedule'],
      ['secret.yaml', 'the environment has no NO_SUCH'],
      ['filter.yaml', 'Did you mean soc2?'],
      ['wrong.yaml', 'wrong.yaml:1:'],
    ] as const) {
      const ran = await plumbline(['watch', '--config', name], { cwd: folder });
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain(text);
    }
  });
});
