import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { run, startLab } from './child.ts';
import type { ExportMeasure, FormatMeasure } from './formats-process.ts';
import { atMost, type Measure } from './measure.ts';
import type { ScanMeasure } from './scan-process.ts';

const size = { resources: 3000, accounts: 2, regions: ['us-east-1', 'eu-west-1'] };
/** OCSF events that one core has to format in a second. */
const least = 40_000;
const many = 1_000_000;
const mostMb = 300;

/**
 * How fast findings become events, on findings of a real scan of a generated estate; and how much memory the export of a
 * million takes, from the command as it is run.
 */
export async function formats(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const scan = join(folder, 'scan');
    await scanInto(folder, scan);
    const { formats: speeds, findings } = await run<FormatMeasure>('test/bench/formats-process.ts', { scan });
    const rows = Object.entries(speeds).map(([name, perSecond]): Measure => {
      const measured = `${Math.round(perSecond).toLocaleString('en')} events/s`;
      const against = `${findings} findings, one core`;
      return name === 'ocsf'
        ? { name: 'export, ocsf', measured, against, target: `>= ${least}`, met: perSecond >= least }
        : { name: `export, ${name}`, measured, against };
    });
    const big = join(folder, 'big');
    await repeat(scan, big);
    const out = join(folder, 'out.ndjson.gz');
    const { peakMb, wallMs } = await run<ExportMeasure>('test/bench/formats-process.ts', { scan: big, out });
    const took = `${many.toLocaleString('en')} findings in ${(wallMs / 1000).toFixed(0)} s, ${(statSync(out).size / 1e6).toFixed(0)} MB compressed`;
    return [...rows, atMost('export, memory', [peakMb, `${peakMb.toFixed(0)} MB`], took, mostMb, 'MB')];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function scanInto(folder: string, out: string): Promise<void> {
  const lab = await startLab(size);
  try {
    await run<ScanMeasure>('test/bench/scan-process.ts', {
      ...lab,
      rates: { '*': { per_second: 1e6, burst: 1e6 } },
      scanTime: new Date().toISOString(),
      store: join(folder, 'store.db'),
      out,
    });
  } finally {
    await lab.stop();
  }
}

/** The same findings over and over, until there are a million: what counts is that memory does not grow with them. */
async function repeat(scan: string, to: string): Promise<void> {
  mkdirSync(to);
  await copyFile(join(scan, 'scan.json'), join(to, 'scan.json'));
  const path = join(to, 'findings.ndjson');
  writeFileSync(path, '');
  async function* lines() {
    for (let count = 0; count < many; )
      for await (const line of createInterface(createReadStream(join(scan, 'findings.ndjson')))) {
        yield `${line}\n`;
        count += 1;
        if (count === many) return;
      }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
