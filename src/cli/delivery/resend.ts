import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIfThere, readSecret } from '../../../reports/sinks/secret.ts';
import type { Config } from '../../config/schema.ts';
import { pickScan } from '../../drift/pick.ts';
import { PlumblineError } from '../../model/errors.ts';
import { ScanList } from '../../store/scan-list.ts';
import { ScanStore } from '../../store/scan-store.ts';
import { audit } from '../audit.ts';
import { storePath } from '../places.ts';
import { count, out, plainLine } from '../terminal.ts';
import { type Configured, loadFullConfig, sinksOf } from './config.ts';
import { queueDead, sayAgain } from './dead.ts';
import { assertFilters } from './filters.ts';
import { DeliveryFolders } from './folders.ts';
import { ScanQueue } from './queue.ts';
import { type Sent, sendWaiting } from './send.ts';
import { sayDelivery } from './text.ts';

interface Flags {
  config: string;
  store?: string;
  scan?: string;
  full?: boolean;
  dryRun?: boolean;
  dead?: boolean;
}

/** As long as a person at a terminal waits for a receiver that is busy, ms. */
const patienceMs = 60_000;

interface Opened {
  sinks: readonly Configured[];
  path: string;
  config: Config;
}

function open(names: readonly string[], flags: Flags): Opened {
  const config = loadFullConfig(flags.config);
  const sinks = sinksOf(config, names, flags.dryRun ? readIfThere : readSecret);
  if (sinks.length === 0)
    throw new PlumblineError('CONFIG_INVALID', 'The config has no sinks.', { hint: 'Add some under export:.' });
  return { sinks, path: storePath(flags.store ?? config.store), config };
}

/** `plumbline export retry`. @returns 1 where something still waits, or was given up again. */
export async function retry(names: readonly string[], flags: Flags): Promise<number> {
  const { sinks, path } = open(names, flags);
  const store = await ScanStore.open(path, '');
  try {
    for (const { sink } of sinks) store.outbox.retry(sink.name);
    if (flags.dead) for (const one of sinks) sayAgain(await queueDead(one, store, new DeliveryFolders(path)));
    const code = said([], await send(sinks, store, path), flags.dead);
    note(path, 'sink-retried', sinks, '', code);
    return code;
  } finally {
    store.close();
  }
}

/** `plumbline export send`. @returns 1 where something still waits. */
export async function resend(names: readonly string[], flags: Flags): Promise<number> {
  const { config, sinks, path } = open(names, flags);
  const scans = await ScanList.open(path);
  const { id } = pickScan(scans, flags.scan ?? 'latest', undefined, config.organisation);
  scans.close();
  const store = await ScanStore.open(path, id);
  try {
    const summary = store.summary();
    if (!summary)
      throw new PlumblineError('CONFIG_INVALID', `The scan ${id} did not finish: there is nothing to send.`, {
        hint: 'plumbline scans list shows which did.',
      });
    assertFilters(
      config,
      summary.catalog.frameworks.map((one) => one.id),
    );
    if (flags.dryRun) return await dryRun(sinks, store, summary, flags.full === true);
    const { queued, enqueue } = await new ScanQueue(sinks, store, new DeliveryFolders(path)).scan(
      summary,
      flags.full ? 'all' : 'changes',
    );
    store.also(enqueue);
    const code = said(queued, await send(sinks, store, path));
    note(path, 'scan-sent-again', sinks, id, code);
    return code;
  } finally {
    store.close();
  }
}

/** Everything but sending, in a folder that is thrown away. */
async function dryRun(
  sinks: readonly Configured[],
  store: ScanStore,
  summary: Parameters<ScanQueue['scan']>[0],
  full: boolean,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-dry-run-'));
  try {
    const { queued } = await new ScanQueue(sinks, store, new DeliveryFolders(join(folder, 'store'))).scan(
      summary,
      full ? 'all' : 'changes',
    );
    for (const one of queued) {
      const target = sinks.find(({ sink }) => sink.name === one.sink)?.sink.target ?? '';
      const none = one.filtered > 0 ? `; its filter lets none of ${count(one.filtered)} findings through` : '';
      const lost = one.tooLarge > 0 ? `; ${count(one.tooLarge)} are larger than it takes` : '';
      out(
        plainLine(
          `${one.sink}: would send ${count(one.events)} events in ${count(one.batches)} requests to ${target}${lost}${none}`,
        ),
      );
    }
    return 0;
  } finally {
    await Promise.all(sinks.map(({ sink }) => sink.close()));
    rmSync(folder, { recursive: true });
  }
}

async function send(sinks: readonly Configured[], store: ScanStore, path: string): Promise<Sent[]> {
  const stop = new AbortController();
  const onSignal = () => stop.abort(new PlumblineError('ABORTED', 'stopped by Ctrl-C'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const { outbox } = store;
    const folders = new DeliveryFolders(path);
    return await sendWaiting({ sinks, outbox, folders, signal: stop.signal, until: 'empty', patienceMs });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function note(
  path: string,
  event: 'sink-retried' | 'scan-sent-again',
  sinks: readonly Configured[],
  scan: string,
  code: number,
): void {
  const outcome = code === 0 ? 'delivered' : 'something waits';
  audit(path, { event, sinks: sinks.map(({ sink }) => sink.name), scan, outcome });
}

function said(queued: Parameters<typeof sayDelivery>[0], sent: readonly Sent[], dead = false): number {
  sayDelivery(queued, sent);
  const isLeft = (one: Sent) =>
    'taken' in one || one.waiting !== undefined || one.aside !== undefined || (dead && one.dead > 0);
  return sent.some(isLeft) ? 1 : 0;
}
