import type { Change, Notice } from '../model/event.ts';
import type { FormatContext } from './context.ts';
import { factsOf, gapKey, noticeText, noticeUid } from './facts.ts';
import type { Format } from './format.ts';
import { formatVersions } from './names.ts';
import { requirementIds } from './requirements.ts';
import { bounded, clip } from './text.ts';

/** Comma-separated values by RFC 4180, with a byte order mark: spreadsheets then read it as UTF-8. */
export const csv: Format = {
  name: 'csv',
  about: 'a table for spreadsheets, one row a finding',
  versions: formatVersions.csv,
  extension: 'csv',
  mediaType: 'text/csv',
  kind: 'document',
  writer: (context) => ({
    open: () => `\ufeff${row(columns)}`,
    event: (change) => rowOf(findingCells(change, context)),
    notice: (notice) => (notice.type === 'gap' ? rowOf(gapCells(notice, context)) : undefined),
    close: () => '',
  }),
};

const columns = [
  'type',
  'verdict',
  'severity',
  'change',
  'control',
  'title',
  'reason',
  'provider',
  'account',
  'account_name',
  'region',
  'kind',
  'native_type',
  'resource',
  'name',
  'first_seen',
  'last_seen',
  'observed',
  'missing',
  'requirements',
  'waiver',
  'finding_key',
  'event_uid',
  'scan',
  'organisation',
  'simulated',
] as const;

type Cells = Record<(typeof columns)[number], string>;

function findingCells(change: Change, context: FormatContext): Cells {
  const { finding } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  return {
    type: finding.population ? 'list' : 'resource',
    verdict: facts.verdict,
    severity: finding.severity,
    change: facts.status,
    control: finding.control,
    title: finding.title,
    reason: facts.reason,
    provider: resource.provider,
    account: resource.account,
    account_name: resource.accountName,
    region: resource.region,
    kind: resource.kind,
    native_type: resource.nativeType,
    resource: resource.uid,
    name: resource.name,
    first_seen: finding.firstSeen,
    last_seen: finding.lastSeen,
    observed: finding.observed
      .map(({ fact, value }) => `${fact}=${value === undefined ? 'not known' : bounded(value, 2000)}`)
      .join('; '),
    missing: finding.missing
      .map(({ fact, reason, operation, errorCode }) => [fact, reason, operation, errorCode].filter(Boolean).join(' '))
      .join('; '),
    requirements: requirementIds(finding).join(' '),
    waiver: facts.waiver ? `${facts.waiver.owner} until ${facts.waiver.until}: ${facts.waiver.reason}` : '',
    finding_key: finding.key,
    event_uid: facts.uid,
    scan: context.scan,
    organisation: context.organisation,
    simulated: String(context.simulated),
  };
}

function gapCells(notice: Extract<Notice, { type: 'gap' }>, context: FormatContext): Partial<Cells> {
  const { gap } = notice;
  return {
    type: 'gap',
    verdict: 'unknown',
    control: 'coverage',
    reason: noticeText(notice, context),
    provider: gap.provider,
    account: gap.account,
    region: gap.region,
    missing: [gap.operation, gap.reason, gap.errorCode].filter(Boolean).join(' '),
    finding_key: gapKey(notice),
    event_uid: noticeUid(notice, context),
    scan: context.scan,
    organisation: context.organisation,
    simulated: String(context.simulated),
  };
}

function rowOf(cells: Partial<Cells>): string {
  return row(columns.map((name) => cells[name] ?? ''));
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** A cell of Excel holds no more. */
const longest = 32_000;

/**
 * What a spreadsheet would run as a formula gets an apostrophe before it; control characters become blanks.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const line = clip(text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' '), longest);
  const safe = /^[\s\p{Cf}]*[=+\-@\uff0b\uff0d\uff1d\uff20|%]/u.test(line) ? `'${line}` : line;
  return /[",;']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
