import type { Catalog } from '../catalog/index.ts';
import type { Config } from '../config/schema.ts';
import { canonical } from '../model/canonical.ts';
import { PlumblineError } from '../model/errors.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { OutFolder, type Overwrite } from '../scan/folder.ts';
import type { Manifest } from '../scan/manifest.ts';
import { type Estimate, estimate } from '../scan/plan.ts';
import { newScanId, runScan } from '../scan/run.ts';
import { ScanStore } from '../store/scan-store.ts';
import { type AloneJob, alone } from './alone.ts';
import { audit, auditDelivery } from './audit.ts';
import type { Exports } from './delivery/exports.ts';
import type { Queued } from './delivery/queue.ts';
import type { Sent } from './delivery/send.ts';
import { boundMemory } from './memory.ts';
import { type NewFailures, newFailures } from './new-failures.ts';
import { storePath } from './places.ts';
import { type LogMode, ProgressLines, sayStep } from './progress.ts';
import { type Wanted, type Wired, wire } from './wiring.ts';

export interface ScanJob extends Wanted, Omit<AloneJob, 'config'> {
  out: string;
  /** Default: never. */
  overwrite?: Overwrite;
  formats: readonly ('html' | 'pdf')[];
  log: LogMode;
  simulated?: boolean;
  /** Called when the scan has its scope to itself, before it begins. */
  onBegin?: (scan: string) => void;
  /** Counts the failures that are new since the baseline, or else the scan before. */
  countNew?: boolean;
  signal?: AbortSignal;
  /** Called when everything is ready and nothing but credentials was asked. */
  announce?: (what: Announcement) => void;
}

export interface Announcement {
  identities: { account: string; name: string; identity: string }[];
  estimate: Estimate;
  catalog: { version: string; controls: number };
  scan: string;
}

export interface ScanDone {
  summary: ScanSummary;
  manifest: Manifest;
  folder: string;
  files: string[];
  delivery: { queued: readonly Queued[]; sent: readonly Sent[] };
  fresh?: NewFailures;
}

/**
 * One scan from config to finished folder. Everything that can be wrong with the request is found before the first call.
 *
 * @throws PlumblineError whatever ends the scan. When only a report cannot be rendered, the folder is finished without.
 */
export async function performScan(job: ScanJob): Promise<ScanDone> {
  boundMemory();
  const wired = await wire(job);
  const exports = await exportsOf(job.config, wired.catalog);
  const folder = OutFolder.prepare(job.out, job.overwrite);
  let store: ScanStore | undefined;
  let summary: ScanSummary | undefined;
  let isNoted = false;
  try {
    store = await ScanStore.open(storePath(job.config.store), newScanId(new Date()));
    summary = await collect(job, wired, store, exports).catch(async (error: unknown) => {
      // Who waits for the scan is told that it failed; what failed counts more than whether they could be told.
      if (store)
        for (const one of (await exports?.send(store).catch(() => undefined)) ?? [])
          auditDelivery(storePath(job.config.store), one);
      throw error;
    });
    stopIfAsked(job.signal);
    const fresh = job.countNew ? await newFailures(store, summary, job.signal) : undefined;
    const manifest = await folder.writeScan(store, summary, job.signal);
    const { files, failed } = await render(folder.working, job);
    await folder.writeManifest(manifest.files, job.signal);
    folder.finish();
    const { evidenceDigest } = manifest;
    isNoted = true;
    noteEnd(job, { scan: store.scan, state: 'complete', evidenceDigest, folder: folder.final });
    const sent = exports ? await exports.send(store, job.signal) : [];
    for (const one of sent) auditDelivery(storePath(job.config.store), one);
    if (failed) throw withoutReport(folder.final, failed);
    const delivery = { queued: exports?.queued ?? [], sent };
    return { summary, manifest, folder: folder.final, files, delivery, ...(fresh ? { fresh } : {}) };
  } catch (error) {
    folder.discard();
    if (store && !isNoted) noteEnd(job, { scan: store.scan, ...endOf(job, error, summary) });
    throw error;
  } finally {
    store?.close();
  }
}

