import { gcp } from '../../providers/gcp/index.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import type { GcpEstate } from '../../src/lab/gcp/estate.ts';
import { type GcpLab, type GcpLabOptions, startGcpLab } from '../../src/lab/gcp/lab.ts';
import type { RetryPolicy } from '../../src/limits/retry.ts';
import type { Finding } from '../../src/model/finding.ts';
import { defaultSettings, type Settings } from '../../src/model/mapping/outcome.ts';
import type { Connected } from '../../src/model/provider.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plan } from '../../src/scan/plan.ts';
import { runScan } from '../../src/scan/run.ts';
import { ScanStore } from '../../src/store/scan-store.ts';
import { quick } from './scan-lab.ts';

export interface GcpScan {
  summary: ScanSummary;
  findings: Finding[];
  resources: Resource[];
  connected: readonly Connected[];
  store: ScanStore;
  lab: GcpLab;
  close(): Promise<void>;
}

export interface GcpScanOptions extends Omit<GcpLabOptions, 'estate'> {
  estate: GcpEstate;
  catalog: Catalog;
  retry?: Partial<RetryPolicy>;
  settings?: Partial<Settings>;
  scanTime?: Date;
  /** In place of the lab's own address: something that stands before it. */
  through?: string;
  store?: string;
  /** As the config names them; default: all that the lab has. */
  wanted?: Omit<Parameters<typeof gcp.connect>[0], 'endpoint' | 'credentials'>;
}

/** Scans a lab of its own over HTTP, signed in by its token endpoint; faults begin when the scan is signed in. */
export async function scanGcp(options: GcpScanOptions): Promise<GcpScan> {
  const { catalog, faults = [], retry = quick, wanted = {}, through } = options;
  const lab = await startGcpLab({ ...options, faults: [] });
  const store = await ScanStore.open(options.store ?? ':memory:', 'scan-1');
  const close = async () => {
    store.close();
    await lab.close();
  };
  try {
    const connected = await gcp.connect({ ...wanted, endpoint: through ?? lab.url, credentials: lab.credentials });
    lab.setFaults(faults);
    const summary = await runScan({
      store,
      version: 'test',
      organisation: 'test',
      simulated: true,
      catalog,
      parts: [
        {
          targets: plan({
            provider: 'gcp',
            accounts: connected
              .filter((one) => !one.unread)
              .map(({ account, name, regions = [] }) => ({ account, name, regions })),
            collectors: gcp.collectors,
            natives: gcp.natives,
            services: [],
          }),
          support: gcp.support,
          sessions: new Map(connected.map(({ account, session }) => [account, session])),
          unread: connected.flatMap(({ account, name, unread }) =>
            unread
              ? { scope: { provider: 'gcp' as const, account, accountName: name, region: 'global' }, missing: unread }
              : [],
          ),
          homeRegion: 'global',
          rateOf: () => ({ perSecond: 5000, burst: 5000 }),
        },
      ],
      settings: { ...defaultSettings, ...options.settings },
      retry,
      ...(options.scanTime ? { scanTime: options.scanTime } : {}),
    });
    const findings = [...store.findingLines()].map((line) => JSON.parse(line) as Finding); // written by the store
    return { summary, findings, resources: [...store.resources()], connected, store, lab, close };
  } catch (error) {
    await close();
    throw error;
  }
}
