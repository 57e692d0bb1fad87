import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ScanStore } from '../../src/store/scan-store.ts';
import { answer, BulkIndex, Receiver } from './receiver.ts';

const script = fileURLToPath(new URL('killed.ts', import.meta.url));
const kills = 50;
const events = 60;

/** Numbers of one seed: a run that fails can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test(`killed at ${kills} moments and started again: every event arrives, and counts agree`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-killed-'));
  const bulk = new BulkIndex();
  const hooks = new Map<string, string>();
  const receiver = new Receiver(async (request, response, index) => {
    await sleep(3);
    if (request.path.startsWith('/elastic')) return bulk.behaviour(request, response, index);
    hooks.set(String(request.headers['webhook-id']), request.body);
    return answer(200)(request, response, index);
  });
  const url = await receiver.start();
  const start = () =>
    spawn(process.execPath, [script, folder, url, String(events)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const next = random(42);
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const child = start();
      const gone = once(child, 'exit');
      // A few die before they are ready, most in the midst of scanning and sending.
      if (kill % 10 !== 0) await Promise.race([once(child.stdout, 'data'), gone]);
      await sleep(next() * 300);
      child.kill('SIGKILL');
      await gone;
    }
    writeFileSync(join(folder, 'stop'), '');
    const last = start();
    let errors = '';
    last.stderr?.on('data', (text) => {
      errors += String(text);
    });
    expect([(await once(last, 'exit'))[0], errors]).toEqual([0, '']);

    const db = new DatabaseSync(join(folder, 'store.db'));
    const rows = db.prepare('SELECT id, state FROM scans').all() as { id: string; state: string }[];
    db.close();
    const ended = rows.filter(({ state }) => state === 'complete').map(({ id }) => id);
    const sent = ended.flatMap((id) => Array.from({ length: events }, (_, event) => `${id}:${event}`)).sort();
    expect(ended.length).toBeGreaterThan(kills / 2);
    // Some were killed while a scan had not ended: of those, nobody hears.
    const history = bulk.documents.get('logs-plumbline.findings-default') ?? new Map();
    expect([...history.keys()].sort()).toEqual(sent);
    expect(bulk.documents.get('plumbline-findings-latest')?.size).toBe(events);
    const hooked = [...hooks.values()].flatMap((body) =>
      (JSON.parse(body) as { event: { id: string } }[]).map((one) => one.event.id),
    );
    // Each batch counted once, as a receiver that looks at webhook-id does.
    expect(hooked.sort()).toEqual(sent);

    const store = await ScanStore.open(join(folder, 'store.db'), 'status');
    const counts = store.outbox.counts();
    store.close();
    expect(counts).toMatchObject([
      { sink: 'elastic', delivered: history.size, waiting: 0, dead: 0 },
      { sink: 'hook', delivered: hooked.length, waiting: 0, dead: 0 },
    ]);
  } finally {
    await receiver.stop();
    rmSync(folder, { recursive: true });
  }
}, 240_000);
