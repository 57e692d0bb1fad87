import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openScanFolder } from '../../reports/view/folder.ts';
import { PlumblineError } from '../model/errors.ts';
import type { CallRecord } from '../model/evidence.ts';
import type { Source } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { fixText } from './fix-text.ts';
import { columns, jsonText, out, plainLine, plainText } from './terminal.ts';

/**
 * Tells one finding: what was read by which calls, how it was judged, what the cloud's own rules say, what to do.
 *
 * @throws PlumblineError CONFIG_INVALID when there is no such finding, or more than one begins so.
 */
export async function explain(key: string, dir: string | undefined, json: boolean): Promise<void> {
  if (!/^[0-9a-f]{8,64}$/i.test(key))
    throw new PlumblineError('CONFIG_INVALID', `"${key}" is not a finding key.`, {
      hint: 'A key is 8 to 64 hexadecimal digits, as shown in the reports.',
    });
  const folder = openScanFolder(dir ?? newest());
  const found: Finding[] = [];
  for await (const finding of folder.findings()) {
    if (finding.key.startsWith(key.toLowerCase())) found.push(finding);
    if (found.length > 1) break;
  }
  const [finding] = found;
  if (!finding)
    throw new PlumblineError('CONFIG_INVALID', `No finding of this scan begins with ${key}.`, {
      hint: 'Name the folder of the scan with --scan.',
    });
  if (found.length > 1)
    throw new PlumblineError('CONFIG_INVALID', `More than one finding begins with ${key}.`, {
      hint: 'Give more of its digits.',
    });
  if (json) {
    out(jsonText(finding, 1));
    return;
  }
  const cited = new Set([
    ...finding.observed.flatMap((one) => one.from.map((source) => source.evidence)),
    ...finding.missing.map((one) => one.evidence ?? 0),
  ]);
  const calls = new Map<number, CallRecord>();
  for await (const call of folder.calls()) if (cited.has(call.number)) calls.set(call.number, call);
  print(finding, folder.summary(), calls);
}

function print(finding: Finding, summary: ScanSummary, calls: ReadonlyMap<number, CallRecord>): void {
  const { resource } = finding;
  // What clouds named stays on its line; only our own text has breaks.
  const say = (text: string) => out(plainLine(text));
  const ours = (text: string) => out(plainText(text));
  const control = summary.catalog.controls.find((one) => one.id === finding.control);
  say(`${finding.verdict.toUpperCase()}  ${finding.control}  ${finding.title}  (${finding.severity})`);
  say(`${resource.nativeType} ${resource.name} in ${resource.accountName} ${resource.region}`);
  say(resource.uid);
  out();
  say(finding.reason);
  say(`Since ${finding.firstSeen}, key ${finding.key}`);
  if (control)
    ours(
      `\nHow it is judged\n${control.when ? `  when  ${control.when}\n` : ''}  pass  ${control.pass}\n  ${control.why.trim()}`,
    );
  if (finding.observed.length > 0) {
    ours('\nObserved');
    for (const one of finding.observed) {
      say(`  ${one.fact} = ${one.value === undefined ? 'not known' : jsonText(one.value)}`);
      if (one.byDesign) say(`      by design of the platform: ${one.byDesign.source} (read ${one.byDesign.asOf})`);
      for (const source of one.from) say(`      ${placeOf(source)}   ${cite(source.evidence, calls)}`);
    }
  }
  if (finding.missing.length > 0) {
    ours('\nNot known');
    for (const one of finding.missing) {
      say(`  ${one.fact}: ${[one.reason, one.operation, one.errorCode, one.detail].filter(Boolean).join(', ')}`);
      if (one.permission) say(`      needs ${one.permission}`);
      if (one.evidence) say(`      ${cite(one.evidence, calls)}`);
    }
  }
  if (finding.native.length > 0) {
    ours('\nThe cloud itself says');
    for (const row of columns(
      finding.native.map((one) => [
        `  ${one.source}`,
        one.rule,
        one.status,
        one.agrees === null ? '' : one.agrees ? 'agrees' : 'DISAGREES',
      ]),
    ))
      out(row);
  }
  const fix = control?.fix[resource.provider];
  if (fix && finding.verdict === 'fail') ours(`\nWhat to do\n${fixText(fix)}`);
}

const placeOf = ({ operation, pointer, part }: Source): string =>
  `${operation} ${pointer || '(the answer)'}${part ? `, ${part}` : ''}`;

function cite(number: number, calls: ReadonlyMap<number, CallRecord>): string {
  const call = calls.get(number);
  return call
    ? `evidence ${number}: ${call.askedAt}, HTTP ${call.status}, request ${call.requestId}`
    : `evidence ${number}`;
}

/** The newest finished scan below plumbline-out. */
function newest(): string {
  const root = 'plumbline-out';
  const scans = existsSync(root)
    ? readdirSync(root)
        .filter((name) => !name.includes('.incomplete-'))
        .map((name) => join(root, name))
        .filter((path) => existsSync(join(path, 'manifest.json')))
        .sort((a, b) => statSync(join(b, 'manifest.json')).mtimeMs - statSync(join(a, 'manifest.json')).mtimeMs)
    : [];
  if (!scans[0])
    throw new PlumblineError('CONFIG_INVALID', 'There is no scan below plumbline-out.', {
      hint: 'Name its folder with --scan.',
    });
  return scans[0];
}
