import type { Change, Notice } from '../model/event.ts';
import type { Severity } from '../model/verdict.ts';
import type { FormatContext } from './context.ts';
import { eventText, factsOf, gapKey, noticeSeverity, noticeText, noticeUid } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { formatVersions } from './names.ts';
import { requirementIds } from './requirements.ts';
import { syslogSeverity } from './severity.ts';
import { clipBytes, oneLine, within } from './text.ts';

/**
 * Syslog messages by RFC 5424. The bytes of a message are the UTF-8 of its text; counting octets or ending lines is for
 * whoever sends them. Control characters are taken out, so that either way of framing works.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5424
 */
export const rfc5424: Format = {
  name: 'rfc5424',
  about: 'syslog messages of RFC 5424, one a line',
  versions: formatVersions.rfc5424,
  extension: 'log',
  mediaType: 'text/plain',
  kind: 'events',
  writer: (context) =>
    eventWriter(
      (change) => findingMessage(change, context),
      (notice) => noticeMessage(notice, context),
    ),
};

/** Receivers of TLS should take 8,192 octets (RFC 5425, section 4.3.1); whoever sends them may say less. */
export const maxSyslogBytes = 8192;
/** Of one parameter, before escapes. */
const maxValueBytes = 512;
/** Of the text behind the parameters. */
const leastText = 64;
/** The enterprise number for examples (RFC 5612); the settings name the customer's. */
const exampleEnterprise = 32473;

function findingMessage(change: Change, context: FormatContext): string {
  const { finding, previous } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  return message(context, 'finding', facts.severity, context.scanTime, eventText(change, facts), {
    key: finding.key,
    event: facts.uid,
    control: finding.control,
    verdict: facts.verdict,
    previous: previous?.verdict ?? '',
    severity: finding.severity,
    change: facts.status,
    closed: String(facts.closed),
    resource: resource.uid,
    kind: resource.kind,
    cloud: resource.provider,
    account: resource.account,
    region: resource.region,
    firstSeen: finding.firstSeen,
    requirements: requirementIds(finding).join(','),
    waiver: facts.waiver ? `${facts.waiver.owner} until ${facts.waiver.until}: ${facts.waiver.reason}` : '',
  });
}

function noticeMessage(notice: Notice, context: FormatContext): string {
  const severity = noticeSeverity(notice);
  const text = noticeText(notice, context);
  const event = noticeUid(notice, context);
  if (notice.type === 'scan')
    return message(context, 'scan', severity, notice.at, text, { event, state: notice.state });
  const { gap } = notice;
  return message(context, 'gap', severity, notice.at, text, {
    key: gapKey(notice),
    event,
    verdict: 'unknown',
    operation: gap.operation,
    errorCode: gap.errorCode,
    permission: gap.permission,
    cloud: gap.provider,
    account: gap.account,
    region: gap.region,
  });
}

function message(
  context: FormatContext,
  id: string,
  severity: Severity,
  at: string,
  text: string,
  parameters: Record<string, string>,
): string {
  const { hostname = '', facility = 13, enterprise = exampleEnterprise } = context.settings.syslog ?? {};
  const most = context.settings.syslog?.messageBytes ?? maxSyslogBytes;
  const time = new Date(Number.isNaN(Date.parse(at)) ? context.scanTime : at).toISOString();
  const all = {
    ...parameters,
    scan: context.scan,
    organisation: context.organisation,
    simulated: String(context.simulated),
  };
  const written = Object.entries(all).filter(([, value]) => value !== '');
  const start = `<${facility * 8 + syslogSeverity[severity]}>1 ${time} ${ascii(hostname, 255)} plumbline - ${id}`;
  const head = within(most - leastText, (longest) => {
    const data = written.map(([name, value]) => ` ${name}="${parameter(value, longest)}"`).join('');
    return `${start} [plumbline@${enterprise}${data}] \ufeff`;
  });
  return head + clipBytes(oneLine(text), Math.max(leastText, most - Buffer.byteLength(head)));
}

/** Three characters are escaped in a value, and no others. */
function parameter(value: string, longest: number): string {
  return clipBytes(oneLine(value), Math.min(maxValueBytes, longest)).replace(/["\\\]]/g, '\\$&');
}

/** Printable ASCII, or the sign for nothing. */
function ascii(text: string, max: number): string {
  return text.replace(/[^!-~]/g, '').slice(0, max) || '-';
}
