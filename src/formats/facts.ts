import type { Change, EventStatus, Notice, Waiver } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import { findingUid, sha256 } from '../model/identity.ts';
import type { Severity, Verdict } from '../model/verdict.ts';
import type { FormatContext } from './context.ts';

/** What every format says of a change, decided once. */
export interface EventFacts {
  /** This occurrence: key and scan. */
  uid: string;
  /** Of the event. */
  severity: Severity;
  verdict: Verdict;
  reason: string;
  status: EventStatus;
  /** Nothing is left to do: it passes, does not apply, or its resource is gone. */
  closed: boolean;
  waiver: Waiver | undefined;
}

/**
 * Decides what is said of a change:
 *
 * - What cannot be judged any more is unknown, even where the finding at hand is the last one that was judged.
 * - Only a verdict closes: what is unknown, manual or failing is never told as resolved.
 * - A pass weighs nothing; what is unknown weighs as much as its control.
 * - A finding of an earlier scan gets a uid of this one, or receivers would take it for the event that they have.
 */
export function factsOf(change: Change, context: FormatContext): EventFacts {
  const { finding, status, previous, waiver } = change;
  const verdict = status === 'blind' ? 'unknown' : finding.verdict;
  const settled = isSettled(verdict);
  return {
    uid: finding.scan === context.scan ? finding.uid : findingUid(finding.key, context.scan),
    severity: settled ? 'info' : finding.severity,
    verdict,
    reason: verdict === finding.verdict ? finding.reason : `${blindBecause(change)}; before: ${finding.reason}`,
    status: status === 'resolved' && !settled ? 'changed' : status,
    closed: status === 'gone' || (settled && (status === 'resolved' || wasOpen(status, previous))),
    waiver: waiver && isActive(waiver, context.scanTime) ? waiver : undefined,
  };
}

function isSettled(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'not-applicable';
}

/** What failed and does not apply any more, or was unknown and passes, is no `resolved`, and is done all the same. */
function wasOpen(status: EventStatus, previous: Finding | null | undefined): boolean {
  return status === 'changed' && previous != null && !isSettled(previous.verdict);
}

function blindBecause({ absence }: Change): string {
  switch (absence) {
    case 'not-asked':
      return 'not judged any more: this scan did not ask for it';
    case 'cut-off':
      return 'not judged any more: only the newest of its list were read';
    case 'not-judged':
      return 'not judged any more: the catalog of this scan does not have the control for it';
    case 'not-read':
      return 'not judged any more: what would have shown it was not read';
    default:
      return 'not judged any more';
  }
}

/** A waiver counts before its day only; one without a readable day never does. */
function isActive({ until }: Waiver, now: string): boolean {
  return Date.parse(until) > Date.parse(now);
}

/** One sentence that says the verdict first: the title of a control states what would be good. */
export function eventText({ finding }: Change, { verdict, status, reason }: EventFacts): string {
  const told = status === 'gone' ? `gone, was ${verdict}` : verdict;
  return `${told}: ${finding.title}: ${finding.resource.name}: ${reason}`;
}

/** Stable over scans: the same gap in the next scan has the same key. */
export function gapKey({ gap }: Extract<Notice, { type: 'gap' }>): string {
  const { provider, account, region, operation, reason } = gap;
  return sha256(['gap-v1', provider, account, region, operation, reason].join('\n'));
}

export function noticeUid(notice: Notice, context: FormatContext): string {
  return notice.type === 'gap'
    ? findingUid(gapKey(notice), context.scan)
    : sha256(['scan-v1', context.scan, notice.state].join('\n'));
}

/** What a notice says, in one sentence. */
export function noticeText(notice: Notice, context: FormatContext): string {
  if (notice.type === 'gap') {
    const { operation, errorCode, reason, calls, verdicts, permission } = notice.gap;
    const needs = permission ? `; it needs ${permission}` : '';
    return `could not be read: ${operation} answered ${errorCode || reason} (calls: ${calls}, verdicts unknown because of it: ${verdicts})${needs}`;
  }
  const because = notice.reason ? `: ${notice.reason}` : '';
  const told = {
    started: 'scan started',
    finished: `scan finished: ${context.findings} findings on ${context.resources} resources`,
    incomplete: `scan incomplete: ${context.findings} findings on ${context.resources} resources, ${context.gaps} reads failed`,
    failed: 'scan failed',
  };
  return `${told[notice.state]}${because}`;
}

/** A scan that ended otherwise than whole is worth a look; blindness more so. */
export function noticeSeverity(notice: Notice): Severity {
  if (notice.type === 'gap') return 'medium';
  return { started: 'info', finished: 'info', incomplete: 'medium', failed: 'high' }[notice.state] as Severity;
}

/** RFC 3339 as epoch milliseconds; the other time where it cannot be read. */
export function epochMs(time: string, otherwise: string): number {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? Date.parse(otherwise) : ms;
}
