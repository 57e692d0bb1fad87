import type { ErrorCode } from '../model/errors.ts';
import type { Missing, MissingReason } from '../model/facts.ts';
import type { CallFailure, CallSpec } from '../model/provider.ts';

const reasons: Partial<Record<ErrorCode, MissingReason>> = {
  ACCESS_DENIED: 'access-denied',
  AUTH_EXPIRED: 'access-denied',
  API_DISABLED: 'api-disabled',
  REGION_DISABLED: 'api-disabled',
  THROTTLED: 'throttled',
  TIMED_OUT: 'timed-out',
  NETWORK: 'network',
  SERVER_ERROR: 'server-error',
  PARTIAL: 'partial-answer',
  RESPONSE_SHAPE: 'partial-answer',
};

/** What a failed call leaves missing: why, of which operation, under which permission, with which evidence. */
export function missingOf(spec: CallSpec, failure: CallFailure, evidence: number): Missing {
  const missing: Missing = {
    reason: reasons[failure.code] ?? 'not-returned',
    operation: `${spec.service}:${spec.operation}`,
    errorCode: failure.errorCode,
    evidence,
  };
  // No permission would cure that.
  if (failure.code === 'AUTH_EXPIRED') missing.detail = 'the credentials expired, and no new ones were to be had';
  else if (missing.reason === 'access-denied') missing.permission = spec.permission;
  return missing;
}

/** An answer that came, but is not what a true answer is. */
export function brokenAnswer(spec: CallSpec, errorCode: string, detail: string, evidence: number): Missing {
  return { reason: 'partial-answer', operation: `${spec.service}:${spec.operation}`, errorCode, detail, evidence };
}
