import type { Clock } from './clock.ts';
import type { Places } from './places.ts';

/** Rate of one API in one account and region. `fixed` rates are known limits; others are guesses that may be raised. */
export interface Rate {
  perSecond: number;
  burst: number;
  fixed?: boolean;
  /** Name of a bucket that several APIs, regions or accounts share; without it each has its own. */
  pool?: string;
}

/** A call that waits for a token. */
export interface Turn {
  /** More calls wait for its answer: it comes before those that nothing hangs on. */
  leads: boolean;
  /** Lets it leave, in a place that is its own from now on. */
  start(): void;
}

interface Waiting {
  turn: Turn;
  reject: (reason: unknown) => void;
}

/** How far a guessed rate may be raised when nothing was refused. */
const maxGrowth = 8;
/** A refusal cuts the rate to this share; the way back is additive. */
const cut = 0.7;
const floorPerSecond = 0.2;

/**
 * Token bucket that adapts: a refusal lowers the rate, quiet seconds raise it again, up to the known limit or, where
 * the limit is a guess, a multiple of it.
 */
export class Bucket {
  private tokens: number;
  private last: number;
  private rate: number;
  private readonly ceiling: number;
  private readonly burst: number;
  private pausedUntil = 0;
  private pumping = false;
  private asked = 0;
  private readonly leading: Waiting[] = [];
  private readonly waiting: Waiting[] = [];
  private lastCut = Number.NEGATIVE_INFINITY;
  /** Where the last refusal was met: growth is quick far below it and careful near it. */
  private refusedAt: number;

  constructor(rate: Rate, now: number) {
    // The server's bucket and ours drift against each other: stay a hair below a known limit.
    this.rate = rate.fixed ? rate.perSecond * 0.99 : rate.perSecond;
    this.ceiling = rate.fixed ? this.rate : rate.perSecond * maxGrowth;
    this.burst = rate.fixed ? Math.max(1, rate.burst - 1) : rate.burst;
    this.tokens = this.burst;
    this.last = now;
    this.refusedAt = this.ceiling;
  }

  /**
   * Starts the call when there is a token, at whatever the rate is by then, and a place for it: those that lead on first,
   * and of either whoever came first.
   *
   * @param reject Takes the reason when the signal stops all waiting.
   */
  acquire(places: Places, clock: Clock, turn: Turn, reject: (reason: unknown) => void, signal?: AbortSignal): void {
    this.asked += 1;
    if (this.queued === 0 && !this.pumping && this.delay(clock.now()) === 0 && places.takeFree()) {
      this.tokens -= 1;
      turn.start();
      return;
    }
    (turn.leads ? this.leading : this.waiting).push({ turn, reject });
    if (!this.pumping) void this.pump(places, clock, signal);
  }

  private async pump(places: Places, clock: Clock, signal?: AbortSignal): Promise<void> {
    this.pumping = true;
    try {
      while (this.queued > 0) {
        const delay = this.delay(clock.now());
        // Short naps, so that a refusal met meanwhile slows those who wait.
        if (delay > 0) await clock.sleep(Math.min(delay, 1000), signal);
        else {
          // The token is spent when the call leaves: while it waits for a place, the server's bucket fills up and no further.
          await places.take(() => this.urgency);
          (this.leading.shift() ?? this.waiting.shift())?.turn.start();
          this.refill(clock.now());
          this.tokens -= 1;
        }
      }
    } catch (error) {
      for (const one of [...this.leading.splice(0), ...this.waiting.splice(0)]) one.reject(error);
    } finally {
      this.pumping = false;
    }
  }

  /** @returns ms until a token may be taken. */
  private delay(now: number): number {
    this.refill(now);
    // Whole ms: a fraction that rounding leaves over must not be waited for for ever.
    const wait = this.tokens >= 1 - 1e-6 ? 0 : Math.ceil(((1 - this.tokens) / this.rate) * 1000);
    return Math.max(wait, this.pausedUntil - now, 0);
  }

  /** A call was refused for its rate. Refusals of calls that were already under way count once. */
  refused(now: number, retryAfterMs: number): void {
    this.refill(now);
    if (now - this.lastCut > 500) {
      this.refusedAt = this.rate;
      this.rate = Math.max(floorPerSecond, this.rate * cut);
      this.lastCut = now;
      // The server's bucket is empty: so is ours.
      this.tokens = Math.min(this.tokens, 0);
    }
    this.pausedUntil = Math.max(this.pausedUntil, now + retryAfterMs);
  }

  get perSecond(): number {
    return this.rate;
  }

  /**
   * How much a place matters to it. Nobody knows yet what those that lead on lead to: they come first. Then the bucket
   * whose rate makes the scan wait longest: seconds for all that was ever asked of it, below 0 where its burst was enough.
   */
  private get urgency(): number {
    return this.leading.length > 0 ? Number.POSITIVE_INFINITY : (this.asked - this.burst) / this.rate;
  }

  private get queued(): number {
    return this.leading.length + this.waiting.length;
  }

  private refill(now: number): void {
    const seconds = Math.max(0, now - this.last) / 1000;
    this.last = now;
    if (seconds === 0) return;
    this.tokens = Math.min(this.burst, this.tokens + seconds * this.rate);
    if (now - this.lastCut > 1000 && this.rate < this.ceiling) {
      const share = this.rate < this.refusedAt * 0.9 ? 0.15 : 0.03;
      this.rate = Math.min(this.ceiling, this.rate * (1 + share * Math.min(seconds, 1)));
      if (this.rate > this.refusedAt) this.refusedAt = this.ceiling;
    }
  }
}
