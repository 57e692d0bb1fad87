import { type Absence, changeStatuses } from './change.ts';
import type { Gap } from './evidence.ts';
import type { Finding } from './finding.ts';

/** What became of a finding since the scan before; `seen` where nothing was compared. */
export const eventStatuses = [...changeStatuses, 'seen'] as const;
export type EventStatus = (typeof eventStatuses)[number];

/** Someone answers for a failure until a day. It never rewrites a verdict. */
export interface Waiver {
  owner: string;
  reason: string;
  /** RFC 3339; from then on the waiver counts no more. */
  until: string;
}

/** One finding as receivers hear of it. */
export interface Change {
  /** As it is now; for `gone`, and for `blind` where its list could not be read, as it was last. */
  readonly finding: Finding;
  readonly status: EventStatus;
  /** As the scan before had it. */
  readonly previous?: Finding | null;
  /** Of `blind`: why the scan does not have it, where it does not. */
  readonly absence?: Absence | undefined;
  readonly waiver?: Waiver | undefined;
}

/** What receivers hear beside findings: that the scanner ran, and what it could not see. */
export type Notice =
  | { type: 'scan'; state: 'started' | 'finished' | 'incomplete' | 'failed'; at: string; reason: string }
  | { type: 'gap'; gap: Gap; at: string };
