import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPdf } from '../../reports/pdf/index.ts';
import { readPages } from '../../reports/pdf/pages.ts';
import { writeSampleScan } from '../support/sample-scan.ts';
import { ChildCpu } from './cpu-of-children.ts';
import { type Measure, ratioOf } from './measure.ts';

const sizes = [10_000, 20_000] as const;

/** Whether the time of the PDF report grows with the number of findings and not faster. */
export async function pdf(): Promise<Measure[]> {
  const root = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    await measure(root, 100); // Unpacks the browser and compiles the templates.
    const [half, whole] = [await measure(root, sizes[0]), await measure(root, sizes[1])];
    const told = (one: typeof half) => `${one.findings} findings, ${one.pages} pages in ${one.seconds} s`;
    return [
      ratioOf('pdf, time', [whole.seconds, told(whole)], [half.seconds, told(half)], 2.3),
      ratioOf('pdf, processor time', [whole.cpu, `${whole.cpu} s`], [half.cpu, `${half.cpu} s`], 2.3),
      { name: 'pdf, size', measured: `${whole.megabytes} MB`, against: `${whole.volumes} volume(s)` },
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function measure(root: string, wanted: number) {
  const dir = join(root, String(wanted));
  const { findings } = await writeSampleScan(dir, { findings: wanted });
  const start = performance.now();
  const ownBefore = process.cpuUsage();
  const children = new ChildCpu();
  const files = await renderPdf(dir);
  const seconds = round((performance.now() - start) / 1000);
  const own = process.cpuUsage(ownBefore);
  const cpu = round(children.stop() + (own.user + own.system) / 1e6);
  let pages = 0;
  let bytes = 0;
  for (const file of files) {
    pages += (await readPages(readFileSync(join(dir, file)))).count;
    bytes += statSync(join(dir, file)).size;
  }
  return { findings, seconds, cpu, volumes: files.length, pages, megabytes: round(bytes / 1e6) };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
