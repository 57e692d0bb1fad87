import type { ScanSummary } from '../model/scan-summary.ts';
import { type Manifest, OutFolder } from '../scan/folder.ts';
import { type Estimate, estimate } from '../scan/plan.ts';
import { newScanId, runScan } from '../scan/run.ts';
import { ScanStore } from '../store/scan-store.ts';
import { storePath } from './places.ts';
import { type LogMode, ProgressLine } from './progress.ts';
import { type Wanted, wire } from './wiring.ts';

export interface ScanJob extends Wanted {
  out: string;
  formats: readonly ('html' | 'pdf')[];
  frameworks: readonly string[];
  log: LogMode;
  simulated?: boolean;
  signal?: AbortSignal;
  /** Called when everything is ready and nothing but credentials was asked. */
  announce?: (what: {
    identities: { account: string; name: string; identity: string }[];
    estimate: Estimate;
    catalog: { version: string; controls: number };
    scan: string;
  }) => void;
}

export interface ScanDone {
  summary: ScanSummary;
  manifest: Manifest;
  folder: string;
  files: string[];
}

/** One scan from config to finished folder. Everything that can be wrong with the request is found before the first call. */
export async function performScan(job: ScanJob): Promise<ScanDone> {
  const { config } = job;
  const wired = await wire(job);
  const folder = OutFolder.prepare(job.out);
  const scan = newScanId(new Date());
  let store: ScanStore | undefined;
  try {
    store = await ScanStore.open(storePath(config.store), scan);
    const connected = await wired.connect();
    const targets = wired.targets(connected);
    const organisation = config.organisation ?? connected[0]?.name ?? '';
    const expected = estimate(targets, lastScan(store, organisation));
    job.announce?.({
      identities: connected.map(({ account, name, session }) => ({ account, name, identity: session.identity })),
      estimate: expected,
      catalog: { version: wired.catalog.version, controls: wired.catalog.controls.length },
      scan,
    });
    let calls = 0;
    const progress = new ProgressLine(job.log, expected.lists, () => calls);
    let summary: ScanSummary;
    try {
      summary = await runScan({
        ...wired.scanOptions(connected, targets),
        store,
        organisation,
        simulated: job.simulated ?? false,
        onCall: () => {
          calls += 1;
        },
        progress: progress.on,
        ...(job.signal ? { signal: job.signal } : {}),
      });
    } finally {
      progress.stop();
      for (const { session } of connected) session.close();
    }
    const manifest = folder.writeScan(store, summary);
    const files = await renderInto(folder.working, job.formats, job.frameworks);
    folder.writeManifest();
    folder.finish();
    return { summary, manifest, folder: folder.final, files };
  } catch (error) {
    folder.discard();
    throw error;
  } finally {
    store?.close();
  }
}

function lastScan(store: ScanStore, organisation: string): { calls: number; minutes: number } | undefined {
  const last = store.previous(organisation)?.summary;
  return last && { calls: last.calls.total, minutes: (Date.parse(last.endedAt) - Date.parse(last.startedAt)) / 60_000 };
}

/** Renders reports into a scan folder. The renderers are loaded when they are asked for. */
export async function renderInto(
  folder: string,
  formats: readonly ('html' | 'pdf')[],
  frameworks: readonly string[],
): Promise<string[]> {
  const files: string[] = [];
  if (formats.includes('html')) {
    const { renderHtml } = await import('../../reports/html/index.ts');
    files.push(await renderHtml(folder, frameworks.length > 0 ? { frameworks } : {}));
  }
  if (formats.includes('pdf')) {
    const { renderPdf } = await import('../../reports/pdf/index.ts');
    files.push(...(await renderPdf(folder, frameworks.length > 0 ? { frameworks } : {})));
  }
  return files;
}
