/** One attempt's time. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** The time is up; false where the whole scan was stopped. */
  readonly passed: boolean;
  /** The attempt is over: the deadline no longer matters. */
  clear(): void;
}

/**
 * Deadlines of attempts that a common stop ends as well. What AbortSignal.timeout and AbortSignal.any do, at a fraction
 * of their cost: a scan makes one for each call.
 */
export class Deadlines {
  private readonly stop: AbortSignal | undefined;
  private readonly running = new Set<AbortController>();

  constructor(stop?: AbortSignal) {
    this.stop = stop;
    stop?.addEventListener('abort', () => this.stopAll(), { once: true });
  }

  start(ms: number): Deadline {
    const controller = new AbortController();
    const deadline = { signal: controller.signal, passed: false, clear: () => this.running.delete(controller) };
    if (this.stop?.aborted) {
      controller.abort(this.stop.reason);
      return deadline;
    }
    const timer = setTimeout(() => {
      deadline.passed = true;
      controller.abort(new DOMException('The attempt took too long', 'TimeoutError'));
    }, ms);
    timer.unref();
    this.running.add(controller);
    deadline.clear = () => {
      clearTimeout(timer);
      return this.running.delete(controller);
    };
    return deadline;
  }

  private stopAll(): void {
    for (const one of this.running) one.abort(this.stop?.reason);
    this.running.clear();
  }
}
