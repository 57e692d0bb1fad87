import { createHash } from 'node:crypto';
import { isAwsService, loadSdk } from '../../providers/aws/clients.ts';
import { aws } from '../../providers/aws/index.ts';
import { loadCatalog } from '../../src/catalog/index.ts';
import { boundMemory } from '../../src/cli/memory.ts';
import type { CallRecord } from '../../src/model/evidence.ts';
import { defaultSettings } from '../../src/model/mapping/outcome.ts';
import { OutFolder } from '../../src/scan/folder.ts';
import { callsOf, plan } from '../../src/scan/plan.ts';
import { runScan } from '../../src/scan/run.ts';
import { ScanStore } from '../../src/store/scan-store.ts';
import type { LabAccount } from './child.ts';

/** What the scan's process is started with. */
export interface ScanJob {
  url: string;
  accounts: LabAccount[];
  regions: string[];
  /** `aws.rates` of the config: what is known of the lab's rates. */
  rates: Record<string, { per_second: number; burst: number }>;
  /** RFC 3339; the moment that controls compare times with. */
  scanTime: string;
  store: string;
  /** Folder to write the finished scan into. */
  out?: string;
}

/** Time, memory and counts of one scan. */
export interface ScanMeasure {
  calls: number;
  resources: number;
  findings: number;
  /** Calls by account, region and operation: what the cloud counts against one rate. */
  buckets: Record<string, number>;
  /** Of the longest list. */
  pages: number;
  /** SHA-256 over key and verdict of every finding. */
  verdicts: string;
  steps: Record<'start' | 'collect' | 'evaluate' | 'write', Step>;
}

export interface Step {
  wallMs: number;
  /** User and system time of all threads of the process. */
  cpuMs: number;
  /** Peak resident size since the process was started. */
  peakMb: number;
}

boundMemory(); // as `plumbline scan` does
const job = JSON.parse(process.argv[2] ?? '') as ScanJob; // written by the benchmark that started us
const none: Step = { wallMs: 0, cpuMs: 0, peakMb: 0 };
const steps: ScanMeasure['steps'] = { start: none, collect: none, evaluate: none, write: none };
let wall = 0;
let cpu: NodeJS.CpuUsage | undefined;
function lap(name: keyof typeof steps): void {
  const { user, system } = process.cpuUsage(cpu);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  steps[name] = { wallMs: performance.now() - wall, cpuMs: (user + system) / 1000, peakMb };
  wall = performance.now();
  cpu = process.cpuUsage();
}

const catalog = await loadCatalog({ dirs: [new URL('../../controls', import.meta.url).pathname] });
const home = job.regions[0] ?? 'us-east-1';
const keys = new Map(
  job.accounts.map(({ id, accessKeyId, secretAccessKey }) => [id, { accessKeyId, secretAccessKey }]),
);
const connected = await aws.connect({
  accounts: job.accounts.map(({ id, name }) => ({ id, name })),
  region: home,
  endpoint: job.url,
  credentials: (account) => async () => keys.get(account.id ?? '') ?? { accessKeyId: '', secretAccessKey: '' },
});
const store = await ScanStore.open(job.store, 'scan-1');
// Clients are imported when they are first used: that is start-up, too.
const services = new Set(callsOf([...aws.collectors, ...aws.support], []).map((one) => one.service));
await Promise.all([...services].filter(isAwsService).map(loadSdk));
lap('start');
const summary = await runScan({
  store,
  version: 'bench',
  organisation: 'Bench',
  simulated: true,
  catalog,
  parts: [
    {
      targets: plan({
        provider: 'aws',
        accounts: connected.map(({ account, name }) => ({ account, name, regions: job.regions })),
        collectors: aws.collectors,
        natives: [],
        services: [],
      }),
      support: aws.support,
      sessions: new Map(connected.map(({ account, session }) => [account, session])),
      homeRegion: home,
      rateOf: aws.rateOf(job.rates),
    },
  ],
  settings: { ...defaultSettings, newestJobs: 0 },
  scanTime: new Date(job.scanTime),
  onStep: lap,
});
if (job.out !== undefined) {
  const folder = OutFolder.prepare(job.out);
  await folder.writeScan(store, summary);
  folder.finish();
  lap('write');
}
const digest = createHash('sha256');
for (const line of store.findingLines()) {
  const { key, verdict } = JSON.parse(line) as { key: string; verdict: string }; // written by the store
  digest.update(`${key} ${verdict}\n`);
}
const buckets: Record<string, number> = {};
let pages = 0;
for (const line of store.callLines()) {
  const { account, region, service, operation, page } = JSON.parse(line) as CallRecord; // written by the store
  const name = `${account}|${region}|${service}:${operation}`;
  buckets[name] = (buckets[name] ?? 0) + 1;
  pages = Math.max(pages, page);
}
store.close();
for (const { session } of connected) session.close();
const measure: ScanMeasure = {
  calls: summary.calls.total,
  resources: summary.counts.resources,
  findings: summary.counts.findings,
  buckets,
  pages,
  verdicts: digest.digest('hex'),
  steps,
};
process.stdout.write(`${JSON.stringify(measure)}\n`);
