import { readFileSync } from 'node:fs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import pLimit from 'p-limit';
import { isAwsService, loadSdk, type SdkClient } from '../../providers/aws/clients.ts';
import type { CallRecord } from '../../src/model/evidence.ts';
import type { LabAccount } from './child.ts';

/** What the bare loop is started with: the calls that a scan made, one CallRecord a line. */
export interface BareJob {
  url: string;
  accounts: LabAccount[];
  calls: string;
  concurrency: number;
}

export interface BareMeasure {
  calls: number;
  failed: number;
  wallMs: number;
  cpuMs: number;
}

const { url, accounts, calls, concurrency } = JSON.parse(process.argv[2] ?? '') as BareJob; // written by the benchmark that started us
const agent = { maxSockets: 128, keepAlive: true };
const requestHandler = new NodeHttpHandler({ httpAgent: agent });
const clients = new Map<string, SdkClient>();
const work = [];
for (const line of readFileSync(calls, 'utf8').trimEnd().split('\n')) {
  const { service, operation, region, account, parameters } = JSON.parse(line) as CallRecord; // written by the scan
  if (!isAwsService(service)) throw new Error(`no client for ${service}`);
  const sdk = await loadSdk(service);
  const name = `${service}|${region}|${account}`;
  let client = clients.get(name);
  if (!client) {
    const keys = accounts.find(({ id }) => id === account);
    const credentials = { accessKeyId: keys?.accessKeyId ?? '', secretAccessKey: keys?.secretAccessKey ?? '' };
    const pathStyle = service === 's3' ? { forcePathStyle: true } : {};
    // As in the session: the client would put the account before the host.
    const provider = service === 's3control' ? { endpointProvider: () => ({ url: new URL(url) }) } : {};
    client = new sdk.Client({
      region,
      endpoint: url,
      credentials,
      maxAttempts: 1,
      requestHandler,
      ...pathStyle,
      ...provider,
    });
    clients.set(name, client);
  }
  const sender = client;
  const Command = sdk.command(operation);
  work.push(() => sender.send(new Command(parameters as object))); // parameters of a call are an object
}
const limit = pLimit(concurrency);
let failed = 0;
const wall = performance.now();
const cpu = process.cpuUsage();
await Promise.all(
  work.map((send) =>
    limit(send).catch(() => {
      failed += 1;
    }),
  ),
);
const { user, system } = process.cpuUsage(cpu);
const measure: BareMeasure = {
  calls: work.length,
  failed,
  wallMs: performance.now() - wall,
  cpuMs: (user + system) / 1000,
};
process.stdout.write(`${JSON.stringify(measure)}\n`);
for (const client of clients.values()) client.destroy();
