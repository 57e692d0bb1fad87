import { PlumblineError } from '../model/errors.ts';
import type { Target } from '../scan/collect.ts';
import { RunsFile } from '../store/runs-file.ts';
import type { ScanStore } from '../store/scan-store.ts';
import { takeLock } from '../store/scope-lock.ts';
import { storePath } from './places.ts';
import { type LogMode, sayStep } from './progress.ts';
import { plainText } from './terminal.ts';

/** What a scan says about how it is alone. */
export interface AloneJob {
  config: { store?: string | undefined };
  log: LogMode;
  signal?: AbortSignal;
  /** Waits until others that scan the same are done; else refuses. */
  wait?: boolean;
  /** Who asks, where it is not a person: `watch: nightly`. */
  by?: string;
}

/** Time between two looks at who else scans. */
const lookMs = 5000;

/**
 * Runs a scan while nobody else scans the same: of one account, region and service there is one scan at a time in a store.
 *
 * @throws PlumblineError BUSY where another one does, and the job does not wait.
 */
export async function alone<T>(
  job: AloneJob,
  store: ScanStore,
  targets: readonly Target[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const runs = await RunsFile.open(storePath(job.config.store));
  const lost = new AbortController();
  try {
    const lock = await takeLock(runs, {
      what: job.by ? `${job.by}, scan ${store.scan}` : `scan ${store.scan}`,
      units: unitsOf(targets),
      wait: job.wait ?? false,
      ...(job.signal ? { signal: job.signal } : {}),
      onWait: ({ what, pid }) => sayStep(job.log, plainText(`waiting for ${what}, process ${pid}`)),
      onLost: () =>
        lost.abort(new PlumblineError('BUSY', 'Another process took this one for dead, and scans in its place.')),
    });
    const share = () => store.share(lock.hasCompany());
    const timer = setInterval(share, lookMs).unref();
    try {
      share();
      return await work(job.signal ? AbortSignal.any([job.signal, lost.signal]) : lost.signal);
    } catch (error) {
      throw lost.signal.aborted ? lost.signal.reason : error;
    } finally {
      clearInterval(timer);
      lock.release();
    }
  } finally {
    runs.close();
  }
}

/** What a scan reads, in pieces of which two scans may not have the same. */
function unitsOf(targets: readonly Target[]): string[] {
  const all = targets.flatMap(({ scope, collectors }) => {
    const services = new Set(collectors.map((one) => one.service));
    return [...services].map((service) => [scope.provider, scope.account, scope.region, service].join(' '));
  });
  return [...new Set(all)].sort();
}
