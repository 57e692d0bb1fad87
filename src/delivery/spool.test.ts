import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { array, lines } from '../model/sink.ts';
import { frame, Spool, unframe } from './spool.ts';

test('a disk that is full: an error that says so, and nothing that looks finished', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-spool-'));
  const script = `import { Spool } from ${JSON.stringify(new URL('spool.ts', import.meta.url).href)};
    import { randomBytes } from 'node:crypto';
    await new Spool(${JSON.stringify(folder)}).write(randomBytes(200_000), true).catch((error) => console.log(error.code));`;
  // No file of the process may grow beyond 8 kB: every write after that fails as on a full disk.
  const ran = spawnSync(
    'bash',
    ['-c', `ulimit -f 8; exec "$0" --input-type=module -e "$1"`, process.execPath, script],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    },
  );
  expect(ran.stdout.trim()).toBe('DISK_FULL');
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('a batch that was frozen anew meanwhile is not removed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-spool-'));
  const spool = new Spool(folder);
  const sha256 = await spool.write(Buffer.from('events'), false);
  const readAt = Date.now() - 1000;
  spool.remove(sha256, false, readAt);
  await spool.settled();
  expect(String(Buffer.from(spool.read(sha256, false) ?? []))).toBe('events');
  spool.remove(sha256, false, Date.now() + 1000);
  await spool.settled();
  expect(spool.read(sha256, false)).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test.each([
  ['lines', lines],
  ['array', array],
])('events in %s are the same when they are taken apart', (_name, framing) => {
  for (const items of [['{"a":1}'], ['{"a":"x,\\ny"}', '{}', '[1]']])
    expect(unframe(frame(items, framing), false, framing)).toEqual(items);
  expect(JSON.parse(frame(['{"a":1}', '{"b":2}'], array).toString())).toEqual([{ a: 1 }, { b: 2 }]);
});
