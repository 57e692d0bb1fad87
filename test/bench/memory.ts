import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, startLab } from './child.ts';
import { type Measure, ratioOf } from './measure.ts';
import type { ScanMeasure } from './scan-process.ts';

const sizes = [50_000, 100_000] as const;
const warmUp = 500;
const most = 350;

/**
 * Peak memory of a whole scan (collection, evaluation, writing the folder) in a process of its own, at two sizes: it
 * must not grow with what is found.
 */
export async function memory(): Promise<Measure[]> {
  // What a first run has to compile takes memory, too, and would be counted for the smaller one only.
  await peakOf(warmUp);
  const [half, whole] = [await peakOf(sizes[0]), await peakOf(sizes[1])];
  const shown = (one: Peak) => `${one.peakMb.toFixed(0)} MB`;
  const of = (one: Peak) =>
    `${one.resources} resources, ${one.findings} findings, ${one.calls} calls in ${(one.wallMs / 1000).toFixed(0)} s`;
  return [
    { name: `memory, ${sizes[0]}`, measured: shown(half), against: of(half) },
    {
      name: `memory, ${sizes[1]}`,
      measured: shown(whole),
      against: of(whole),
      target: `<= ${most} MB`,
      met: whole.peakMb <= most,
    },
    ratioOf('memory, growth', [whole.peakMb, shown(whole)], [half.peakMb, shown(half)], 1.1),
  ];
}

interface Peak {
  peakMb: number;
  resources: number;
  findings: number;
  calls: number;
  wallMs: number;
}

async function peakOf(resources: number): Promise<Peak> {
  const lab = await startLab({ resources, accounts: 2, regions: ['us-east-1', 'eu-west-1'] });
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const { calls, findings, steps, ...scan } = await run<ScanMeasure>('test/bench/scan-process.ts', {
      ...lab,
      rates: { '*': { per_second: 1e6, burst: 1e6 } },
      scanTime: new Date().toISOString(),
      store: join(folder, 'store.db'),
      out: join(folder, 'out'),
    });
    const all = Object.values(steps);
    return {
      peakMb: Math.max(...all.map((one) => one.peakMb)),
      wallMs: all.reduce((sum, one) => sum + one.wallMs, 0),
      resources: scan.resources,
      findings,
      calls,
    };
  } finally {
    await lab.stop();
    rmSync(folder, { recursive: true });
  }
}
