import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plumbline, temporaryFolder } from '../support/cli.ts';
import { closedNotebook, environmentOf, labFor, openNotebook } from '../support/cli-lab.ts';

it('a second scan of the same store knows the first: since when, what is new, what is fixed', async () => {
  const folder = temporaryFolder();
  const scan = async (estate: ReturnType<typeof openNotebook>, out: string) => {
    const lab = await labFor({ estate });
    const args = ['scan', '--format=', '--out', out, '--store', 'sqlite:s.db', '--json'];
    const ran = await plumbline(args, { cwd: folder, env: environmentOf(lab) });
    expect(ran.code).toBe(0);
    const lines = readFileSync(join(folder, out, 'findings.ndjson'), 'utf8')
      .trimEnd()
      .split('\n');
    return {
      summary: JSON.parse(ran.stdout) as ScanSummary,
      findings: new Map(lines.map((line) => JSON.parse(line) as Finding).map((one) => [one.key, one])),
    };
  };
  const open = await scan(openNotebook(), 'first');
  const closed = await scan(closedNotebook(), 'second');
  const openAgain = await scan(openNotebook(), 'third');

  expect(open.summary.previous).toBeNull();
  expect(closed.summary.previous).toMatchObject({
    scan: open.summary.scan,
    newFailures: 0,
    verdicts: open.summary.counts.verdicts,
  });
  expect(openAgain.summary.previous).toMatchObject({ scan: closed.summary.scan, fixed: 0 });
  expect(closed.summary.previous?.fixed).toBeGreaterThan(0);
  expect(openAgain.summary.previous?.newFailures).toBe(closed.summary.previous?.fixed);

  // The same keys in all scans; root was fail, pass, fail on one notebook, and pass on the others all along.
  expect([...closed.findings.keys()].sort()).toEqual([...open.findings.keys()].sort());
  const roots = [...open.findings.values()].filter((one) => one.control === 'HRD-001');
  expect(roots.map((one) => [one.resource.name, one.verdict]).sort()).toEqual([
    ['nb-0', 'fail'],
    ['nb-1', 'pass'],
    ['nb-2', 'pass'],
  ]);
  for (const { key, resource } of roots) {
    const [one, two, three] = [open, closed, openAgain].map((each) => each.findings.get(key));
    expect([one?.firstSeen, one?.lastSeen]).toEqual([open.summary.scanTime, open.summary.scanTime]);
    const changed = resource.name === 'nb-0';
    expect(two?.verdict).toBe('pass');
    expect(two?.firstSeen).toBe(changed ? closed.summary.scanTime : open.summary.scanTime);
    expect(three?.firstSeen).toBe(changed ? openAgain.summary.scanTime : open.summary.scanTime);
    expect(three?.lastSeen).toBe(openAgain.summary.scanTime);
    expect(two?.stateHash === one?.stateHash).toBe(!changed);
    expect(three?.stateHash).toBe(one?.stateHash);
    expect(new Set([one?.uid, two?.uid, three?.uid]).size).toBe(3);
  }
});
