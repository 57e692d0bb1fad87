import { setImmediate } from 'node:timers/promises';
import { PlumblineError } from '../model/errors.ts';

/** Work goes on for this long before timers, signals and sockets have their turn. */
const workMs = 15;

/** Breaks long work into short pieces, so that a progress line moves and Ctrl-C is heard. */
export class Breather {
  private readonly signal: AbortSignal | undefined;
  private since = performance.now();

  constructor(signal?: AbortSignal) {
    this.signal = signal;
  }

  /** True when it is time to `breathe`; asked often, so that nobody waits for a promise in vain. */
  get due(): boolean {
    return performance.now() - this.since > workMs;
  }

  /** Lets everything else have its turn. @throws PlumblineError ABORTED when the scan was stopped meanwhile. */
  async breathe(): Promise<void> {
    await setImmediate();
    if (this.signal?.aborted)
      throw new PlumblineError('ABORTED', 'the scan was stopped', { cause: this.signal.reason });
    this.since = performance.now();
  }
}
