import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws } from '../../providers/aws/index.ts';
import { type LabProcess, run, startLab } from './child.ts';
import { type Measure, ratioOf, seconds } from './measure.ts';
import type { ScanMeasure } from './scan-process.ts';

const latencyMs = 50;
const size = { resources: 2000, accounts: 2, regions: ['us-east-1', 'eu-west-1'] };
const rate = { perSecond: 20, burst: 40 };
const halved = { perSecond: 10, burst: 20 };

/**
 * A scan can be no faster than the slowest bucket of the cloud lets it: how much longer does it take? Once with the
 * rates in the config, once with nothing known and a cloud half as fast.
 */
export async function speed(): Promise<Measure[]> {
  const known = await scan(rate, { '*': { per_second: rate.perSecond, burst: rate.burst } });
  const unknown = await scan(halved, {});
  return [
    held('speed, rates known', known, 1.15),
    {
      name: 'speed, refused calls',
      measured: `${known.throttled} of ${known.asked}`,
      against: 'calls answered 429',
      ratio: known.throttled / known.asked,
      target: '< 0.01',
      met: known.throttled / known.asked < 0.01,
    },
    held('speed, rates halved and not known', unknown, 1.5),
    {
      name: 'speed, nothing lost',
      measured: `${unknown.findings} findings`,
      against: `${known.findings}, same verdicts`,
      target: 'same',
      met: known.verdicts === unknown.verdicts,
    },
  ];
}

interface Scanned extends ScanMeasure {
  boundMs: number;
  why: string;
  asked: number;
  throttled: number;
}

function held(name: string, one: Scanned, most: number): Measure {
  const wall = one.steps.collect.wallMs;
  return ratioOf(name, [wall, seconds(wall)], [one.boundMs, `${seconds(one.boundMs)}: ${one.why}`], most);
}

async function scan(
  limit: typeof rate,
  rates: Record<string, { per_second: number; burst: number }>,
): Promise<Scanned> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const lab = await startLab(size, ['--latency', String(latencyMs), '--rate', `${limit.perSecond}:${limit.burst}`]);
  try {
    const job = { ...lab, rates, scanTime: new Date().toISOString(), store: join(folder, 'store.db') };
    const measure = await run<ScanMeasure>('test/bench/scan-process.ts', job);
    return { ...measure, ...boundOf(measure, limit), ...(await refused(lab)) };
  } finally {
    await lab.stop();
    rmSync(folder, { recursive: true });
  }
}

/** The larger of: the fullest bucket at its rate; the longest chain of calls of which each needs the one before. */
function boundOf({ buckets, pages }: ScanMeasure, { perSecond, burst }: typeof rate): { boundMs: number; why: string } {
  const [name, calls] = Object.entries(buckets).reduce((a, b) => (b[1] > a[1] ? b : a));
  const byRate = ((calls - burst) / perSecond) * 1000;
  const reads = (of: typeof aws.collectors) => Math.max(...of.map((one) => one.reads.length));
  const chain = pages + reads(aws.collectors) + reads(aws.support);
  const byLatency = chain * latencyMs;
  return byRate > byLatency
    ? { boundMs: byRate, why: `${calls} x ${name.split('|').at(-1)} in one place at ${perSecond}/s` }
    : { boundMs: byLatency, why: `${chain} calls, one after the other` };
}

async function refused(lab: LabProcess): Promise<{ asked: number; throttled: number }> {
  let [asked, throttled] = [0, 0];
  for (const one of Object.values(await lab.counts())) {
    asked += one.total;
    throttled += one.throttled;
  }
  return { asked, throttled };
}
