import type { Change, Notice } from '../model/event.ts';
import type { FormatContext } from './context.ts';
import { factsOf, gapKey, noticeSeverity, noticeText, noticeUid } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { formatVersions } from './names.ts';
import { remediationOf } from './remediation.ts';
import { requirementIds } from './requirements.ts';
import { leefSeverity } from './severity.ts';
import { payloadBytes } from './syslog-payload.ts';
import { clip, oneLine, within } from './text.ts';

/**
 * IBM QRadar's Log Event Extended Format 2.0, attributes split by a tab. It has no escape: what would end a value or a
 * header field is replaced.
 *
 * @see https://www.ibm.com/docs/en/dsm?topic=overview-leef-event-components
 */
export const leef: Format = {
  name: 'leef',
  about: 'IBM QRadar Log Event Extended Format, one event a line',
  versions: formatVersions.leef,
  extension: 'leef',
  mediaType: 'text/plain',
  kind: 'events',
  writer: (context) =>
    eventWriter(
      (change) => findingLine(change, context),
      (notice) => noticeLine(notice, context),
    ),
};

/** A syslog payload of QRadar is short: values beyond this are in the report. */
const longest = 1024;

type Pairs = Record<string, string | number>;

function findingLine(change: Change, context: FormatContext): string {
  const { finding, previous } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  const control = context.controls.get(finding.control);
  return line(context, finding.control, context.scanTime, {
    // Event id and category make the event's kind in QRadar: a verdict is one.
    cat: facts.verdict,
    sev: leefSeverity[facts.severity],
    eventUid: facts.uid,
    findingKey: finding.key,
    verdict: facts.verdict,
    previousVerdict: previous?.verdict ?? '',
    change: facts.status,
    closed: String(facts.closed),
    controlTitle: finding.title,
    controlSeverity: finding.severity,
    family: control?.family ?? '',
    reason: facts.reason,
    resourceUid: resource.uid,
    resourceName: resource.name,
    resourceType: resource.nativeType,
    kind: resource.kind,
    cloud: resource.provider,
    account: resource.account,
    accountName: resource.accountName,
    region: resource.region,
    firstSeen: finding.firstSeen,
    requirements: requirementIds(finding).join(','),
    url: remediationOf(control, resource.provider)?.references[0] ?? '',
    waiver: facts.waiver ? `${facts.waiver.owner} until ${facts.waiver.until}: ${facts.waiver.reason}` : '',
  });
}

function noticeLine(notice: Notice, context: FormatContext): string {
  const isGap = notice.type === 'gap';
  return line(context, isGap ? 'coverage' : 'scan', notice.at, {
    cat: isGap ? 'unknown' : notice.state,
    sev: leefSeverity[noticeSeverity(notice)],
    eventUid: noticeUid(notice, context),
    reason: noticeText(notice, context),
    ...(isGap
      ? {
          gapKey: gapKey(notice),
          verdict: 'unknown',
          operation: notice.gap.operation,
          errorCode: notice.gap.errorCode,
          permission: notice.gap.permission,
          cloud: notice.gap.provider,
          account: notice.gap.account,
          region: notice.gap.region,
        }
      : { state: notice.state }),
  });
}

function line(context: FormatContext, id: string, at: string, pairs: Pairs): string {
  const all: Pairs = {
    devTime: deviceTime(at, context),
    devTimeFormat: "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
    ...pairs,
    scan: context.scan,
    organisation: context.organisation,
    simulatedEstate: String(context.simulated),
  };
  const written = Object.entries(all).filter(([, value]) => value !== '');
  return within(payloadBytes(context.settings), (most) => {
    const attributes = written.map(([key, value]) =>
      typeof value === 'number' ? `${key}=${value}` : `${key}=${clip(oneLine(value).trim(), Math.min(longest, most))}`,
    );
    return `LEEF:2.0|Plumbline|Plumbline|${header(context.version)}|${header(id)}|x09|${attributes.join('\t')}`;
  });
}

function header(text: string): string {
  return clip(oneLine(text).replaceAll('|', '/'), 255);
}

/** As the vendor writes it: `2026-11-28T09:20:00.000+0000`. */
function deviceTime(at: string, context: FormatContext): string {
  const iso = new Date(Number.isNaN(Date.parse(at)) ? context.scanTime : at).toISOString();
  return `${iso.slice(0, -1)}+0000`;
}
