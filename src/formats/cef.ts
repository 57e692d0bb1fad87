import type { Change, Notice } from '../model/event.ts';
import type { Verdict } from '../model/verdict.ts';
import type { FormatContext } from './context.ts';
import { epochMs, factsOf, gapKey, noticeSeverity, noticeText, noticeUid } from './facts.ts';
import { eventWriter, type Format } from './format.ts';
import { uuidOf } from './ids.ts';
import { formatVersions } from './names.ts';
import { remediationOf } from './remediation.ts';
import { requirementIds } from './requirements.ts';
import { cefSeverity } from './severity.ts';
import { payloadBytes } from './syslog-payload.ts';
import { clip, oneLine, within } from './text.ts';

/**
 * ArcSight Common Event Format, version 0: every parser takes it. Lengths are those of its columns.
 *
 * @see https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-25.1/pdfdoc/cef-implementation-standard/cef-implementation-standard.pdf
 */
export const cef: Format = {
  name: 'cef',
  about: 'ArcSight Common Event Format, one event a line',
  versions: formatVersions.cef,
  extension: 'cef',
  mediaType: 'text/plain',
  kind: 'events',
  writer: (context) =>
    eventWriter(
      (change) => findingLine(change, context),
      (notice) => noticeLine(notice, context),
    ),
};

/** What is not known is neither success nor failure. */
const outcomes: Record<Verdict, string> = {
  pass: 'success',
  fail: 'failure',
  unknown: 'unknown',
  manual: 'unknown',
  'not-applicable': 'not-applicable',
};

type Pairs = readonly (readonly [key: string, value: string | number, max?: number])[];

function findingLine(change: Change, context: FormatContext): string {
  const { finding } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  const { waiver } = facts;
  const control = context.controls.get(finding.control);
  const url = remediationOf(control, resource.provider)?.references[0] ?? '';
  return line(context, finding.control, finding.title, cefSeverity[facts.severity], [
    ['rt', epochMs(context.scanTime, context.startedAt)],
    ['start', epochMs(finding.firstSeen, context.scanTime)],
    ['end', epochMs(facts.status === 'gone' ? finding.lastSeen : context.scanTime, context.scanTime)],
    ['externalId', uuidOf(facts.uid), 40],
    ['cat', `posture/${control?.family ?? 'control'}`, 1023],
    ['act', facts.closed ? 'close' : facts.status, 63],
    ['outcome', outcomes[facts.verdict], 63],
    ['reason', facts.reason, 1023],
    ['msg', `${facts.verdict}: ${resource.name}: ${facts.reason}`, 1023],
    ['deviceExternalId', `${resource.provider}/${resource.account}`, 255],
    ['request', url, 1023],
    ...labelled('cs1', 'resource', resource.uid, 4000),
    ...labelled('cs2', 'findingKey', finding.key, 4000),
    ...labelled('cs3', 'controls', requirementIds(finding).join(','), 4000),
    ...labelled('cs4', 'cloud', `${resource.provider}/${resource.account}/${resource.region}`, 4000),
    ...labelled('cs5', 'verdict', facts.verdict, 4000),
    ...labelled('cs6', 'stateHash', finding.stateHash, 4000),
    ...(waiver
      ? labelled('flexString1', 'waiver', `${waiver.owner} until ${waiver.until}: ${waiver.reason}`, 1023)
      : []),
    ...simulated(context),
  ]);
}

function noticeLine(notice: Notice, context: FormatContext): string {
  const isGap = notice.type === 'gap';
  const name = isGap ? 'Plumbline could not see everything' : `Plumbline scan ${notice.state}`;
  const id = isGap ? 'coverage' : `scan-${notice.state}`;
  const done = !isGap && (notice.state === 'finished' ? 'success' : notice.state === 'failed' ? 'failure' : 'unknown');
  return line(context, id, name, cefSeverity[noticeSeverity(notice)], [
    ['rt', epochMs(notice.at, context.scanTime)],
    ['externalId', uuidOf(noticeUid(notice, context)), 40],
    ['cat', isGap ? 'scan/gap' : 'scan/lifecycle', 1023],
    ['outcome', done || 'unknown', 63],
    ['msg', noticeText(notice, context), 1023],
    ...(isGap
      ? [
          ['reason', notice.gap.errorCode || notice.gap.reason, 1023] as const,
          ['deviceExternalId', `${notice.gap.provider}/${notice.gap.account}`, 255] as const,
          ...labelled('cs1', 'operation', notice.gap.operation, 4000),
          ...labelled('cs2', 'gapKey', gapKey(notice), 4000),
          ...labelled('cs3', 'permission', notice.gap.permission, 4000),
          ...labelled('cs4', 'cloud', `${notice.gap.provider}/${notice.gap.account}/${notice.gap.region}`, 4000),
          ...labelled('cs5', 'verdict', 'unknown', 4000),
        ]
      : labelled('cs5', 'state', notice.state, 4000)),
    ...simulated(context),
  ]);
}

function simulated(context: FormatContext): Pairs {
  return context.simulated ? labelled('flexString2', 'simulatedEstate', 'true', 1023) : [];
}

/** A value without its label is dropped by some receivers, a label without a value by others. */
function labelled(key: string, label: string, value: string, max: number): Pairs {
  return value === ''
    ? []
    : [
        [`${key}Label`, label, 1023],
        [key, value, max],
      ];
}

function line({ version, settings }: FormatContext, id: string, name: string, severity: number, pairs: Pairs): string {
  const head = ['CEF:0', 'Plumbline', 'Plumbline', header(version, 31), header(id, 1023), header(name, 512), severity];
  const written = pairs.filter(([, value]) => value !== '');
  return within(payloadBytes(settings), (longest) => {
    const extension = written.map(([key, value, max = 1023]) =>
      typeof value === 'number' ? `${key}=${value}` : `${key}=${extensionValue(value, Math.min(max, longest))}`,
    );
    return `${head.join('|')}|${extension.join(' ')}`;
  });
}

/** In the header `|` and `\` are escaped, and a line may not end. */
function header(text: string, max: number): string {
  return clip(oneLine(text), max).replace(/[\\|]/g, '\\$&') || '-'; // every field of it is required
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const otherControls = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/g;

/** In the extension `=`, `\` and line ends are escaped; the length is that of the value as it is read. */
function extensionValue(text: string, max: number): string {
  return clip(text.replace(otherControls, ' ').trim(), max)
    .replace(/[\\=]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
