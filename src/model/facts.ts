import type { Json } from './json.ts';

/**
 * Why a fact is not known. The last two cannot be cured by a permission: `not-supported` (the platform has no such
 * safeguard) makes a verdict not-applicable, `not-exposed` (it has, but no read API tells) makes it manual; all
 * others make it unknown.
 */
export const missingReasons = [
  'access-denied',
  'api-disabled',
  'throttled',
  'timed-out',
  'network',
  'server-error',
  'not-returned',
  'partial-answer',
  'out-of-scope',
  'redacted',
  'not-supported',
  'not-exposed',
] as const;

export type MissingReason = (typeof missingReasons)[number];

/** What is not known, and what would have to be done to know it. */
export interface Missing {
  reason: MissingReason;
  /** `service:Operation` that should have told, where there is one. */
  operation?: string;
  /** The error code of the provider, as it sent it. */
  errorCode?: string;
  /** The permission that the caller needs for the operation. */
  permission?: string;
  /** Anything else that a person needs: the account to add, the evidence to ask for. */
  detail?: string;
  /** Evidence number of the call that failed. */
  evidence?: number;
}

/** A missing value inside a list item or in place of a linked resource. */
export interface MissingValue {
  $missing: Missing;
  /**
   * In place of a linked resource: its id, which is known though the resource was not read. Without it, the entry says
   * only that something may be linked, and nobody can count the list.
   */
  uid?: string;
}

export function isMissingValue(value: unknown): value is MissingValue {
  return typeof value === 'object' && value !== null && '$missing' in value;
}

/** Where a value was read: the pointer (RFC 6901) points into the stored answer of the call. */
export interface Source {
  /** `service:Operation`, e.g. `sagemaker:DescribeNotebookInstance`. */
  operation: string;
  /** JSON pointer into the answer; `` for the whole; the answer may be an error that is an answer. */
  pointer: string;
  /** Evidence number of the call; 0 where the value is by design. */
  evidence: number;
  /** Which part of a text at the pointer, where it has an order of its own: `statement 2 (AllowAll) of 5` of a policy. */
  part?: string;
}

/** A fact as stored: known (`value` is there, perhaps null) or missing (`missing` has at least one entry). */
export interface Fact {
  value?: Json;
  missing?: Missing[];
  from: Source[];
  /** The value is a constant of the platform: documentation URL and the month it was read. */
  byDesign?: { source: string; asOf: string };
}
