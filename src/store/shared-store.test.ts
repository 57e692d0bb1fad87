import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ScanStore } from './scan-store.ts';

it('two processes can write into one store: neither holds it for long', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-shared-'));
  const path = join(folder, 's.db');
  // A scan that waits for a cloud: a row now and then, far fewer than a batch.
  const script = `
    import { ScanStore } from '${join(import.meta.dirname, 'scan-store.ts')}';
    const store = await ScanStore.open(process.argv[1], 'slow');
    store.begin('Org', '2026-11-20T00:00:00Z');
    let n = 0;
    setInterval(() => { store.see('key' + n++, 'fail', 'now'); if (n === 3) console.log('writing'); }, 20);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(child.stdout, 'data');
    const mine = await ScanStore.open(path, 'mine');
    const started = performance.now();
    for (let n = 0; n < 5; n += 1) {
      mine.see(`mine${n}`, 'fail', 'now');
      mine.flush();
    }
    expect(performance.now() - started).toBeLessThan(8000);
    mine.close();
  } finally {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
    rmSync(folder, { recursive: true });
  }
}, 60_000);
