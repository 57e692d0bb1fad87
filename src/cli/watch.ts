import { join } from 'node:path';
import { type ScheduledScan, scheduledScans } from '../config/schedule.ts';
import type { Config } from '../config/schema.ts';
import { PlumblineError } from '../model/errors.ts';
import { Book } from '../schedule/book.ts';
import { type Clock, type WatchEvent, watch } from '../schedule/watch.ts';
import { RunsFile } from '../store/runs-file.ts';
import { takeLock } from '../store/scope-lock.ts';
import { audit } from './audit.ts';
import type { Cloud } from './clouds/cloud.ts';
import { deliverBetweenScans } from './delivery/background.ts';
import { loadFullConfig } from './delivery/config.ts';
import { defaultOut, storePath } from './places.ts';
import type { LogMode } from './progress.ts';
import { performScan } from './scan-job.ts';
import { numbers } from './scan-text.ts';
import { jsonText, note, plainText } from './terminal.ts';

export interface WatchJob {
  configPath: string;
  /** In place of that of the config. */
  store?: string;
  log: LogMode;
  signal: AbortSignal;
  clock?: Clock;
  /** In place of the real ones: the lab's. */
  clouds?: readonly Cloud[];
}

/** Held by the one process that watches a store. */
const watchUnit = 'the schedule of this store';

/**
 * Scans on the schedule of a config until the signal.
 *
 * @returns whether a scan was under way, and was stopped.
 * @throws PlumblineError CONFIG_INVALID where the config is wrong at the start, BUSY where another process watches.
 */
export async function runWatch(job: WatchJob): Promise<{ stopped: boolean }> {
  const configs = new Configs(job);
  await assertSinks(configs.current);
  const path = storePath(configs.current.store);
  const runs = await RunsFile.open(path);
  const say = (event: WatchEvent | Told) => note(job.log === 'json' ? jsonText(told(event)) : wordsOf(event));
  try {
    const lock = await takeLock(runs, {
      ...{ what: 'plumbline watch', units: [watchUnit], signal: job.signal },
    });
    try {
      const book = new Book(runs);
      for (const { entry, scan } of book.settleKilled(new Date())) {
        say({ event: 'killed', entry, scan });
        if (scan !== null) noteKilled(path, scan);
      }
      say({ event: 'watching', entries: configs.entries().map(({ name }) => name) });
      const stop = new AbortController();
      let isScanning = false;
      const delivering = deliverBetweenScans(
        () => (isScanning ? undefined : configs.current),
        AbortSignal.any([job.signal, stop.signal]),
        (line) => say({ event: 'delivered', line }),
      );
      const done = await watch({
        entries: () => configs.entries((message) => say({ event: 'config', message })),
        book,
        salt: runs.salt(),
        clock: job.clock ?? systemClock,
        signal: job.signal,
        scan: async (entry, begun, signal) => {
          isScanning = true;
          try {
            return await scanEntry(job, configs.current, entry, begun, signal);
          } finally {
            isScanning = false;
          }
        },
        on: say,
      });
      stop.abort();
      await delivering;
      return done;
    } finally {
      lock.release();
    }
  } finally {
    runs.close();
  }
}

/** A sink that cannot be made is told now, not by the first scan, at night. @throws PlumblineError CONFIG_INVALID */
async function assertSinks(config: Config): Promise<void> {
  if (config.export === undefined) return;
  const [{ Exports }, { openCatalog }] = await Promise.all([import('./delivery/exports.ts'), import('./wiring.ts')]);
  new Exports(config, await openCatalog(config, []));
}

/** A process that was killed has not told how its scan ended. */
function noteKilled(path: string, scan: string): void {
  const nothing = { evidenceDigest: '', folder: '' };
  audit(path, { event: 'scan-ended', scan, state: 'killed', reason: 'its process was killed', ...nothing });
}

/** The config as it is now. One that cannot be read any more does not stop the schedule: the last good one stays. */
class Configs {
  private readonly job: WatchJob;
  private complaint = '';
  private readonly store: string | undefined;
  current: Config;

  constructor(job: WatchJob) {
    this.job = job;
    this.current = loadFullConfig(job.configPath);
    this.store = job.store ?? this.current.store;
    this.current.store = this.store;
    if (scheduledScans(this.current.schedule).length === 0) {
      throw new PlumblineError('CONFIG_INVALID', `${job.configPath} has no schedule.`, {
        hint: 'Write one: schedule: { nightly: { cron: "0 2 * * *", time_zone: Europe/Berlin } }',
      });
    }
  }

  entries(onComplaint?: (message: string) => void): ScheduledScan[] {
    try {
      this.current = loadFullConfig(this.job.configPath);
      // The store is that of the start: state and locks lie beside it.
      this.current.store = this.store;
      this.complaint = '';
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== this.complaint) onComplaint?.(message);
      this.complaint = message;
    }
    return scheduledScans(this.current.schedule);
  }
}

async function scanEntry(
  job: WatchJob,
  config: Config,
  entry: ScheduledScan,
  begun: (scan: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const { providers, accounts, regions, services, formats, out, name } = entry;
  const { summary, folder } = await performScan({
    config: { ...config },
    ...{ providers, accounts, regions, services, formats, signal },
    controls: [],
    out: defaultOut(new Date(), out ?? join('plumbline-out', name)),
    frameworks: config.frameworks ?? [],
    log: job.log,
    by: `watch: ${name}`,
    onBegin: begun,
    ...(job.clouds ? { clouds: job.clouds } : {}),
  });
  return `${numbers(summary)}   ${folder}`;
}

const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    }),
};

type Told =
  | { event: 'watching'; entries: string[] }
  | { event: 'killed'; entry: string; scan: string | null }
  | { event: 'config'; message: string }
  | { event: 'delivered'; line: string };

function told(event: WatchEvent | Told): object {
  return { at: new Date().toISOString(), ...event };
}

const whyAnew = { first: 'is new', changed: 'was changed', 'clock-back': 'begins anew: the clock was put back' };

function wordsOf(event: WatchEvent | Told): string {
  const at = new Date().toISOString().slice(0, 19).replace('T', ' ');
  return plainText(`${at} UTC  ${sentenceOf(event)}`);
}

function sentenceOf(event: WatchEvent | Told): string {
  switch (event.event) {
    case 'watching':
      return `watching: ${event.entries.join(', ')}`;
    case 'killed':
      return `${event.entry}: the last run was killed${event.scan ? ` (scan ${event.scan})` : ''}`;
    case 'delivered':
      return event.line;
    case 'config':
      return `the config cannot be read, the last one stays: ${event.message}`;
    case 'anew':
      return `${event.entry} ${whyAnew[event.why]}; next ${event.next?.toISOString() ?? 'never'}`;
    case 'due':
      return `${event.entry}: due ${event.due.toISOString()}${event.again ? ', again' : ''}${event.missed > 0 ? `, for ${event.missed} missed before it, too` : ''}`;
    case 'busy':
      return `${event.entry}: waits. ${event.detail}`;
    case 'done':
      return `${event.entry}: ${event.state}. ${event.detail}`;
  }
}
