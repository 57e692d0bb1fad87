import { canonical } from '../../../src/model/canonical.ts';
import type { Finding, MissingFact, Observed } from '../../../src/model/finding.ts';
import type { Json } from '../../../src/model/json.ts';
import { evidenceOf } from '../../view/citations.ts';
import { daysWords, openDays } from '../../view/open-days.ts';
import { counted, listed, missingWords, providerNames } from '../../view/words.ts';
import { longestText } from '../text.ts';

/** Findings of one control, one verdict and one place that say the same, ready for the table. */
export interface RowGroup {
  /** `ml-dev (AWS 211122223332), eu-central-1`. */
  place: string;
  /** `14 notebooks`. */
  what: string;
  /** What was observed, where all rows of the group share it. */
  observed: string[];
  /** What the identifiers of all rows begin with, or ``. */
  prefix: string;
  /** Rows of two short identifiers side by side, or of one long one. */
  rows: Row[];
}

export interface Row {
  cells: Cell[];
  /** One resource takes the whole width. */
  wide: boolean;
}

interface Cell {
  /** Name, where the identifier does not end with it. */
  name: string;
  id: string;
  /** What was observed, where the rows of the group differ. */
  observed: string[];
  /** The same in short, for passes; since when, for failures. */
  value: string;
  evidence: number[];
}

/** Characters of an identifier that fit into half of the width. */
const halfWidth = 38;
/** Resources of several kinds that stay in one group. */
const keptTogether = 5;

/**
 * Groups neighbouring findings of one place by what was observed: equal findings are said once, with a list of
 * resources below. Those that stand alone are gathered in one group whose rows each say what was observed.
 *
 * @param findings of one control, verdict, account and region.
 */
export function rowGroups(findings: Finding[]): RowGroup[] {
  if (findings[0]?.verdict === 'pass') return passGroups(findings);
  const bySignature = [...Map.groupBy(findings, signatureOf).values()];
  const isShared = (group: Finding[]) => group.length > 1 || bySignature.length === 1;
  const shared = bySignature.filter(isShared).flatMap((group) => toGroups(group, 'once'));
  const alone = bySignature.filter((group) => !isShared(group)).flat();
  return [...shared, ...toGroups(alone, 'each')];
}

/** Passes are many: one group for a place, each with the value that was seen; those by design say so once. */
function passGroups(findings: Finding[]): RowGroup[] {
  const isByDesign = (finding: Finding) => finding.observed.some((one) => one.byDesign);
  const read = findings.filter((finding) => !isByDesign(finding));
  const designed = Map.groupBy(findings.filter(isByDesign), signatureOf).values();
  return [...toGroups(read, 'short'), ...[...designed].flatMap((group) => toGroups(group, 'once'))];
}

/** How the rows of a group say what was observed: above them, each at length, or each in short. */
type Style = 'once' | 'each' | 'short';

/** One group where there is little to list; else one for each kind, whose identifiers share more of their beginning. */
function toGroups(findings: Finding[], style: Style): RowGroup[] {
  const groups =
    findings.length > keptTogether ? Map.groupBy(findings, ({ resource }) => resource.nativeType).values() : [findings];
  return [...groups].filter((group) => group.length > 0).map((group) => toGroup(group, style));
}

function toGroup(findings: Finding[], style: Style): RowGroup {
  const [first] = findings as [Finding, ...Finding[]]; // A group has at least one.
  const { provider, account, accountName, region } = first.resource;
  const ids = findings.map((finding) => finding.resource.uid).filter((uid) => uid.length <= longestText);
  const prefix = first.population ? '' : commonPrefix(ids);
  // Said once where all of them were first seen on the same day.
  const days = new Set(findings.map(sinceWords));
  const together = days.size === 1 ? sinceWords(first) : '';
  const cells = findings.map((finding) => cellOf(finding, prefix, style, together === '' ? sinceWords(finding) : ''));
  const kinds = Map.groupBy(findings, (finding) => finding.resource.kind);
  return {
    place: `${accountName || account} (${providerNames[provider]}${accountName === account ? '' : ` ${account}`}), ${region}`,
    what: `${
      first.population
        ? `Number not known: ${first.population.references ? 'what refers to them' : 'the list'} could not be read`
        : listed([...kinds].map(([kind, members]) => counted(kind, members.length)))
    }${together ? `, open since ${together}` : ''}`,
    observed: style === 'once' ? observedWords(first) : [],
    prefix,
    rows: toRows(cells),
  };
}

