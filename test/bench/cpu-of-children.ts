import { readdirSync, readFileSync } from 'node:fs';

/**
 * Watches the processes below this one and adds up the processor time that each has used: a machine that is busy with
 * other things says little by the clock. Linux only; elsewhere the sum stays 0.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export class ChildCpu {
  readonly #ticks = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#sample();
    this.#timer = setInterval(() => this.#sample(), 100);
  }

  /** Ends the watch. @returns seconds of all processes that were seen. */
  stop(): number {
    clearInterval(this.#timer);
    this.#sample();
    return [...this.#ticks.values()].reduce((sum, ticks) => sum + ticks, 0) / 100;
  }

  #sample(): void {
    const parents = new Map<number, { parent: number; ticks: number }>();
    for (const pid of pids()) {
      const fields = statOf(pid);
      if (fields) parents.set(pid, { parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) });
    }
    for (const [pid, { ticks }] of parents) {
      let at = pid;
      while (at > 1 && at !== process.pid) at = parents.get(at)?.parent ?? 0;
      if (at === process.pid && pid !== process.pid) this.#ticks.set(pid, ticks);
    }
  }
}

function pids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** Fields of /proc/PID/stat from the third on, which follows the name in brackets. */
function statOf(pid: number): number[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
  } catch {
    return undefined; // It has ended.
  }
}
