import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanStore } from '../../src/store/scan-store.ts';
import type { BareMeasure } from './bare-process.ts';
import { type LabProcess, run, startLab } from './child.ts';
import { type Measure, median, ratioOf } from './measure.ts';
import type { ScanMeasure } from './scan-process.ts';

const size = { resources: 3000, accounts: 1, regions: ['us-east-1'] };
const rounds = 5;
/** Calls under way at the same time: the gate's default. */
const concurrency = 64;

/**
 * What recording, redacting and translating cost beside the calls themselves: user and system time of the scan's
 * collection, against a loop that makes the same SDK calls at the same concurrency and throws the answers away. The two
 * take turns, each in a process of its own, so that what else the machine does weighs on both.
 */
export async function cpu(): Promise<Measure[]> {
  const lab = await startLab(size);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const [scans, bares]: [ScanMeasure[], BareMeasure[]] = [[], []];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const store = join(folder, `${round}.db`);
      const scan = await run<ScanMeasure>('test/bench/scan-process.ts', job(lab, store));
      const calls = join(folder, `${round}.ndjson`);
      await writeCalls(store, calls);
      scans.push(scan);
      bares.push(await run<BareMeasure>('test/bench/bare-process.ts', { ...lab, calls, concurrency }));
    }
  } finally {
    await lab.stop();
    rmSync(folder, { recursive: true });
  }
  const calls = scans[0]?.calls ?? 0;
  const each = (ms: number, count: number, of: string) => `${((ms / count) * 1000).toFixed(0)} us a ${of}`;
  // The pair in the middle: what weighs on the machine weighs on both of a pair.
  const pairs = scans.map((scan, index) => [scan.steps.collect.cpuMs, bares[index]?.cpuMs ?? Number.NaN] as const);
  const [collect, bare] = pairs.sort((a, b) => a[0] / a[1] - b[0] / b[1])[rounds >> 1] ?? [Number.NaN, Number.NaN];
  const shown = (name: string, step: 'start' | 'evaluate'): Measure => {
    const ms = median(scans.map((one) => one.steps[step].cpuMs));
    const findings = scans[0]?.findings ?? 0;
    const measured = step === 'start' ? `${ms.toFixed(0)} ms` : each(ms, findings, 'finding');
    return { name, measured, against: step === 'start' ? 'catalog, clients, sign-in' : `${findings} findings` };
  };
  return [
    ratioOf(
      'cpu, collection',
      [collect, each(collect, calls, 'call')],
      [bare, `${each(bare, calls, 'call')}: bare loop, ${calls} calls`],
      1.6,
    ),
    shown('cpu, start-up (apart)', 'start'),
    shown('cpu, evaluation (apart)', 'evaluate'),
  ];
}

function job(lab: LabProcess, store: string): object {
  const rates = { '*': { per_second: 1e6, burst: 1e6 } };
  return { ...lab, rates, scanTime: new Date().toISOString(), store };
}

/** The calls that a scan made, for the bare loop to make them, too. */
async function writeCalls(path: string, to: string): Promise<void> {
  const store = await ScanStore.open(path, 'scan-1');
  writeFileSync(to, `${[...store.callLines()].join('\n')}\n`);
  store.close();
}