/** Short cells two by two, long ones alone, in order. */
function toRows(cells: Cell[]): Row[] {
  const rows: Row[] = [];
  for (const cell of cells) {
    const length = cell.name.length + cell.id.length + cell.value.length;
    const wide = cell.observed.length > 0 || length > halfWidth || cell.evidence.length > 2;
    const last = rows.at(-1);
    if (!wide && last && !last.wide && last.cells.length === 1) last.cells.push(cell);
    else rows.push({ cells: [cell], wide });
  }
  return rows;
}

function cellOf(finding: Finding, prefix: string, style: Style, since: string): Cell {
  const { uid, name } = finding.resource;
  const start = uid.length <= longestText ? prefix.length : 0; // What is shortened is shortened, and hashed, as a whole.
  const speaks = uid.toLowerCase().endsWith(name.toLowerCase());
  return {
    name: finding.population || speaks ? '' : name,
    id: finding.population
      ? `${finding.population.operation}, ${finding.resource.nativeType}`
      : uid.slice(start) || uid,
    observed: style === 'each' ? observedWords(finding) : [],
    value: style === 'short' ? shortValue(finding) : since && `since ${since}`,
    evidence: evidenceOf(finding),
  };
}

/** `2026-11-20 (12 days)`: since when a failure is open; `` for what is no failure. */
function sinceWords({ verdict, firstSeen, lastSeen }: Finding): string {
  const days = verdict === 'fail' ? openDays(firstSeen, lastSeen) : null;
  return days === null ? '' : `${firstSeen.slice(0, 10)} (${daysWords(days)})`;
}

/** What was seen and where it was read, or why it is not known: one line for each fact. */
export function observedWords(finding: Finding): string[] {
  const known = finding.observed.filter((one) => one.value !== undefined).map(knownWords);
  return [...known, ...finding.missing.map(missingFactWords)];
}

/** The value alone where there is one, else each with its fact. */
function shortValue({ observed }: Finding): string {
  const known = observed.flatMap(({ fact, value }) => (value === undefined ? [] : [{ fact, text: valueText(value) }]));
  return known.map(({ fact, text }) => (known.length === 1 ? text : `${fact} ${text}`)).join(', ');
}

function valueText(value: Json): string {
  return typeof value === 'string' && value !== '' ? value : canonical(value);
}

function knownWords({ fact, value, from, byDesign }: Observed): string {
  const text = value === undefined ? '' : valueText(value);
  const where = from.filter((one) => one.evidence !== 0).map(placeWords);
  if (byDesign) return `${fact} is ${text}, by design of the platform (${byDesign.source}, read ${byDesign.asOf})`;
  return where.length > 0 ? `${fact} is ${text} (${[...new Set(where)].join(', ')})` : `${fact} is ${text}`;
}

const placeWords = ({ operation, pointer, part }: Observed['from'][number]): string =>
  [operation, pointer, part].filter(Boolean).join(' ');

function missingFactWords(missing: MissingFact): string {
  const code = missing.errorCode ? ` (${missing.errorCode})` : '';
  const needs = missing.permission ? `; needs ${missing.permission}` : '';
  const words = missingWords(missing.reason, missing.operation ? [missing.operation] : []);
  return `${missing.fact === '(list)' ? '' : `${missing.fact} is not known: `}${words}${code}${needs}${missing.detail ? `. ${missing.detail}` : ''}`;
}

/** Equal for findings that say the same of different resources. */
function signatureOf(finding: Finding): string {
  return JSON.stringify([
    finding.population ?? '',
    finding.observed.map((one) => [one.fact, one.value, one.byDesign, one.from.map(placeWords)]),
    finding.missing.map(({ evidence: _, ...rest }) => rest),
  ]);
}

/** What all begin with, up to a separator; `` where that saves little. */
export function commonPrefix(ids: string[]): string {
  const [first = '', ...others] = ids;
  if (others.length === 0) return '';
  let length = first.length;
  for (const id of others) {
    let same = 0;
    while (same < length && id[same] === first[same]) same++;
    length = same;
  }
  const end = Math.max(first.lastIndexOf('/', length - 1), first.lastIndexOf(':', length - 1)) + 1;
  return length > 0 && end >= 12 ? first.slice(0, end) : '';
}