async function collect(job: ScanJob, wired: Wired, store: ScanStore, exports?: Exports): Promise<ScanSummary> {
  const { connected, parts, close } = await wired.connect();
  try {
    stopIfAsked(job.signal);
    const targets = parts.flatMap((one) => one.targets);
    const organisation = job.config.organisation ?? connected[0]?.name ?? '';
    const expected = estimate(targets, lastScan(store, organisation, selectionOf(job)));
    job.announce?.({
      identities: connected.map(({ account, name, session }) => ({ account, name, identity: session.identity })),
      estimate: expected,
      catalog: { version: wired.catalog.version, controls: wired.catalog.controls.length },
      scan: store.scan,
    });
    const simulated = job.simulated ?? false;
    const heralds = exports?.heralds(store, { organisation, version: wired.options.version, simulated });
    return await alone(job, store, targets, async (signal) => {
      job.onBegin?.(store.scan);
      audit(storePath(job.config.store), {
        ...{ event: 'scan-began', scan: store.scan, organisation, by: job.by ?? 'command line' },
        identities: connected.map(({ session }) => session.identity),
        catalog: wired.catalog.digest,
      });
      const progress = new ProgressLines(job.log, targets);
      try {
        return await runScan({
          ...wired.options,
          parts,
          store,
          organisation,
          selection: selectionOf(job),
          simulated,
          ...(heralds ? { heralds } : {}),
          onCall: progress.called,
          progress: progress.on,
          signal,
        });
      } finally {
        progress.stop();
      }
    });
  } finally {
    close();
  }
}

function noteEnd(
  job: ScanJob,
  what: { scan: string; state: string; reason?: string; evidenceDigest?: string; folder?: string },
): void {
  audit(storePath(job.config.store), { event: 'scan-ended', reason: '', evidenceDigest: '', folder: '', ...what });
}

/** What was read is in the store before anything is written into the folder. */
function endOf(job: ScanJob, error: unknown, summary?: ScanSummary): { state: string; reason: string } {
  const left = summary ? ' It is complete in the store, and has no folder.' : '';
  return { state: job.signal?.aborted ? 'aborted' : 'failed', reason: `${reasonOf(error)}${left}` };
}

/** Other messages may quote what was read. */
function reasonOf(error: unknown): string {
  return error instanceof PlumblineError ? error.message : error instanceof Error ? error.name : 'Error';
}

/** Loaded where the config has sinks: formats and receivers are much code. */
async function exportsOf(config: Config, catalog: Catalog): Promise<Exports | undefined> {
  if (config.export === undefined) return undefined;
  const { Exports } = await import('./delivery/exports.ts');
  return new Exports(config, catalog);
}

/** What was asked for, in canonical form: the same words in any order are the same selection. */
function selectionOf({ providers, accounts, regions, services }: Wanted): string {
  const asked = { providers, accounts, regions, services };
  const named = Object.entries(asked).filter(([, words]) => words.length > 0);
  return named.length === 0
    ? ''
    : canonical(Object.fromEntries(named.map(([name, words]) => [name, [...new Set(words)].sort()])));
}

/** Renders the reports. One that fails does not cost the evidence: that is complete, and the other may be, too. */
async function render(folder: string, job: ScanJob): Promise<{ files: string[]; failed?: unknown }> {
  const files: string[] = [];
  let failed: unknown;
  for (const format of job.formats) {
    sayStep(job.log, `rendering report.${format}`);
    try {
      files.push(...(await renderInto(folder, [format], job.frameworks)));
    } catch (error) {
      failed ??= error;
    }
    stopIfAsked(job.signal);
  }
  return failed === undefined ? { files } : { files, failed };
}

function withoutReport(folder: string, cause: unknown): PlumblineError {
  const { code, hint } = cause instanceof PlumblineError ? cause : { code: 'RENDER_FAILED' as const, hint: undefined };
  const text = cause instanceof Error ? cause.message : String(cause);
  return new PlumblineError(code, `The scan is complete in ${folder}, but a report could not be rendered: ${text}`, {
    cause,
    hint: [hint, `Then render it again: plumbline report ${folder}`].filter(Boolean).join(' '),
  });
}

/** Collecting stops by itself; between the steps after it, we look. */
function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new PlumblineError('ABORTED', 'The scan was stopped.', { cause: signal.reason });
}

function lastScan(
  store: ScanStore,
  organisation: string,
  selection: string,
): { calls: number; minutes: number } | undefined {
  const last = store.previous(organisation, selection)?.summary;
  return last && { calls: last.calls.total, minutes: (Date.parse(last.endedAt) - Date.parse(last.startedAt)) / 60_000 };
}

/** Renders reports into a scan folder. The renderers are loaded when they are asked for. */
export async function renderInto(
  folder: string,
  formats: readonly ('html' | 'pdf')[],
  frameworks: readonly string[],
): Promise<string[]> {
  const files: string[] = [];
  const options = frameworks.length > 0 ? { frameworks: [...frameworks] } : {};
  if (formats.includes('html')) {
    const { renderHtml } = await import('../../reports/html/index.ts');
    files.push(await renderHtml(folder, options));
  }
  if (formats.includes('pdf')) {
    const { renderPdf } = await import('../../reports/pdf/index.ts');
    files.push(...(await renderPdf(folder, options)));
  }
  return files;
}
