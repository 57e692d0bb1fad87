import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A document as VictoriaLogs keeps it: members of members by `.`, every value a text. */
export type Kept = Readonly<Record<string, string>>;

/**
 * One VictoriaLogs on loopback. It takes what an HTTP Event Collector takes, and looks at no token.
 *
 * @see https://docs.victoriametrics.com/victorialogs/data-ingestion/splunk/
 */
export class Server {
  readonly url: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'plumbline-hec-'));
  private readonly port: number;
  private process: ChildProcess | undefined;

  constructor(port: number) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @throws Error with the end of its log, where it does not start. */
  async start(): Promise<void> {
    const program = process.env.PLUMBLINE_VICTORIALOGS;
    if (!program) throw new Error('run this by `npm run test:hec`');
    const log = join(this.folder, 'log');
    const output = openSync(log, 'a');
    const flags = [
      `-httpListenAddr=127.0.0.1:${this.port}`,
      `-storageDataPath=${join(this.folder, 'data')}`,
      '-retentionPeriod=100y',
    ];
    const started = spawn(program, flags, { stdio: ['ignore', output, output] });
    this.process = started;
    for (let tries = 0; tries < 150 && started.exitCode === null; tries += 1) {
      if (
        await fetch(`${this.url}/health`).then(
          (one) => one.ok,
          () => false,
        )
      )
        return;
      await sleep(100);
    }
    throw new Error(`VictoriaLogs does not run:\n${readFileSync(log, 'utf8').slice(-2000)}`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.process || this.process.exitCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill(signal);
    await gone;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What it holds of one `source`: all that it was sent until now. */
  async of(source: string): Promise<Kept[]> {
    await fetch(`${this.url}/internal/force_flush`);
    const body = new URLSearchParams({ query: `source:="${source}"`, limit: '100000' });
    const text = (await (await fetch(`${this.url}/select/logsql/query`, { method: 'POST', body })).text()).trim();
    return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Kept); // as its documentation has it
  }
}
