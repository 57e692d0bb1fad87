/**
 * How long the PDF report takes, and whether its time grows with the number of findings and not faster. Prints JSON.
 *
 *     node test/bench/pdf.ts [findings ...]       default: 10000 20000
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPdf } from '../../reports/pdf/index.ts';
import { readPages } from '../../reports/pdf/pages.ts';
import { writeSampleScan } from '../support/sample-scan.ts';
import { ChildCpu } from './cpu-of-children.ts';

const sizes = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
try {
  await measure(100); // Unpacks the browser and compiles the templates.
  const runs = [];
  for (const findings of sizes.length > 0 ? sizes : [10_000, 20_000]) runs.push(await measure(findings));
  const [first, last] = [runs[0], runs.at(-1)];
  const ratio = first && last ? round(last.seconds / first.seconds) : 0;
  const cpuRatio = first?.cpu && last?.cpu ? round(last.cpu / first.cpu) : null;
  const sizeRatio = first && last ? round(last.findings / first.findings) : 0;
  console.log(JSON.stringify({ bench: 'pdf', runs, sizeRatio, ratio, cpuRatio }, null, 2));
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function measure(wanted: number) {
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
  const nodeMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  return { findings, seconds, cpu, volumes: files.length, pages, megabytes: round(bytes / 1e6), nodeMegabytes };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
