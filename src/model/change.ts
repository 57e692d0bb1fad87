import type { Gap } from './evidence.ts';
import type { Finding } from './finding.ts';

/**
 * What became of a finding since the scan before: `new`, `changed` (verdict, severity or observed facts), `resolved`
 * (it passes or does not apply any more), `still` (as it was), `gone` (its resource is no longer in a list that was
 * read to its end), `blind` (it was judged before and cannot be judged now); `seen` where nothing was compared.
 */
export const changeStatuses = ['new', 'changed', 'resolved', 'still', 'gone', 'blind', 'seen'] as const;
export type ChangeStatus = (typeof changeStatuses)[number];

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
  finding: Finding;
  status: ChangeStatus;
  /** As the scan before had it. */
  previous?: Finding | null;
  waiver?: Waiver;
}

/** What receivers hear beside findings: that the scanner ran, and what it could not see. */
export type Notice =
  | { type: 'scan'; state: 'started' | 'finished' | 'incomplete' | 'failed'; at: string; reason: string }
  | { type: 'gap'; gap: Gap; at: string };
