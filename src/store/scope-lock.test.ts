import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunsFile } from './runs-file.ts';
import { holdersOf, type LockOptions, takeLock } from './scope-lock.ts';

let folder: string;
let file: RunsFile;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-lock-'));
  file = await RunsFile.open(join(folder, 's.db'));
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

const take = (units: string[], more: Partial<LockOptions> = {}) => takeLock(file, { what: 'scan x', units, ...more });
const elsewhere = { host: 'another machine', pid: 1, token: '' };

describe('a lock', () => {
  it('keeps others from what it holds, and from nothing else', async () => {
    const one = await take(['a', 'b']);
    await expect(take(['b', 'c'])).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining('b: taken by'),
    });
    const other = await take(['c']);
    const watch = await take(['d'], { what: 'plumbline watch' });
    expect([one.hasCompany(), other.hasCompany()]).toEqual([true, true]);
    one.release();
    expect(watch.hasCompany()).toBe(true);
    expect(other.hasCompany()).toBe(false);
    (await take(['b'])).release();
  });

  it('is waited for', async () => {
    const one = await take(['a']);
    const told: string[] = [];
    const pause = async () => one.release();
    await take(['a'], { wait: true, pause, onWait: ({ what }) => told.push(what) });
    expect(told).toEqual(['scan x']);
  });

  it('is not waited for when we are stopped', async () => {
    await take(['a']);
    const stop = new AbortController();
    const waiting = take(['a'], { wait: true, signal: stop.signal });
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('ends with its process, even by SIGKILL', async () => {
    const script = `
      import { RunsFile } from '${join(import.meta.dirname, 'runs-file.ts')}';
      import { takeLock } from '${join(import.meta.dirname, 'scope-lock.ts')}';
      const file = await RunsFile.open(process.argv[1]);
      await takeLock(file, { what: 'scan y', units: ['a'] });
      console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, join(folder, 's.db')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(take(['a'])).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining(`process ${child.pid}`),
    });
    expect(holdersOf(file).map(({ what }) => what)).toEqual(['scan y']);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    expect(holdersOf(file)).toEqual([]);
    await take(['a']);
  });

  it('of a process number that is used again is free', async () => {
    const me = file.me();
    await take(['a'], { me: { ...me, token: '1' } });
    if (me.token !== '') await take(['a']);
  });
});

describe('a lock of another machine', () => {
  it('is kept while it gives signs of life, whatever the clocks say', async () => {
    await take(['a'], { me: elsewhere });
    let now = 0;
    const pause = async () => {
      now += 30_000;
      file.run('UPDATE locks SET beat = beat + 1');
    };
    await expect(take(['a'], { pause, monotonic: () => now })).rejects.toMatchObject({ code: 'BUSY' });
  });

  it('is free after a minute without', async () => {
    await take(['a'], { me: elsewhere });
    let [now, pauses] = [0, 0];
    const pause = async () => {
      now += 1000;
      pauses += 1;
    };
    await take(['a'], { pause, monotonic: () => now });
    expect(pauses).toBeGreaterThan(59);
    expect(pauses).toBeLessThan(65);
  });
});
