import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datadog } from '../../reports/sinks/datadog.ts';
import { boundMemory } from '../../src/cli/memory.ts';
import { DeadLetters } from '../../src/delivery/dead-letters.ts';
import { Freezer } from '../../src/delivery/freeze.ts';
import { Spool } from '../../src/delivery/spool.ts';
import { deliver } from '../../src/delivery/worker.ts';
import { ScanStore } from '../../src/store/scan-store.ts';

/** What the process is started with. */
export interface DeliveryJob {
  url: string;
  events: number;
  /** Whether the bare loop posts the batches first, to be compared with. */
  bare: boolean;
}

export interface DeliveryMeasure {
  batches: number;
  freezeMs: number;
  /** 0 without the bare loop. */
  bareMs: number;
  deliverMs: number;
  peakMb: number;
}

boundMemory();
const { url, events, bare } = JSON.parse(process.argv[2] ?? '') as DeliveryJob; // written by the benchmark
process.env.BENCH_KEY = 'none';
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const sink = datadog.make('bench', { url, api_key: { env: 'BENCH_KEY' } });
const store = await ScanStore.open(join(folder, 'store.db'), 'scan-1');
const spool = new Spool(join(folder, 'spool'));
const dead = new DeadLetters(join(folder, 'dead'));
const lap = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const begun = performance.now();
  const value = await work();
  return [performance.now() - begun, value];
};

const freezer = new Freezer({ sink, spool, dead, scan: 'scan-1', scanTime: '2026-11-28T10:00:00.000Z', shape: '' });
const [freezeMs, batches] = await lap(async () => {
  for (let index = 0; index < events; index += 1) await freezer.add(eventOf(index));
  return freezer.end();
});
store.begin('Bench', '2026-11-28T10:00:00.000Z');
store.end('complete', '2026-11-28T10:00:00.000Z', null, () => store.outbox.add('bench', batches));
const agent = new Agent({ keepAlive: true });
const bodies = bare ? batches.map(({ sha256, gzip }) => spool.read(sha256, gzip) as Uint8Array) : [];
const [bareMs] = await lap(async () => {
  for (const body of bodies) await post(body);
});
const [deliverMs, { delivered }] = await lap(() =>
  deliver({ sink, outbox: store.outbox, spool, dead, signal: new AbortController().signal, until: 'empty' }),
);
if (delivered !== events) throw new Error(`${delivered} of ${events} were delivered`);
const peakMb = process.resourceUsage().maxRSS / 1024;
const measure: DeliveryMeasure = { batches: batches.length, freezeMs, bareMs, deliverMs, peakMb };
await sink.close();
agent.destroy();
store.close();
rmSync(folder, { recursive: true });
process.stdout.write(`${JSON.stringify(measure)}\n`);

/** As long as an event of OCSF is. */
function eventOf(index: number): string {
  const key = index.toString(16).padStart(64, '0');
  const text = `Finding ${index}: the endpoint is reachable from the internet, and nothing asks who calls it. `;
  return JSON.stringify({
    class_uid: 2003,
    metadata: { uid: key },
    finding_info: { uid: key, title: text },
    message: text.repeat(20),
  });
}

function post(body: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'content-length': String(body.length),
    };
    const sent = request(`${url}/api/v2/logs`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', resolve);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
