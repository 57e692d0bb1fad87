import { createHmac, randomBytes } from 'node:crypto';
import type { Settled } from '../limits/gate.ts';
import type { Gap } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import type { ScanStore } from '../store/scan-store.ts';

/** Counts of one scan's calls, as the summary shows them. */
export interface CallCounts {
  total: number;
  failed: number;
  retried: number;
  byOperation: Record<string, number>;
}

/** Takes every settled call into the evidence: redacts, stores, numbers, counts. */
export class Recorder {
  private readonly store: ScanStore;
  private readonly key: string;
  private number = 0;
  private readonly counted = new Set<number>();
  private readonly gaps = new Map<string, Gap>();
  private offset: number | null = null;
  readonly counts: CallCounts = { total: 0, failed: 0, retried: 0, byOperation: {} };

  constructor(store: ScanStore) {
    this.store = store;
    this.key = store.secretKey(() => randomBytes(32).toString('hex'));
  }

  /** @returns the evidence number of the call. */
  record = (settled: Settled): number => {
    this.number += 1;
    const { session, spec, answer, failure } = settled;
    const name = `${spec.service}:${spec.operation}`;
    const expected = failure !== undefined && (spec.answers ?? []).includes(failure.errorCode);
    this.counts.total += 1;
    this.counts.byOperation[name] = (this.counts.byOperation[name] ?? 0) + 1;
    if (failure && !expected) this.counts.failed += 1;
    if (settled.attempts > 1) this.counts.retried += 1;
    this.noteClock(answer?.serverDate ?? failure?.serverDate ?? '', settled.askedAt, settled.answeredAt);
    const answerSha256 = answer
      ? this.store.addAnswer(session.redact(spec.service, spec.operation, answer.body, this.digest))
      : '';
    this.store.addCall({
      number: this.number,
      provider: session.provider,
      account: session.account,
      region: settled.region,
      service: spec.service,
      operation: spec.operation,
      parameters: settled.input,
      page: settled.page,
      askedAt: new Date(settled.askedAt).toISOString(),
      answeredAt: new Date(settled.answeredAt).toISOString(),
      attempts: settled.attempts,
      status: answer?.status ?? failure?.status ?? 0,
      requestId: answer?.requestId ?? failure?.requestId ?? '',
      serverDate: answer?.serverDate ?? failure?.serverDate ?? '',
      identity: session.identity,
      errorCode: failure?.errorCode ?? '',
      receivedSha256: answer?.receivedSha256 ?? failure?.receivedSha256 ?? '',
      answerSha256,
    });
    return this.number;
  };

  /** Counts something that could not be seen. */
  gap(scope: { provider: Gap['provider']; account: string; region: string }, missing: Missing): void {
    const { reason, operation = '', errorCode = '', permission = '', detail = '', evidence } = missing;
    // What no call could tell is said beside the verdict; a gap is something that a call should have told.
    if (reason === 'not-supported' || reason === 'not-exposed' || operation === '') return;
    if (evidence !== undefined) {
      // One denied call leaves facts of many resources missing: it is one gap.
      if (this.counted.has(evidence)) return;
      this.counted.add(evidence);
    }
    const key = [scope.account, scope.region, operation, reason, errorCode, permission].join('|');
    const found = this.gaps.get(key);
    if (found) found.calls += 1;
    else
      this.gaps.set(key, {
        provider: scope.provider,
        account: scope.account,
        region: scope.region,
        operation,
        reason,
        errorCode,
        permission,
        detail,
        calls: 1,
        verdicts: 0,
      });
  }

  allGaps(): Gap[] {
    return [...this.gaps.values()];
  }

  /** Largest difference between the servers' Date headers and our clock, ms. */
  get clockOffsetMs(): number | null {
    return this.offset;
  }

  /** Keyed digest of a secret: equal for equal ones of one store, and of no use without its key. */
  readonly digest = (secret: string): string =>
    createHmac('sha256', this.key).update(secret).digest('hex').slice(0, 24);

  private noteClock(serverDate: string, askedAt: number, answeredAt: number): void {
    const server = Date.parse(serverDate);
    if (Number.isNaN(server)) return;
    // The header has whole seconds: only what lies outside [asked, answered] by more than one is a difference.
    const late = server + 1000 < askedAt ? server + 1000 - askedAt : server > answeredAt ? server - answeredAt : 0;
    if (this.offset === null || Math.abs(late) > Math.abs(this.offset)) this.offset = late;
  }
}
