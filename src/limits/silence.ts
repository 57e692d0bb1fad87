import type { CallFailure } from '../model/provider.ts';
import { isRetryable, type RetryPolicy } from './retry.ts';

/** Which operations of a scope answer with nothing but failures, so that no more time is spent on them than they are worth. */
export class Silence {
  private readonly retry: RetryPolicy;
  /** Calls lost in a row. */
  private readonly lost = new Map<string, number>();
  /** Since when an operation has said nothing but 500. */
  private readonly broken = new Map<string, number>();

  constructor(retry: RetryPolicy) {
    this.retry = retry;
  }

  /** Attempts that a call of this operation gets: asked before each one, since others may have learnt meanwhile. */
  attempts(operation: string, now: number): number {
    const { attempts, givenUp, brokenMs } = this.retry;
    const hopeless =
      (this.lost.get(operation) ?? 0) >= givenUp.after || now - (this.broken.get(operation) ?? now) >= brokenMs;
    return hopeless ? givenUp.attempts : attempts;
  }

  answered(operation: string): void {
    this.lost.delete(operation);
    this.broken.delete(operation);
  }

  /** An attempt failed. A refusal is an answer, too; only a server that breaks each time says nothing. */
  failed(operation: string, failure: CallFailure, now: number): void {
    if (!isRetryable(failure.code)) this.answered(operation);
    else if (failure.code !== 'SERVER_ERROR' || failure.status !== 500) this.broken.delete(operation);
    else if (!this.broken.has(operation)) this.broken.set(operation, now);
  }

  /** A call is over without an answer. */
  lose(operation: string): void {
    this.lost.set(operation, (this.lost.get(operation) ?? 0) + 1);
  }
}
