import { absenceWords, changeWords } from '../../reports/view/drift-words.ts';
import { type Absence, type ChangeStatus, changeStatuses } from '../model/change.ts';
import type { DiffReport, DiffRow, DiffSide } from '../model/diff-report.ts';
import type { Json } from '../model/json.ts';
import { severities } from '../model/verdict.ts';
import { columns, count, paint, plainLine } from './terminal.ts';

/** A diff for people, on a terminal. */
export function diffText(report: DiffReport): string {
  const { before, now, counts, changes } = report;
  const lines = [
    ...columns([
      ['Before', ...sideOf(before)],
      ['Now', ...sideOf(now)],
    ]),
    ...scopeLines(report),
    '',
    paint(process.stdout, 'bold', headline(report)),
  ];
  for (const status of changeStatuses) {
    const rows = changes.filter((one) => one.status === status);
    if (rows.length === 0) continue;
    lines.push('', paint(process.stdout, 'bold', `${changeWords[status].title} (${count(counts.byStatus[status])})`));
    lines.push(...becauseLines(report, status), ...columns(rows.flatMap(rowOf)));
    const rest = counts.byStatus[status] - rows.length;
    if (rest > 0) lines.push(`  and ${count(rest)} more; --format json has all of them`);
  }
  return `${lines.join('\n')}\n`;
}

function sideOf({ scan, organisation, endedAt, simulated }: DiffSide): string[] {
  return [scan, `${endedAt.slice(0, 16).replace('T', ' ')} UTC`, `${organisation}${simulated ? ' (simulated)' : ''}`];
}

/** What differs beside the findings: without it, the numbers would be read wrongly. */
function scopeLines({ before, now, scope }: DiffReport): string[] {
  const { onlyBefore, onlyNow, catalog } = scope;
  const out: string[] = [];
  const tell = (who: string, names: readonly string[]) => {
    if (names.length === 0) return;
    const more = names.length > 12 ? `, and ${count(names.length - 12)} more` : '';
    out.push(plainLine(`  only ${who}: ${names.slice(0, 12).join(', ')}${more}`));
  };
  tell('before', onlyBefore);
  tell('now', onlyNow);
  if (catalog) out.push(plainLine(`  catalog ${catalog.before} before, ${catalog.now} now`));
  if (before.organisation !== now.organisation) out.push('  these are two organisations');
  return out.length === 0 ? [] : ['The two scans differ in what they asked, or judged with:', ...out];
}

function headline({ counts }: DiffReport): string {
  const failures = severities.reduce((sum, one) => sum + counts.newFailures[one], 0);
  const worst = severities
    .filter((one) => counts.newFailures[one] > 0)
    .map((one) => `${count(counts.newFailures[one])} ${one}`);
  const told = worst.length > 0 ? ` (${worst.join(', ')})` : '';
  const { new: fresh, changed, resolved, gone, blind, still } = counts.byStatus;
  return `${count(failures)} new ${failures === 1 ? 'failure' : 'failures'}${told}   ${count(resolved)} fixed   ${count(blind)} newly blind   ${count(fresh)} new   ${count(changed)} changed   ${count(gone)} gone   ${count(still)} the same`;
}

/** Of what one scan could not have: why. */
function becauseLines({ counts }: DiffReport, status: ChangeStatus): string[] {
  const why: Record<string, number> =
    status === 'blind' ? counts.blindBecause : status === 'new' ? counts.newBecause : {};
  return Object.entries(why)
    .filter(([, many]) => many > 0)
    .map(([name, many]) => `  ${count(many)} ${absenceWords[name as Absence | 'unknown']}`); // their keys
}

function rowOf(row: DiffRow): string[][] {
  const { severity, control, title, resource, absence, facts } = row;
  const where = `${resource.accountName}/${resource.region}/${resource.name.slice(0, 60)}`;
  const why = absence ? `${verdictsOf(row)}; ${absenceWords[absence]}` : verdictsOf(row);
  const first = [`  ${severity}`, control, title, where, why];
  const told = facts.slice(0, 3).map(({ fact, before, now }) => `${fact}: ${short(before)} -> ${short(now)}`);
  return [first, ...told.map((one) => ['', '', `  ${one}`])];
}

function verdictsOf({ verdict, previousVerdict }: DiffRow): string {
  if (previousVerdict === null) return String(verdict);
  return verdict === null ? `was ${previousVerdict}` : `${previousVerdict} -> ${verdict}`;
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
