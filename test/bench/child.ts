import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a script in a process of its own. @returns the JSON that it printed as its last line. @throws Error when it failed. */
export async function run<T>(script: string, options: unknown): Promise<T> {
  const child = start(script, [JSON.stringify(options)]);
  let last = '';
  if (child.stdout) for await (const line of createInterface(child.stdout)) if (line !== '') last = line;
  const code = child.exitCode ?? (await once(child, 'exit'))[0];
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return JSON.parse(last) as T; // printed by the script, whose result type the caller names
}

/** An account of the lab and the keys that it takes. */
export interface LabAccount {
  id: string;
  name: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface LabProcess {
  url: string;
  accounts: LabAccount[];
  regions: string[];
  /** Requests since it was started, and how many of them were refused for their rate. */
  counts(): Promise<Record<string, { total: number; throttled: number }>>;
  stop(): Promise<void>;
}

export interface LabSize {
  resources: number;
  accounts: number;
  regions: string[];
}

/** Starts the lab with a generated estate as a process of its own; `args` as in src/lab/main.ts. */
export async function startLab(size: LabSize, args: readonly string[] = []): Promise<LabProcess> {
  const { resources, accounts, regions } = size;
  const shape = ['--estate', `generated:${resources}`, '--accounts', String(accounts), '--regions', regions.join(',')];
  const child = start('src/lab/main.ts', [...shape, '--seed', '1', ...args]);
  const line = await new Promise<string>((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the lab ended with ${String(code)} before it was ready`)));
  });
  const ready = JSON.parse(line) as { url: string; accounts: LabAccount[] }; // see src/lab/main.ts
  return {
    ...ready,
    regions,
    counts: async () => (await fetch(`${ready.url}/_lab/counts`)).json() as ReturnType<LabProcess['counts']>,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** As `plumbline` is run: compiled code is kept between runs. */
export function start(script: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'plumbline-bench-cache') },
  });
}
