import type { Gap } from './evidence.ts';
import type { Finding } from './finding.ts';

/**
 * What became of a finding since the scan before: `new`, `changed` (verdict, severity or observed facts), `resolved`
 * (it failed and passes), `still` (as it was), `gone` (what it was about is no more, and all that would have shown it
 * was read), `blind` (it was known before and is not now); `seen` where nothing was compared.
 */
export const eventStatuses = ['new', 'changed', 'resolved', 'still', 'gone', 'blind', 'seen'] as const;
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
  readonly absence?: 'not-asked' | 'not-read' | 'cut-off' | 'not-judged' | undefined;
  readonly waiver?: Waiver | undefined;
}

/** What receivers hear beside findings: that the scanner ran, and what it could not see. */
export type Notice =
  | { type: 'scan'; state: 'started' | 'finished' | 'incomplete' | 'failed'; at: string; reason: string }
  | { type: 'gap'; gap: Gap; at: string };
