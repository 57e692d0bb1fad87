import { openScanFolder } from '../../reports/view/folder.ts';
import { exportScan } from '../../src/cli/export-job.ts';
import { contextOf, formats } from '../../src/formats/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { median } from './measure.ts';

/** What the process is started with: formats are measured, or, with `out`, a whole export. */
interface Job {
  scan: string;
  out?: string;
}

export interface FormatMeasure {
  findings: number;
  /** Events a second of processor time, by format. */
  formats: Record<string, number>;
}

export interface ExportMeasure {
  peakMb: number;
  wallMs: number;
}

const rounds = 7;
/** Findings that lie in memory while formats are measured. */
const most = 20_000;

const job = JSON.parse(process.argv[2] ?? '') as Job; // written by the benchmark that started us
console.log(JSON.stringify(job.out === undefined ? await measureFormats() : await measureExport(job.out)));

async function measureExport(out: string): Promise<ExportMeasure> {
  const began = performance.now();
  await exportScan({ scan: job.scan, format: 'ocsf', out, verdict: [], severity: [], framework: [], account: [] });
  return { peakMb: process.resourceUsage().maxRSS / 1024, wallMs: performance.now() - began };
}

/** Time of the processor, all threads together: what else the machine does does not count. Bytes are made, not kept. */
async function measureFormats(): Promise<FormatMeasure> {
  const folder = openScanFolder(job.scan);
  const findings: Finding[] = [];
  for await (const finding of folder.findings()) if (findings.push(finding) === most) break;
  const context = contextOf(folder.summary(), { securityHub: { account: '111122223333', region: 'us-east-1' } });
  const buffer = Buffer.allocUnsafe(1 << 22);
  const perSecond = formats.map((format) => {
    const runs = Array.from({ length: rounds }, () => {
      const writer = format.writer(context);
      const began = process.cpuUsage();
      for (const finding of findings) buffer.write(writer.event({ finding, status: 'new' }) ?? '');
      const { user, system } = process.cpuUsage(began);
      return findings.length / ((user + system) / 1e6);
    });
    return [format.name, median(runs)] as const;
  });
  return { findings: findings.length, formats: Object.fromEntries(perSecond) };
}
