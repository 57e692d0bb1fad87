import { connect } from '../../providers/aws/connect.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import type { Estate } from '../../src/lab/estate.ts';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import type { LabOptions } from '../../src/lab/options.ts';
import type { RetryPolicy } from '../../src/limits/retry.ts';
import type { Finding } from '../../src/model/finding.ts';
import { defaultSettings, type Settings } from '../../src/model/mapping/outcome.ts';
import type { Collector, NativeReader } from '../../src/model/provider.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plan } from '../../src/scan/plan.ts';
import { runScan } from '../../src/scan/run.ts';
import { ScanStore } from '../../src/store/scan-store.ts';

export interface LabScan {
  summary: ScanSummary;
  findings: Finding[];
  store: ScanStore;
  lab: Lab;
}

export interface LabScanOptions extends Omit<LabOptions, 'estate'> {
  estate: Estate;
  catalog: Catalog;
  collectors: readonly Collector[];
  support?: readonly Collector[];
  natives?: readonly NativeReader[];
  regions?: readonly string[];
  accounts?: readonly string[];
  retry?: Partial<RetryPolicy>;
  settings?: Partial<Settings>;
  store?: string;
  scan?: string;
  scanTime?: Date;
  signal?: AbortSignal;
}

/**
 * Waits of a test: real code paths, short pauses. The deadlines are long: on a machine that has much to do, an answer
 * of the lab may be late, and a scan that should be whole would not be.
 */
export const quick: Partial<RetryPolicy> = {
  attempts: 3,
  baseMs: 1,
  maxMs: 5,
  attemptMs: 30_000,
  callMs: 60_000,
  givenUp: { after: 1, attempts: 1 },
};

/** Scans a lab of its own with the real SDK over HTTP; the caller closes store and lab by `done`. */
export async function scanLab(options: LabScanOptions): Promise<LabScan> {
  const { estate, catalog, collectors, support = [], natives = [], retry = quick } = options;
  const lab = await startLab(options);
  const regions = options.regions ?? Object.keys(Object.assign({}, ...estate.accounts.map((one) => one.regions)));
  const accounts = estate.accounts.filter((one) => !options.accounts || options.accounts.includes(one.name));
  const connected = await connect({
    accounts: accounts.map(({ id, name }) => ({ id, name })),
    region: regions[0] ?? 'us-east-1',
    endpoint: lab.url,
    credentials: (account) => async () => lab.credentialsFor(account.id ?? ''),
  });
  const store = await ScanStore.open(options.store ?? ':memory:', options.scan ?? 'scan-1');
  const targets = plan({
    provider: 'aws',
    accounts: connected.map(({ account, name }) => ({ account, name, regions })),
    collectors,
    natives,
    services: [],
  });
  try {
    const summary = await runScan({
      store,
      version: 'test',
      organisation: estate.name,
      simulated: true,
      catalog,
      parts: [
        {
          targets,
          support,
          sessions: new Map(connected.map(({ account, session }) => [account, session])),
          homeRegion: regions[0] ?? 'us-east-1',
          rateOf: () => ({ perSecond: 5000, burst: 5000 }),
        },
      ],
      settings: { ...defaultSettings, ...options.settings },
      retry,
      ...(options.scanTime ? { scanTime: options.scanTime } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const findings = [...store.findingLines()].map((line) => JSON.parse(line) as Finding); // written by the store
    return { summary, findings, store, lab };
  } catch (error) {
    store.close();
    await lab.close();
    throw error;
  } finally {
    for (const { session } of connected) session.close();
  }
}

export async function done({ store, lab }: LabScan): Promise<void> {
  store.close();
  await lab.close();
}
