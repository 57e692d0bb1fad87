import type { Progress } from '../scan/collect.ts';
import { count, jsonText, minutes, note, plainLine } from './terminal.ts';

export type LogMode = 'auto' | 'json';

/** Progress on stderr: one living line on a terminal, a line a finished list otherwise, JSON lines with `--log json`. */
export class ProgressLine {
  private readonly mode: LogMode;
  private readonly lists: number;
  private readonly started = Date.now();
  private readonly live: boolean;
  private done = 0;
  private items = 0;
  private readonly listed = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private readonly calls: () => number;

  constructor(mode: LogMode, lists: number, calls: () => number) {
    this.mode = mode;
    this.lists = lists;
    this.calls = calls;
    this.live = mode === 'auto' && process.stderr.isTTY === true;
    if (this.live) {
      this.timer = setInterval(() => this.draw(), 200);
      this.timer.unref();
      this.draw();
    } else this.say('reading', { lists });
  }

  readonly on = ({ scope, collector, listed, done }: Progress): void => {
    const key = `${scope.account}|${scope.region}|${collector}`;
    this.items += listed - (this.listed.get(key) ?? 0);
    this.listed.set(key, listed);
    if (!done) return;
    this.done += 1;
    if (!this.live)
      this.say('read', {
        account: scope.accountName,
        region: scope.region,
        collector,
        items: listed,
        lists_done: this.done,
      });
  };

  stop(): void {
    clearInterval(this.timer);
    if (this.live) process.stderr.write('\r\u001b[K');
  }

  private draw(): void {
    const width = 20;
    const filled = this.lists === 0 ? width : Math.min(width, Math.round((this.done / this.lists) * width));
    const bar = `${'#'.repeat(filled)}${'-'.repeat(width - filled)}`;
    process.stderr.write(
      `\r\u001b[K  ${bar}  ${this.done} of ${this.lists} lists   ${count(this.items)} resources   ${count(this.calls())} calls   ${minutes(Date.now() - this.started)}`,
    );
  }

  private say(event: string, data: Record<string, string | number>): void {
    if (this.mode === 'json') note(jsonText({ at: new Date().toISOString(), event, ...data }));
    else if (event === 'read') note(plainLine(`  ${data.account} ${data.region}  ${data.collector}  ${data.items}`));
  }
}

/** Says on stderr what is done next, for steps that take longer than a blink. */
export function sayStep(mode: LogMode, text: string): void {
  note(mode === 'json' ? JSON.stringify({ at: new Date().toISOString(), event: text }) : `  ${text}`);
}
