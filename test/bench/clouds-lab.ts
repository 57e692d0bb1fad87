/**
 * Simulated Azure and Google Cloud as a process of their own, with the rates that the vendors publish; it prints one line
 * of JSON and serves until it is stopped.
 */
import { startAzureLab } from '../../src/lab/azure/lab.ts';
import { startGcpLab } from '../../src/lab/gcp/lab.ts';
import { generateAzure } from '../../src/lab/generate-azure.ts';
import { generateGcp } from '../../src/lab/generate-gcp.ts';

/** What the labs are started with. */
export interface CloudsShape {
  subscriptions: number;
  projects: number;
  copies: number;
  /** Models in the busiest subscription and project, for each of the demo's. */
  models: { azure: number; gcp: number };
  latencyMs: number;
}

const { subscriptions, projects, copies, models, latencyMs } = JSON.parse(process.argv[2] ?? '') as CloudsShape; // written by the benchmark
const common = { latencyMs, keepRequests: false };
const azure = generateAzure(subscriptions, copies, models.azure);
const gcp = generateGcp(projects, copies, models.gcp);
const arm = await startAzureLab({
  ...common,
  estate: azure,
  // https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
  // https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
  rates: {
    default: { perSecond: 25, burst: 250, pool: 'account' },
    overrides: { 'resourcegraph:*': { perSecond: 3, burst: 15, pool: 'account' } },
  },
});
const google = await startGcpLab({
  ...common,
  estate: gcp,
  // https://docs.cloud.google.com/vertex-ai/docs/quotas
  rates: { overrides: { 'aiplatform:*': { perSecond: 10, burst: 20, pool: 'service' } } },
});
console.log(
  JSON.stringify({
    arm: { url: arm.url, ca: arm.ca, tenant: azure.tenant, client: azure.client },
    google: { url: google.url, credentials: google.credentials },
    subscriptions: azure.subscriptions.map(({ id, name }) => ({ id, name })),
    projects: gcp.projects.map(({ id, name }) => ({ id, name })),
  }),
);
const counted = (counts: ReturnType<typeof arm.counts>) => {
  const all = Object.values(counts);
  return {
    total: all.reduce((sum, one) => sum + one.total, 0),
    throttled: all.reduce((sum, one) => sum + one.throttled, 0),
  };
};
process.once('SIGTERM', () => {
  console.log(JSON.stringify({ azure: counted(arm.counts()), gcp: counted(google.counts()) }));
  void Promise.all([arm.close(), google.close()]);
});
