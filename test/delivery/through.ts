import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeadLetters } from '../../src/delivery/dead-letters.ts';
import { Freezer } from '../../src/delivery/freeze.ts';
import { Spool } from '../../src/delivery/spool.ts';
import { type Delivered, deliver } from '../../src/delivery/worker.ts';
import type { Sink } from '../../src/model/sink.ts';
import type { SinkCounts } from '../../src/store/outbox.ts';
import { ScanStore } from '../../src/store/scan-store.ts';

export interface Through {
  result: Delivered;
  counts: SinkCounts | undefined;
  /** As it lies on the disk, one a line. */
  dead: string;
  waits: number[];
}

/**
 * Freezes events for a sink, ends a scan and delivers.
 *
 * @param pause takes the place of a wait; by default there is none.
 */
export async function through(
  sink: Sink,
  items: readonly string[],
  patienceMs = 60_000,
  pause: (ms: number) => Promise<void> = async () => {},
): Promise<Through> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-through-'));
  const store = await ScanStore.open(join(folder, 'store.db'), 'scan-1');
  const dead = new DeadLetters(join(folder, 'dead'));
  const spool = new Spool(join(folder, 'spool'));
  const waits: number[] = [];
  let clock = Date.now();
  try {
    const freezer = new Freezer({ sink, spool, dead, scan: 'scan-1', scanTime: '2026-11-28T10:00:00.000Z', shape: '' });
    for (const item of items) await freezer.add(item);
    const batches = await freezer.end();
    store.begin('Org', '2026-11-28T10:00:00.000Z');
    store.end('complete', '2026-11-28T10:05:00.000Z', null, () => store.outbox.add(sink.name, batches));
    const result = await deliver({
      sink,
      outbox: store.outbox,
      spool,
      dead,
      signal: AbortSignal.timeout(180_000),
      until: 'empty',
      patienceMs,
      now: () => clock,
      random: () => 0.5,
      wait: async (ms) => {
        waits.push(ms);
        clock += ms;
        await pause(ms);
      },
    });
    return { result, counts: store.outbox.counts()[0], dead: textOf(dead.path(sink.name)), waits };
  } finally {
    await sink.close();
    store.close();
    rmSync(folder, { recursive: true });
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Events as the ECS format has them, in as far as sinks look at them. */
export function ecsEvents(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ event: { id: `e${index}` }, plumbline: { finding_key: `k${index}` } }),
  );
}
