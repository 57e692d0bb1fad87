import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/plumbline.js', import.meta.url));

export interface Ran {
  /** Null where a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Runs the command line within this shell command, in place of `exec "$@"`. */
  shell?: string;
  /** Called for each piece of stderr: the moment to send a signal. */
  onStderr?: (text: string, child: ChildProcess) => void;
}

/** A folder of a test's own, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * An environment in which nothing of the user's own is found: no keys, no config, no data directory, no metadata
 * service. Everything that is written lands below `home`.
 */
export function cleanEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    TMPDIR: process.env.TMPDIR ?? tmpdir(),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(process.env.PLUMBLINE_CHROMIUM ? { PLUMBLINE_CHROMIUM: process.env.PLUMBLINE_CHROMIUM } : {}),
  };
}

/** Runs `plumbline` as a process of its own, in a folder and an environment of the test. */
export function plumbline(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const home = options.cwd ?? temporaryFolder();
  const [program, words] = options.shell
    ? ['bash', ['-c', options.shell, 'bash', process.execPath, bin, ...args]]
    : [process.execPath, [bin, ...args]];
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: home,
      env: { ...cleanEnvironment(home), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ran: Ran = { code: null, signal: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ran.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ran.stderr += text;
      options.onStderr?.(ran.stderr, child);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ ...ran, code, signal }));
  });
}
