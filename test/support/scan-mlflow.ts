import type { MlflowAuth } from '../../providers/mlflow/auth-config.ts';
import { mlflow } from '../../providers/mlflow/index.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import type { MlflowEstate } from '../../src/lab/mlflow/estate.ts';
import { type MlflowLab, type MlflowLabOptions, startMlflowLab } from '../../src/lab/mlflow/lab.ts';
import type { RetryPolicy } from '../../src/limits/retry.ts';
import type { Finding } from '../../src/model/finding.ts';
import { defaultSettings, type Settings } from '../../src/model/mapping/outcome.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plan } from '../../src/scan/plan.ts';
import { runScan } from '../../src/scan/run.ts';
import { ScanStore } from '../../src/store/scan-store.ts';
import { quick } from './scan-lab.ts';

export interface MlflowScan {
  summary: ScanSummary;
  findings: Finding[];
  store: ScanStore;
  lab: MlflowLab;
  close(): Promise<void>;
}

export interface MlflowScanOptions extends Omit<MlflowLabOptions, 'estate'> {
  estate: MlflowEstate;
  catalog: Catalog;
  /** One of the estate's users; nobody where the server is open. */
  user?: string;
  retry?: Partial<RetryPolicy>;
  settings?: Partial<Settings>;
  scanTime?: Date;
  store?: string;
  /** Address of something that stands before the server, with its own way to sign in. */
  front?: (target: string) => Promise<{ url: string; auth: MlflowAuth }>;
}

const variable = 'PLUMBLINE_TEST_MLFLOW';

/** Scans a simulated tracking server of its own over HTTP; faults begin when the scan is signed in. */
export async function scanMlflow(options: MlflowScanOptions): Promise<MlflowScan> {
  const { estate, catalog, faults = [], retry = quick } = options;
  const lab = await startMlflowLab({ ...options, faults: [] });
  const user = estate.users.find(({ username }) => username === (options.user ?? 'admin'));
  if (user) process.env[variable] = user.password;
  const front = await options.front?.(lab.url);
  const connected = await mlflow.connect([
    {
      id: estate.id,
      name: estate.name,
      ...(front ?? { url: lab.url }),
      ...(user && !front ? { auth: { kind: 'basic', user: user.username, password: { env: variable } } } : {}),
    },
  ]);
  lab.setFaults(faults);
  const store = await ScanStore.open(options.store ?? ':memory:', 'scan-1');
  const close = async () => {
    store.close();
    await lab.close();
  };
  try {
    const summary = await runScan({
      store,
      version: 'test',
      organisation: estate.name,
      simulated: true,
      catalog,
      parts: [
        {
          targets: plan({
            provider: 'mlflow',
            accounts: connected.map(({ account, name }) => ({ account, name, regions: [] })),
            collectors: mlflow.collectors,
            natives: [],
            services: [],
          }),
          support: [],
          sessions: new Map(connected.map(({ account, session }) => [account, session])),
          homeRegion: 'global',
          rateOf: () => ({ perSecond: 5000, burst: 5000 }),
        },
      ],
      settings: { ...defaultSettings, ...options.settings },
      retry,
      ...(options.scanTime ? { scanTime: options.scanTime } : {}),
    });
    const findings = [...store.findingLines()].map((line) => JSON.parse(line) as Finding); // written by the store
    return { summary, findings, store, lab, close };
  } catch (error) {
    await close();
    throw error;
  }
}
