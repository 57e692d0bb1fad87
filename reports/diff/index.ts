import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import { type Absence, type ChangeStatus, changeStatuses } from '../../src/model/change.ts';
import type { DiffReport, DiffRow, DiffSide } from '../../src/model/diff-report.ts';
import type { Json } from '../../src/model/json.ts';
import { severities, type Verdict } from '../../src/model/verdict.ts';
import { fontCss, templateText } from '../view/assets.ts';
import { absenceWords, changeWords } from '../view/drift-words.ts';
import { shortened } from '../view/visible.ts';
import { visibleText } from '../view/visible-text.ts';
import { thousands, utc } from '../view/words.ts';

/** Characters of a name or value from a cloud that a row shows. */
const roomForName = 300;
const roomForValue = 200;

/** A page that says what changed between two scans: no script, nothing fetched, everything from clouds escaped. */
export function diffHtml(report: DiffReport): string {
  const css = `${fontCss([
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 300, subsets: ['latin'] },
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 400, subsets: ['latin', 'latin-ext'] },
    { font: 'ibm-plex-sans', family: 'Plumb Sans', weight: 600, subsets: ['latin'] },
    { font: 'ibm-plex-mono', family: 'Plumb Mono', weight: 400, subsets: ['latin'] },
  ])}\n${templateText('report', '1-base.css')}\n${templateText('diff', 'diff.css')}`;
  const hash = createHash('sha256').update(css).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; font-src data:; base-uri 'none'; form-action 'none'`;
  const engine = Handlebars.create();
  const helpers: Record<string, Handlebars.HelperDelegate> = {
    /** The one place where text is not escaped: our own style sheet. */
    css: () => new Handlebars.SafeString(css),
    num: (value: number) => thousands(value),
    /** An identifier in pieces between which it may be broken. */
    pieces: (text: string) => text.split(/(?<=[/:,&?@|-])|(?<=[^/:,&?@|-]{40})/),
  };
  engine.registerHelper(helpers);
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  const options = { strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true };
  return engine.compile(templateText('diff', 'diff.hbs'), options)({ ...viewOf(report), policy });
}

function viewOf(report: DiffReport) {
  const { before, now, counts, scope, changes } = report;
  const list = (names: readonly string[]) =>
    names.slice(0, 50).map((name) => visibleText(shortened(name, roomForName)));
  return {
    organisation: visibleText(now.organisation),
    otherOrganisation: before.organisation === now.organisation ? '' : visibleText(before.organisation),
    simulated: before.simulated || now.simulated,
    version: now.version,
    sides: [sideView('Before', before), sideView('Now', now)],
    differs: scope.onlyBefore.length > 0 || scope.onlyNow.length > 0 || scope.catalog !== null,
    onlyBefore: { names: list(scope.onlyBefore), more: Math.max(0, scope.onlyBefore.length - 50) },
    onlyNow: { names: list(scope.onlyNow), more: Math.max(0, scope.onlyNow.length - 50) },
    catalog: scope.catalog ? { before: visibleText(scope.catalog.before), now: visibleText(scope.catalog.now) } : null,
    failureWord: severities.reduce((sum, one) => sum + counts.newFailures[one], 0) === 1 ? 'failure' : 'failures',
    failures: severities.reduce((sum, one) => sum + counts.newFailures[one], 0),
    bySeverity: severities
      .filter((severity) => counts.newFailures[severity] > 0)
      .map((severity) => ({ severity, count: counts.newFailures[severity] })),
    totals: changeStatuses.map((status) => ({
      title: changeWords[status].title,
      count: counts.byStatus[status],
      href: status === 'still' || counts.byStatus[status] === 0 ? '' : `#${status}`,
    })),
    parts: changeStatuses
      .filter((status) => status !== 'still')
      .map((status) => partView(report, status, changes))
      .filter(({ count }) => count > 0),
  };
}

function sideView(word: string, { scan, endedAt, catalog, verdicts }: DiffSide) {
  const of = (verdict: Verdict) => verdicts[verdict];
  return {
    ...{ word, scan: visibleText(scan), when: utc(endedAt), catalog: visibleText(catalog.version) },
    ...{ fail: of('fail'), unknown: of('unknown'), manual: of('manual'), pass: of('pass') },
  };
}

function partView({ counts }: DiffReport, status: ChangeStatus, changes: readonly DiffRow[]) {
  const rows = changes.filter((one) => one.status === status);
  const why: Record<string, number> =
    status === 'blind' ? counts.blindBecause : status === 'new' ? counts.newBecause : {};
  return {
    id: status,
    ...changeWords[status],
    count: counts.byStatus[status],
    more: counts.byStatus[status] - rows.length,
    why: Object.entries(why)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => ({ count, words: absenceWords[name as Absence | 'unknown'] })), // their keys
    rows: rows.map(rowView),
  };
}

function rowView({
  severity,
  control,
  title,
  resource,
  verdict,
  previousVerdict,
  absence,
  reason,
  facts,
  key,
}: DiffRow) {
  const shown = (text: string, most = roomForName) => visibleText(shortened(text, most));
  return {
    ...{ severity, control: shown(control), title: shown(title), key: shown(key) },
    ...{ name: shown(resource.name), uid: shown(resource.uid), region: shown(resource.region) },
    account: shown(resource.accountName),
    was: previousVerdict ?? 'not there',
    is: verdict ?? (absence === null ? 'not there' : 'not known'),
    because: absence === null ? '' : absenceWords[absence],
    reason: shown(reason),
    facts: facts.slice(0, 10).map((one) => ({
      fact: shown(one.fact),
      before: valueText(one.before),
      now: valueText(one.now),
    })),
  };
}

function valueText(value: Json): string {
  return value === null ? 'none, or not known' : visibleText(shortened(JSON.stringify(value), roomForValue));
}
