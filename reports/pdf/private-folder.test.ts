import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const module = new URL('./private-folder.ts', import.meta.url).href;
/** Runs in a process of its own, with `root` as the temporary folder. @returns what it printed. */
function run(script: string): string {
  const code = `import { privateFolder } from ${JSON.stringify(module)};\n${script}`;
  const options = { env: { ...process.env, TMPDIR: root }, encoding: 'utf8', stdio: 'pipe' } as const;
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], options).trim();
}

it('makes a folder that only this user can enter, and removes it when the process ends', () => {
  const [folder, mode] = run(`import { statSync } from 'node:fs';
    const folder = privateFolder('browser');
    console.log(folder + ' ' + (statSync(folder).mode & 0o777).toString(8));`).split(' ');
  expect(mode).toBe('700');
  expect(existsSync(folder ?? '')).toBe(false);
});

it('clears up after a process that was killed, and after no other', () => {
  expect(() => run(`privateFolder('chromium'); process.kill(process.pid, 'SIGKILL');`)).toThrow();
  const [left = ''] = readdirSync(root);
  expect(left).toMatch(/^plumbline-chromium-\d+-\d+-/);
  const alive = left.replace(/-\d+-(?=[^-]*$)/, `-${process.pid}-`);
  const elsewhere = left.replace(/chromium-\d+/, 'chromium-1');
  for (const name of [alive, elsewhere, 'plumbline-chromium-mine', 'other']) mkdirSync(join(root, name));
  run(`privateFolder('browser');`);
  expect(readdirSync(root).sort()).toEqual([alive, elsewhere, 'other', 'plumbline-chromium-mine'].sort());
  expect(statSync(join(root, alive)).isDirectory()).toBe(true);
});
