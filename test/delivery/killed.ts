import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { elasticsearch } from '../../reports/sinks/elasticsearch.ts';
import { webhook } from '../../reports/sinks/webhook.ts';
import { claimSink } from '../../src/delivery/claim.ts';
import { DeadLetters } from '../../src/delivery/dead-letters.ts';
import { Freezer } from '../../src/delivery/freeze.ts';
import { Spool } from '../../src/delivery/spool.ts';
import { deliver } from '../../src/delivery/worker.ts';
import type { Sink } from '../../src/model/sink.ts';
import type { Queued } from '../../src/store/outbox.ts';
import { ScanStore } from '../../src/store/scan-store.ts';

/**
 * A process that scans and delivers until it is killed: ends scans of some events each, and sends them to two sinks.
 * With a file `stop` in its folder, it scans no more, and ends when nothing waits.
 */
const [folder = '', url = '', events = '0'] = process.argv.slice(2);
const stopped = () => existsSync(join(folder, 'stop'));
const small = (sink: Sink): Sink => ({ ...sink, limits: { ...sink.limits, items: 25 } });
const sinks = [
  small(elasticsearch.make('elastic', { url: `${url}/elastic` })),
  small(webhook.make('hook', { url: `${url}/hook`, allow_private: true })),
];
const dead = new DeadLetters(join(folder, 'dead'));
const spools = new Map(sinks.map(({ name }) => [name, new Spool(join(folder, 'spool', name))]));
const id = `${Date.now()}-${process.pid}`;
const first = await ScanStore.open(join(folder, 'store.db'), id);
for (const { name } of sinks) {
  const claim = await claimSink(first.outbox, name, { signal: AbortSignal.timeout(60_000) });
  if ('taken' in claim) throw new Error(`${name} is taken by ${claim.taken}`);
}

async function scan(number: number): Promise<void> {
  const name = `${id}-${number}`;
  const store = first.other(name);
  store.begin('Org', new Date().toISOString());
  const queued: { sink: string; batches: readonly Queued[] }[] = [];
  for (const sink of sinks) {
    const spool = spools.get(sink.name) as Spool;
    const freezer = new Freezer({ sink, spool, dead, scan: name, scanTime: '2026-11-28T10:00:00.000Z', shape: '' });
    for (let event = 0; event < Number(events); event += 1)
      await freezer.add(JSON.stringify({ event: { id: `${name}:${event}` }, plumbline: { finding_key: `k${event}` } }));
    queued.push({ sink: sink.name, batches: await freezer.end() });
  }
  store.end('complete', new Date().toISOString(), null, () => {
    for (const { sink, batches } of queued) store.outbox.add(sink, batches);
  });
}

async function scans(): Promise<void> {
  for (let number = 0; !stopped() && number < 200; number += 1) await scan(number);
}

async function send(until: 'empty' | 'stopped', signal: AbortSignal): Promise<void> {
  await Promise.all(
    sinks.map((sink) =>
      deliver({ sink, outbox: first.outbox, spool: spools.get(sink.name) as Spool, dead, signal, until }),
    ),
  );
}

process.stdout.write('ready\n');
const stop = new AbortController();
const sending = send('stopped', stop.signal);
await scans();
stop.abort();
await sending;
await send('empty', new AbortController().signal);
for (const sink of sinks) await sink.close();
first.close();
