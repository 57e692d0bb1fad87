import type { Clock } from '../../src/limits/clock.ts';

/** A clock whose time passes only while everybody sleeps: hours of waiting in a moment, and always the same. */
export class VirtualClock implements Clock {
  private time = 0;
  private sleepers: { until: number; wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      this.sleepers.push({ until: this.time + ms, wake: resolve });
    });
  }

  /** Runs until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const settled = work.finally(() => {
      over = true;
    });
    settled.catch(() => undefined);
    while (!over) {
      // Everything that can run without time passing runs first.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      if (over) break;
      this.sleepers.sort((a, b) => a.until - b.until);
      const next = this.sleepers.shift();
      if (!next) throw new Error('everybody waits and nobody sleeps');
      this.time = Math.max(this.time, next.until);
      next.wake();
    }
    return settled;
  }
}
