import { PlumblineError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import { CallError, type CallFailure, type CallSpec, type RawAnswer, type Session } from '../model/provider.ts';
import { Bucket, type Rate } from './bucket.ts';
import { type Clock, systemClock } from './clock.ts';
import { Deadlines } from './deadline.ts';
import { aborted, leftAlone, lostCredentials, unsentCode } from './failures.ts';
import { Places } from './places.ts';
import { backoff, defaultRetry, isRetryable, type RetryPolicy } from './retry.ts';
import { Silence } from './silence.ts';

/** A call that is over, answered or not, as it goes into the evidence. */
export interface Settled {
  session: Session;
  region: string;
  spec: CallSpec;
  input: JsonObject;
  page: number;
  askedAt: number;
  answeredAt: number;
  attempts: number;
  answer?: RawAnswer;
  failure?: CallFailure;
}

/** The rate that a cloud sets for one API in one account and region, and whether others count against it, too. */
export type RateOf = (provider: string, service: string, operation: string, account: string, region: string) => Rate;

export interface GateOptions {
  /** Every (service:operation) that may be sent; anything else is refused before it leaves. */
  allowed: ReadonlySet<string>;
  rateOf: RateOf;
  /** Takes the evidence. @returns its number. */
  record: (settled: Settled) => number;
  concurrency?: number;
  retry?: Partial<RetryPolicy>;
  clock?: Clock;
  random?: () => number;
  signal?: AbortSignal;
}

export type Called = { answer: RawAnswer; evidence: number } | { failure: CallFailure; evidence: number };

/** The only door to a cloud: rate, concurrency, deadlines, retries, renewal of credentials, evidence. */
export class Gate {
  private readonly options: GateOptions;
  private readonly places: Places;
  private readonly retry: RetryPolicy;
  private readonly clock: Clock;
  private readonly random: () => number;
  private readonly buckets = new Map<string, Bucket>();
  private readonly silence: Silence;
  private readonly deadlines: Deadlines;
  private readonly expired = new Set<Session>();
  private readonly renewing = new Map<Session, Promise<boolean>>();
  /** How often each was renewed. Not when: calls on loopback are asked and answered within one tick of the clock. */
  private readonly renewals = new Map<Session, number>();
  /** Until when an API wants no calls, where that is longer than a call may take. */
  private readonly alone = new Map<string, number>();
  readonly stats = { calls: 0, attempts: 0, throttled: 0, failed: 0 };

  constructor(options: GateOptions) {
    this.options = options;
    this.places = new Places(options.concurrency ?? 64);
    this.retry = { ...defaultRetry, ...options.retry };
    this.silence = new Silence(this.retry);
    this.deadlines = new Deadlines(options.signal);
    this.clock = options.clock ?? systemClock;
    this.random = options.random ?? Math.random;
  }

  /**
   * One read, made as often as it takes.
   *
   * @throws PlumblineError INTERNAL for an operation that no collector declared; ABORTED when the scan is stopped.
   */
  async call(session: Session, region: string, spec: CallSpec, input: JsonObject, page = 1): Promise<Called> {
    const name = `${spec.service}:${spec.operation}`;
    if (!this.options.allowed.has(name)) {
      throw new PlumblineError('INTERNAL', `${name} is not on the list of reads and was not sent`);
    }
    const api = `${session.provider}|${session.account}|${region}|${name}`;
    const bucket = this.bucket(api, session, region, spec);
    this.stats.calls += 1;
    const begun = this.clock.now();
    let askedAt = begun;
    let renewed = 0;
    for (let attempt = 1; ; attempt += 1) {
      const settled = await this.turn(bucket, spec.leads === true, () => {
        askedAt = this.clock.now();
        renewed = this.renewals.get(session) ?? 0;
        const left = (this.alone.get(api) ?? 0) - askedAt;
        if (left > 0) return Promise.resolve({ failure: leftAlone(left) });
        this.stats.attempts += 1;
        return this.attempt(session, region, spec, input);
      });
      const answeredAt = this.clock.now();
      const base = { session, region, spec, input, page, askedAt, answeredAt, attempts: attempt };
      if ('answer' in settled) {
        this.silence.answered(api);
        return { answer: settled.answer, evidence: this.options.record({ ...base, answer: settled.answer }) };
      }
      const { failure } = settled;
      this.silence.failed(api, failure, answeredAt);
      if (failure.code === 'THROTTLED' && failure.errorCode !== unsentCode)
        this.throttled(bucket, api, failure, answeredAt);
      if (
        failure.code === 'AUTH_EXPIRED' &&
        (renewed < (this.renewals.get(session) ?? 0) || (await this.renew(session)))
      )
        continue;
      const wait = backoff(attempt, this.retry, this.random, failure.retryAfterMs);
      const late = answeredAt + wait - begun > this.retry.callMs;
      if (!isRetryable(failure.code) || attempt >= this.silence.attempts(api, answeredAt) || late) {
        this.stats.failed += 1;
        if (isRetryable(failure.code)) this.silence.lose(api);
        return { failure, evidence: this.options.record({ ...base, failure }) };
      }
      await this.wait(wait);
    }
  }

  /** Resolves when a call could leave without taking the place of another. */
  idle(): Promise<void> {
    return this.places.idle();
  }

  /** A wish that no call can wait for closes the API, not the whole bucket: others in it would hang as long. */
  private throttled(bucket: Bucket, api: string, { retryAfterMs = 0 }: CallFailure, answeredAt: number): void {
    this.stats.throttled += 1;
    const tooLong = retryAfterMs > this.retry.callMs;
    if (tooLong) this.alone.set(api, answeredAt + retryAfterMs);
    bucket.refused(answeredAt, tooLong ? 0 : retryAfterMs);
  }

  private async attempt(
    session: Session,
    region: string,
    spec: CallSpec,
    input: JsonObject,
  ): Promise<{ answer: RawAnswer } | { failure: CallFailure }> {
    if (this.expired.has(session)) return { failure: lostCredentials() };
    const deadline = this.deadlines.start(this.retry.attemptMs);
    const { service, operation } = spec;
    try {
      return { answer: await session.send({ service, operation, region, input, signal: deadline.signal }) };
    } catch (error) {
      if (this.options.signal?.aborted) throw aborted(error);
      if (error instanceof CallError) {
        // A deadline of ours reaches us as whatever the client made of the abort.
        if (deadline.passed) return { failure: { ...error.failure, code: 'TIMED_OUT', errorCode: 'Deadline' } };
        return { failure: error.failure };
      }
      throw error;
    } finally {
      deadline.clear();
    }
  }

  /** Renews once a session; a second expiry gives up the rest of that account. */
  private renew(session: Session): Promise<boolean> {
    const running = this.renewing.get(session);
    if (running) return running;
    if (this.renewals.has(session)) {
      this.expired.add(session);
      return Promise.resolve(false);
    }
    const renewal = session
      .renew()
      .catch(() => false)
      .then((ok) => {
        this.renewals.set(session, 1);
        this.renewing.delete(session);
        if (!ok) this.expired.add(session);
        return ok;
      });
    this.renewing.set(session, renewal);
    return renewal;
  }

  private bucket(api: string, { provider, account }: Session, region: string, spec: CallSpec): Bucket {
    const found = this.buckets.get(api);
    if (found) return found;
    const rate = this.options.rateOf(provider, spec.service, spec.operation, account, region);
    const pool = rate.pool === undefined ? undefined : `pool|${provider}|${rate.pool}`;
    const bucket = (pool && this.buckets.get(pool)) || new Bucket(rate, this.clock.now());
    this.buckets.set(api, bucket);
    if (pool) this.buckets.set(pool, bucket);
    return bucket;
  }

  /** Runs the work when its bucket has a token and there is a place for it, both at the same moment. */
  private turn<T>(bucket: Bucket, leads: boolean, work: () => Promise<T>): Promise<T> {
    const { signal } = this.options;
    if (signal?.aborted) return Promise.reject(aborted(signal.reason));
    const { places, clock } = this;
    return new Promise((resolve, reject) => {
      const start = () => {
        void work()
          .finally(() => places.giveBack())
          .then(resolve, reject);
      };
      bucket.acquire(places, clock, { leads, start }, (reason) => reject(aborted(reason)), signal);
    });
  }

  private async wait(ms: number): Promise<void> {
    if (this.options.signal?.aborted) throw aborted(this.options.signal.reason);
    if (ms <= 0) return;
    try {
      await this.clock.sleep(ms, this.options.signal);
    } catch (error) {
      throw aborted(error);
    }
  }
}
