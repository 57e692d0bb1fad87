import { setDefaultCACertificates } from 'node:tls';
import { ClientSecretCredential } from '@azure/identity';
import { azureCloud } from '../../src/cli/clouds/azure.ts';
import { gcpCloud } from '../../src/cli/clouds/gcp.ts';
import { boundMemory } from '../../src/cli/memory.ts';
import { wire } from '../../src/cli/wiring.ts';
import type { CallRecord } from '../../src/model/evidence.ts';
import { runScan } from '../../src/scan/run.ts';
import { ScanStore } from '../../src/store/scan-store.ts';
import { graphShare } from './graph-share.ts';

/** What the scan's process is started with. */
export interface CloudsJob {
  /** Which of them is scanned. */
  provider: 'azure' | 'gcp';
  arm: { url: string; ca: string; tenant: string; client: { id: string; secret: string } };
  google: { url: string; credentials: Record<string, unknown> };
  subscriptions: { id: string; name: string }[];
  projects: { id: string; name: string }[];
  store: string;
}

export interface CloudsMeasure {
  calls: number;
  resources: number;
  /** Resources that are judged for themselves, not only because others refer to them. */
  primary: number;
  /** Calls for types that Resource Graph holds, and resources of these types. */
  graph: { calls: number; resources: number };
  /** Collection, ms. */
  wallMs: number;
  peakMb: number;
  /** Longest that any limit of the cloud makes the scan take, and which. */
  boundMs: number;
  why: string;
}

boundMemory(); // as `plumbline scan` does
const job = JSON.parse(process.argv[2] ?? '') as CloudsJob; // written by the benchmark that started us
const { provider, arm, google, subscriptions, projects } = job;
setDefaultCACertificates([arm.ca]);
const credential = new ClientSecretCredential(arm.tenant, arm.client.id, arm.client.secret, {
  authorityHost: arm.url,
  disableInstanceDiscovery: true,
});
const wired = await wire({
  config: {
    azure: { endpoint: arm.url, authority: arm.url, subscriptions },
    gcp: { endpoint: google.url, projects },
  },
  providers: [provider],
  regions: [],
  accounts: [],
  services: [],
  frameworks: [],
  controls: [],
  clouds: [azureCloud(credential), gcpCloud(google.credentials)],
});
const { parts, close } = await wired.connect();
const store = await ScanStore.open(job.store, 'scan-1');
const begun = performance.now();
let wallMs = 0;
const summary = await runScan({
  ...wired.options,
  store,
  organisation: 'Bench',
  simulated: true,
  parts,
  onStep: (step) => {
    if (step === 'collect') wallMs = performance.now() - begun;
  },
});
close();
const rateOf = parts[0]?.rateOf;
const buckets = new Map<string, { calls: number; perSecond: number; burst: number }>();
for (const line of store.callLines()) {
  const { account, region, service, operation, attempts } = JSON.parse(line) as CallRecord; // written by the store
  const rate = rateOf?.(provider, service, operation, account, region);
  // Only limits that the vendor publishes; what is learnt from refusals is no bound.
  if (!rate?.fixed) continue;
  const name = rate.pool ?? `${account}|${region}|${service}:${operation}`;
  const bucket = buckets.get(name) ?? { calls: 0, perSecond: rate.perSecond, burst: rate.burst };
  bucket.calls += attempts;
  buckets.set(name, bucket);
}
let [boundMs, why] = [0, 'no limit is reached'];
for (const [name, { calls, perSecond, burst }] of buckets) {
  const ms = ((calls - burst) / perSecond) * 1000;
  if (ms > boundMs) [boundMs, why] = [ms, `${calls} calls at ${perSecond.toFixed(0)}/s: ${name}`];
}
const supporting = new Set(parts.flatMap((one) => one.support.map(({ nativeType }) => nativeType)));
const found: string[] = [];
for (const { nativeType } of store.resources()) if (!supporting.has(nativeType)) found.push(nativeType);
store.close();
const measure: CloudsMeasure = {
  calls: summary.calls.total,
  resources: summary.counts.resources,
  primary: found.length,
  graph: graphShare(summary.calls.byOperation, found),
  wallMs,
  peakMb: process.resourceUsage().maxRSS / 1024,
  boundMs,
  why,
};
process.stdout.write(`${JSON.stringify(measure)}\n`);
