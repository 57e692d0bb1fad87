import { closeSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { headlineOf } from '../../reports/view/headline.ts';
import { type FailOn, gateOf } from '../config/fail-on.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { type Severity, severities } from '../model/verdict.ts';
import { expectedPerMinute } from '../scan/plan.ts';
import { type NewFailures, newLine } from './new-failures.ts';
import type { Announcement, ScanDone } from './scan-job.ts';
import { columns, count, jsonText, minutes, note, out, paint } from './terminal.ts';
import { version } from './version.ts';

/** What is said before the first call of a scan. */
export function announce({ identities, estimate, catalog, scan }: Announcement): void {
  note(`Plumbline ${version()}   catalog ${catalog.version}, ${catalog.controls} controls   scan ${scan}`);
  for (const row of columns(
    identities.map(({ name, account, identity }) => ['  as', identity, name === account ? '' : `(${name})`]),
  ))
    note(row);
  const time = duration(estimate.minutes);
  note(
    estimate.basis === 'last scan'
      ? `Expecting about ${count(estimate.calls)} calls and ${time}, as in the last scan.`
      : `Expecting at least ${count(estimate.lists)} calls for the lists, ${time}; then one to five a resource, for each 1,000 of them ${duration(1000 / expectedPerMinute)} to ${duration(5000 / expectedPerMinute)}.`,
  );
}

const duration = (minutes: number): string =>
  minutes < 1 ? 'less than a minute' : `about ${Math.ceil(minutes)} minutes`;

/** The same as a line of the log. */
export function announceJson(what: Announcement): void {
  note(jsonText({ at: new Date().toISOString(), event: 'start', version: version(), ...what }));
}

/** The result on stdout: what could not be seen, the three numbers, what is worst, where the files are. */
export function printResult({ summary, folder, files, fresh }: ScanDone, json: boolean): void {
  if (json) {
    out(jsonText(summary));
    return;
  }
  const { gaps, counts, calls } = summary;
  const seen = gaps.filter((gap) => gap.verdicts > 0).slice(0, 5);
  if (seen.length > 0) {
    out('Could not see:');
    const rows = seen.map((gap) => [
      `  ${nameOf(summary, gap.account)} ${gap.region}:`,
      `${gap.operation} ${gap.errorCode || gap.reason}`,
      `(${gap.verdicts} verdicts unknown)`,
    ]);
    for (const row of columns(rows)) out(row);
    if (gaps.length > seen.length) out(`  and ${gaps.length - seen.length} more; see Coverage in the report.`);
    const lacking = new Set(gaps.filter((gap) => gap.permission).map((gap) => gap.provider));
    for (const provider of lacking) out(`  \`plumbline permissions ${provider}\` prints the policy to add.`);
    out();
  }
  out(paint(process.stdout, 'bold', numbers(summary)));
  for (const row of columns(worst(folder))) out(row);
  if (fresh) out(newLine(fresh));
  out();
  for (const path of [...files, 'scan.json', 'manifest.json']) out(join(folder, basename(path)));
  out(
    `${count(counts.resources)} resources, ${count(counts.findings)} findings, ${count(calls.total)} calls, ${minutes(Date.parse(summary.endedAt) - Date.parse(summary.startedAt))}`,
  );
}

/** The three numbers in one line, as the reports say them: rounded down, so that 100 % means all. */
export function numbers(summary: ScanSummary): string {
  const { assessed, upright, open, uncounted } = headlineOf(summary);
  const [most, least] = uncounted > 0 ? ['at most ', 'at least '] : ['', ''];
  const judged = upright.of === 0 ? 'nothing judged' : `${upright.text} of judged`;
  return `Assessed ${most}${assessed.text}   Upright ${judged}   Open ${least}${open.critical} critical, ${open.high} high`;
}

/**
 * Exit code of a finished scan: a failed gate before gaps.
 *
 * @param fresh Failures that are new; looked at for `new:` only.
 */
export function gateCode(
  summary: ScanSummary,
  failOn: FailOn | undefined,
  failOnGaps: boolean,
  fresh?: NewFailures,
): number {
  if (failOn !== undefined) {
    const { severity, onlyNew } = gateOf(failOn);
    // Where nobody counted what is new, every failure may be.
    const failures = (one: Severity) =>
      onlyNew && fresh ? fresh.bySeverity[one] : summary.counts.bySeverity[one].fail;
    if (severities.slice(0, severities.indexOf(severity) + 1).some((one) => failures(one) > 0)) return 1;
  }
  const unseen = summary.gaps.length > 0 || severities.some((one) => summary.counts.bySeverity[one].unknown > 0);
  return failOnGaps && unseen ? 3 : 0;
}

/** The first failures of the file, which is ordered worst first, one a control. */
function worst(folder: string): string[][] {
  const rows: string[][] = [];
  const controls = new Set<string>();
  const lines = beginning(join(folder, 'findings.ndjson')).split('\n');
  lines.pop(); // empty, or cut off
  for (const line of lines) {
    const finding = JSON.parse(line) as Finding; // our own file
    if (finding.verdict !== 'fail' || rows.length >= 8) break;
    if (controls.has(finding.control)) continue;
    controls.add(finding.control);
    const { accountName, region, name } = finding.resource;
    rows.push([
      `  ${finding.severity}`,
      finding.control,
      finding.title,
      `${accountName}/${region}/${name.slice(0, 60)}`,
    ]);
  }
  return rows;
}

/** The first megabytes of a file that may be longer than any string. */
function beginning(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(4 << 20);
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0)).toString('utf8');
  } finally {
    closeSync(file);
  }
}

function nameOf(summary: ScanSummary, account: string): string {
  return summary.scopes.find((one) => one.account === account)?.accountName ?? account;
}
