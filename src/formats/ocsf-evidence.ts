import type { Finding, MissingFact, Observed } from '../model/finding.ts';
import type { FormatContext } from './context.ts';
import { bounded, quoted } from './text.ts';

/** Evidence artifacts of one event, and characters of all of them; the scan's folder holds all. */
const most = 40;
const longest = 64 * 1024;

/**
 * What was observed, and what could not be: one artifact a fact, with the calls that told it.
 *
 * @returns `"evidences":[...],` or nothing where there is none; and how many were left out.
 */
export function evidencesOf(finding: Finding, context: FormatContext): { evidences: string; cut: number } {
  const { observed, missing } = finding;
  if (observed.length + missing.length === 0) return { evidences: '', cut: 0 };
  let out = '';
  let written = 0;
  // What could not be seen comes first: it must not be what is cut.
  for (const one of [
    ...missing.map((each) => () => ofMissing(each, context)),
    ...observed.map((each) => () => ofObserved(each, context)),
  ]) {
    if (written === most || out.length > longest) break;
    out += `${out === '' ? '' : ','}${one()}`;
    written += 1;
  }
  return { evidences: `"evidences":[${out}],`, cut: observed.length + missing.length - written };
}

function ofObserved(one: Observed, context: FormatContext): string {
  const source = one.from[0];
  const value = one.value === undefined ? '' : `"value":${bounded(one.value)},`;
  const design = one.byDesign ? `,"by_design":${bounded(one.byDesign)}` : '';
  return `{"name":${quoted(one.fact, 256)},${source ? origin(source.operation, source.evidence, context) : ''}"data":{${value}"known":${one.value !== undefined},"from":${bounded(one.from)}${design}}}`;
}

function ofMissing(one: MissingFact, context: FormatContext): string {
  const { fact, operation, evidence, ...rest } = one;
  return `{"name":${quoted(fact, 256)},${operation ? origin(operation, evidence ?? 0, context) : ''}"data":{"known":false,"missing":${bounded(rest)}}}`;
}

/** Number of the call within the scan, and the call itself. */
function origin(operation: string, evidence: number, context: FormatContext): string {
  const at = operation.indexOf(':');
  const uid = evidence > 0 ? `"uid":${quoted(`${context.scan}#${evidence}`, 256)},` : '';
  return `${uid}"api":{"operation":${quoted(operation.slice(at + 1), 256)}${at > 0 ? `,"service":{"name":${quoted(operation.slice(0, at), 256)}}` : ''}},`;
}
