import { existsSync, statSync } from 'node:fs';
import { openScanFolder } from '../../reports/view/folder.ts';
import { contextOf, type FormatSettings, type FormatWriter, formatOf } from '../formats/index.ts';
import { PlumblineError } from '../model/errors.ts';
import type { Notice } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import type { Severity, Verdict } from '../model/verdict.ts';
import { FinishedScan } from '../store/finished-scan.ts';
import { writeOut } from './export-out.ts';
import { boundMemory } from './memory.ts';
import { storePath } from './places.ts';
import { count, note, plainLine } from './terminal.ts';
import { assertKnown } from './words.ts';

export interface ExportFlags {
  scan?: string;
  format: string;
  /** A path, or `-`. */
  out: string;
  verdict: Verdict[];
  severity: Severity[];
  framework: string[];
  account: string[];
  securityHub?: string;
  store?: string;
}

/** A finished scan, wherever it lies. */
interface Source {
  summary: ScanSummary;
  findings(): AsyncIterable<Finding> | Iterable<Finding>;
  close(): void;
}

/**
 * Writes the findings of a scan in a format, one by one: memory does not grow with their number.
 *
 * @throws PlumblineError CONFIG_INVALID for a scan, format or filter that is not there; OUTPUT_UNWRITABLE, DISK_FULL;
 * STORE_CORRUPT when the scan is cut off or damaged.
 */
export async function exportScan(flags: ExportFlags): Promise<void> {
  boundMemory();
  if (!flags.scan)
    throw new PlumblineError('CONFIG_INVALID', 'No scan is named.', {
      hint: 'Give --scan with the folder that a scan wrote, the id of a scan in the store, or latest.',
    });
  const [name = '', version] = flags.format.split('@');
  const chosen = formatOf(name, version);
  const settings = settingsOf(flags);
  const source = await open(flags.scan, flags.store);
  try {
    assertFilters(flags, source.summary);
    const writer = chosen.format.writer(contextOf(source.summary, settings), chosen.version);
    const done = { events: 0, notices: 0, leftOut: 0 };
    const whole = count(source.summary.counts.findings);
    await untilStopped((signal) => {
      note(plainLine(`Scan ${source.summary.scan}, ${whole} findings, as ${name} ${chosen.version}`));
      return writeOut(
        flags.out,
        texts(source, flags, { writer, lines: chosen.format.kind === 'events', done }),
        signal,
      );
    });
    const parts = [`${count(done.events)} findings`, `${count(done.notices)} notices of the scan itself`];
    if (done.leftOut > 0) parts.push(`${count(done.leftOut)} left out: ${whyLeftOut(name)}`);
    note(plainLine(`${parts.join(', ')}${flags.out === '-' ? '' : `, in ${flags.out}`}`));
  } finally {
    source.close();
  }
}

/** Ctrl-C leaves no half-written file behind. */
async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const onSignal = () => stop.abort(new PlumblineError('ABORTED', 'stopped by Ctrl-C'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    await work(stop.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function open(scan: string, store: string | undefined): Promise<Source> {
  if (existsSync(scan) && statSync(scan).isDirectory()) {
    const folder = openScanFolder(scan);
    return { summary: folder.summary(), findings: () => folder.findings(), close: () => {} };
  }
  // What looks like a path is meant as one.
  if (/[/\\]/.test(scan)) openScanFolder(scan);
  const stored = await FinishedScan.open(storePath(store), scan);
  return {
    summary: stored.summary,
    *findings() {
      for (const line of stored.findingLines()) yield JSON.parse(line) as Finding; // written by addFinding
    },
    close: () => stored.close(),
  };
}

async function* texts(
  source: Source,
  flags: ExportFlags,
  to: { writer: FormatWriter; lines: boolean; done: { events: number; notices: number; leftOut: number } },
): AsyncGenerator<string> {
  const { writer, lines, done } = to;
  const end = lines ? '\n' : '';
  const opened = writer.open();
  if (opened !== '') yield opened;
  const notices = noticesOf(source.summary, flags);
  const tell = function* (of: readonly Notice[]) {
    for (const notice of of) {
      const text = writer.notice(notice);
      if (text === undefined) continue;
      done.notices += 1;
      if (text !== '') yield text + end;
    }
  };
  yield* tell(notices.filter((one) => one.type === 'scan' && one.state === 'started'));
  for await (const finding of source.findings()) {
    if (!isWanted(finding, flags)) continue;
    const text = writer.event({ finding, status: 'seen' });
    if (text === undefined) done.leftOut += 1;
    else {
      done.events += 1;
      if (text !== '') yield text + end;
    }
  }
  yield* tell(notices.filter((one) => one.type !== 'scan' || one.state !== 'started'));
  const closed = writer.close();
  if (closed !== '') yield closed;
}

function isWanted({ verdict, severity, frameworks, resource }: Finding, flags: ExportFlags): boolean {
  const { verdict: only, severity: severe, framework, account } = flags;
  if (only.length > 0 && !only.includes(verdict)) return false;
  if (severe.length > 0 && !severe.includes(severity)) return false;
  if (framework.length > 0 && !framework.some((id) => (frameworks[id] ?? []).length > 0)) return false;
  return account.length === 0 || account.includes(resource.account) || account.includes(resource.accountName);
}

/** What could not be seen hides behind no filter but those that name accounts or leave out what is unknown. */
function noticesOf(summary: ScanSummary, { verdict, account }: ExportFlags): Notice[] {
  const { startedAt, endedAt, outcome, gaps, scopes } = summary;
  const names = new Map(scopes.map((one) => [one.account, one.accountName]));
  const isHere = (id: string) => account.length === 0 || account.includes(id) || account.includes(names.get(id) ?? '');
  const ended = outcome.state === 'complete' ? (gaps.length > 0 ? 'incomplete' : 'finished') : 'failed';
  return [
    { type: 'scan', state: 'started', at: startedAt, reason: '' },
    ...(verdict.length === 0 || verdict.includes('unknown')
      ? gaps.filter((gap) => isHere(gap.account)).map((gap): Notice => ({ type: 'gap', gap, at: endedAt }))
      : []),
    { type: 'scan', state: ended, at: endedAt, reason: outcome.reason },
  ];
}

function assertFilters({ framework, account }: ExportFlags, { catalog, scopes }: ScanSummary): void {
  assertKnown(
    'framework',
    framework,
    catalog.frameworks.map(({ id }) => id),
  );
  assertKnown(
    'account',
    account,
    scopes.flatMap((one) => [one.accountName, one.account]),
  );
}

function settingsOf({ securityHub }: ExportFlags): FormatSettings {
  if (securityHub === undefined) return {};
  const [, account, region] = /^(\d{12})\/([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(securityHub) ?? [];
  if (!account || !region)
    throw new PlumblineError('CONFIG_INVALID', `"${securityHub}" names no Security Hub.`, {
      hint: 'Write the account and the region: --security-hub 111122223333/eu-west-1',
    });
  return { securityHub: { account, region } };
}

function whyLeftOut(format: string): string {
  return format === 'asff'
    ? 'they are of no AWS account; --security-hub names one that takes them'
    : 'the format has no place for them';
}
