import type { Progress } from '../scan/collect.ts';
import { columns, count, jsonText, minutes, note, plainLine } from './terminal.ts';

export type LogMode = 'auto' | 'json';

/** How far the scan of one cloud is. */
export interface CloudProgress {
  provider: string;
  /** `3 accounts x 4 regions`. */
  scope: string;
  /** Lists to read, and those that are read. */
  lists: number;
  done: number;
  resources: number;
  calls: number;
}

/** What of a plan the progress has to know. */
type Planned = { scope: Progress['scope']; collectors: readonly { list?: unknown; one?: unknown }[] };

/** Progress on stderr: living lines on a terminal, one a cloud; a line a finished list otherwise; JSON lines with `--log json`. */
export class ProgressLines {
  private readonly mode: LogMode;
  private readonly clouds: Map<string, CloudProgress>;
  private readonly started = Date.now();
  private readonly live: boolean;
  private drawn = 0;
  private readonly listed = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(mode: LogMode, targets: readonly Planned[]) {
    this.mode = mode;
    this.clouds = new Map(progressOf(targets).map((one) => [one.provider, one]));
    this.live = mode === 'auto' && process.stderr.isTTY === true;
    if (this.live) {
      this.timer = setInterval(() => this.draw(), 200);
      this.timer.unref();
      this.draw();
    } else this.say('reading', { lists: [...this.clouds.values()].reduce((sum, one) => sum + one.lists, 0) });
  }

  /** Counts a call. */
  readonly called = (provider: string): void => {
    const cloud = this.clouds.get(provider);
    if (cloud) cloud.calls += 1;
  };

  readonly on = ({ scope, collector, listed, done }: Progress): void => {
    const cloud = this.clouds.get(scope.provider);
    if (!cloud) return;
    const key = `${scope.provider}|${scope.account}|${scope.region}|${collector}`;
    cloud.resources += listed - (this.listed.get(key) ?? 0);
    this.listed.set(key, listed);
    if (!done) return;
    cloud.done += 1;
    if (!this.live)
      this.say('read', {
        account: scope.accountName,
        region: scope.region,
        collector,
        items: listed,
        lists_done: cloud.done,
      });
  };

  stop(): void {
    clearInterval(this.timer);
    if (this.live) process.stderr.write(this.clear());
  }

  private draw(): void {
    const rows = progressRows([...this.clouds.values()], Date.now() - this.started);
    process.stderr.write(`${this.clear()}${rows.join('\n')}`);
    this.drawn = rows.length;
  }

  /** Takes back what was drawn. */
  private clear(): string {
    const up = this.drawn > 1 ? `\u001b[${this.drawn - 1}A` : '';
    this.drawn = 0;
    return `\r${up}\u001b[J`;
  }

  private say(event: string, data: Record<string, string | number>): void {
    if (this.mode === 'json') note(jsonText({ at: new Date().toISOString(), event, ...data }));
    else if (event === 'read') note(plainLine(`  ${data.account} ${data.region}  ${data.collector}  ${data.items}`));
  }
}

/** Where each cloud of a plan stands before its first call. */
export function progressOf(targets: readonly Planned[]): CloudProgress[] {
  const clouds = new Map<string, { accounts: Set<string>; regions: Set<string>; lists: number }>();
  for (const { scope, collectors } of targets) {
    const cloud = clouds.get(scope.provider) ?? { accounts: new Set(), regions: new Set(), lists: 0 };
    cloud.accounts.add(scope.account);
    if (scope.region !== 'global') cloud.regions.add(scope.region);
    cloud.lists += collectors.length;
    clouds.set(scope.provider, cloud);
  }
  const many = (n: number, noun: string) => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;
  return [...clouds].map(([provider, { accounts, regions, lists }]) => ({
    provider,
    scope: `${many(accounts.size, nouns[provider] ?? 'account')}${regions.size > 0 ? ` x ${many(regions.size, 'region')}` : ''}`,
    lists,
    done: 0,
    resources: 0,
    calls: 0,
  }));
}

/** What each cloud calls the thing that has an owner and a bill. */
const nouns: Record<string, string> = { aws: 'account', azure: 'subscription', gcp: 'project', mlflow: 'server' };

/** The living lines: one a cloud, the time behind the last. */
export function progressRows(clouds: readonly CloudProgress[], elapsedMs: number): string[] {
  const width = 20;
  const rows = columns(
    clouds.map(({ provider, scope, lists, done, resources, calls }) => {
      const filled = lists === 0 ? width : Math.min(width, Math.round((done / lists) * width));
      return [
        `  ${provider}`,
        scope,
        `${'#'.repeat(filled)}${'-'.repeat(width - filled)}`,
        `${count(done)} of ${count(lists)} lists`,
        `${count(resources)} resources`,
        `${count(calls)} calls`,
      ];
    }),
  );
  const last = rows.pop();
  return last === undefined ? [] : [...rows, `${last}   ${minutes(elapsedMs)}`];
}

/** Says on stderr what is done next, for steps that take longer than a blink. */
export function sayStep(mode: LogMode, text: string): void {
  note(mode === 'json' ? JSON.stringify({ at: new Date().toISOString(), event: text }) : `  ${text}`);
}
