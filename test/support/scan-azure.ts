import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ClientSecretCredential } from '@azure/identity';
import { azure } from '../../providers/azure/index.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import type { AzureEstate } from '../../src/lab/azure/estate.ts';
import { type AzureLab, startAzureLab } from '../../src/lab/azure/lab.ts';
import type { Fault } from '../../src/lab/options.ts';
import type { RetryPolicy } from '../../src/limits/retry.ts';
import type { Finding } from '../../src/model/finding.ts';
import { defaultSettings } from '../../src/model/mapping/outcome.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plan } from '../../src/scan/plan.ts';
import { runScan } from '../../src/scan/run.ts';
import { ScanStore } from '../../src/store/scan-store.ts';
import { quick } from './scan-lab.ts';

export interface AzureScan {
  summary: ScanSummary;
  findings: Finding[];
  resources: Resource[];
  answers: string[];
  lab: AzureLab;
}

/** Scans a lab of its own over TLS, signed in at its authority as an application; nothing is left running. */
export async function scanAzure(options: {
  estate: AzureEstate;
  catalog: Catalog;
  faults?: readonly Fault[];
  retry?: Partial<RetryPolicy>;
  seed?: number;
}): Promise<AzureScan> {
  const { estate, catalog } = options;
  const lab = await startAzureLab(options);
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, lab.ca]);
  const { client, tenant } = estate;
  const credential = new ClientSecretCredential(tenant, client.id, client.secret, {
    authorityHost: lab.url,
    disableInstanceDiscovery: true,
  });
  const store = await ScanStore.open(':memory:', 'scan-1');
  try {
    const connected = await azure.connect({
      subscriptions: [],
      managementGroups: [],
      endpoint: lab.url,
      authority: lab.url,
      credential,
    });
    const summary = await runScan({
      store,
      version: 'test',
      organisation: 'test',
      simulated: true,
      catalog,
      parts: [
        {
          targets: plan({
            provider: 'azure',
            accounts: connected.map(({ account, name }) => ({ account, name, regions: [] })),
            collectors: azure.collectors,
            natives: azure.natives,
            services: [],
          }),
          support: azure.support,
          sessions: new Map(connected.map(({ account, session }) => [account, session])),
          homeRegion: 'global',
          rateOf: () => ({ perSecond: 5000, burst: 5000 }),
        },
      ],
      settings: defaultSettings,
      retry: { ...quick, ...options.retry },
    });
    const findings = [...store.findingLines()].map((line) => JSON.parse(line) as Finding); // written by the store
    return { summary, findings, resources: [...store.resources()], answers: answersIn(store), lab };
  } finally {
    store.close();
    setDefaultCACertificates(trusted);
    await lab.close();
  }
}

/** Every call and resource as the store holds it: what a secret must not be in. */
function answersIn(store: ScanStore): string[] {
  return [...store.callLines(), ...[...store.resources()].map((one) => JSON.stringify(one))];
}
